"""The form for a measurement of one outcome, which says what is measured and what it was."""

from collections.abc import Iterator

import streamlit as st

from pilots.language import _, number, relative_day, today
from pilots.queries import pilot as pilot_queries
from pilots.queries import records
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, badges, markup
from pilots.screens.kit.forms import forms
from schemas import Measurement, Outcome

_FIELDS = ("value", "measured_on", "of_how_many", "note", "source")


def open_form(outcome_id: str, pilot_id: str) -> None:
    """Open the form over the page."""
    # The outcome is in the key: a draft about one is none about another.
    key = ".".join(["new", Measurement.table, pilot_id, outcome_id])
    outcome = answers.for_viewer(records.row, Outcome.table, outcome_id)
    if outcome is None:
        return
    fieldset = forms.Fieldset(
        Measurement,
        start={"outcome": outcome_id, "measured_on": forms.TODAY},
        only=_FIELDS,
        beside=("value", "measured_on"),
        labels={"value": _in_unit(outcome["unit"])},
    )

    def draw_form() -> list[str]:
        st.markdown(f"{badges.pilot(pilot_id)} **{markup.escape(outcome['statement'])}**")
        st.caption(markup.escape("\n".join(_known(outcome))))
        return forms.draw(key, fieldset, pilot_id=pilot_id, focus=True)

    forms.open_dialog(key, _question(outcome["unit"]), draw_form, width="small")


def _question(unit: str | None) -> str:
    return _("How many {unit} now?", unit=unit) if unit else _("What is the value now?")


def _in_unit(unit: str | None) -> str:
    return _("Value, in {unit}", unit=unit) if unit else _("Value")


def _known(outcome: RecordRow) -> Iterator[str]:
    """What it was last time and what it is to be; what is counted, and how."""
    if stands := " · ".join(_stands(outcome)):
        yield stands
    for name in ("indicator", "method"):
        if outcome[name]:
            yield outcome[name]


def _stands(outcome: RecordRow) -> Iterator[str]:
    measured = answers.for_viewer(pilot_queries.measurements, outcome["id"])
    past = [row for row in measured if row["measured_on"] <= today()]
    if past:
        last = past[-1]
        day = relative_day(last["measured_on"], today())
        yield _("Last time {value} ({day})", value=number(last["value"]), day=day)
    elif outcome["baseline"] is not None:
        yield _("At the start {value}", value=number(outcome["baseline"]))
    if outcome["target"] is not None:
        yield _("Target {value}", value=number(outcome["target"]))
