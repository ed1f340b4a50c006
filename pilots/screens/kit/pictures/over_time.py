"""The picture of an outcome: how far it is, whether it changes, and whether it will be in time."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pilots import charts
from pilots.access import Verb
from pilots.assessments import outcomes
from pilots.evidence import Judged
from pilots.language import _, number, short_day, today
from pilots.points import SeriesPoint
from pilots.queries import pilot as questions
from pilots.screens.kit import answers, markup, session
from pilots.screens.kit.pictures import drawing, meaning
from pilots.screens.kit.records import dialogs
from schemas import Baseline, Measurement, Outcome

Row = Mapping[str, Any]


def outcome(row: Row, shared: bool = False, brief: bool = False) -> None:
    """An outcome (a row of the register) over time, with what can be set of it.

    `shared`: on a screen that a room looks at: large, and with nothing to set. `brief`: one of
    several pictures, to go on from.
    """
    judged = answers.for_viewer(outcomes.assess, row["id"], today())
    if judged is None:  # withdrawn a moment ago
        return
    found = judged.known
    question = _("How far along are we: {outcome}", outcome=found.statement)
    st.markdown(f"#### {markup.escape(question)}\n\n{markup.escape(found.sentence)}")
    if found.points:
        _picture(row, judged, shared)
        _numbers(row, judged)
        if judged.kept and not (brief or shared):
            _looking_back(row, judged)
    else:
        st.caption(markup.escape(meaning.levels(judged)))
    with st.container(horizontal=True, vertical_alignment="center"):
        if found.points and not brief:
            point = SeriesPoint("measurements", (row["id"],))
            drawing.offer_drill_down(_("The measurements behind this"), point, key=row["id"])
            meaning.offer_methods(judged, key=f"methods.{row['id']}")
        if not shared and session.allowed(Verb.RECORD, row["pilot"]):
            _offer_measuring(row)
            if not brief:
                _offer_reckoning(row, judged)


def _picture(row: Row, judged: Judged, shared: bool) -> None:
    found = judged.known
    done = answers.for_viewer(questions.done_actions, row["pilot"])
    drawing.chart(
        lambda: charts.outcome_chart(found, done, judged),
        key=f"outcome.{row['id']}",
        alt=" ".join([f"{found.statement}.", found.sentence, *meaning.sentences(judged)]),
        clickable=True,
        large=shared,
    )
    st.markdown(meaning.lines(judged))
    st.caption(markup.escape(" ".join(meaning.legend(judged, marks=bool(done)))))


# --- its numbers ---------------------------------------------------------------------------


def _numbers(row: Row, judged: Judged) -> None:
    found = judged.known
    drawing.numbers(
        lambda: {
            _("Measured on"): [short_day(point.on) for point in found.points],
            _("Value"): [found.say(point.value) for point in found.points],
            _("Out of how many"): [_count(point.of_how_many) for point in found.points],
            _("What it means"): charts.meanings(judged),
            _("Note"): [point.note or "" for point in found.points],
        },
        key=f"numbers.{row['id']}",
    )


def _count(n: int | None) -> str:
    return "" if n is None else number(n)


def _looking_back(row: Row, judged: Judged) -> None:
    """What was forecast before, beside what came."""
    found = judged.known
    drawing.numbers(
        lambda: {
            _("Measured on"): [short_day(it.on) for it in judged.kept],
            _("Forecast"): [
                _("{low} to {high}", low=number(round(it.low, 1)), high=number(round(it.high, 1)))
                for it in judged.kept
            ],
            _("What it turned out to be"): [found.say(it.came) for it in judged.kept],
            _("Was it right?"): [_("Yes") if it.was_right else _("No") for it in judged.kept],
        },
        key=f"kept.{row['id']}",
        label=_("Earlier forecasts, and what happened"),
    )


# --- what can be done with it --------------------------------------------------------------


def _offer_measuring(row: Row) -> None:
    if st.button(_("Add a measurement"), icon=":material/add_chart:", key=f"measure.{row['id']}"):
        dialogs.open_new(Measurement, row["pilot"], outcome=row["id"], measured_on=today())
    open_ends = row["baseline"] is None or row["target"] is None
    label = _("Set baseline and target") if open_ends else _("Change")
    if st.button(label, icon=":material/edit:", key=f"set.{row['id']}", type="tertiary"):
        dialogs.open_change(Outcome, row)


def _offer_reckoning(row: Row, judged: Judged) -> None:
    """Limits are recalculated by somebody who says why, and never by themselves."""
    if judged.newest is None or judged.newest.limits is None:
        return
    if st.button(
        _("Recalculate the limits"),
        icon=":material/restart_alt:",
        key=f"anew.{row['id']}",
        type="tertiary",
        help=_(
            "For when something has changed permanently: the limits are recalculated from "
            "that day on."
        ),
    ):
        dialogs.open_new(Baseline, row["pilot"], outcome=row["id"], begins_on=today())
