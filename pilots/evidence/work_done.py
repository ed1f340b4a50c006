"""What was done: actions counted by kind, month by month, or quarter by quarter."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pilots.language import _, listing, number, plural

NAMED = 3
"""The number of kinds that the sentence names; the picture has all."""


@dataclass(frozen=True)
class WorkDone:
    """A cross table: a row per kind, most frequent first, and a column per month or quarter."""

    kinds: tuple[str, ...]
    """In the reader's words."""
    starts: tuple[date, ...]
    """The first day of each column, oldest first, without gaps."""
    by_quarter: bool
    """Whether a column is a quarter; or else a month."""
    counts: tuple[tuple[int, ...], ...]
    """For each of `kinds` the number of actions in each of `starts`."""

    @property
    def total(self) -> int:
        """Actions done."""
        return sum(map(sum, self.counts))

    @property
    def sentence(self) -> str:
        """The total, and the most frequent kinds, in the reader's language."""
        if not self.total:
            return _("Nothing was done in this period.")
        total = plural("{n} action was done.", "{n} actions were done.", self.total)
        if len(self.kinds) < 2:
            return total
        most = [
            f"{kind.lower()} ({number(sum(row))})"
            for kind, row in zip(self.kinds[:NAMED], self.counts, strict=False)
        ]
        return f"{total} {_('Most often: {kinds}.', kinds=listing(most))}"


def work_done(
    rows: Sequence[Mapping[str, Any]], words: Mapping[str, str], columns: int
) -> WorkDone:
    """From rows with month (its first day), kind and n; `words` are the names of the kinds.

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
