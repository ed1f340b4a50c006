"""A probability in words: a fixed scale of verbal probabilities, so that "likely" means the same
on every page (after Mastrandrea et al., Guidance note on consistent treatment of uncertainties,
IPCC 2010).
"""

from dataclasses import dataclass
from typing import Literal

from pilots.evidence.progress import percents
from pilots.language import SMALLEST, _, number, plural

Likelihood = Literal["very likely", "likely", "could go either way", "unlikely", "very unlikely"]
Every = Literal["day", "week", "month", "quarter", "year", "measurement"]
"""What one period is called in a sentence."""

BOUNDS: tuple[tuple[float, Likelihood], ...] = (
    (0.90, "very likely"),
    (0.66, "likely"),
    (0.33, "could go either way"),
    (0.10, "unlikely"),
)
"""The lowest chance for which each word is used; below the last it is very unlikely."""

RANGE = 0.8
"""The level of a prediction interval: 8 of 10 cases."""
TAIL = (1 - RANGE) / 2
"""The probability on each side of it."""


@dataclass(frozen=True)
class Chance:
    """The probability that a target is met: the base of the results of all three methods."""

    chance: float | None
    """From 0 (it cannot happen) to 1 (it is certain); None where it is too early to say."""
    needed: int
    """How many more periods, people or measurements are needed to say something; 0 if none."""

    @property
    def likelihood(self) -> Likelihood | None:
        """The word that goes with it, untranslated; None where it is too early to say."""
        return None if self.chance is None else likelihood(self.chance)


def likelihood(chance: float) -> Likelihood:
    """The word for a chance between 0 and 1."""
    return next((word for bound, word in BOUNDS if chance >= bound), "very unlikely")


def how_likely(chance: float) -> str:
    """The word and the number, in the reader's language: 'likely (about 80%)'.

    Rounded down, so that the number never passes the bound of the next word.
    """
    words: dict[Likelihood, str] = {
        "very likely": _("very likely"),
        "likely": _("likely"),
        "could go either way": _("could go either way"),
        "unlikely": _("unlikely"),
        "very unlikely": _("very unlikely"),
    }
    return f"{words[likelihood(chance)]} ({_percent(chance)})"


def _percent(chance: float) -> str:
    if chance < 0.01:
        return _("less than {percent}", percent="1%")
    if chance > 0.99:
        return _("more than {percent}", percent="99%")
    return _("about {percent}", percent=f"{percents(chance)}%")


def sure(level: float) -> str:
    """The level of an interval in percents, with as many decimals as keep it below 100%."""
    decimals = 2
    while level < 1 and round(100 * level, decimals) == 100 and decimals < SMALLEST:
        decimals += 1
    return f"{number(100 * level, decimals)}%"


def span(n: float, every: Every) -> str:
    """A number of weeks, months or measurements, in the reader's language; rounded from 10 on.

    Raises ValueError for a period that is none of these.
    """
    n = round(n) if n >= 10 else round(n, 1) or n
    match every:
        case "day":
            return plural("{n} day", "{n} days", n)
        case "week":
            return plural("{n} week", "{n} weeks", n)
        case "month":
            return plural("{n} month", "{n} months", n)
        case "quarter":
            return plural("{n} quarter", "{n} quarters", n)
        case "year":
            return plural("{n} year", "{n} years", n)
        case "measurement":
            return plural("{n} measurement", "{n} measurements", n)
    raise ValueError(
        f"A period is a day, week, month, quarter, year or measurement, not {every!r}."
    )


def too_early(more: str) -> str:
    """The sentence where there is too little to say anything; `more` is what is needed."""
    return _("Too early to say: {more} more needed.", more=more)
