"""What was done: actions counted by kind, month by month, or quarter by quarter."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pilots.language import _, listing, number, plural

NAMED = 3
"""Kinds that the sentence names: the picture has all of them."""


@dataclass(frozen=True)
class WorkDone:
    """A row per kind, the most frequent first, and a column per stretch of time."""

    kinds: tuple[str, ...]
    """In the reader's words."""
    starts: tuple[date, ...]
    """The first day of each stretch, oldest first, without gaps."""
    by_quarter: bool
    counts: tuple[tuple[int, ...], ...]
    """For each of `kinds` how many in each of `starts`."""

    @property
    def total(self) -> int:
        return sum(map(sum, self.counts))

    @property
    def sentence(self) -> str:
        """How much, and of what most."""
        if not self.total:
            return _("Nothing was done in this period.")
        said = plural("{n} action was done.", "{n} actions were done.", self.total)
        if len(self.kinds) < 2:
            return said
        most = [
            f"{kind.lower()} ({number(sum(row))})"
            for kind, row in zip(self.kinds[:NAMED], self.counts, strict=False)
        ]
        return f"{said} {_('Most often: {kinds}.', kinds=listing(most))}"


def work_done(
    rows: Sequence[Mapping[str, Any]], words: Mapping[str, str], columns: int
) -> WorkDone:
    """From rows with month (its first day), kind and n; `words` is what kinds are called.

    By quarter where there are more months than `columns`.
    """
    months = [row["month"] for row in rows]
    spread = _distance(min(months), max(months)) + 1 if months else 0
    step = 1 if spread <= columns else 3
    starts = _starts(min(months), max(months), step) if months else ()
    counted: Counter[tuple[str, date]] = Counter()
    for row in rows:
        counted[row["kind"], _start(row["month"], step)] += row["n"]
    totals: Counter[str] = Counter()
    for (kind, _on), n in counted.items():
        totals[kind] += n
    kinds = sorted(totals, key=lambda kind: (-totals[kind], words[kind]))
    return WorkDone(
        kinds=tuple(words[kind] for kind in kinds),
        starts=starts,
        by_quarter=step > 1,
        counts=tuple(tuple(counted[kind, start] for start in starts) for kind in kinds),
    )


def _distance(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def _start(month: date, step: int) -> date:
    return month.replace(month=month.month - (month.month - 1) % step)


def _starts(first: date, last: date, step: int) -> tuple[date, ...]:
    begin = _start(first, step)
    n = _distance(begin, last) // step + 1
    ahead = (begin.month - 1 + step * i for i in range(n))
    return tuple(date(begin.year + months // 12, months % 12 + 1, 1) for months in ahead)
