// A button that opens the browser's own calendar, and types the chosen day into the text input of
// the field it stands in.
const ICON =
  '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M7 2v3M17 2v3M4 9h16M5 5h14a1 1 0 0 1 1 1' +
  'v13a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1Z"/></svg>';

// As 31-12-2026: day, month and year, as the tracker writes it.
const written = (iso) => iso.split("-").reverse().join("-");

const iso = (text) => {
  const found = /^(\d{2})-(\d{2})-(\d{4})$/.exec(text.trim());
  return found ? `${found[3]}-${found[2]}-${found[1]}` : "";
};

// Types as a person does, so that the page hears of it.
const type = (input, text) => {
  const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
  input.focus();
  set.call(input, text);
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.blur();
};

export default function ({ data, parentElement }) {
  const field = parentElement.closest('[class*="st-key-day-"]');
  const input = field.querySelector('[data-testid="stTextInput"] input');
  let button = parentElement.querySelector("button");
  if (!button) {
    button = document.createElement("button");
    button.type = "button";
    button.className = "calendar-button";
    button.innerHTML = ICON;
    const picker = document.createElement("input");
    picker.type = "date";
    picker.className = "calendar-picker";
    picker.tabIndex = -1;
    picker.setAttribute("aria-hidden", "true");
    parentElement.append(button, picker);
  }
  button.setAttribute("aria-label", data.label);
  button.title = data.label;
  const picker = parentElement.querySelector(".calendar-picker");
  button.onclick = () => {
    picker.value = iso(input.value);
    picker.showPicker();
  };
  picker.onchange = () => {
    if (picker.value) type(input, written(picker.value));
    button.focus();
  };
}
