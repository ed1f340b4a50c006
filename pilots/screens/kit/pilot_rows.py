"""Pilots as rows: how each is doing, on a line that opens it as a whole."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from pilots.charts import sparkline
from pilots.language import _, number, plural, relative_day, today
from pilots.queries import pictures, portfolio
from pilots.queries.pictures import Trend
from pilots.queries.programme import PilotInNeed
from pilots.screens.kit import answers, badges, links, markup
from pilots.screens.kit.pages import Page
from schemas import Phase, Standing

FEW = 6
"""Pilots up to so many are seen at once as cards; more of them are a list at first."""

PAGE = 60
"""Rows on a page: on a phone less than four screens."""

_STYLE = Path(__file__).with_name("pilot_rows.css")
_NOTHING = ":small[\u00a0]"


def view(n: int) -> str:
    """How so many pilots are shown at first."""
    return "list" if n > FEW else "cards"


def draw(rows: Sequence[PilotInNeed], opens: Page) -> None:
    """A row for each pilot: a link to a page about it, and one element whatever it says."""
    st.html(_STYLE)
    labels = answers.for_viewer(portfolio.names)
    trends = answers.for_viewer(pictures.trends, today())
    with st.container(gap=None, key="pilot_rows"):
        for row in rows:
            label = labels[row["id"]]
            st.page_link(
                opens,
                label=_row(row, label, trends[row["id"]]),
                icon="",
                width="stretch",
                query_params=links.to_pilot(row["id"], label),
            )


def _row(row: PilotInNeed, label: str, trend: Trend) -> str:
    """Its cells, in the order in which `pilot_rows.css` places them."""
    cells = (
        badges.pilot(row["id"]),
        f"**{markup.escape(label)}**",
        _standing(row),
        _number(trend),
        _picture(trend),
        _waiting(row),
        _meeting(row),
    )
    return " ".join(cell or _NOTHING for cell in cells)


def _standing(row: PilotInNeed) -> str:
    if row["is_over"]:
        return f":gray[{_(Phase(row['phase']).label)}]"
    if not row["status"]:
        return f":gray[{_('Never reviewed')}]"
    standing = Standing(row["status"])
    colour, icon = badges.STANDINGS[standing]
    return f":{colour}[{icon} {_(standing.label)}]"


def _number(trend: Trend) -> str:
    """The leading outcome: its newest value, and the target."""
    if not trend["statement"]:
        return ""
    if not trend["values"]:
        return f":small[:gray[{_('not measured yet')}]]"
    value = f"{number(trend['values'][-1])} {trend['unit'] or ''}".strip()
    if trend["target"] is None:
        return f":small[{markup.escape(value)}]"
    words = _("{value}, target {target}", value=value, target=number(trend["target"]))
    return f":small[{markup.escape(words)}]"


def _picture(trend: Trend) -> str:
    picture = sparkline(trend["values"])
    return f"![]({picture})" if picture else ""


def _waiting(row: PilotInNeed) -> str:
    """A decision whose day has come, and what is late."""
    if row["is_over"]:
        return ""
    found = []
    if row["is_past_end"]:
        found.append(f":orange[:material/gavel: {_('Decide')}]")
    if row["overdue"]:
        late = plural("{n} late", "{n} late", row["overdue"])
        found.append(f":orange[:material/schedule: {late}]")
    return f":small[{' '.join(found)}]" if found else ""


def _meeting(row: PilotInNeed) -> str:
    """The next review; in the colour of what waits from the day it was planned for."""
    if row["is_over"]:
        return ""
    if row["under_way"]:
        return f":small[:blue[:material/groups: {_('Under way')}]]"
    if row["next_on"] is None:
        return ""
    words = markup.escape(_("Review {day}", day=relative_day(row["next_on"], today())))
    if row["is_due"]:
        return f":small[:orange[:material/event_busy: {words}]]"
    return f":small[:gray[:material/event: {words}]]"
