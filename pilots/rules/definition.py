"""What an outcome measures stays the same, unless somebody records why it changes.

Otherwise numbers of before and after a change of definition would stand in one series, and
show a change in the neighbourhood that is only one of words.
"""

from collections.abc import Sequence

from pilots.errors import RuleBroken
from pilots.language import _
from pilots.queries import expectations
from pilots.rules.reasons import changed_without_reason
from pilots.store.reader import Reader
from schemas import Outcome, Record

DEFINES = ("indicator", "unit", "method")
"""The fields that say what is measured."""


class IsMeasured(RuleBroken):
    sentence = (
        "This outcome has already been measured, and this would measure something else. Say "
        "under “{why}” what changes, why, and since when. Nothing was recorded; what you typed "
        "is still there."
    )


def refuse(reader: Reader, new: Sequence[Record]) -> None:
    """Raise IsMeasured where an outcome would measure something else, without a reason."""
    for outcome in changed_without_reason(reader, new, _is_same, "redefined"):
        known = expectations.outcome(reader, outcome.id)
        if known and known["measured"]:
            raise IsMeasured(why=_(Outcome.fields()["redefined"].title or ""))


def _is_same(old: Outcome, new: Outcome) -> bool:
    """Whether both define the same; to fill in what was empty changes nothing."""
    return all(
        _normalised(getattr(old, name)) in ("", _normalised(getattr(new, name)))
        for name in DEFINES
    )


def _normalised(text: str | None) -> str:
    """A text without what changes no meaning: capitals, spaces, a full stop."""
    return " ".join((text or "").lower().split()).rstrip(".")
