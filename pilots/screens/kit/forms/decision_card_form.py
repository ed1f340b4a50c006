"""The form of a decision card: what is expected of an outcome, before it is measured.

After the first measurement, writing or changing it asks for a reason.
"""

from typing import Any

import streamlit as st

from pilots.language import _
from pilots.queries import expectations as expectations_queries
from pilots.queries import records
from pilots.queries.expectations import DecisionCardRow
from pilots.screens.kit import answers, markup, session
from pilots.screens.kit.forms import forms
from schemas import Expectation, Pilot

_ASKED = ("prediction", "expected", "green", "red", "decide_by", "decider")


def button(card: DecisionCardRow) -> None:
    """The button that opens the form; draw it for viewers who may record in the pilot."""
    label = _("Say in advance what you expect")
    if card["measured"]:
        label = _("Say what you expect")
    if card["id"]:
        label = _("Change")
    icon = ":material/edit:" if card["id"] else ":material/flag:"
    kind: Any = "tertiary" if card["id"] else "secondary"
    if st.button(label, icon=icon, key=f"expect.{card['outcome']}", type=kind):
        open_dialog(card)


def open_dialog(card: DecisionCardRow) -> None:
    """Open the form for the card of an outcome."""
    key = f"expectation.{card['outcome']}.{card['_seq'] or 0}"

    def draw_form() -> list[str]:
        st.markdown(f"**{markup.escape(card['statement'])}**")
        if card["measured"]:
            st.info(
                _(
                    "This has already been measured. What you write now is shown next to what "
                    "was said before, with the reason."
                ),
                icon=":material/history_edu:",
            )
        return forms.draw(key, _fieldset(card), pilot_id=card["pilot"], button=_("Save this"))

    forms.open_dialog(key, _("What do we expect?"), draw_form)


def _fieldset(card: DecisionCardRow) -> forms.Fieldset:
    """Each change asks for a new reason, so the last one is not filled in."""
    record = answers.for_viewer(records.one, Expectation.table, card["id"]) if card["id"] else None
    start = dict(forms.fieldset_of(record).start) if record else {"outcome": card["outcome"]}
    start.pop("amended", None)
    pilot = answers.for_viewer(records.row, Pilot.table, card["pilot"]) or {}
    people = [name for name in (pilot.get("lead"), session.viewer().name) if name]
    return forms.Fieldset(
        Expectation,
        start=start,
        id=card["id"],
        only=(*_ASKED, "amended") if card["measured"] else _ASKED,
        beside=("expected", "green", "red", "decide_by"),
        suggestions={"decider": list(dict.fromkeys(people))},
    )


def first_outcome_without(pilot_id: str) -> DecisionCardRow | None:
    """The first outcome that has no decision card yet; None where all have one."""
    cards = answers.for_viewer(expectations_queries.decision_cards, pilot_id)
    return next((card for card in cards if card["id"] is None), None)
