// Digits first for who types a number, room above the keyboard of a phone, and the focus in the
// first field of a page or a dialog that is opened to write.
const asksDigits = (event) => {
  if (event.target.closest('[class*="st-key-number-"]')) event.target.inputMode = "decimal";
};

const lift = () => {
  const { height, offsetTop } = window.visualViewport;
  const covered = Math.max(0, window.innerHeight - height - offsetTop);
  document.documentElement.style.setProperty("--keyboard", `${covered}px`);
};

// A form that was just recorded is drawn anew: nobody opened a page then.
let recorded = -Infinity;
const A_WHILE = 5000;
const notes = (event) => {
  if (event.target.closest('[class*="st-key-in_reach-"] button')) recorded = performance.now();
};

let watches = false;
const watch = () => {
  if (watches) return;
  watches = true;
  document.addEventListener("pointerdown", asksDigits, true);
  document.addEventListener("focusin", asksDigits, true);
  document.addEventListener("click", notes, true);
  window.visualViewport?.addEventListener("resize", lift);
};

// A dialog that opens takes the focus for itself, later than its field is there.
const holdFocus = (field) => {
  const again = ({ target }) => {
    if (target !== field && target.contains(field)) field.focus({ preventScroll: true });
  };
  const letGo = () => document.removeEventListener("focusin", again, true);
  document.addEventListener("focusin", again, true);
  for (const act of ["pointerdown", "keydown"]) document.addEventListener(act, letGo, { once: true });
};

// Each field once, as soon as all are there: Streamlit fetches each kind of input when it is needed
// for the first time, and another one can come before the first.
const known = new WeakSet();
const focusOn = (form, tries = 600) => {
  const field = form.querySelector('textarea, [class*="st-key-number-"] input');
  const isComing = !field || form.querySelector('[data-testid="stSkeleton"]');
  if (isComing && tries) return requestAnimationFrame(() => focusOn(form, tries - 1));
  if (!field || known.has(field)) return;
  known.add(field);
  const nobodyTypes = document.activeElement.contains(field); // the page, or the dialog around it
  if (!nobodyTypes || performance.now() - recorded < A_WHILE) return;
  holdFocus(field);
  field.focus({ preventScroll: true });
};

export default function ({ data, parentElement }) {
  watch();
  if (data.focus) focusOn(parentElement.closest('[data-testid="stVerticalBlock"]'));
}
