"""People on the participation ladder: who got more say and who did not, then and now.

For the team alone: among ten people even a number identifies a person. Rungs are ordinal (an
order without distances), so nothing here is an average.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from pilots import charts, evidence
from pilots.access import Permission
from pilots.charts.ladder import Move
from pilots.charts.template import shorten
from pilots.evidence import LadderMovement
from pilots.language import _, number, plural, short_day, today
from pilots.points import SeriesPoint
from pilots.queries import ladder as ladder_queries
from pilots.screens.kit import answers, markup, session
from pilots.screens.kit.forms import forms, inputs
from pilots.screens.kit.pictures import drawing, methods
from pilots.screens.kit.records import less_say, lists
from pilots.screens.pilot import rung_form
from pilots.screens.pilot.rung_form import CALLED, RUNGS
from schemas import Rung, RungReached

MoveRow = Mapping[str, Any]
"""The move of somebody whose first and last rung are both known."""

TURN = "turn"
"""The query parameter of the date to compare before and after, and its key in the session."""


def draw(pilot_id: str) -> None:
    """How people moved, in numbers and a chart, and the form to record a rung."""
    if not session.allowed(Permission.READ_PERSONAL, pilot_id):
        return
    people = answers.for_viewer(ladder_queries.current_rungs, pilot_id, today())
    if not people:
        st.info(_(RungReached.purpose), icon=":material/lightbulb:")
        return
    st.markdown(f"### {_('Who moved up?')}")
    if any(row["rung"] for row in people):
        _movement(pilot_id)
        less_say.draw(pilot_id)
    else:
        st.info(_(RungReached.purpose), icon=":material/lightbulb:")
    if session.allowed(Permission.RECORD, pilot_id):
        rung_form.draw(pilot_id)
    if any(row["rung"] for row in people):
        lists.folded_section(RungReached, pilot_id, seen_on=today())


# --- how they moved ----------------------------------------------------------------------


def _movement(pilot_id: str) -> None:
    turn = inputs.day(
        _("Before and after which day?"),
        TURN,
        bind="query-params",
        help=_("Leave it empty to compare the first and the last time that somebody was seen."),
        width=280,
    )
    rows = answers.for_viewer(ladder_queries.moves, pilot_id, today(), turn)
    found = evidence.ladder_movement(
        [_number(row["before"]) for row in rows], [_number(row["after"]) for row in rows]
    )
    sentences = [found.sentence]
    if found.left_out:
        sentences.append(
            plural(
                "{n} person is left out: their rung is known only once.",
                "{n} people are left out: their rung is known only once.",
                found.left_out,
            )
        )
    sentence = " ".join(sentences)
    st.markdown(markup.escape(sentence))
    if found.people:
        moments = _moments(turn)
        on_both = [row for row in rows if row["before"] and row["after"]]
        _counts(found)
        _chart(pilot_id, on_both, moments, sentence)
        _shares(found, moments)
        _numbers(on_both, moments)
        with st.container(horizontal=True, gap="small"):
            point = SeriesPoint("rungs", tuple(row["id"] for row in on_both))
            drawing.offer_drill_down(_("The rungs behind this"), point, key="ladder")
            methods.offer([evidence.Method.LADDER], key=f"methods.ladder.{pilot_id}")


def _number(rung: str | None) -> int | None:
    return Rung(rung).height if rung else None


def _moments(turn: date | None) -> tuple[str, str]:
    if turn is None:
        return _("First seen"), _("Last seen")
    day = short_day(turn)
    return _("Before {day}", day=day), _("From {day} on", day=day)


def _counts(found: LadderMovement) -> None:
    """How many went up, stayed and went down, beside each other, also on a phone."""
    with st.container(horizontal=True, gap="small", key="moved", width=forms.WIDTH):
        for label, n, icon in (
            (_("Up"), found.up, ":material/arrow_upward:"),
            (_("Same"), found.same, ":material/arrow_forward:"),
            (_("Down"), found.down, ":material/arrow_downward:"),
        ):
            st.metric(f"{icon} {label}", number(n), border=True, width=100)


def _chart(
    pilot_id: str, rows: Sequence[MoveRow], moments: tuple[str, str], sentence: str
) -> None:
    people: dict[tuple[int, int], list[MoveRow]] = {}
    for row in rows:
        move = Rung(row["before"]).height, Rung(row["after"]).height
        people.setdefault(move, []).append(row)
    moves = [
        Move(
            *move,
            tuple(shorten(row["name"], CALLED) for row in movers),
            tuple(row["id"] for row in movers),
        )
        for move, movers in people.items()
    ]
    rungs = [_(rung.label) for rung in RUNGS]
    with st.container(width=forms.WIDTH):
        drawing.chart(
            lambda: charts.ladder_chart(moves, rungs, moments),
            f"ladder.{pilot_id}",
            f"{_('Who moved up?')} {sentence}",
            moves,
            moments,
            clickable=True,
        )
    st.caption(
        _(
            "Blue went up, orange down, grey stayed. The wider a line, the more people; the "
            "numbers say how many stood on a rung. Choose a line to see who."
        )
    )


def _shares(found: LadderMovement, moments: tuple[str, str]) -> None:
    """A table of how many stood on each rung or higher, the highest rung first."""
    steps = [
        (f"{_(RUNGS[rung - 1].label)} {_('or higher')}", before, after)
        for rung, before, after in zip(found.rungs, found.before, found.after, strict=True)
    ][1:]
    if not steps:  # everybody on one rung, then and now
        return
    with st.container(width=forms.WIDTH):
        st.table(
            {
                _("Rung"): [name for name, _before, _after in reversed(steps)],
                moments[0]: [_share(before, found) for _name, before, _after in reversed(steps)],
                moments[1]: [_share(after, found) for _name, _before, after in reversed(steps)],
            },
            hide_index=True,
            alt=_("How many people stand on each rung or higher"),
        )


def _share(share: float, found: LadderMovement) -> str:
    n = round(share * found.people)
    return _("{n} of {all}", n=number(n), all=number(found.people))


def _numbers(rows: Sequence[MoveRow], moments: tuple[str, str]) -> None:
    drawing.numbers(
        lambda: {
            _("Who"): [row["name"] for row in rows],
            moments[0]: [_rung_words(row["before"], row["before_on"]) for row in rows],
            moments[1]: [_rung_words(row["after"], row["after_on"]) for row in rows],
        },
        key="numbers.ladder",
    )


def _rung_words(rung: str, on: date) -> str:
    return f"{_(Rung(rung).label)} ({short_day(on)})"
