// Tells the server what only the browser knows of the photo field above this component: a file
// that it refused, or that has not arrived yet. Streamlit leaves both out of the field's value.
const CHIP = '[data-testid="stFileChip"]';
const SENDING = '[data-testid="stFileChipIconSpinner"]';
const REMOVE = '[data-testid="stFileChipDeleteBtn"]';
const NAME = '[data-testid="stFileChipName"]';

// The reasons that Streamlit gives, by a part of their words.
const WHY = { "must be": "large", "Only one": "many" };

const reason = (chip) => {
  const words = chip.querySelector('[role="alert"]')?.dataset.english ?? "";
  return Object.keys(WHY).find((part) => words.includes(part));
};

const found = (field) => {
  for (const chip of field.querySelectorAll(CHIP)) {
    const name = chip.querySelector(NAME)?.title ?? "";
    if (chip.getAttribute("aria-invalid")) return [WHY[reason(chip)] ?? "failed", name, field.chosen];
    if (chip.querySelector(SENDING)) return ["sending", name, field.chosen];
  }
  return null;
};

// Puts the reader's words in the place of Streamlit's own, which are English.
const translate = (field, words) => {
  const translated = (text) => {
    const english = Object.keys(words).find((known) => text?.startsWith(known));
    return english ? words[english] + text.slice(english.length) : text;
  };
  for (const part of field.querySelectorAll('p, span:not([role="alert"])'))
    if (!part.children.length && translated(part.textContent) !== part.textContent)
      part.textContent = translated(part.textContent);
  for (const part of field.querySelectorAll("[aria-label]")) {
    const label = part.getAttribute("aria-label");
    if (translated(label) !== label) part.setAttribute("aria-label", translated(label));
  }
  for (const alert of field.querySelectorAll(`${CHIP} [role="alert"]`)) {
    if (alert.dataset.english) continue;
    alert.dataset.english = alert.textContent;
    alert.textContent = words.Error;
  }
};

export default function ({ data, parentElement, setStateValue }) {
  const field = parentElement.closest('[class*="st-key-photo-"]');
  let last = JSON.stringify(data.waiting);
  // When the page draws the field anew, files that had not arrived are gone from it. They stay
  // refused until somebody chooses again, or goes on without them.
  if (!("before" in field))
    field.before = data.waiting?.[0] === "sending" ? ["failed", ...data.waiting.slice(1)] : data.waiting;
  else if (!data.waiting && field.before?.[0] !== "sending") field.before = null;
  const look = () => {
    translate(field, data.words);
    const now = found(field) ?? field.before;
    if (JSON.stringify(now) === last) return;
    last = JSON.stringify(now);
    setStateValue("waiting", now);
  };
  // Chosen, and not a chip yet: Streamlit first asks the server where to send it.
  const choose = ({ target, dataTransfer }) => {
    const [file] = target.files ?? dataTransfer?.files ?? [];
    // It replaces what was refused, as it replaces a photo that arrived.
    for (const button of field.querySelectorAll(`${CHIP}[aria-invalid] ${REMOVE} button`))
      button.click();
    field.chosen = Date.now();
    field.before = file ? ["sending", file.name, field.chosen] : null;
    look();
  };
  const remove = ({ target }) => {
    if (target.closest(REMOVE)) field.before = null;
  };
  const observer = new MutationObserver((changes) => {
    const isChip = (node) => node.matches?.(CHIP) || node.querySelector?.(CHIP);
    if (changes.some((change) => [...change.addedNodes].some(isChip)))
      field.before = null;
    look();
  });
  observer.observe(field, { childList: true, subtree: true, attributes: true });
  field.addEventListener("change", choose, true);
  field.addEventListener("drop", choose, true);
  field.addEventListener("click", remove, true);
  look();
  return () => {
    observer.disconnect();
    field.removeEventListener("change", choose, true);
    field.removeEventListener("drop", choose, true);
    field.removeEventListener("click", remove, true);
  };
}
