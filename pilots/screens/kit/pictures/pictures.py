"""The pictures of the work: each with its question, its reading and its numbers as a table."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from pilots import charts, evidence
from pilots.charts.template import HEIGHT, month, shorten
from pilots.language import _, number, short_day, today
from pilots.points import RecordPoint
from pilots.queries import pictures
from pilots.screens.kit import answers, markup
from pilots.screens.kit.pictures import drawing
from pilots.screens.kit.records import lists

LANES = 12
"""Pilots beside each other in one picture."""

BESIDE_MAP = 7
"""The number of pilots of which a list is as high as the map beside it."""


# --- one pilot ---------------------------------------------------------------------------


def actions_per_week(pilot_id: str) -> None:
    """Actions per week: done, planned and dropped."""
    found = evidence.actions_per_week(
        answers.for_viewer(pictures.actions_per_week, pilot_id, today()), today()
    )
    question = _("How much was done each week?")
    _heading(question, found.sentence)
    if found.is_empty:
        return
    drawing.chart(
        lambda: charts.actions_per_week_chart(found),
        key=f"pace.{pilot_id}",
        alt=f"{question} {found.sentence}",
        clickable=True,
    )
    drawing.numbers(
        lambda: {
            _("Week of"): [short_day(week) for week in found.weeks],
            _("Actions done"): [number(done) for done in found.done],
            _("Actions planned"): [number(planned) for planned in found.planned],
            _("Actions dropped"): [number(dropped) for dropped in found.dropped],
        },
        key="numbers.pace",
    )


def burnup(pilot_id: str) -> None:
    """All actions there are, and those that are done: a burn-up chart."""
    found = evidence.burnup(
        answers.for_viewer(pictures.known_and_done, pilot_id, today()), today()
    )
    question = _("Does the work get done?")
    _heading(question, found.sentence)
    if not found.weeks:
        return
    drawing.chart(
        lambda: charts.burnup_chart(found),
        key=f"burnup.{pilot_id}",
        alt=f"{question} {found.sentence}",
        clickable=True,
    )
    drawing.numbers(
        lambda: {
            _("Up to"): [short_day(end) for end in found.ends],
            _("Total actions"): [number(known) for known in found.known],
            _("Actions done"): [number(done) for done in found.done],
        },
        key="numbers.burnup",
    )


def turnout(pilot_id: str) -> None:
    """How many people took part, as reported."""
    found = evidence.turnout(answers.for_viewer(pictures.turnout, pilot_id, today()))
    question = _("How many people took part?")
    _heading(question, found.sentence)
    if found.is_empty:
        return
    drawing.chart(
        lambda: charts.turnout_chart(found),
        key=f"turnout.{pilot_id}",
        alt=f"{question} {found.sentence}",
        clickable=True,
    )
    drawing.numbers(
        lambda: {
            _("Month"): [month(first) for first in found.months],
            _("Participants"): [number(people) for people in found.people],
            _("Actions with a number"): [number(reported) for reported in found.reported],
            _("Actions without a number"): [number(silent) for silent in found.silent],
        },
        key="numbers.turnout",
    )


def plan(pilot_id: str) -> None:
    """The actions around today: a Gantt chart."""
    found = evidence.plan(answers.for_viewer(pictures.plan, pilot_id, today()), today())
    question = _("What is planned, and what is done?")
    _heading(question, found.sentence)
    if not found.stretches:
        return
    limit = 28 if markup.on_phone() else 70
    drawing.chart(
        lambda: charts.plan_chart(found, limit),
        f"plan.{pilot_id}",
        f"{question} {found.sentence}",
        limit,
        clickable=True,
    )
    drawing.numbers(
        lambda: {
            _("Action"): [stretch.title for stretch in found.stretches],
            _("Status"): [stretch.words for stretch in found.stretches],
            _("From"): [short_day(stretch.first) for stretch in found.stretches],
            _("Up to"): [
                _("no due date") if stretch.is_open else short_day(stretch.last)
                for stretch in found.stretches
            ],
        },
        key="numbers.plan",
    )


# --- all pilots --------------------------------------------------------------------------


def side_by_side(ids: Sequence[str] | None = None) -> None:
    """Pilots beside each other, a page of them at a time; `ids`: only these."""
    rows = answers.for_viewer(
        pictures.side_by_side, today(), ids=None if ids is None else tuple(ids)
    )
    if not rows:
        return
    found = evidence.comparison(rows)
    question = _("Which pilots are moving forward?")
    _heading(question, found.sentence, level=3)
    offset = lists.pagination("side_by_side", len(rows), LANES)
    shown = evidence.Comparison(found.lanes[offset : offset + LANES])
    colours = answers.for_viewer(pictures.colours)
    limit = 26 if markup.on_phone() else 70
    drawing.chart(
        lambda: charts.comparison_chart(
            shown, {lane.id: charts.hex_of(colours[lane.id]) for lane in shown.lanes}, limit
        ),
        "side_by_side",
        f"{question} {found.sentence}",
        [lane.id for lane in shown.lanes],
        limit,
        clickable=True,
    )
    st.caption(
        _(
            "Each mark is an outcome. A star: the target is reached. An arrow to the left: "
            "further from the target than at the start. To the right: beyond the target."
        )
    )
    drawing.numbers(lambda: _lanes(shown), key="numbers.side_by_side")


def _lanes(shown: evidence.Comparison) -> dict[str, list[str]]:
    lines = [
        (lane, mark.statement if mark else "", mark.words if mark else "")
        for lane in shown.lanes
        for mark in lane.marks or (None,)
    ]
    return {
        _("Pilot"): [lane.name for lane, _statement, _words in lines],
        _("Actions done in 12 weeks"): [number(lane.done or 0) for lane, *_rest in lines],
        _("Outcome"): [statement for _lane, statement, _words in lines],
        _("How far along"): [words for *_rest, words in lines],
    }


def where(rows: Sequence[Mapping[str, Any]]) -> None:
    """Pilots on the map, numbered, with the same numbers in a list beside it.

    The list opens the same pages as the map, for people who cannot point at a map, and because
    a map does not hear clicks as long as the host of its background does not answer. Rows have
    id, name, neighbourhood, municipality, phase, latitude, longitude, colour (as #rrggbb) and
    label.
    """
    found = evidence.places(rows)
    question = _("Where are the pilots?")
    _heading(question, found.sentence, level=3)
    if not found.spots:
        return
    on_map, beside = st.columns([2, 1], gap="medium")
    with on_map:
        drawing.chart(
            lambda: charts.places_chart(found),
            "where",
            f"{question} {found.sentence}",
            found.spots,
            clickable=True,
        )
    # On a phone a scrolling list within a scrolling page traps the thumb.
    scrolls = len(found.spots) > BESIDE_MAP and not markup.on_phone()
    with beside, st.container(height=HEIGHT if scrolls else "content", border=False, gap="xsmall"):
        offset = lists.pagination("where", len(found.spots))
        for spot in found.spots[offset : offset + lists.PAGE]:
            st.button(
                markup.escape(f"{spot.number}. {shorten(spot.label)}"),
                key=f"where.{spot.id}",
                type="tertiary",
                on_click=drawing.click,
                args=(RecordPoint("pilot", spot.id),),
            )
    drawing.numbers(
        lambda: {
            _("Number on the map"): [str(spot.number) for spot in found.spots],
            _("Pilot"): [spot.label for spot in found.spots],
            _("Place"): [spot.place for spot in found.spots],
        },
        key="numbers.where",
    )


# --- what they share ---------------------------------------------------------------------


def _heading(question: str, reading: str, level: int = 4) -> None:
    st.markdown(f"{'#' * level} {markup.escape(question)}\n\n{markup.escape(reading)}")


def _count(n: int | None) -> str:
    return "" if n is None else number(n)
