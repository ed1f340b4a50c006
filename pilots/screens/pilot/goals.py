"""The goals of a pilot: how far each of them came, and one tap to say how far it is now.

What each level looks like is written down before anybody scores. Whoever changes it afterwards
is told so, and so is everybody who looks.
"""

from collections.abc import Mapping, Sequence
from uuid import NAMESPACE_URL, uuid5

import streamlit as st

from pilots import charts, evidence
from pilots.access import Verb
from pilots.charts.goals import signed
from pilots.charts.template import shorten
from pilots.evidence import GoalAttainment
from pilots.language import _, listing, number, relative_day, short_day, today
from pilots.points import SeriesPoint
from pilots.queries import goals as questions
from pilots.queries import records
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, flash, markup, session, values
from pilots.screens.kit.forms import forms
from pilots.screens.kit.pictures import drawing, methods
from pilots.screens.kit.records import lists
from schemas import Attained, Goal, GoalScore

Row = RecordRow

CALLED = 90
"""Characters of a goal in a sentence."""

IN_SIGHT = 160
"""Characters of a level beside the button that chooses it."""

EARLIER = 4
"""Scores before the last one that stand with a goal; the list has all of them."""


def goals(pilot_id: str) -> None:
    """The bars first, then what they are together, then each goal with its five levels."""
    if not lists.heading(Goal, pilot_id):
        return
    rows = answers.for_viewer(questions.goals, pilot_id, today())
    named = _named(rows)
    found = _attained(named)
    if found.goals:
        _picture(pilot_id, named, found)
    st.markdown(markup.escape(found.sentence))
    if found.goals:
        _numbers(named, found)
        with st.container(horizontal=True, gap="small"):
            point = SeriesPoint("scores", tuple(row["id"] for row in rows))
            drawing.offer_drill_down(_("The scores behind this"), point, key="goals")
            methods.offer([evidence.Method.GOALS], key=f"methods.goals.{pilot_id}")
    offset = lists.page(Goal.table, len(rows))
    with st.container(width=forms.WIDTH):
        for row in rows[offset : offset + lists.PAGE]:
            _card(row)
    if any(row["scores"] for row in rows):
        lists.folded(GoalScore, pilot_id, scored_on=today())


def _named(rows: Sequence[Row]) -> dict[str, Row]:
    """The goals by what they are called; two that are called the same stay two."""
    named: dict[str, Row] = {}
    for row in rows:
        name, n = shorten(row["statement"], CALLED), 1
        while name in named:
            n += 1
            name = f"{shorten(row['statement'], CALLED)} ({n})"
        named[name] = row
    return named


def _attained(named: Mapping[str, Row]) -> GoalAttainment:
    scores = {name: last["score"] if (last := _last(row)) else None for name, row in named.items()}
    return evidence.goal_attainment(scores, {name: row["weight"] for name, row in named.items()})


def _last(row: Row) -> Row | None:
    """The newest score of a goal, with its level as a number."""
    if not row["scores"]:
        return None
    last = row["scores"][-1]
    return {**last, "score": Attained(last["attained"]).score}


# --- the picture -------------------------------------------------------------------------


def _picture(pilot_id: str, named: Mapping[str, Row], found: GoalAttainment) -> None:
    last = {name: score for name, row in named.items() if (score := _last(row))}
    looks = {name: named[name][score["attained"]] or "" for name, score in last.items()}
    levels = [_(level.label) for level in Attained]
    ids = {name: named[name]["id"] for name in last}
    with st.container(width=forms.WIDTH):
        drawing.chart(
            lambda: charts.goals_chart(found, levels, looks, ids),
            f"goals.{pilot_id}",
            f"{_(Goal.many)}. {found.sentence}",
            found,
            clickable=True,
        )


def _numbers(named: Mapping[str, Row], found: GoalAttainment) -> None:
    scored = [(goal, named[goal.name], _last(named[goal.name]) or {}) for goal in found.goals]
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


# --- one goal ----------------------------------------------------------------------------


def _card(row: Row) -> None:
    last = _last(row)
    with st.container(border=True, gap="small", key=f"card.{row['id']}"):
        st.markdown(lists.titled(row["statement"], _when(row)))
        st.markdown(_levels(row, last))
        if any(len(row[level] or "") > IN_SIGHT for level in Attained):
            with st.expander(_("Read it all"), type="compact"):
                st.markdown(_levels(row, last, whole=True))
        if last and last["note"]:
            values.long(last["note"])
        if session.allowed(Verb.RECORD, row["pilot"]):
            _ask(row, last)
        _warn(row)
        with st.container(horizontal=True, gap="xsmall"):
            if last:
                score = {**last, "pilot": row["pilot"]}
                label = _("Say why") if not last["note"] else _("Change the score")
                lists.offer_change(GoalScore, score, key=f"why.{row['id']}", label=label)
            _offer_change(row)


def _when(row: Row) -> str:
    """When it was scored last, and what it was before."""
    if not row["scores"]:
        return _("No score yet")
    *before, last = row["scores"]
    said = [_("Scored: {day}", day=relative_day(last["scored_on"], today()))]
    if before:
        said.append(
            _("earlier: {scores}", scores=listing([_said(it) for it in before[-EARLIER:]]))
        )
    return ", ".join(said)


def _said(score: Row) -> str:
    level = signed(Attained(score["attained"]).score)
    return f"{level} ({short_day(score['scored_on'])})"


def _levels(row: Row, last: Row | None, whole: bool = False) -> str:
    """The five levels as they were written down, the highest above, and the one it is at."""
    lines = []
    for level in reversed(Attained):
        said = " ".join((row[level] or markup.not_set()).split())
        text = markup.escape(said if whole else shorten(said, IN_SIGHT))
        is_here = last is not None and last["attained"] == level
        here = f" :blue-badge[:material/place: {_('now')}]" if is_here else ""
        words = f"**{text}**" if is_here else text
        lines.append(f"- **{signed(level.score)}** {words}{here}")
    return "\n".join(lines)


def _ask(row: Row, last: Row | None) -> None:
    """A tap for each level. Its key follows from the last score: after an undo it is as before."""
    key = f"score.{row['id']}.{last['_seq'] if last else 0}"
    st.segmented_control(
        _("How far along is it now?"),
        [str(level) for level in Attained],
        default=last["attained"] if last else None,
        required=last is not None,
        # On a phone the five stand beside each other without their words, which are above.
        format_func=lambda level: (
            signed(Attained(level).score) if markup.on_phone() else _level(Attained(level))
        ),
        key=key,
        on_change=_score,
        args=(row, last, key, session.tracker().head),
    )


def _level(level: Attained) -> str:
    return f"{signed(level.score)} {_(level.label).lower()}"


@flash.callback
def _score(row: Row, last: Row | None, key: str, head: int) -> None:
    """Write down how far it is today; a second tap on one day changes the first.

    `head` is the newest line that the buttons were drawn after: after an undo the same tap is
    another line.
    """
    if not st.session_state[key]:  # a second tap that came late takes nothing back
        return
    level = Attained(st.session_state[key])
    of_today = last if last and last["scored_on"] == today() else None
    id = of_today["id"] if of_today else uuid5(NAMESPACE_URL, f"{row['id']}/{today()}").hex
    score = GoalScore(
        id=id,
        pilot=row["pilot"],
        goal=row["id"],
        attained=level,
        scored_on=today(),
        note=of_today["note"] if of_today else None,
    )
    idempotency_key = str(uuid5(NAMESPACE_URL, f"{id}/{head}/{level}"))
    (line,) = session.tracker().record(session.viewer(), score, idempotency_key=idempotency_key)
    flash.say(f"{shorten(row['statement'], CALLED)}: {_level(level)}", line.seq)


# --- levels are written down beforehand --------------------------------------------------


def _warn(row: Row) -> None:
    """What takes from the worth of a score: levels that were not there, or were changed."""
    empty = [level for level in Attained if not row[level]]
    if row["changed"]:
        st.caption(_("This goal was changed after its first score. The history says what it was."))
    elif empty and not row["scores"]:
        levels = listing([_(level.label).lower() for level in empty])
        words = _("Write down in advance what this looks like: {levels}.", levels=levels)
        st.caption(markup.escape(words))


def _offer_change(row: Row) -> None:
    if not session.allowed(Verb.RECORD, row["pilot"]):
        return
    if st.button(_("Change"), icon=":material/edit:", key=f"change.{row['id']}", type="tertiary"):
        _change(row)


def _change(row: Row) -> None:
    """Open the form; with a score it says first that the levels were meant to stay."""

    @st.dialog(_("Change: {kind}", kind=_(Goal.one).lower()), width="medium")
    def show_form() -> None:
        session.start_fragment()
        if row["scores"]:
            st.warning(
                _(
                    "This goal has been scored, so its levels are fixed. You can still correct "
                    "a typing error. For what you think now, write a new goal."
                ),
                icon=":material/lock:",
            )
        if answers.for_viewer(records.row, Goal.table, row["id"]) is None:
            st.rerun()
        lists.change_form(Goal, row)

    forms.open_anew(f"change.{row['id']}")
    show_form()
