"""Running pilots as cards for a wall: how each stands, what waits, and the way to its review."""

from collections.abc import Iterable, Sequence

import streamlit as st

from pilots.charts.template import shorten
from pilots.language import _, plural, relative_day, today
from pilots.queries import portfolio
from pilots.queries.programme import RunningPilot
from pilots.queries.today import SILENT
from pilots.screens.kit import answers, links, markup, values
from pilots.screens.kit.pages import Page
from pilots.screens.kit.records import lists

Row = RunningPilot
"""A pilot, as `queries.programme.running` gives it."""

CARDS = 24
"""On a page: whole rows of two, three or four."""


def cards(rows: Sequence[Row]) -> None:
    """A page of cards, in the order of the rows."""
    offset = lists.page("reviews", len(rows), CARDS)
    labels = answers.for_viewer(portfolio.names)
    with st.grid(min_column_width=420, gap="medium"):
        for row in rows[offset : offset + CARDS]:
            card = st.container(border=True, height="stretch", vertical_alignment="distribute")
            label = labels[row["id"]]
            with card.container(gap="small"):
                said = (_head(row, label), _why(row), _facts(row))
                st.markdown("\n\n".join(filter(None, said)))
            with card:
                link(row, label)


def _head(row: Row, label: str) -> str:
    stands = values.standing(row["status"]) or f":gray-badge[{_('Never reviewed')}]"
    return f"### {values.dot_of(row['id'])} {markup.escape(label)}\n{stands}"


def _why(row: Row) -> str:
    return markup.escape(shorten(" ".join((row["why"] or "").split()), 180))


def _facts(row: Row) -> str:
    return "  \n".join(f"{icon} {markup.escape(words)}" for icon, words in facts(row))


def facts(row: Row) -> Iterable[tuple[str, str]]:
    """What is to know of a pilot before a review, each with a sign that says whether it waits."""
    if row["overdue"]:
        late = plural("{n} action is overdue", "{n} actions are overdue", row["overdue"])
        yield ":material/schedule:", late
    if row["decisions"]:
        open_ = plural("{n} decision is open", "{n} decisions are open", row["decisions"])
        yield ":material/gavel:", open_
    yield _heard(row["days"])
    yield _next(row)


def _heard(days: int) -> tuple[str, str]:
    if days <= 0:
        return ":material/chat:", _("Something happened today")
    icon = ":material/volume_off:" if days >= SILENT else ":material/chat:"
    return icon, plural("{n} day since the last log", "{n} days since the last log", days)


def _next(row: Row) -> tuple[str, str]:
    if row["under_way"]:
        return ":material/groups:", _("A review is being held")
    if row["next_on"] is None:
        return ":material/event:", _("No next review planned")
    day = relative_day(row["next_on"], today())
    if row["is_due"]:
        return ":material/event_busy:", _("Review was due {day}", day=day)
    return ":material/event:", _("Next review: {day}", day=day)


def link(row: Row, label: str) -> None:
    """The way to the review of a pilot, or back into it; `label` is what the pilot is called."""
    st.page_link(
        Page.REVIEW,
        label=_("Resume the review") if row["under_way"] else _("Begin the review"),
        icon=":material/groups:",
        query_params=links.to_pilot(label),
    )
