"""Which principles a team held on to, and which not, each time it looked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import Any

from pilots.language import _, day, plural

NAMED = 90
"""Characters of a principle in a sentence: people may have written a page of it."""


@dataclass(frozen=True)
class Look:
    """What was said of one principle on one day."""

    id: str
    on: date
    kept: bool
    example: str


@dataclass(frozen=True)
class Principles:
    """A row for each principle that was ever looked at, in the order in which they came up."""

    texts: tuple[str, ...]
    looks: tuple[tuple[Look, ...], ...]
    """For each of `texts` what was said of it, oldest first, once a day at most."""

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which the team looked, oldest first."""
        return tuple(sorted({look.on for row in self.looks for look in row}))

    def latest(self, most: int) -> "Principles":
        """The same of the last `most` days alone, with the principles that came up then."""
        days = set(self.days[-most:])
        kept = [
            (text, recent)
            for text, row in zip(self.texts, self.looks, strict=True)
            if (recent := tuple(look for look in row if look.on in days))
        ]
        return Principles(
            texts=tuple(text for text, _looks in kept),
            looks=tuple(looks for _text, looks in kept),
        )

    @property
    def sentence(self) -> str:
        """How it went the last time, and which principle is broken most."""
        if not self.days:
            return _("No principle has been checked yet.")
        last = [look for row in self.looks for look in row if look.on == self.days[-1]]
        words = [
            plural(
                "On {day}, {n} principle was checked.",
                "On {day}, {n} principles were checked.",
                len(last),
                day=day(self.days[-1]),
            ),
            _kept(sum(look.kept for look in last), len(last)),
        ]
        if often := self._broken_most():
            words.append(
                _("Broken most often: {principle} ({n} times).", principle=often[0], n=often[1])
            )
        return " ".join(words)

    def _broken_most(self) -> tuple[str, int] | None:
        counted = [
            (text, sum(not look.kept for look in row))
            for text, row in zip(self.texts, self.looks, strict=True)
        ]
        text, times = max(counted, key=lambda pair: pair[1])
        # Once can happen to any of them.
        return (shorten(text, NAMED, placeholder="…").rstrip("."), times) if times > 1 else None


def _kept(kept: int, of: int) -> str:
    if kept == of:
        return _("All were kept.")
    if not kept:
        return _("None was kept.")
    return plural("{n} of them was kept.", "{n} of them were kept.", kept)


def principles(rows: Sequence[Mapping[str, Any]]) -> Principles:
    """From rows with id, principle, text, held, example and checked_on, oldest first.

    Of two on one day the last one counts.
    """
    texts: dict[str, str] = {}
    found: dict[str, dict[date, Look]] = {}
    for row in rows:
        texts[row["principle"]] = row["text"]
        look = Look(row["id"], row["checked_on"], row["held"] == "kept", row["example"] or "")
        found.setdefault(row["principle"], {})[look.on] = look
    return Principles(
        texts=tuple(texts.values()),
        looks=tuple(tuple(found[id].values()) for id in texts),
    )
