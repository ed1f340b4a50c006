"""Changes of an outcome that need a reason: which were made without a new one."""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from pilots.queries import records
from pilots.store.reader import Reader
from schemas import Outcome, Record

Reason = Literal["redefined", "retargeted"]
"""The fields of an outcome that say why it is changed."""


def changed_without_reason(
    reader: Reader,
    new: Sequence[Record],
    is_same: Callable[[Outcome, Outcome], bool],
    reason: Reason,
) -> Iterator[Outcome]:
    """The outcomes that are not the same as they were, where `reason` is empty or the old one."""
    for record in new:
        if not isinstance(record, Outcome):
            continue
        old = records.one(reader, Outcome.table, record.id)
        if not isinstance(old, Outcome) or is_same(old, record):
            continue
        if getattr(record, reason) in (None, getattr(old, reason)):
            yield record
