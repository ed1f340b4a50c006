"""What is lacking: asked and not offered, offered and not asked, since when, and what to do."""

from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

import streamlit as st

from pilots import charts
from pilots.access import Permission
from pilots.assessments import databank as assessed
from pilots.assessments.databank import ToldGap
from pilots.charts.mismatch import name_of
from pilots.evidence.mismatch import Gap, Mismatch
from pilots.language import _, number, plural, short_day, today
from pilots.screens.kit import answers, flash, markup, session
from pilots.screens.kit.pictures import drawing
from pilots.screens.kit.records import one_tap
from pilots.versions import Version
from schemas import Action, ActionKind, Need

RECRUIT_WITHIN = timedelta(days=14)
"""How long after it is planned a recruiting action is due; our own number.

Without a day it would be among the last on *Today*, under *Without a day*.
"""

FEW = 5
"""Gaps that closed: the last ones."""


def draw(pilot_id: str) -> None:
    """The picture, each gap with what to do about it, and the gaps that closed."""
    found = answers.for_viewer(assessed.lacking, pilot_id, today())
    picture, gaps = st.columns(2, gap="large")
    with picture:
        st.markdown(f"### {_('What is asked for but not offered?')}")
        st.markdown(markup.escape(found.mismatch.sentence))
        if not found.mismatch.themes:
            st.info(_(Need.purpose), icon=":material/lightbulb:")
        else:
            _picture(pilot_id, found.mismatch)
    with gaps:
        for told in found.gaps:
            _gap(pilot_id, told)
        _closed(found.closed[:FEW])


def _picture(pilot_id: str, found: Mismatch) -> None:
    drawing.chart(
        lambda: charts.mismatch_chart(found),
        f"mismatch.{pilot_id}",
        f"{_('What is asked for but not offered?')} {found.sentence}",
        found,
    )
    since = {(gap.theme): gap for gap in found.gaps}
    drawing.numbers(
        lambda: {
            _("Theme"): [name_of(each) for each in found.themes],
            _("Asked"): [number(each.asked) for each in found.themes],
            _("Offered"): [number(each.offered) for each in found.themes],
            _("Unmatched since"): [
                short_day(since[each.theme].since) if each.theme in since else ""
                for each in found.themes
            ],
        },
        key="numbers.mismatch",
    )


def _gap(pilot_id: str, told: ToldGap) -> None:
    """An open gap, and the one tap that plans what to do about it."""
    gap = told.gap
    if not gap.theme:
        return
    is_asked = gap.side == "asked"
    title = (
        _("Asked for, but nobody offers it") if is_asked else _("Offered, but nobody asks for it")
    )
    with st.container(border=True, gap="xsmall", key=f"gap.{gap.side}.{gap.theme}"):
        icon = "front_hand" if is_asked else "redeem"
        details = f"{title} · {_how_long(gap)}"
        st.markdown(f":material/{icon}: {markup.titled(gap.theme, details)}")
        if told.action:
            words = _("Planned: {action}", action=told.action["title"])
            st.caption(f":material/event: {markup.escape(words)}")
        elif session.allowed(Permission.RECORD, pilot_id):
            one_tap.button(
                f"recruit.{gap.side}.{gap.theme}",
                _("Find someone who can do this")
                if is_asked
                else _("Find someone who can use this"),
                ":material/person_search:",
                _plan,
                pilot_id,
                gap,
                session.tracker().head,
                type="secondary",
            )


def _how_long(gap: Gap) -> str:
    days = gap.days(today())
    if days < 14:
        return plural("for {n} day", "for {n} days", days)
    return plural("for {n} week", "for {n} weeks", days // 7)


@flash.callback
def _plan(pilot_id: str, gap: Gap, newest_line: int) -> None:
    """Plan an action that is titled so: a callback. Its title is public, and names a theme."""
    title = (
        _("Find someone who can help: {theme}", theme=gap.theme)
        if gap.side == "asked"
        else _("Find someone who can use: {theme}", theme=gap.theme)
    )
    id = uuid5(NAMESPACE_URL, f"{pilot_id}/{gap.side}/{gap.theme}/{today()}").hex
    action = Action(
        id=id,
        pilot=pilot_id,
        title=title,
        kind=ActionKind.RECRUITING,
        due=today() + RECRUIT_WITHIN,
    )
    key = one_tap.idempotency_key(id, newest_line)
    version = Version.none_yet(Action, id, newest_line)
    one_tap.record(action, key, _("Planned: {action}", action=title), version)


def _closed(closed: tuple[ToldGap, ...]) -> None:
    """What was lacking and came, with what was done meanwhile. That is no proof of a cause."""
    if not closed:
        return
    st.markdown(f"### {_('What is no longer lacking')}")
    for told in closed:
        gap = told.gap
        words = _(
            "Offered since {day}; before that it was only asked for, {long}.",
            day=short_day(gap.until or today()),
            long=_how_long(gap),
        )
        meanwhile = (
            _("Done meanwhile: {action}.", action=told.action["title"].rstrip("."))
            if told.action
            else ""
        )
        sentence = f"{words} {meanwhile}"
        st.markdown(
            f":material/task_alt: **{markup.escape(gap.theme)}**  \n{markup.escape(sentence)}"
        )
