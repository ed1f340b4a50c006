"""Before and after of the same people, by a yes or no: McNemar's exact test."""

from collections.abc import Sequence
from dataclasses import dataclass

from pilots.evidence.chances import too_early
from pilots.evidence.exact_tests import ALPHA, sign_test
from pilots.evidence.same_people import MIN_CHANGED, pairs_of, verdict
from pilots.language import _, number, plural


@dataclass(frozen=True)
class YesNoChange:
    """How a yes or no changed in the same people: McNemar's exact test."""

    stayed_yes: int
    became_yes: int
    became_no: int
    stayed_no: int
    left_out: int
    """People whose answer is known at one moment only."""
    p: float
    """The p-value of the two-sided exact test, on those who changed."""

    @property
    def people(self) -> int:
        """People whose answer is known at both moments."""
        return self.stayed_yes + self.became_yes + self.became_no + self.stayed_no

    @property
    def needed(self) -> int:
        """How many more people must change before chance can be excluded."""
        return max(MIN_CHANGED - self.became_yes - self.became_no, 0)

    @property
    def sentence(self) -> str:
        """Who changed, and whether that can be chance, in the reader's language."""
        if not self.people:
            return too_early(plural("{n} person", "{n} people", 1))
        changed = _(
            "Of {people}, {before} said yes first and {after} later: {gained} changed to yes and "
            "{lost} to no.",
            people=plural("{n} person", "{n} people", self.people),
            before=number(self.stayed_yes + self.became_no),
            after=number(self.stayed_yes + self.became_yes),
            gained=number(self.became_yes),
            lost=number(self.became_no),
        )
        return " ".join((changed, *verdict(self.needed, self.p <= ALPHA)))


def yes_no_change(before: Sequence[bool | None], after: Sequence[bool | None]) -> YesNoChange:
    """The change of people who said yes (True) or no (False) before and after, in one order.

    None where an answer is not known: that person is left out. Of those who changed it tests
    whether as many went either way: `p = min(1, 2 P(X <= min(b, c)))`, X binomial(b + c, 1/2).
    (McNemar 1947; Agresti, Categorical Data Analysis, 11.1.) Raises ValueError for two series of
    different lengths, and for answers that are neither.
    """
    pairs = pairs_of(_answers(before), _answers(after))
    known = [(a, b) for a, b in pairs if a is not None and b is not None]
    gained, lost = known.count((False, True)), known.count((True, False))
    return YesNoChange(
        stayed_yes=known.count((True, True)),
        became_yes=gained,
        became_no=lost,
        stayed_no=known.count((False, False)),
        left_out=len(pairs) - len(known),
        p=sign_test(gained, lost),
    )


def _answers(given: Sequence[bool | None]) -> list[bool | None]:
    if isinstance(given, str | bytes) or not isinstance(given, Sequence):
        raise ValueError(f"Answers must be a list or a tuple of True and False, not {given!r}.")
    for answer in given:
        if answer is not None and not isinstance(answer, bool):
            raise ValueError(f"An answer must be True, False or None, not {answer!r}.")
    return list(given)
