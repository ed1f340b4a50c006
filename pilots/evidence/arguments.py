"""Checks of the arguments of a method: each returns the value in the type that the method needs.

Evaluators call these methods with data of their own. A value that is no number would otherwise
come back as a result that looks like one. All of them raise ValueError, with a sentence that
says what was expected; `what` begins that sentence.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from fractions import Fraction
from functools import lru_cache
from numbers import Real
from typing import Literal, cast, get_args

Better = Literal["higher", "lower", "neither"]
"""The direction in which a value should move; neither: it is tracked without one."""

LARGEST = 1e15
"""Beyond it, neighbouring floats are more than a hundredth apart."""
TYPED = 9
"""Nobody types more decimals than these: a number with more was computed."""
MAX_TRIALS = 10_000
"""Of how many people a computed share can be."""
ROUNDING = Fraction(1, 10**14)
"""The relative difference that a few operations on floats can make."""
MAX_COUNT = 1_000_000
"""Of people or events: summing a discrete distribution takes longer with each of them."""


def as_number(value: object, what: str) -> float:
    """A finite number between -1e15 and 1e15; no bool."""
    if isinstance(value, bool) or not isinstance(value, Real):
        raise ValueError(f"{what} must be a number, not {value!r}.")
    if not -LARGEST <= cast(float, value) <= LARGEST:
        raise ValueError(f"{what} must be a number between -1e15 and 1e15, not {value!r}.")
    return float(value)


def as_nonnegative(value: object, what: str) -> float:
    """A number of at least 0."""
    number = as_number(value, what)
    if number < 0:
        raise ValueError(f"{what} cannot be negative, and is {value!r}.")
    return number


def as_whole_number(value: object, what: str) -> int:
    """A whole number; 3.0 is one too."""
    number = as_number(value, what)
    if number != int(number):
        raise ValueError(f"{what} must be a whole number, not {value!r}.")
    return int(number)


def as_count(value: object, what: str) -> int:
    """A whole number from 0 to a million."""
    number = as_whole_number(value, what)
    if not 0 <= number <= MAX_COUNT:
        raise ValueError(f"{what} must lie between 0 and {MAX_COUNT}, not {value!r}.")
    return number


def as_values(values: object, what: str = "A value") -> tuple[float | None, ...]:
    """A series of numbers in the order given; None for a period without a measurement."""
    unordered = isinstance(values, str | bytes | Mapping | Set)
    if unordered or not isinstance(values, Iterable):
        raise ValueError(f"The values must be a list or a tuple of numbers, not {values!r}.")
    return tuple(
        None if value is None else as_number(value, f"{what} (None where there is none)")
        for value in values
    )


def as_direction(better: object, *, needed: bool = False) -> Better:
    """The direction that is better; where it is `needed`, 'neither' is refused."""
    allowed = get_args(Better)[: 2 if needed else 3]
    if better not in allowed:
        raise ValueError(f"Better must be one of {', '.join(allowed)}, not {better!r}.")
    return cast(Better, str(better))


def as_prior(prior: Sequence[float], *, second_may_be_zero: bool = False) -> tuple[float, float]:
    """The two parameters of a prior distribution, both above 0 unless the second may be 0."""
    if isinstance(prior, str) or not isinstance(prior, Sequence) or len(prior) != 2:
        raise ValueError(f"A prior must be two numbers, not {prior!r}.")
    first = as_nonnegative(prior[0], "The first number of a prior")
    second = as_nonnegative(prior[1], "The second number of a prior")
    if not first or not (second or second_may_be_zero):
        raise ValueError(f"The numbers of this prior must be above 0, and are {prior!r}.")
    return first, second


def as_level(level: object) -> float:
    """The probability that an interval holds, between 0 and 1."""
    share = as_number(level, "The level")
    if not 0 < share < 1:
        raise ValueError(f"The level must lie between 0 and 1 (0.95 is 95%), not {level!r}.")
    return share


@lru_cache(maxsize=10_000)
def as_fraction(value: float) -> Fraction:
    """The number that was meant: 0.1 is a tenth, and 66.66666666666667 is 200/3.

    So a share that was computed from counts is judged as the counts are: whether a point lies on
    a limit or just beyond it must not depend on floating point.
    """
    written = Fraction(str(value))
    if written.denominator <= 10**TYPED:
        return written
    meant = written.limit_denominator(MAX_TRIALS)
    return meant if abs(meant - written) <= ROUNDING * abs(written) else written
