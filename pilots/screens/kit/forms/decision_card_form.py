"""Writing a decision card: what is expected of an outcome, before it is measured.

Who writes it, or writes it otherwise, after the first measurement is asked why.
"""

from typing import Any

import streamlit as st

from pilots.language import _
from pilots.queries import expectations as questions
from pilots.queries import records
from pilots.queries.expectations import DecisionCardRow
from pilots.screens.kit import answers, markup, session
from pilots.screens.kit.forms import forms
from schemas import Expectation, Pilot

Row = DecisionCardRow

_ASKED = ("prediction", "expected", "green", "red", "decide_by", "decider")


def offer(known: Row) -> None:
    """A button that opens the form, for who may write."""
    label = _("Say in advance what you expect")
    if known["measured"]:
        label = _("Say what you expect")
    if known["id"]:
        label = _("Change")
    icon = ":material/edit:" if known["id"] else ":material/flag:"
    kind: Any = "tertiary" if known["id"] else "secondary"
    if st.button(label, icon=icon, key=f"expect.{known['outcome']}", type=kind):
        write(known)


def write(known: Row) -> None:
    """Open the form for the card of an outcome."""
    key = f"expectation.{known['outcome']}.{known['_seq'] or 0}"

    @st.dialog(_("What do we expect?"), width="medium")
    def ask() -> None:
        session.start_fragment()
        st.markdown(f"**{markup.escape(known['statement'])}**")
        if known["measured"]:
            st.info(
                _(
                    "This has already been measured. What you write now is shown next to what "
                    "was said before, with the reason."
                ),
                icon=":material/history_edu:",
            )
        if forms.draw(key, _part(known), pilot_id=known["pilot"], button=_("Save this")):
            st.rerun()

    forms.open_anew(key)
    ask()


def _part(known: Row) -> forms.Part:
    """A reason is asked once there is a measurement, and each time anew."""
    record = (
        answers.for_viewer(records.one, Expectation.table, known["id"]) if known["id"] else None
    )
    start = dict(forms.part_of(record).start) if record else {"outcome": known["outcome"]}
    start.pop("amended", None)
    pilot = answers.for_viewer(records.row, Pilot.table, known["pilot"]) or {}
    people = [name for name in (pilot.get("lead"), session.viewer().name) if name]
    return forms.Part(
        Expectation,
        start=start,
        id=known["id"],
        only=(*_ASKED, "amended") if known["measured"] else _ASKED,
        beside=("expected", "green", "red", "decide_by"),
        offers={"decider": list(dict.fromkeys(people))},
    )


def first_without(pilot_id: str) -> Row | None:
    """The first outcome of which nothing was said yet; None where there is none."""
    cards = answers.for_viewer(questions.decision_cards, pilot_id)
    return next((known for known in cards if known["id"] is None), None)
