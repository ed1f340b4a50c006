"""What a point of a chart stands for, written as text and read back: the key to the drill-down.

A chart carries the text as the `customdata` of its points, and a click brings it back from the
browser, where anybody can change it. So `read` takes what `write` makes and nothing else.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias, cast, get_args

RecordKind = Literal["action", "measurement", "pilot", "principle_check", "stakeholder", "place"]
SeriesKind = Literal["measurements", "scores", "rungs"]
"""Measurements of outcomes, scores of goals, rungs that stakeholders reached."""
ActionsKind = Literal["done", "planned", "dropped", "known"]
"""known: everything that was ever planned or done, and not dropped."""

MAX_IDS = 200
"""A point of more outcomes, goals or people than these stands for the first ones."""


@dataclass(frozen=True)
class RecordPoint:
    """One record: `action:<id>`."""

    kind: RecordKind
    id: str


@dataclass(frozen=True)
class SeriesPoint:
    """Everything that was recorded of some outcomes, goals or people: `scores:<id>,<id>`."""

    kind: SeriesKind
    ids: tuple[str, ...]
    """Of the outcomes, goals or stakeholders."""


@dataclass(frozen=True)
class ActionsPoint:
    """Actions that are counted on these days, both included: `actions:done:<day>:<day>`."""

    kind: ActionsKind
    first: date
    last: date


AnyPoint: TypeAlias = RecordPoint | SeriesPoint | ActionsPoint


def write(point: AnyPoint) -> str:
    """The text that stands for a point."""
    match point:
        case RecordPoint(kind, id):
            return f"{kind}:{id}"
        case SeriesPoint(kind, ids):
            return f"{kind}:{','.join(ids[:MAX_IDS])}"
        case ActionsPoint(kind, first, last):
            return f"actions:{kind}:{first.isoformat()}:{last.isoformat()}"


_ID = r"[a-z0-9][a-z0-9-]{0,63}"  # as schemas.record.Id
_DAY = r"\d{4}-\d\d-\d\d"


def _one_of(kinds: object) -> str:
    return "|".join(get_args(kinds))


_RECORD = re.compile(rf"({_one_of(RecordKind)}):({_ID})")
_SERIES = re.compile(rf"({_one_of(SeriesKind)}):({_ID}(?:,{_ID}){{0,{MAX_IDS - 1}}})")
_ACTIONS = re.compile(rf"actions:({_one_of(ActionsKind)}):({_DAY}):({_DAY})", re.ASCII)


def read(text: object) -> AnyPoint | None:
    """The point that a text stands for; None for anything that `write` does not make."""
    if not isinstance(text, str):
        return None
    if found := _RECORD.fullmatch(text):
        return RecordPoint(cast(RecordKind, found[1]), found[2])
    if found := _SERIES.fullmatch(text):
        return SeriesPoint(cast(SeriesKind, found[1]), tuple(found[2].split(",")))
    if found := _ACTIONS.fullmatch(text):
        try:
            first, last = date.fromisoformat(found[2]), date.fromisoformat(found[3])
        except ValueError:  # no such day
            return None
        return ActionsPoint(cast(ActionsKind, found[1]), first, last)
    return None
