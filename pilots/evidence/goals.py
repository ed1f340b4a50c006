"""How far goals came that were written down beforehand: goal attainment scaling."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from pilots.evidence.given import a_whole_number, at_least_zero
from pilots.language import _, listing, number, plural

LOWEST, HIGHEST = -2, 2
"""Much less, and much more, than was expected; 0 is as expected."""
CORRELATION = 0.3
"""How much goals of one pilot go together, as Kiresuk and Sherman took it."""

Scores = Mapping[str, float | None] | Sequence[float | None]
Weights = Mapping[str, float] | Sequence[float]


@dataclass(frozen=True)
class Goal:
    """A goal that was scored."""

    name: str
    """Its name, or its place in the series ('1' is the first) where names were not given."""
    score: int
    """From -2 (much less than expected) by 0 (as expected) to 2 (much more)."""
    weight: float
    """How much it counts, compared with the others."""


@dataclass(frozen=True)
class GoalAttainment:
    """Goals one by one, which come first, and what they are together."""

    goals: tuple[Goal, ...]
    """Those that were scored, in the order given."""
    missing: tuple[str, ...]
    """The names of those that were not; they count for nothing."""
    score: float | None
    """The T-score: 50 is as expected, and not 50 percent. None where no goal was scored."""

    @property
    def sentence(self) -> str:
        """What came of the goals, in the reader's language."""
        return " ".join(filter(None, (self._reached(), self._left_out())))

    def _reached(self) -> str:
        if self.score is None:
            return _("Too early to say: no goal has been scored.")
        reached = plural(
            "{n} of {all} goals went as expected or better.",
            "{n} of {all} goals went as expected or better.",
            sum(goal.score >= 0 for goal in self.goals),
            all=number(len(self.goals)),
        )
        together = _(
            "Together that is a score of {score}: 50 is as expected, not 50 percent.",
            score=number(round(self.score, 1)),
        )
        return f"{reached} {together}"

    def _left_out(self) -> str:
        if not self.missing:
            return ""
        return _("Not scored, so left out: {goals}.", goals=listing(list(self.missing)))


def goal_attainment(scores: Scores, weights: Weights | None = None) -> GoalAttainment:
    """The scores of goals from -2 to 2 together; None for one that was not scored.

    `T = 50 + 10 sum(w x) / sqrt(0.7 sum(w^2) + 0.3 (sum w)^2)` (Kiresuk and Sherman 1968).
    Scores and weights are both by name, or both in the same order. If all weights of the goals
    that were scored are 0, each of these goals counts as 1.
    """
    given = dict(_named(scores, "The scores"))
    heavy = (
        dict(_named(weights, "The weights")) if weights is not None else dict.fromkeys(given, 1)
    )
    if heavy.keys() != given.keys():
        raise ValueError(
            f"Every goal needs one weight: there are scores for {_names(given)} and weights for "
            f"{_names(heavy)}."
        )
    weighed = {
        name: at_least_zero(weight, f"The weight of {name}") for name, weight in heavy.items()
    }
    goals = [
        Goal(name, _score(name, score), weighed[name])
        for name, score in given.items()
        if score is not None
    ]
    if not any(goal.weight for goal in goals):
        goals = [Goal(goal.name, goal.score, 1.0) for goal in goals]
    missing = tuple(name for name, score in given.items() if score is None)
    return GoalAttainment(tuple(goals), missing, _together(goals) if goals else None)


def _together(goals: Sequence[Goal]) -> float:
    weights = sum(goal.weight for goal in goals)
    squares = sum(goal.weight**2 for goal in goals)
    spread = sqrt((1 - CORRELATION) * squares + CORRELATION * weights**2)
    return 50 + 10 * sum(goal.weight * goal.score for goal in goals) / spread


def _named(given: object, what: str) -> Iterable[tuple[str, Any]]:
    if isinstance(given, Mapping):
        return ((str(name), value) for name, value in given.items())
    if isinstance(given, str | bytes) or not isinstance(given, Sequence):
        raise ValueError(f"{what} must be a list, or a dict with the names of the goals.")
    return ((str(place), value) for place, value in enumerate(given, 1))


def _score(name: str, score: object) -> int:
    found = a_whole_number(score, f"The score of {name}")
    if not LOWEST <= found <= HIGHEST:
        raise ValueError(f"The score of {name} must lie between -2 and 2, not {score!r}.")
    return found


def _names(given: Mapping[str, object]) -> str:
    return ", ".join(given) or "none"
