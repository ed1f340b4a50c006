"""The goals of a pilot: a chart of how far each is, what they are together, and a card each.

Goal attainment scaling: a goal has five levels, written down before anybody scores it.
"""

from collections.abc import Mapping, Sequence

import streamlit as st

from pilots import charts, evidence
from pilots.charts.goals import signed
from pilots.charts.template import shorten
from pilots.evidence import GoalAttainment
from pilots.language import _, number, short_day, today
from pilots.points import SeriesPoint
from pilots.queries import goals as goals_queries
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, markup
from pilots.screens.kit.forms import forms
from pilots.screens.kit.pictures import drawing, methods
from pilots.screens.kit.records import lists
from pilots.screens.pilot import goal_card
from pilots.screens.pilot.goal_card import CALLED, last_score
from schemas import AttainmentLevel, Goal, GoalScore


def draw(pilot_id: str) -> None:
    """The chart and its sentence, then a card for each goal."""
    if not lists.heading(Goal, pilot_id):
        return
    rows = answers.for_viewer(goals_queries.goals, pilot_id, today())
    named = _named(rows)
    found = _attained(named)
    if found.goals:
        _chart(pilot_id, named, found)
    st.markdown(markup.escape(found.sentence))
    if found.goals:
        _numbers(named, found)
        with st.container(horizontal=True, gap="small"):
            point = SeriesPoint("scores", tuple(row["id"] for row in rows))
            drawing.offer_drill_down(_("The scores behind this"), point, key="goals")
            methods.offer([evidence.Method.GOALS], key=f"methods.goals.{pilot_id}")
    offset = lists.pagination(Goal.table, len(rows))
    with st.container(width=forms.WIDTH):
        for row in rows[offset : offset + lists.PAGE]:
            goal_card.draw(row)
    if any(row["scores"] for row in rows):
        lists.folded_section(GoalScore, pilot_id, scored_on=today())


def _named(rows: Sequence[RecordRow]) -> dict[str, RecordRow]:
    """The goals by a unique name: two with the same statement get a number."""
    named: dict[str, RecordRow] = {}
    for row in rows:
        name, n = shorten(row["statement"], CALLED), 1
        while name in named:
            n += 1
            name = f"{shorten(row['statement'], CALLED)} ({n})"
        named[name] = row
    return named


def _attained(named: Mapping[str, RecordRow]) -> GoalAttainment:
    scores = {
        name: last["score"] if (last := last_score(row)) else None for name, row in named.items()
    }
    return evidence.goal_attainment(scores, {name: row["weight"] for name, row in named.items()})


def _chart(pilot_id: str, named: Mapping[str, RecordRow], found: GoalAttainment) -> None:
    last = {name: score for name, row in named.items() if (score := last_score(row))}
    looks = {name: named[name][score["attained"]] or "" for name, score in last.items()}
    levels = [_(level.label) for level in AttainmentLevel]
    ids = {name: named[name]["id"] for name in last}
    with st.container(width=forms.WIDTH):
        drawing.chart(
            lambda: charts.goals_chart(found, levels, looks, ids),
            f"goals.{pilot_id}",
            f"{_(Goal.many)}. {found.sentence}",
            found,
            clickable=True,
        )


def _numbers(named: Mapping[str, RecordRow], found: GoalAttainment) -> None:
    scored = [(goal, named[goal.name], last_score(named[goal.name]) or {}) for goal in found.goals]
    drawing.numbers(
        lambda: {
            _(Goal.one): [goal.name for goal, _row, _last in scored],
            _("Score"): [signed(goal.score) for goal, _row, _last in scored],
            _("What that looks like"): [
                row[last["attained"]] or markup.not_set() for _goal, row, last in scored
            ],
            _("Weight"): [number(goal.weight) for goal, _row, _last in scored],
            _("Date"): [short_day(last["scored_on"]) for _goal, _row, last in scored],
        },
        key="numbers.goals",
    )
