"""The plan: actions in time around today, for a Gantt chart."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pilots.language import _, listing, plural

State = Literal["done", "doing", "planned", "overdue"]
"""The status of an action; an open one past its due day is overdue."""


@dataclass(frozen=True)
class Stretch:
    """An action from its first day to its last."""

    id: str
    title: str
    state: State
    first: date
    last: date
    is_open: bool
    """Whether it has no end: `last` is then today, or `first` if that is later."""

    @property
    def words(self) -> str:
        """The state in the reader's language."""
        return {
            "done": _("done"),
            "doing": _("being done"),
            "planned": _("planned"),
            "overdue": _("overdue"),
        }[self.state]


@dataclass(frozen=True)
class Plan:
    """The actions nearest to today, in order of beginning."""

    today: date
    stretches: tuple[Stretch, ...]
    left_out: int
    """How many actions, further from today, are not among them."""

    @property
    def sentence(self) -> str:
        """How many actions are shown in each state, and how many are left out."""
        if not self.stretches:
            return _("There are no actions yet.")
        shown = _("You see {counts}.", counts=listing(list(self._counts())))
        if not self.left_out:
            return shown
        left = plural(
            "{n} action further from today is left out.",
            "{n} actions further from today are left out.",
            self.left_out,
        )
        return f"{shown} {left}"

    def _counts(self) -> Iterator[str]:
        states = [stretch.state for stretch in self.stretches]
        if n := states.count("done"):
            yield plural("{n} done action", "{n} done actions", n)
        if n := states.count("doing"):
            yield plural("{n} action being done", "{n} actions being done", n)
        if n := states.count("planned"):
            yield plural("{n} planned action", "{n} planned actions", n)
        if n := states.count("overdue"):
            yield plural("{n} overdue action", "{n} overdue actions", n)


def plan(rows: Sequence[Mapping[str, Any]], today: date) -> Plan:
    """From rows of `queries.pictures.plan`, in order of beginning."""
    return Plan(
        today=today,
        stretches=tuple(_stretch(row, today) for row in rows),
        left_out=rows[0]["total"] - len(rows) if rows else 0,
    )


def _stretch(row: Mapping[str, Any], today: date) -> Stretch:
    first, last = row["first"], row["last"]
    return Stretch(
        id=row["id"],
        title=row["title"],
        state=_state(row, today),
        first=first,
        last=last or max(first, today),
        is_open=last is None,
    )


def _state(row: Mapping[str, Any], today: date) -> State:
    if row["status"] == "done":
        return "done"
    if row["last"] and row["last"] < today:
        return "overdue"
    return "doing" if row["status"] == "doing" else "planned"
