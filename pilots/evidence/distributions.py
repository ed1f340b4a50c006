"""The one place where scipy is imported, when somebody first asks for a chance.

It takes most of a second and tens of megabytes, and most visits need no chance.
"""

from typing import Any


def stats() -> Any:
    """The module scipy.stats. What comes out of it is a numpy number: make a float of it."""
    from scipy import stats as found  # type: ignore[import-untyped]

    return found


def within_bounds(chance: float) -> float:
    """A probability as a plain float; adding up many can end a hair outside 0 and 1."""
    return min(max(float(chance), 0.0), 1.0)
