"""Whether the team held on to its principles: one tap for each, and an example for who has one."""

from uuid import NAMESPACE_URL, uuid5

import streamlit as st

from pilots.language import _, number, today
from pilots.queries import records
from pilots.queries import review as questions
from pilots.screens.kit import answers, flash, markup, session
from pilots.screens.kit.forms import forms
from pilots.screens.review import parts
from pilots.screens.review.parts import Row
from schemas import Held, PrincipleCheck


def draw(review: Row) -> None:
    """The principles beneath each other, each with two buttons and what was said of it."""
    rows = answers.for_viewer(questions.principles, review["pilot"])
    checks = answers.for_viewer(questions.principle_checks, review["id"])
    if not rows:
        parts.nothing(
            _(
                "There are no principles yet. Add the principles you keep to on the pilot's More "
                "tab."
            ),
            icon=":material/lightbulb:",
        )
        return
    looked_at = sum(row["id"] in checks for row in rows)
    st.markdown(
        _(
            "**{done} of {n} checked.** Check those that matter now; the others can wait.",
            done=number(looked_at),
            n=number(len(rows)),
        )
    )
    for row in rows:
        with st.container(border=True, gap="xsmall", key=f"principle.{row['id']}"):
            _principle(review, row, checks.get(row["id"]))


def _principle(review: Row, row: Row, check: Row | None) -> None:
    with st.container(horizontal=True, **markup.APART):
        st.markdown(f"**{markup.escape(row['text'])}**")
        with st.container(horizontal=True, gap="small", width="content"):
            for held, label, icon in (
                (Held.KEPT, _("We kept to it"), ":material/check:"),
                (Held.BROKEN, _("We did not keep to it"), ":material/close:"),
            ):
                chosen = check is not None and check["held"] == held
                st.button(
                    label,
                    icon=":material/radio_button_checked:" if chosen else icon,
                    key=f"{held}.{row['id']}",
                    type="primary" if chosen else "secondary",
                    on_click=_check,
                    args=(review, row, check, held, session.tracker().head),
                )
    if check:
        _example(review, check["id"])


@flash.callback
def _check(review: Row, row: Row, known: Row | None, held: Held, head: int) -> None:
    """Say whether it was kept; the same tap again takes that back.

    `head` is the newest line that the buttons were drawn after: after an undo the same tap is
    another line.
    """
    # One check for each principle in a review: a second tap changes it, and adds none.
    id = uuid5(NAMESPACE_URL, f"{review['id']}/{row['id']}").hex
    idempotency_key = str(uuid5(NAMESPACE_URL, f"{id}/{known['_seq'] if known else head}/{held}"))
    if known and known["held"] == held:
        line = session.tracker().withdraw(
            session.viewer(), known["_seq"], idempotency_key=idempotency_key
        )
        flash.say(_("Not checked: {principle}", principle=row["text"]), line.seq)
        return
    check = PrincipleCheck(
        id=id,
        pilot=review["pilot"],
        principle=row["id"],
        held=held,
        example=known["example"] if known else None,
        checked_on=today(),
        review=review["id"],
    )
    (line,) = session.tracker().record(session.viewer(), check, idempotency_key=idempotency_key)
    flash.say(f"{_(held.label)}: {row['text']}", line.seq)


@st.fragment
def _example(review: Row, check: str) -> None:
    """A sentence that shows it."""
    session.start_fragment()
    record = answers.for_viewer(records.one, PrincipleCheck.table, check)
    if record is None:
        return
    known = forms.part_of(record)
    part = forms.Part(PrincipleCheck, start=known.start, id=known.id, only=("example",))
    key = parts.form(review, f"example.{check}")
    if forms.draw(key, part, pilot_id=review["pilot"], button=_("Save this")):
        st.rerun()
