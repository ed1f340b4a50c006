"""A summary of all running pilots, in a few sentences."""

from collections.abc import Iterable, Sequence

from pilots.language import _, number, plural
from pilots.queries.programme import PilotInNeed
from schemas import Standing

NEEDS_ATTENTION = frozenset({Standing.AT_RISK, Standing.OFF_TRACK})


def markdown(rows: Sequence[PilotInNeed]) -> str:
    """How many need attention, were never reviewed, or are due for a review."""
    return " ".join(_sentences(rows))


def _sentences(rows: Sequence[PilotInNeed]) -> Iterable[str]:
    attention = sum(row["status"] in NEEDS_ATTENTION for row in rows)
    if attention:
        yield plural(
            "**{n} of {all}** needs attention.",
            "**{n} of {all}** need attention.",
            attention,
            all=number(len(rows)),
        )
    else:
        yield _("**No pilot** has been marked as needing attention.")
    if never := sum(row["status"] is None for row in rows):
        yield plural("{n} was never reviewed.", "{n} were never reviewed.", never)
    if due := sum(row["is_due"] for row in rows):
        yield plural("{n} review is due.", "{n} reviews are due.", due)
