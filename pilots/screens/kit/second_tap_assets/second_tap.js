// Ignores a second tap on a button that records, until the page has answered the first.
const RECORDS = '[class*="st-key-"][class*="submit"] button';

// Milliseconds: until the page says that it is being drawn, and for how long that is believed.
const A_MOMENT = 500;
const A_WHILE = 15000;

const tapped = new WeakMap();
const isBeingDrawn = () =>
  document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "running";

const ignoreSecond = (event) => {
  const button = event.target.closest(RECORDS);
  if (!button) return;
  const since = performance.now() - (tapped.get(button) ?? -Infinity);
  if (since < A_MOMENT || (since < A_WHILE && isBeingDrawn())) {
    event.stopImmediatePropagation();
    event.preventDefault();
  } else {
    tapped.set(button, performance.now());
  }
};

let watches = false;

export default function () {
  if (!watches) document.addEventListener("click", ignoreSecond, true);
  watches = true;
}
