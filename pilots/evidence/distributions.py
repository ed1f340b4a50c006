"""The one place that imports scipy, on first use.

Importing it takes most of a second and tens of megabytes, and most visits need no distribution.
"""

from collections.abc import Callable
from functools import cache
from typing import Any


def stats() -> Any:
    """The module scipy.stats. Its results are numpy numbers: convert them to float or int."""
    from scipy import stats as module  # type: ignore[import-untyped]

    return module


@cache
def student_t(df: int) -> tuple[Callable[[float], float], Callable[[float], float]]:
    """The distribution function of Student's t and its inverse, as plain functions.

    Those of scipy.special: the ones of scipy.stats take fifty times as long for a single number.
    """
    from scipy import special

    return (
        lambda x: float(special.stdtr(df, x)),
        lambda p: float(special.stdtrit(df, p)),
    )


def within_bounds(chance: float) -> float:
    """A probability as a plain float, clipped to 0 and 1: sums can be a hair outside."""
    return min(max(float(chance), 0.0), 1.0)
