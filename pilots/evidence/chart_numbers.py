"""How the numbers of a control chart are written: a value beyond a limit never looks equal to it.

Limits are rounded inwards, to what can be measured: of whole numbers below 18.97 the highest is
18. So "19 is higher than 19 at most" cannot be said.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from math import ceil, floor

from pilots.evidence.arguments import TYPED
from pilots.language import SMALLEST, number, significant

COMPUTED = 1
"""Decimals of values that were computed, such as 66.66666666666667."""


def decimals_of(values: Sequence[float]) -> int:
    """The decimals in which these values were written down."""
    places = [-_exponent(value) for value in values]
    return max((n if n <= TYPED else COMPUTED for n in places), default=0)


def _exponent(value: float) -> int:
    exponent = Decimal(str(value)).normalize().as_tuple().exponent
    return min(exponent, 0) if isinstance(exponent, int) else 0


def apart(value: float, limit: float, decimals: int) -> tuple[str, str]:
    """A value, and the limit that it lies beyond, with enough decimals to tell them apart."""
    inwards = floor if value > limit else ceil
    for places in range(decimals, SMALLEST + 1):
        shown = _rounded(limit, places, inwards)
        if round(value, places) != shown:
            break
    return number(value, places), number(shown, places)


def within(lower: float, upper: float, decimals: int) -> tuple[str, str]:
    """The lowest and the highest value that can be measured within limits."""
    low, high = _rounded(lower, decimals, ceil), _rounded(upper, decimals, floor)
    if low > high:  # no value that can be measured lies between them
        return significant(lower), significant(upper)
    return number(low, decimals), number(high, decimals)


def average(mean: float, run: Sequence[float], decimals: int) -> str:
    """A mean, with enough decimals to lie on the same side of a run as it does."""
    is_below = all(value > mean for value in run)
    for places in range(decimals + 1, SMALLEST + 1):
        shown = round(mean, places)
        if all(value > shown if is_below else value < shown for value in run):
            break
    return number(shown, places)


def _rounded(value: float, places: int, inwards: Callable[[float], int]) -> float:
    # 0.29 * 100 is a little less than 29 to a computer, and 29 to everybody else.
    return inwards(round(value * 10.0**places, 6)) / 10.0**places
