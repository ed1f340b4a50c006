"""What an outcome measures stays the same, unless somebody says why it does not.

Held at the tracker's door: numbers of before and after would else stand in one line, and tell
of a change that is only one of words.
"""

from collections.abc import Sequence

from pilots.access import Verb, Viewer, may
from pilots.errors import HeldBack
from pilots.language import _
from pilots.queries import expectations, records
from pilots.store.reader import Reader
from schemas import Outcome, Record

DEFINES = ("indicator", "unit", "method")
"""The fields that say what is measured."""


class IsMeasured(HeldBack):
    sentence = (
        "This outcome has already been measured, and this would measure something else. Say "
        "under “{why}” what changes, why, and since when. Nothing was recorded; what you typed "
        "is still there."
    )


def refuse(reader: Reader, viewer: Viewer, new: Sequence[Record]) -> None:
    """Raise IsMeasured where one of these measures something else, and does not say why."""
    for record in new:
        if isinstance(record, Outcome) and may(viewer, Verb.RECORD, record.of_pilot):
            _refuse(reader, record)


def _refuse(reader: Reader, new: Outcome) -> None:
    old = records.one(reader, Outcome.table, new.id)
    if not isinstance(old, Outcome) or _is_same(old, new):
        return
    is_said = new.redefined and new.redefined != old.redefined
    known = expectations.held_against(reader, new.id)
    if known and known["measured"] and not is_said:
        raise IsMeasured(why=_(Outcome.fields()["redefined"].title or ""))


def _is_same(old: Outcome, new: Outcome) -> bool:
    """What was not said yet can be filled in: that changes nothing."""
    return all(
        _bare(was) in ("", _bare(is_now))
        for was, is_now in ((getattr(old, name), getattr(new, name)) for name in DEFINES)
    )


def _bare(text: str | None) -> str:
    """A text without what changes no meaning: capitals, spaces, a full stop."""
    return " ".join((text or "").lower().split()).rstrip(".")
