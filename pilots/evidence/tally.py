"""How many there are of each status, in words."""

from collections import Counter
from collections.abc import Iterable

from pilots.language import listing, number


def tally(statuses: Iterable[str], words: Iterable[tuple[str, str]]) -> str:
    """In the reader's language: 3 done and 1 open. `words` are pairs of a status and its word, in
    the order in which they are said."""
    counts = Counter(statuses)
    return listing(
        [f"{number(counts[status])} {word.lower()}" for status, word in words if counts[status]]
    )
