// Who opens another account reads it from its top, not from where the last one was left.
let open;

export default function ({ data, parentElement }) {
  if (open !== undefined && open !== data.account) {
    parentElement.closest('[data-testid="stMain"]').scrollTo(0, 0);
  }
  open = data.account;
}
