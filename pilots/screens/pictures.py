"""The pictures of a pilot: each with its question, its reading and its numbers."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pilots import charts, evidence
from pilots.access import Verb
from pilots.language import _, number, short_day, today
from pilots.queries import pilot as questions
from pilots.screens import lists, ui
from schemas import Measurement, Outcome


def outcome(row: Mapping[str, Any]) -> None:
    """An outcome (a row of the register) over time, with what is still to be set."""
    measured = ui.ask(questions.measurements, row["id"])
    found = evidence.progress(row, measured)
    st.markdown(f"#### {ui.escape(_('How far are we: {outcome}', outcome=found.statement))}")
    st.markdown(ui.escape(found.sentence))
    if found.points:
        done = ui.ask(questions.done_actions, row["pilot"])
        ui.chart(
            charts.outcome_chart(found, done),
            alt=f"{found.statement}. {found.sentence}",
            key=f"outcome.{row['id']}",
        )
        if done:
            st.caption(_("A triangle marks an action that was done."))
        ui.numbers(
            lambda: {
                _("Measured on"): [short_day(point.on) for point in found.points],
                _("Value"): [found.say(point.value) for point in found.points],
                _("Of how many"): [_count(point.of_how_many) for point in found.points],
                _("Note"): [point.note or "" for point in found.points],
            },
            key=f"numbers.{row['id']}",
        )
    with st.container(horizontal=True, vertical_alignment="center"):
        _levels(found)
        if ui.allowed(Verb.RECORD, row["pilot"]):
            _offers(row)


def _levels(found: evidence.Progress) -> None:
    """Baseline and target in words, also where nobody has set them yet."""
    baseline = ui.not_set() if found.baseline is None else found.say(found.baseline)
    target = ui.not_set() if found.target is None else found.say(found.target)
    st.caption(
        ui.escape(_("Baseline: {baseline}. Target: {target}.", baseline=baseline, target=target))
    )


def _offers(row: Mapping[str, Any]) -> None:
    if st.button(_("Add a measurement"), icon=":material/add_chart:", key=f"measure.{row['id']}"):
        lists.add(Measurement, row["pilot"], outcome=row["id"], measured_on=today())
    open_ends = row["baseline"] is None or row["target"] is None
    label = _("Set baseline and target") if open_ends else _("Change")
    if st.button(label, icon=":material/edit:", key=f"set.{row['id']}", type="tertiary"):
        lists.change(Outcome, row)


def pace(pilot: str) -> None:
    """Actions done per week."""
    found = evidence.pace(ui.ask(questions.actions_per_week, pilot, today()))
    question = _("How much was done each week?")
    st.markdown(f"#### {question}")
    st.markdown(ui.escape(found.sentence))
    if not found.total:
        return
    ui.chart(charts.weeks_chart(found), alt=f"{question} {found.sentence}", key="weeks")
    ui.numbers(
        lambda: {
            _("Week of"): [short_day(week) for week in found.weeks],
            _("Actions done"): [number(done) for done in found.done],
        },
        key="numbers.weeks",
    )


def _count(n: int | None) -> str:
    return "" if n is None else number(n)
