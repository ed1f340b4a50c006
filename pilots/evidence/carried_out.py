"""What became of decisions: done, not done, or still open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pilots.evidence.tally import tally
from pilots.language import _, plural


@dataclass(frozen=True)
class Decided:
    """A decision, and what came of it."""

    text: str
    on: date | None
    status: str


@dataclass(frozen=True)
class Pile:
    """The decisions about one pilot, oldest first; those without a day come before them."""

    pilot_name: str
    """'' where there is no other pilot beside it."""
    decisions: tuple[Decided, ...]


@dataclass(frozen=True)
class CarriedOut:
    """Pilots below each other."""

    piles: tuple[Pile, ...]
    """Those about which something was decided."""
    words: tuple[tuple[str, str], ...]
    """Of each status, in the reader's language."""

    def word(self, status: str) -> str:
        return dict(self.words)[status]

    def counts(self, piles: Sequence[Pile]) -> str:
        """How many of these became what, in the reader's language."""
        return tally((each.status for pile in piles for each in pile.decisions), self.words)

    @property
    def sentence(self) -> str:
        """How many decisions there were, and what became of them, in the reader's language."""
        n = sum(len(pile.decisions) for pile in self.piles)
        if not n:
            return _("Nothing was decided in this period.")
        counts = self.counts(self.piles)
        return plural("{n} decision: {counts}.", "{n} decisions: {counts}.", n, counts=counts)


def pile(pilot_name: str, decisions: Sequence[Mapping[str, Any]]) -> Pile:
    """From rows of `queries.progress.decisions`, the newest first."""
    return Pile(
        pilot_name,
        tuple(
            Decided(row["text"], row["decided_on"], row["carried"]) for row in reversed(decisions)
        ),
    )


def carried_out(piles: Sequence[Pile], words: Mapping[str, str]) -> CarriedOut:
    """`words` are those of each status, in the order of the legend."""
    return CarriedOut(tuple(pile for pile in piles if pile.decisions), tuple(words.items()))
