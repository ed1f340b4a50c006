"""What needs attention: decisions and what is late in sight, the rest by how much there is."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import streamlit as st

from pilots.language import _, number, relative_day, today
from pilots.queries import portfolio
from pilots.queries import today as today_queries
from pilots.screens.kit import answers, flash, markup
from pilots.screens.kit.records import did_it_happen
from pilots.screens.today import action_rows, pilot_rows, rows, unfinished

FEW, FEW_ON_PHONE = 8, 5
"""Rows of a group that are shown at first."""

MORE = 40
"""How many more a tap shows."""

_OPENED = "today.opened"
"""The key in the session of the group that is opened."""


class _Group(NamedTuple):
    """Things that need the same, the first few of them."""

    title: str
    rows: Sequence[Any]
    total: int
    draw_row: Callable[[str, int, Any], None]


def draw(whose: Sequence[str] | None) -> None:
    """The groups; where all are empty, a compliment and the next action."""
    groups = {name: group for name, group in _groups(whose).items() if group.total}
    with st.container(key="needs"):
        rows.style()
        is_empty = not groups
        for name in ("decide", "late"):
            if name in groups or rows.has_gone(name):
                _in_sight(name, groups.pop(name, None))
        asked = did_it_happen.links()
        left = unfinished.draw()
        if groups:
            _counted(groups)
        elif is_empty and not asked and not left:
            _nothing(whose)


def _in_sight(name: str, group: _Group | None) -> None:
    """A group that is open; where all of it was just dealt with, that alone."""
    title = f"{group.title} ({number(group.total)})" if group else _("Overdue")
    st.subheader(title, anchor=False)
    _rows(name, group)


def _counted(groups: Mapping[str, _Group]) -> None:
    """How much there is of the others, and the rows of the one that is opened."""
    labels = {name: f"{group.title} ({number(group.total)})" for name, group in groups.items()}
    if "long_late" in groups:
        labels["long_late"] = _("{overdue}: clear up?", overdue=labels["long_late"])
    if st.session_state.setdefault(_OPENED, next(iter(groups))) not in (*groups, None):
        st.session_state[_OPENED] = next(iter(groups))
    opened = st.pills(
        _("What else is waiting"),
        list(groups),
        format_func=labels.__getitem__,
        key=_OPENED,
        label_visibility="collapsed",
        persist_state="session",
    )
    if opened:
        _rows(opened, groups[opened])


def _rows(name: str, group: _Group | None) -> None:
    shown = group.rows if group else ()
    for place, (row, is_gone) in enumerate(rows.with_gone(name, shown)):
        if is_gone:
            action_rows.draw_gone(row)
        elif group:
            group.draw_row(name, place, row)
    if group and group.total > len(shown):
        st.button(
            _("{n} more", n=number(group.total - len(shown))),
            icon=":material/expand_more:",
            key=f"more.{name}",
            type="tertiary",
            on_click=partial(flash.remember, f"limit.{name}", len(shown) + MORE),
        )


def _nothing(whose: Sequence[str] | None) -> None:
    st.success(_("Nothing is waiting for you. Well done."), icon=":material/wb_sunny:")
    if row := answers.for_viewer(today_queries.next_action, today(), whose):
        day = relative_day(row["due"], today())
        next_ = _("Next: {action}, {day}", action=row["title"], day=day)
        name = answers.for_viewer(portfolio.names).get(row["pilot"], "")
        st.caption(markup.escape(f"{next_} · {name}"))


# --- what is in them ---------------------------------------------------------------------


def _groups(whose: Sequence[str] | None) -> dict[str, _Group]:
    """All groups in the order in which they are shown, also those that are empty."""
    actions = partial(_actions, whose)
    others = partial(_others, whose)
    ends, cards = today_queries.to_decide, today_queries.cards_to_decide
    return {
        "decide": others("decide", _("A decision is waiting"), pilot_rows.decision, ends, cards),
        "late": actions("late", _("Overdue")),
        "soon": actions("soon", _("This week")),
        "measure": others(
            "measure", _("To measure"), pilot_rows.outcome, today_queries.to_measure
        ),
        "review": others("review", _("Review"), pilot_rows.review, today_queries.to_review),
        "silent": others("silent", _("Quiet"), pilot_rows.quiet, today_queries.silent),
        "next": others(
            "next", _("No next step"), pilot_rows.next_step, today_queries.without_next_step
        ),
        "undated": actions("undated", _("Without a day")),
        "long_late": actions("long_late", _("Long overdue")),
    }


def _others(
    whose: Sequence[str] | None,
    name: str,
    title: str,
    draw_row: Callable[[str, int, Any], None],
    *queries: Callable[..., Sequence[Any]],
) -> _Group:
    limit = _limit(name)
    found = [answers.for_viewer(query, today(), whose, limit=limit) for query in queries]
    total = sum(rows[0]["total"] for rows in found if rows)
    return _Group(title, [row for rows in found for row in rows][:limit], total, draw_row)


def _actions(whose: Sequence[str] | None, name: str, title: str) -> _Group:
    """Actions with this need; one query finds those of all needs."""
    most = max(map(_limit, ("late", "soon", "undated", "long_late")))
    waiting = answers.for_viewer(today_queries.actions, today(), whose, limit=most)
    found = [row for row in waiting if row["need"] == name]
    total = found[0]["total"] if found else 0
    return _Group(title, found[: _limit(name)], total, action_rows.draw)


def _limit(name: str) -> int:
    few = FEW_ON_PHONE if markup.on_phone() else FEW
    return int(st.session_state.get(f"limit.{name}", few))
