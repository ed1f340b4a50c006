// Brings a step of the meeting to its question, wherever the step before was scrolled to.
export default function ({ data, parentElement }) {
  if (parentElement.dataset.step === data.step) return;
  parentElement.dataset.step = data.step;
  document.querySelector('[data-testid="stMain"]').scrollTo(0, 0);
}
