"""All pilots in three pictures: their outcomes, how they stood, and what became of decisions."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from pilots import charts, evidence
from pilots.assessments.promises import promises_of
from pilots.charts.outcome_overview import DESK, PHONE
from pilots.evidence.carried_out import CarriedOut
from pilots.evidence.outcome_overview import OverviewRow, overview
from pilots.evidence.standings import Standings
from pilots.language import _, short_day, today
from pilots.queries import pictures
from pilots.queries.progress import DecisionRow, ReviewRow
from pilots.reports.sections.at_a_glance import how_they_stood, what_became
from pilots.screens.kit import answers, markup
from pilots.screens.kit.pictures import drawing
from pilots.screens.progress.choices import Row
from pilots.screens.progress.period import Period

_BESIDE = Path(__file__).with_name("at_a_glance.css")
"""Beside each other on a desk, below each other where that is narrow."""


def at_a_glance(
    rows: Sequence[Row],
    reviews: Mapping[str, Sequence[ReviewRow]],
    decisions: Mapping[str, Sequence[DecisionRow]],
    when: Period,
) -> None:
    """The outcomes at the left; `reviews` and `decisions` are those of each pilot by its id."""
    names = {row["id"]: row["name"] for row in rows}
    st.html(_BESIDE)
    with st.container(horizontal=True, gap="medium", key="at_a_glance"):
        with st.container(key="all_outcomes"):
            _outcomes(names, when)
        with st.container(key="beside_outcomes"):
            judged = [(name, reviews[id], decisions[id]) for id, name in names.items()]
            with st.container(key="picture.standings"):
                _standings(how_they_stood(judged, min(when.until or today(), today())))
            with st.container(key="picture.carried_out"):
                _carried_out(what_became([(name, decisions[id]) for id, name in names.items()]))


# --- all outcomes ------------------------------------------------------------------------


def _outcomes(names: Mapping[str, str], when: Period) -> None:
    """Every outcome on one screen, what needs to be talked about first."""
    promises = [
        promise
        for pilot_id in names
        for promise in answers.for_funder(promises_of, pilot_id, when.until, today())
    ]
    found = overview(promises, names)
    if not found.rows:
        return
    question = _("How does each outcome compare with its promise?")
    st.markdown(f"### {question}")
    colours = answers.for_funder(pictures.colours)
    layout = PHONE if markup.on_phone() else DESK
    drawing.chart(
        lambda: charts.outcome_overview_chart(
            found.rows, {id: charts.hex_of(colours[id]) for id in names}, layout
        ),
        "progress.overview",
        f"{question} {evidence.overall(promises)}",
        found,
        layout,
    )
    st.caption(
        _(
            "From the baseline on the left to what was promised first on the right. The mark is "
            "now; the wide band is where it will be on the day of the target in 8 of 10 cases. "
            "Blue is nearer, an orange arrow further away, a star reached."
        )
    )
    drawing.numbers(lambda: _in_words(found.rows), key="numbers.overview")


def _in_words(found: Sequence[OverviewRow]) -> dict[str, list[str]]:
    return {
        _("Pilot"): [row.pilot_name for row in found],
        _("Outcome"): [row.statement for row in found],
        _("Baseline"): [row.began or "–" for row in found],
        _("Promised"): [row.promised or "–" for row in found],
        _("Today's target"): [row.changed_to or row.promised or "–" for row in found],
        _("Now"): [row.now or "–" for row in found],
        _("What came of it"): [row.verdict for row in found],
        _("How sure are we?"): [row.chance or "–" for row in found],
    }


# --- reviews and decisions ---------------------------------------------------------------


def _standings(found: Standings) -> None:
    judged = [(track, judgement) for track in found.tracks for judgement in track.judgements]
    if judged:
        _picture(
            "standings",
            _("How were the pilots doing through the year?"),
            found,
            lambda: charts.standings_chart(found),
            lambda: {
                _("Pilot"): [track.pilot_name for track, _judgement in judged],
                _("Review"): [short_day(judgement.since) for _track, judgement in judged],
                _("How is the pilot doing?"): [
                    found.word(judgement.status) for _track, judgement in judged
                ],
            },
        )


def _carried_out(found: CarriedOut) -> None:
    decided = [(pile, decision) for pile in found.piles for decision in pile.decisions]
    if decided:
        _picture(
            "carried_out",
            _("What became of the decisions?"),
            found,
            lambda: charts.carried_out_chart(found),
            lambda: {
                _("Pilot"): [pile.pilot_name for pile, _decision in decided],
                _("Decision"): [decision.text for _pile, decision in decided],
                _("Decided on"): [
                    short_day(decision.on) if decision.on else "–" for _pile, decision in decided
                ],
                _("What came of it"): [found.word(decision.status) for _pile, decision in decided],
            },
        )


def _picture(
    name: str,
    question: str,
    found: Standings | CarriedOut,
    draw: Callable[[], Any],
    numbers: Callable[[], dict[str, list[str]]],
) -> None:
    """The question with its answer in words, the picture, and its numbers."""
    st.markdown(f"### {question}\n{markup.escape(found.sentence)}")
    drawing.chart(draw, f"progress.{name}", f"{question} {found.sentence}", found)
    drawing.numbers(numbers, key=f"numbers.{name}")
