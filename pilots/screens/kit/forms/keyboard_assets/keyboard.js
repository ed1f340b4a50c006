// Digits first for who types a number, room above the keyboard of a phone, and the focus in the
// first field of a page that is opened to write.
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

// Each field once, as soon as it is there.
const known = new WeakSet();
const focusOn = (form, tries = 30) => {
  const field = form.querySelector("textarea");
  if (!field && tries) return requestAnimationFrame(() => focusOn(form, tries - 1));
  if (!field || known.has(field)) return;
  known.add(field);
  const nobodyTypes = document.activeElement === document.body;
  if (nobodyTypes && performance.now() - recorded > A_WHILE) field.focus({ preventScroll: true });
};

export default function ({ data, parentElement }) {
  watch();
  if (data.focus) focusOn(parentElement.closest('[data-testid="stVerticalBlock"]'));
}
