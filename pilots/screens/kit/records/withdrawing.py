"""Withdrawing a record. What funders read is withdrawn with a reason, which they read too."""

import streamlit as st

from pilots.language import _
from pilots.privacy.pii import Finding, findings
from pilots.queries import personal_data
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, flash, markup, session
from schemas import Decision, Outcome, Pilot, Record, Report, Review, Story, Withdrawal

READ_BY_FUNDERS: tuple[type[Record], ...] = (Pilot, Outcome, Decision, Review, Story, Report)


def button(schema: type[Record], row: RecordRow) -> bool:
    """Draw the button that withdraws this record (a row of the register): whether it did.

    Before what funders read is withdrawn, the reason is asked, in a small form behind the button.
    """
    icon = ":material/delete:"
    words = _("Removes it from every view. You can bring it back from the history.")
    if schema not in READ_BY_FUNDERS or (schema.finished and row[schema.finished] is None):
        pressed: bool = st.button(
            _("Withdraw"),
            icon=icon,
            help=words,
            key=f"withdraw.{row['id']}",
            on_click=_withdraw_at_once,
            args=(row["_seq"],),
        )
        return pressed
    # No `help`: it would lie over the form.
    with st.popover(_("Withdraw"), icon=icon, key=f"withdrawing.{row['id']}"):
        st.caption(words)
        return _asked_why(row)


def _asked_why(row: RecordRow) -> bool:
    """The form in which the reason is given: whether the record was withdrawn with it."""
    field = Withdrawal.fields()["reason"]
    key = f"withdrawal.{row['id']}"
    with st.form(f"{key}.form", border=False, enter_to_submit=False):
        reason = st.text_area(
            _(field.title or ""),
            key=key,
            max_chars=5000,
            placeholder=_(field.description or ""),
        )
        pressed: bool = st.form_submit_button(
            _("Withdraw"),
            icon=":material/delete:",
            key=f"withdraw.{row['id']}",
            on_click=_withdraw_because,
            args=(row["_seq"], key),
        )
    if not pressed:
        return False
    if not reason.strip():
        st.error(_("Say in a few words why, and press once more."), icon=":material/error:")
        return False
    if st.session_state.pop(f"{key}.is_held_back", False):
        words = [finding.sentence(_(field.title or "")) for finding in _found(reason)]
        words.append(_("Funders read this. Take it out, or press once more to leave it."))
        st.warning("  \n".join(map(markup.escape, words)), icon=":material/privacy_tip:")
        return False
    return True


def _found(reason: str) -> list[Finding]:
    return findings(reason, answers.for_viewer(personal_data.names_of_people))


@flash.callback
def _withdraw_at_once(seq: int) -> None:
    _withdraw(seq, None)


@flash.callback
def _withdraw_because(seq: int, key: str) -> None:
    """Withdraw with the reason that stands under `key` in the session; without one, do nothing.

    Where it may say who somebody is, that is said once first.
    """
    reason = str(st.session_state.get(key, "")).strip()
    was_warned = st.session_state.get(f"{key}.warned") == reason
    if reason and not was_warned and _found(reason):
        st.session_state[f"{key}.warned"] = reason
        st.session_state[f"{key}.is_held_back"] = True
    elif reason:
        _withdraw(seq, reason)


def _withdraw(seq: int, reason: str | None) -> None:
    line = session.tracker().withdraw(session.viewer(), seq, reason=reason)
    if line.kind == Report.table and reason:
        words = _(
            "Withdrawn: nobody can read this report any more. You can find it in the history."
        )
    else:
        words = _("Withdrawn. You can find it in the history.")
    flash.say(words, line.seq)
