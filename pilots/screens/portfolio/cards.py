"""Pilots as cards: phase, question, last and next action, and a small chart."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from pilots.access import Permission
from pilots.charts.template import shorten
from pilots.evidence import percents
from pilots.language import _, number, plural, relative_day, today
from pilots.queries import pictures, portfolio
from pilots.queries.portfolio import PilotRow
from pilots.reports import cover
from pilots.screens.kit import answers, badges, links, markup, session
from pilots.screens.kit.pages import Page
from pilots.screens.portfolio import filters
from schemas import Phase

CARDS = 24
"""Cards on a page: a multiple of two, three and four columns."""


def draw(rows: Sequence[PilotRow]) -> None:
    """A page of cards."""
    labels = answers.for_viewer(portfolio.names)
    trends = answers.for_viewer(pictures.trends, today())
    with st.grid(min_column_width=340, gap="medium"):
        for row in filters.on_page(rows, CARDS):
            card = st.container(border=True, height="stretch", vertical_alignment="distribute")
            with card.container(gap="small"):
                st.markdown(f"{_head(row)}\n\n{_body(row)}")
                _trend(trends[row["id"]])
            with card:
                _links(row, labels[row["id"]])


def _head(row: PilotRow) -> str:
    phase = f":blue-badge[:material/trending_up: {_(Phase(row['phase']).label)}]"
    place = markup.escape(shorten(cover.place(row), 80) or _("Place: not set yet"))
    signs = f"{phase} {badges.current_standing(row['phase'], row['status'])}"
    name = f"### {badges.pilot(row['id'])} {markup.escape(row['name'])}"
    return f"{name}\n{signs} :small[:gray[{place}]]"


def _body(row: PilotRow) -> str:
    text = row["question"]
    question = markup.escape(shorten(text, 180)) if text else f":gray[{_('No question yet')}]"
    actions = [
        f":small[:gray[{markup.escape(_last(row))}]]",
        f":small[:gray[{markup.escape(_next(row))}]]" if row["next_action"] else "",
        _overdue(row["overdue"]) if row["overdue"] else "",
    ]
    return f"{question}\n\n" + "  \n".join(filter(None, actions))


def _last(row: PilotRow) -> str:
    if not row["last_done"]:
        return _("No action done yet")
    return _(
        "Last action: {action}, {day}",
        action=shorten(row["last_action"] or "", 80),
        day=relative_day(row["last_done"], today()),
    )


def _next(row: PilotRow) -> str:
    action = shorten(row["next_action"] or "", 80)
    if not row["next_due"]:
        return _("Next: {action}", action=action)
    return _("Next: {action}, {day}", action=action, day=relative_day(row["next_due"], today()))


def _overdue(n: int) -> str:
    overdue = plural("{n} action is overdue", "{n} actions are overdue", n)
    return f":orange-badge[:material/schedule: {overdue}]"


def _trend(trend: Mapping[str, Any]) -> None:
    """The main outcome; before anything is measured, the actions done each week."""
    values, share = trend["values"], trend["share"]
    if values:
        st.metric(
            markup.escape(shorten(trend["statement"], 60)),
            markup.escape(f"{number(values[-1])} {trend['unit'] or ''}".strip()),
            delta=None if share is None else _share_words(share),
            delta_color="blue" if share is None or share >= 0 else "orange",
            delta_arrow="off",
            chart_data=values if len(values) > 1 else None,
        )
    elif any(trend["done"]):
        st.metric(
            _("Actions done in {n} weeks", n=len(trend["done"])),
            number(sum(trend["done"])),
            delta_color="blue",
            chart_data=trend["done"],
            chart_type="bar",
        )


def _share_words(share: float) -> str:
    """How far the newest value has come from baseline to target; `share` is 1 at the target."""
    if share < 0:
        return _("further from the target than at the start")
    if share > 1:
        return _("beyond the target")
    return _("{percent} of the way", percent=f"{percents(share)}%")


def _links(row: PilotRow, label: str) -> None:
    with st.container(horizontal=True):
        st.page_link(
            Page.PILOT,
            label=_("Open it"),
            icon=":material/arrow_forward:",
            query_params=links.to_pilot(row["id"], label),
        )
        if session.allowed(Permission.RECORD, row["id"]):
            st.page_link(
                Page.LOG,
                label=_("Log"),
                icon=":material/edit_note:",
                query_params=links.to_pilot(row["id"], label),
            )
