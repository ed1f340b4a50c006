"""What comparisons of the same people share: who is in both, and if a change can be chance."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from pilots.language import _, number

MIN_CHANGED = 6
"""If fewer people changed, p is above 0.05 even if all changed the same way."""


def verdict(needed: int, is_change: bool) -> Iterator[str]:
    """Whether a change can be chance, or that too few people changed to say so."""
    if needed:
        yield _(
            "Too few people changed to say whether that is chance: at least {n} are needed.",
            n=number(MIN_CHANGED),
        )
    elif is_change:
        yield _("So large a change rarely happens by chance. It does not say why.")
    else:
        yield _("A change like this could well be chance.")


T = TypeVar("T")


def pairs_of(before: Sequence[T], after: Sequence[T]) -> list[tuple[T, T]]:
    """A pair for each person. Raises ValueError for two series of different lengths."""
    if len(before) != len(after):
        raise ValueError(
            f"Each person must be in both: there are {len(before)} values before and "
            f"{len(after)} after."
        )
    return list(zip(before, after, strict=True))
