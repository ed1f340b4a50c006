"""Goal attainment scaling: how far goals came, on five levels described in advance.

(Kiresuk and Sherman, Goal attainment scaling, Community Mental Health Journal 4, 1968.)
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from pilots.evidence.arguments import as_nonnegative, as_whole_number
from pilots.language import _, listing, number, plural

LOWEST, HIGHEST = -2, 2
"""Much less and much more than expected; 0 is as expected."""
CORRELATION = 0.3
"""The assumed correlation between goals, as Kiresuk and Sherman recommend."""

Scores = Mapping[str, float | None] | Sequence[float | None]
Weights = Mapping[str, float] | Sequence[float]
"""Both by the name of the goal, or both in the order of the goals."""


@dataclass(frozen=True)
class ScoredGoal:
    """A goal with a score."""

    name: str
    """Its name; without names its position, from '1'."""
    score: int
    """From -2 (much less than expected) through 0 (as expected) to 2 (much more)."""
    weight: float
    """Its importance relative to the other goals."""


@dataclass(frozen=True)
class GoalAttainment:
    """The goals one by one, and their joint T-score."""

    goals: tuple[ScoredGoal, ...]
    """Those that were scored, in the order given."""
    missing: tuple[str, ...]
    """The names of those that were not; they are left out of the score."""
    score: float | None
    """The T-score: 50 is as expected (not 50 percent), 10 is a standard deviation. None where no
    goal was scored."""

    @property
    def sentence(self) -> str:
        """What came of the goals, in the reader's language."""
        return " ".join(filter(None, (self._attained(), self._left_out())))

    def _attained(self) -> str:
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
    """The T-score of goals with scores x from -2 to 2 and weights w, by default 1.

    `T = 50 + 10 sum(w x) / sqrt(0.7 sum(w^2) + 0.3 (sum w)^2)` (Kiresuk and Sherman 1968). A score
    of None is left out. If all weights that are left are 0, each of these goals counts as 1.
    Raises ValueError for a score that is no whole number from -2 to 2, a negative weight, and
    weights for other goals than the scores.
    """
    by_name = dict(_named(scores, "The scores"))
    weight_of = (
        dict(_named(weights, "The weights")) if weights is not None else dict.fromkeys(by_name, 1)
    )
    if weight_of.keys() != by_name.keys():
        raise ValueError(
            f"Every goal needs one weight: there are scores for {_names(by_name)} and weights for "
            f"{_names(weight_of)}."
        )
    weighted = {
        name: as_nonnegative(weight, f"The weight of {name}") for name, weight in weight_of.items()
    }
    goals = [
        ScoredGoal(name, _score(name, score), weighted[name])
        for name, score in by_name.items()
        if score is not None
    ]
    if not any(goal.weight for goal in goals):
        goals = [ScoredGoal(goal.name, goal.score, 1.0) for goal in goals]
    missing = tuple(name for name, score in by_name.items() if score is None)
    return GoalAttainment(tuple(goals), missing, _t_score(goals) if goals else None)


def _t_score(goals: Sequence[ScoredGoal]) -> float:
    weights = sum(goal.weight for goal in goals)
    squares = sum(goal.weight**2 for goal in goals)
    spread = sqrt((1 - CORRELATION) * squares + CORRELATION * weights**2)
    return 50 + 10 * sum(goal.weight * goal.score for goal in goals) / spread


def _named(given: object, what: str) -> Iterable[tuple[str, Any]]:
    """Pairs of name and value; a sequence gets its positions for names."""
    if isinstance(given, Mapping):
        return ((str(name), value) for name, value in given.items())
    if isinstance(given, str | bytes) or not isinstance(given, Sequence):
        raise ValueError(f"{what} must be a list, or a dict with the names of the goals.")
    return ((str(place), value) for place, value in enumerate(given, 1))


def _score(name: str, score: object) -> int:
    whole = as_whole_number(score, f"The score of {name}")
    if not LOWEST <= whole <= HIGHEST:
        raise ValueError(f"The score of {name} must lie between -2 and 2, not {score!r}.")
    return whole


def _names(given: Mapping[str, object]) -> str:
    return ", ".join(given) or "none"
