"""Running pilots as cards for a wall: standing, what is waiting, and a link to the review."""

from collections.abc import Iterable, Sequence

import streamlit as st

from pilots.charts.template import shorten
from pilots.language import _, plural, relative_day, today
from pilots.queries import portfolio
from pilots.queries.programme import PilotInNeed
from pilots.screens.kit import answers, badges, markup, review_link
from pilots.screens.kit.records import lists

CARDS = 24
"""On a page: whole rows of two, three or four."""


def draw(rows: Sequence[PilotInNeed]) -> None:
    """A page of cards, in the order of the rows."""
    offset = lists.pagination("reviews", len(rows), CARDS)
    labels = answers.for_viewer(portfolio.names)
    with st.grid(min_column_width=420, gap="medium"):
        for row in rows[offset : offset + CARDS]:
            card = st.container(border=True, height="stretch", vertical_alignment="distribute")
            label = labels[row["id"]]
            with card.container(gap="small"):
                paragraphs = (_head(row, label), _why(row), _facts(row))
                st.markdown("\n\n".join(filter(None, paragraphs)))
            with card:
                review_link.draw(row["id"], label, row["under_way"])


def _head(row: PilotInNeed, label: str) -> str:
    standing = badges.standing(row["status"]) or f":gray-badge[{_('Never reviewed')}]"
    return f"### {badges.pilot(row['id'])} {markup.escape(label)}\n{standing}"


def _why(row: PilotInNeed) -> str:
    return markup.escape(shorten(" ".join((row["why"] or "").split()), 180))


def _facts(row: PilotInNeed) -> str:
    return "  \n".join(f"{icon} {markup.escape(words)}" for icon, words in _waiting(row))


def _waiting(row: PilotInNeed) -> Iterable[tuple[str, str]]:
    """An icon and words each: overdue actions, open decisions, the last log, the next review."""
    if row["overdue"]:
        late = plural("{n} action is overdue", "{n} actions are overdue", row["overdue"])
        yield ":material/schedule:", late
    if row["decisions"]:
        open_ = plural("{n} decision is open", "{n} decisions are open", row["decisions"])
        yield ":material/gavel:", open_
    yield _last_log(row)
    yield _next_review(row)


def _last_log(row: PilotInNeed) -> tuple[str, str]:
    days = row["days"]
    if not row["has_begun"]:
        return ":material/chat:", _("Nothing has happened yet")
    if days <= 0:
        return ":material/chat:", _("Something happened today")
    icon = ":material/volume_off:" if row["is_silent"] else ":material/chat:"
    return icon, plural("{n} day since the last log", "{n} days since the last log", days)


def _next_review(row: PilotInNeed) -> tuple[str, str]:
    if row["under_way"]:
        return ":material/groups:", _("A review is being held")
    if row["next_on"] is None:
        return ":material/event:", _("No next review planned")
    day = relative_day(row["next_on"], today())
    if row["is_due"]:
        return ":material/event_busy:", _("Review was due {day}", day=day)
    return ":material/event:", _("Next review: {day}", day=day)
