"""The step *Principles*: one tap on each for whether the team kept to it, and an example."""

from uuid import NAMESPACE_URL, uuid5

import streamlit as st

from pilots.language import _, number, today
from pilots.queries import review as review_queries
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, flash, markup, session
from pilots.screens.kit.forms import forms
from pilots.screens.kit.records import one_tap
from pilots.screens.review import shared
from pilots.versions import Version
from schemas import Adherence, PrincipleCheck


def draw(review: RecordRow) -> None:
    """The principles below each other, each with two buttons and its example."""
    rows = answers.for_viewer(review_queries.principles, review["pilot"])
    checks = answers.for_viewer(review_queries.principle_checks, review["id"])
    if not rows:
        shared.nothing_to_show(
            _(
                "There are no principles yet. Add the principles you keep to on the pilot's More "
                "tab."
            ),
            icon=":material/lightbulb:",
        )
        return
    checked = sum(row["id"] in checks for row in rows)
    st.markdown(
        _(
            "**{done} of {n} checked.** Check those that matter now; the others can wait.",
            done=number(checked),
            n=number(len(rows)),
        )
    )
    for row in rows:
        with st.container(border=True, gap="xsmall", key=f"principle.{row['id']}"):
            _principle(review, row, checks.get(row["id"]))


def _principle(review: RecordRow, row: RecordRow, check: RecordRow | None) -> None:
    with st.container(horizontal=True, **markup.APART):
        st.markdown(f"**{markup.escape(row['text'])}**")
        with st.container(horizontal=True, gap="small", width="content"):
            for held, label, icon in (
                (Adherence.KEPT, _("We kept to it"), ":material/check:"),
                (Adherence.BROKEN, _("We did not keep to it"), ":material/close:"),
            ):
                is_chosen = check is not None and check["held"] == held
                arguments = (review, row, check, held, session.tracker().head)
                key = f"{held}.{row['id']}"
                shared.choice_button(label, icon, key, is_chosen, _check, *arguments)
    if check:
        _example(review, check["id"])


@flash.callback
def _check(
    review: RecordRow, row: RecordRow, old: RecordRow | None, held: Adherence, newest_line: int
) -> None:
    """Record whether the team kept to a principle; the same tap again takes that back.

    `newest_line` is the one the buttons were drawn with: after an undo, the same tap has another
    idempotency key.
    """
    # One check for each principle in a review: a second tap changes it, and adds none.
    id = uuid5(NAMESPACE_URL, f"{review['id']}/{row['id']}").hex
    key = one_tap.idempotency_key(id, old["_seq"] if old else newest_line, held)
    if old and old["held"] == held:
        line = session.tracker().withdraw(session.viewer(), old["_seq"], idempotency_key=key)
        flash.say(_("Not checked: {principle}", principle=row["text"]), line.seq)
        return
    sentence = f"{_(held.label)}: {row['text']}"
    if old:
        one_tap.change(old["_seq"], key, sentence, held=held, checked_on=today())
        return
    check = PrincipleCheck(
        id=id,
        pilot=review["pilot"],
        principle=row["id"],
        held=held,
        checked_on=today(),
        review=review["id"],
    )
    nothing = Version.none_yet(PrincipleCheck, id, newest_line)
    one_tap.record(check, key, sentence, nothing)


@st.fragment
def _example(review: RecordRow, check_id: str) -> None:
    """The form for an example, in a sentence."""
    session.start_fragment()
    key = shared.form_key(review, f"example.{check_id}")
    fieldset = forms.fieldset_to_change(key, PrincipleCheck, check_id, only=("example",))
    if fieldset is None:
        return
    if forms.draw(key, fieldset, pilot_id=review["pilot"], button=_("Save this")):
        st.rerun()
