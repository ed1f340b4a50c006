// Says in which language the page is written: a screen reader reads it in that voice. Streamlit's
// own page says English.
export default function ({ data }) {
  document.documentElement.lang = data.language;
}
