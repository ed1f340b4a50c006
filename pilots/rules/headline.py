"""A story of any length: its first sentence is its headline, and the rest is kept below it."""

import re

LONGEST = 200
"""Characters of a headline: as many as a ShortText holds."""

_ENDS = re.compile(r"(?<=[.?!…])\s+(?=[^\W\d_a-z])|\n")
"""Where a sentence ends: before a capital, so that “o.a. koffie” is no end; or with its line."""


def first_sentence(text: str) -> tuple[str, str]:
    """The headline of a text, and what is told besides it; '' for nothing.

    Where the first sentence is too long to be a headline, all of it is told again below.
    """
    text = text.strip()
    first, *rest = _ENDS.split(text, maxsplit=1)
    first = " ".join(first.split())
    if len(first) <= LONGEST:
        return first, "".join(rest).strip()
    return f"{first[: LONGEST - 1].rsplit(' ', 1)[0]}…", text
