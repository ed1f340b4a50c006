// Brings the page to its top where another place is drawn on it than before.
let open;

export default function ({ data, parentElement }) {
  if (open !== undefined && open !== data.place) {
    parentElement.closest('[data-testid="stMain"]').scrollTo(0, 0);
  }
  open = data.place;
}
