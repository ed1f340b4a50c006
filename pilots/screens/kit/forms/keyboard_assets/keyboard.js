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

let watches = false;
const watch = () => {
  if (watches) return;
  watches = true;
  document.addEventListener("pointerdown", asksDigits, true);
  document.addEventListener("focusin", asksDigits, true);
  window.visualViewport?.addEventListener("resize", lift);
};

// A form that was just recorded is drawn anew: nobody opened a page then.
let left = -Infinity;
const A_WHILE = 3000;

export default function ({ data, parentElement }) {
  watch();
  const form = parentElement.closest('[data-testid="stVerticalBlock"]');
  form.querySelectorAll('[class*="st-key-number-"] input').forEach((input) => {
    input.inputMode = "decimal";
  });
  const nobodyTypes = document.activeElement === document.body;
  if (data.focus && nobodyTypes && performance.now() - left > A_WHILE) {
    form.querySelector("textarea")?.focus({ preventScroll: true });
  }
  return () => {
    left = performance.now();
  };
}
