// Ignores a second tap on a button that records, until the page has answered the first or
// something else was tapped or typed.
const RECORDS = '[class*="st-key-"][class*="submit"] button';

// Milliseconds after which an answer is not waited for any more.
const LONG = 2000;

let first = null;

const ignoreSecond = (event) => {
  const button = event.target.closest(RECORDS);
  const now = performance.now();
  if (button && first?.button === button && (first.isRunning || now - first.at < LONG)) {
    event.stopImmediatePropagation();
    event.preventDefault();
  } else {
    first = button && { button, at: now, isRunning: false };
  }
};
const forget = () => {
  first = null;
};
const follow = (app) => {
  const state = app.dataset.testScriptState;
  if (first && state === "running") first.isRunning = true;
  else if (first?.isRunning && state === "notRunning") first = null;
};

let watches = false;

export default function () {
  if (watches) return;
  watches = true;
  document.addEventListener("click", ignoreSecond, true);
  for (const act of ["input", "keydown"]) document.addEventListener(act, forget, true);
  const app = document.querySelector('[data-testid="stApp"]');
  new MutationObserver(() => follow(app)).observe(app, {
    attributes: true,
    attributeFilter: ["data-test-script-state"],
  });
}
