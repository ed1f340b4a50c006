"""How a pilot stands beside the others: as a card, or in groups as a line."""

from collections.abc import Sequence

import streamlit as st

from pilots.charts.template import shorten
from pilots.evidence import Promise
from pilots.evidence.outcome_overview import against_target, verdict_of_first
from pilots.language import _
from pilots.screens.kit import badges, markup
from pilots.screens.progress import choices
from pilots.screens.progress.choices import Row
from schemas import DecisionKind, Phase

LINE_WIDTH = 820
"""Pixels: a line and its button near each other."""


def cards(rows: Sequence[Row], promises: Sequence[Promise], nth: int) -> None:
    with st.grid(3, min_column_width=270, gap="medium"):
        for row in rows:
            card = st.container(
                border=True,
                height="stretch",
                vertical_alignment="distribute",
                key=f"promised.{nth}.{row['id']}",
            )
            with card.container(gap="small"):
                name = f"#### {badges.pilot(row['id'])} {markup.escape(row['name'])}"
                st.markdown(f"{name}\n{_badges(row)}\n\n{_question(row)}")
                _leading_outcome(_leading(row["id"], promises))
            with card:
                choices.offer_pilot(row, key=f"read.{nth}.{row['id']}")


def lines(rows: Sequence[Row], promises: Sequence[Promise], nth: int) -> None:
    """In groups a line each: a pilot in several of them would have the same card again."""
    for row in rows:
        with st.container(horizontal=True, vertical_alignment="center", width=LINE_WIDTH):
            leading = _leading(row["id"], promises)
            name = f"{badges.pilot(row['id'])} **{markup.escape(row['name'])}**"
            known = markup.escape(_in_a_line(leading)) if leading else ""
            standing = badges.current_standing(row["phase"], row["status"])
            st.markdown(f"{name} {standing}  \n:small[{known}]", width="stretch")
            choices.offer_pilot(row, key=f"read.{nth}.{row['id']}")


def _in_a_line(leading: Promise) -> str:
    statement = shorten(leading.progress.statement, 90)
    if leading.progress.newest is None or leading.newest_is_suppressed:
        return f"{statement}: {leading.sentence}"
    return f"{statement}: {against_target(leading)} · {verdict_of_first(leading)}"


def _badges(row: Row) -> str:
    phase = f":blue-badge[:material/trending_up: {_(Phase(row['phase']).label)}]"
    place = markup.escape(", ".join(filter(None, (row["neighbourhood"], row["municipality"]))))
    ended = (
        f":gray-badge[:material/flag: {_('Decided: {kind}', kind=_decided(row))}]"
        if row["decided"] in {DecisionKind.STOP, DecisionKind.SCALE}
        else ""
    )
    standing = badges.current_standing(row["phase"], row["status"])
    return f"{phase} {standing} {ended} :small[:gray[{place}]]"


def _decided(row: Row) -> str:
    return _(DecisionKind(row["decided"]).label).lower() if row["decided"] else ""


def _question(row: Row) -> str:
    if not row["question"]:
        return f":gray[{_('No question yet')}]"
    return markup.escape(shorten(row["question"], 180))


def _leading(pilot_id: str, promises: Sequence[Promise]) -> Promise | None:
    """The outcome of a pilot that was measured most often, preferably one with a target."""
    its_own = (promise for promise in promises if promise.pilot == pilot_id)
    return max(its_own, key=_amount_known, default=None)


def _leading_outcome(leading: Promise | None) -> None:
    """How it is now, and how it went."""
    if leading is None:
        st.caption(_("No outcome has been promised yet."))
        return
    newest = leading.progress.newest
    series = [point.value for point in leading.progress.points]
    st.caption(markup.escape(shorten(leading.progress.statement, 90)))
    if newest is None or leading.newest_is_suppressed:
        st.markdown(markup.escape(leading.sentence))
        return
    st.metric(
        markup.escape(shorten(leading.progress.statement, 90)),
        markup.escape(against_target(leading)),
        label_visibility="collapsed",
        chart_data=series if len(series) > 1 else None,
        delta=markup.escape(verdict_of_first(leading)),
        delta_color="orange" if leading.state == "further" else "blue",
        delta_arrow="off",
    )


def _amount_known(promise: Promise) -> tuple[bool, int]:
    return promise.progress.target is not None, len(promise.progress.points)
