"""What a method is given: checked, and refused in a sentence that says what it should be.

These methods are called by others too, with data of their own. A number that is not one would
come back as a result that looks like one.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from numbers import Real
from typing import Literal, cast, get_args

Better = Literal["higher", "lower", "neither"]
"""Which way a value should move."""

LARGEST = 1e15
"""Beyond it neighbouring numbers lie further apart than hundredths in a computer."""
MOST = 1_000_000
"""People or events that are counted: adding up their chances takes longer with each of them."""


def a_number(value: object, what: str) -> float:
    """A number, neither infinite nor NaN. `what` begins the sentence that refuses it."""
    if isinstance(value, bool) or not isinstance(value, Real):
        raise ValueError(f"{what} must be a number, not {value!r}.")
    if not -LARGEST <= cast(float, value) <= LARGEST:
        raise ValueError(f"{what} must be a number between -1e15 and 1e15, not {value!r}.")
    return float(value)


def at_least_zero(value: object, what: str) -> float:
    """A number that is not negative."""
    number = a_number(value, what)
    if number < 0:
        raise ValueError(f"{what} cannot be negative, and is {value!r}.")
    return number


def a_whole_number(value: object, what: str) -> int:
    """A number without decimals; 3.0 is one too."""
    number = a_number(value, what)
    if number != int(number):
        raise ValueError(f"{what} must be a whole number, not {value!r}.")
    return int(number)


def a_count(value: object, what: str) -> int:
    """How many there are: a whole number from 0 to a million."""
    number = a_whole_number(value, what)
    if not 0 <= number <= MOST:
        raise ValueError(f"{what} must lie between 0 and {MOST}, not {value!r}.")
    return number


def values_in_time(values: object, what: str = "A value") -> tuple[float | None, ...]:
    """Numbers in the order of time, with None for a period in which there was no measurement."""
    if isinstance(values, str | bytes) or not isinstance(values, Iterable):
        raise ValueError(f"The values must be a list or a tuple of numbers, not {values!r}.")
    return tuple(
        None if value is None else a_number(value, f"{what} (None where there is none)")
        for value in values
    )


def a_direction(better: object, *, needed: bool = False) -> Better:
    """Which way is better; where it is `needed`, 'neither' will not do."""
    allowed = get_args(Better)[: 2 if needed else 3]
    if better not in allowed:
        raise ValueError(f"Better must be one of {', '.join(allowed)}, not {better!r}.")
    return cast(Better, str(better))


def a_prior(prior: Sequence[float], *, second_may_be_zero: bool = False) -> tuple[float, float]:
    """The two numbers of a prior distribution."""
    if isinstance(prior, str) or not isinstance(prior, Sequence) or len(prior) != 2:
        raise ValueError(f"A prior must be two numbers, not {prior!r}.")
    first = at_least_zero(prior[0], "The first number of a prior")
    second = at_least_zero(prior[1], "The second number of a prior")
    if not first or not (second or second_may_be_zero):
        raise ValueError(f"The numbers of this prior must be above 0, and are {prior!r}.")
    return first, second


def a_level(level: object) -> float:
    """How much of the probability an interval holds."""
    share = a_number(level, "The level")
    if not 0 < share < 1:
        raise ValueError(f"The level must lie between 0 and 1 (0.95 is 95%), not {level!r}.")
    return share


@lru_cache(maxsize=10_000)
def exact(value: float) -> Fraction:
    """The number as it is written: 0.1 is a tenth, so the mean of 0.1, 0.2 and 0.3 is 0.2.

    Whether a point lies on a line or just beyond it must not hang on how a computer rounds.
    """
    return Fraction(str(value))
