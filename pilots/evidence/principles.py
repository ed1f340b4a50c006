"""Which principles a team kept and which it broke, each time it checked them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import Any

from pilots.language import _, day, plural

NAMED = 90
"""Characters of a principle in a sentence; its text can be a page long."""


@dataclass(frozen=True)
class Check:
    """The check of one principle on one day."""

    id: str
    on: date
    kept: bool
    """Kept; or else broken."""
    example: str
    """The empty text where none was given."""


@dataclass(frozen=True)
class Principles:
    """All principles that were ever checked, in the order of their first check."""

    texts: tuple[str, ...]
    checks: tuple[tuple[Check, ...], ...]
    """For each of `texts` its checks, oldest first, one a day at most."""

    @property
    def days(self) -> tuple[date, ...]:
        """The days with a check, oldest first."""
        return tuple(sorted({check.on for row in self.checks for check in row}))

    def latest(self, limit: int) -> "Principles":
        """The checks of the last `limit` days alone, and the principles checked then."""
        days = set(self.days[-limit:])
        rows = [
            (text, recent)
            for text, row in zip(self.texts, self.checks, strict=True)
            if (recent := tuple(check for check in row if check.on in days))
        ]
        return Principles(
            texts=tuple(text for text, _looks in rows),
            checks=tuple(checks for _text, checks in rows),
        )

    @property
    def sentence(self) -> str:
        """How many were kept the last time, and which principle is broken most often."""
        if not self.days:
            return _("No principle has been checked yet.")
        last = [check for row in self.checks for check in row if check.on == self.days[-1]]
        words = [
            plural(
                "On {day}, {n} principle was checked.",
                "On {day}, {n} principles were checked.",
                len(last),
                day=day(self.days[-1]),
            ),
            _count_kept(sum(check.kept for check in last), len(last)),
        ]
        if often := self._broken_most():
            words.append(
                _("Broken most often: {principle} ({n} times).", principle=often[0], n=often[1])
            )
        return " ".join(words)

    def _broken_most(self) -> tuple[str, int] | None:
        counted = [
            (text, sum(not check.kept for check in row))
            for text, row in zip(self.texts, self.checks, strict=True)
        ]
        text, times = max(counted, key=lambda pair: pair[1])
        # Broken once can happen to any principle.
        return (shorten(text, NAMED, placeholder="…").rstrip("."), times) if times > 1 else None


def _count_kept(kept: int, total: int) -> str:
    if kept == total:
        return _("All were kept.")
    if not kept:
        return _("None was kept.")
    return plural("{n} of them was kept.", "{n} of them were kept.", kept)


def principles(rows: Sequence[Mapping[str, Any]]) -> Principles:
    """From rows with id, principle, text, held, example and checked_on, oldest first.

    Of two checks of a principle on one day the last one counts.
    """
    texts: dict[str, str] = {}
    by_day: dict[str, dict[date, Check]] = {}
    for row in rows:
        texts[row["principle"]] = row["text"]
        check = Check(row["id"], row["checked_on"], row["held"] == "kept", row["example"] or "")
        by_day.setdefault(row["principle"], {})[check.on] = check
    return Principles(
        texts=tuple(texts.values()),
        checks=tuple(tuple(by_day[id].values()) for id in texts),
    )
