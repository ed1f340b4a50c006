"""Who got more say, and who did not: people on the participation ladder, then and now.

For the team alone: with ten people a number tells who it is. Rungs have an order and no
distance, so nothing here is an average.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import streamlit as st

from pilots import charts, evidence
from pilots.access import Verb
from pilots.charts.ladder import Move
from pilots.charts.template import shorten
from pilots.evidence import LadderMovement
from pilots.language import _, number, plural, relative_day, short_day, today
from pilots.points import SeriesPoint
from pilots.queries import ladder as questions
from pilots.queries.ladder import CurrentRung
from pilots.screens.kit import answers, flash, markup, session
from pilots.screens.kit.forms import forms
from pilots.screens.kit.pictures import drawing, methods
from pilots.screens.kit.records import lists
from schemas import Rung, RungReached

Row = Mapping[str, Any]
"""The move of somebody whose first and last rung are both known."""

RUNGS = list(Rung)
"""The lowest first; the first is rung 1."""

TURN = "turn"
"""The query parameter, and the key in the session, of the day before and after which to look."""

CHIPS = 20
"""People who are a tap away; from more of them one is found sooner by typing."""

CALLED = 40
"""Characters of a name on a button."""


def ladder(pilot_id: str) -> None:
    """How people moved, in numbers and a picture, and two taps to note where somebody stands."""
    if not session.allowed(Verb.READ_PERSONAL, pilot_id):
        return
    people = answers.for_viewer(questions.current_rungs, pilot_id, today())
    if not people:
        return
    st.markdown(f"### {_('Who moved up?')}")
    if any(row["rung"] for row in people):
        _moved(pilot_id)
    else:
        st.info(_(RungReached.purpose), icon=":material/lightbulb:")
    if session.allowed(Verb.RECORD, pilot_id):
        _note(pilot_id)
    if any(row["rung"] for row in people):
        lists.folded(RungReached, pilot_id, seen_on=today())


# --- how they moved ----------------------------------------------------------------------


def _moved(pilot_id: str) -> None:
    turn: date | None = st.date_input(
        _("Before and after which day?"),
        value=None,
        max_value=today(),
        format="DD-MM-YYYY",
        key=TURN,
        bind="query-params",
        help=_("Leave it empty to compare the first and the last time that somebody was seen."),
        width=280,
    )
    rows = answers.for_viewer(questions.moves, pilot_id, today(), turn)
    found = evidence.ladder_movement(
        [_number(row["before"]) for row in rows], [_number(row["after"]) for row in rows]
    )
    said = [found.sentence]
    if found.left_out:
        said.append(
            plural(
                "{n} person is left out: their rung is known only once.",
                "{n} people are left out: their rung is known only once.",
                found.left_out,
            )
        )
    sentence = " ".join(said)
    st.markdown(markup.escape(sentence))
    if found.people:
        moments = _moments(turn)
        known = [row for row in rows if row["before"] and row["after"]]
        _counted(found)
        _picture(pilot_id, known, moments, sentence)
        _shares(found, moments)
        _numbers(known, moments)
        with st.container(horizontal=True, gap="small"):
            point = SeriesPoint("rungs", tuple(row["id"] for row in known))
            drawing.offer_drill_down(_("The rungs behind this"), point, key="ladder")
            methods.offer([evidence.Method.LADDER], key=f"methods.ladder.{pilot_id}")


def _number(rung: str | None) -> int | None:
    return RUNGS.index(Rung(rung)) + 1 if rung else None


def _moments(turn: date | None) -> tuple[str, str]:
    if turn is None:
        return _("First seen"), _("Last seen")
    day = short_day(turn)
    return _("Before {day}", day=day), _("From {day} on", day=day)


def _counted(found: LadderMovement) -> None:
    """Up, same and down beside each other, also on a phone."""
    with st.container(horizontal=True, gap="small", key="moved", width=forms.WIDTH):
        for label, n, icon in (
            (_("Up"), found.up, ":material/arrow_upward:"),
            (_("Same"), found.same, ":material/arrow_forward:"),
            (_("Down"), found.down, ":material/arrow_downward:"),
        ):
            st.metric(f"{icon} {label}", number(n), border=True, width=100)


def _picture(pilot_id: str, rows: Sequence[Row], moments: tuple[str, str], sentence: str) -> None:
    people: dict[tuple[int, int], list[Row]] = {}
    for row in rows:
        way = RUNGS.index(Rung(row["before"])) + 1, RUNGS.index(Rung(row["after"])) + 1
        people.setdefault(way, []).append(row)
    moves = [
        Move(
            *way,
            tuple(shorten(row["name"], CALLED) for row in went),
            tuple(row["id"] for row in went),
        )
        for way, went in people.items()
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
    """How many stood on each rung or higher, the highest above as on a ladder."""
    steps = [
        (f"{_(RUNGS[rung - 1].label)} {_('or higher')}", before, after)
        for rung, before, after in zip(found.rungs, found.before, found.after, strict=True)
    ][1:]
    if not steps:  # all on one rung, then and now
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


def _numbers(rows: Sequence[Row], moments: tuple[str, str]) -> None:
    drawing.numbers(
        lambda: {
            _("Who"): [row["name"] for row in rows],
            moments[0]: [_seen(row["before"], row["before_on"]) for row in rows],
            moments[1]: [_seen(row["after"], row["after_on"]) for row in rows],
        },
        key="numbers.ladder",
    )


def _seen(rung: str, on: date) -> str:
    return f"{_(Rung(rung).label)} ({short_day(on)})"


# --- noting where somebody stands ----------------------------------------------------------

WHO = "rung.who"
NOTED = "rung.noted"
"""Keys in the session: who was tapped, and that a rung was written down a moment ago."""


@st.fragment
def _note(pilot_id: str) -> None:
    """A tap for who, and a tap for the rung: that is written down with the day of today."""
    session.start_fragment()
    if st.session_state.pop(NOTED, False):
        st.rerun()
    known = {
        row["id"]: row for row in answers.for_viewer(questions.current_rungs, pilot_id, today())
    }
    key = f"{WHO}.{pilot_id}"
    with st.container(border=True, width=forms.WIDTH, key="note.rung"):
        who = _who(known, key)
        if who in known:
            _rungs(pilot_id, known[who], key)


def _who(known: Mapping[str, CurrentRung], key: str) -> str | None:
    asked: dict[str, Any] = {
        "label": _("Whose rung on the ladder do you know now?"),
        "options": list(known),
        "format_func": lambda id: shorten(known[id]["name"], CALLED) if id in known else "",
        "key": key,
    }
    who: str | None = (
        st.pills(**asked)
        if len(known) <= CHIPS
        else st.selectbox(**asked, index=None, placeholder=_("Choose"))
    )
    return who


def _rungs(pilot_id: str, row: CurrentRung, who: str) -> None:
    key = f"rung.{row['id']}.{row['_seq'] or 0}"
    st.pills(
        _("On which rung is {name} now?", name=markup.escape(shorten(row["name"], CALLED))),
        [str(rung) for rung in RUNGS],
        format_func=lambda rung: _(Rung(rung).label),
        key=key,
        on_change=_reached,
        args=(pilot_id, row, key, who, session.tracker().head),
    )
    if row["rung"] and row["seen_on"]:
        words = _(
            "Last seen on: {rung}, {day}",
            rung=_(Rung(row["rung"]).label),
            day=relative_day(row["seen_on"], today()),
        )
        st.caption(markup.escape(words))


@flash.callback
def _reached(pilot_id: str, row: CurrentRung, key: str, who: str, head: int) -> None:
    """Write it down; a second time on one day changes the first.

    `head` is the newest line that the buttons were drawn after: after an undo the same tap is
    another line.
    """
    if not st.session_state[key]:  # a second tap that came late takes nothing back
        return
    rung = Rung(st.session_state[key])
    of_today = row["noted"] if row["seen_on"] == today() else None
    id = of_today or uuid5(NAMESPACE_URL, f"{pilot_id}/{row['id']}/{today()}").hex
    reached = RungReached(id=id, pilot=pilot_id, stakeholder=row["id"], rung=rung, seen_on=today())
    idempotency_key = str(uuid5(NAMESPACE_URL, f"{id}/{head}/{rung}"))
    (line,) = session.tracker().record(session.viewer(), reached, idempotency_key=idempotency_key)
    st.session_state[who] = None
    st.session_state[NOTED] = True
    flash.say(f"{shorten(row['name'], CALLED)}: {_(rung.label)}", line.seq)
