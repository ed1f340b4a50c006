"""What to know of all running pilots before one chooses: in a sentence or two."""

from collections.abc import Iterable, Sequence

from pilots.language import _, number, plural
from pilots.screens.reviews.cards import Row
from schemas import Standing

ASKING = frozenset({Standing.AT_RISK, Standing.OFF_TRACK})


def sentence(rows: Sequence[Row]) -> str:
    """How many ask for attention, and why, as Markdown."""
    return " ".join(_sentences(rows))


def _sentences(rows: Sequence[Row]) -> Iterable[str]:
    asking = sum(row["status"] in ASKING for row in rows)
    if asking:
        yield plural(
            "**{n} of {all}** needs attention.",
            "**{n} of {all}** need attention.",
            asking,
            all=number(len(rows)),
        )
    else:
        yield _("**No pilot** has been marked as needing attention.")
    if never := sum(row["status"] is None for row in rows):
        yield plural("{n} was never reviewed.", "{n} were never reviewed.", never)
    if due := sum(row["is_due"] for row in rows):
        yield plural("{n} review is due.", "{n} reviews are due.", due)
