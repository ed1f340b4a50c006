"""Which fields are free text, and the one thing that may not be in them: a BSN."""

from collections.abc import Iterator
from functools import cache

from pilots.errors import HoldsBsn
from pilots.language import _
from pilots.privacy.pii import Kind, findings
from pilots.store.columns import withheld_fields
from schemas import PhotoFile, Record, Ref, Unasked, base_type, marked


@cache
def texts(schema: type[Record]) -> tuple[str, ...]:
    """The free-text fields of a kind: not what refers to something, or the tracker sets itself."""
    return tuple(
        name
        for name, field in schema.fields().items()
        if base_type(field) is str
        and not any(marked(field, marker) for marker in (Ref, PhotoFile, Unasked))
    )


@cache
def open_texts(schema: type[Record]) -> tuple[str, ...]:
    """The free-text fields that people outside the team may read: names do not belong there."""
    return tuple(name for name in texts(schema) if name not in withheld_fields(schema))


def holds_bsn(value: object) -> bool:
    """Whether a field's value, a text or several, holds something that looks like a BSN."""
    if isinstance(value, list | tuple):
        return any(map(holds_bsn, value))
    return isinstance(value, str) and any(finding.kind is Kind.BSN for finding in findings(value))


def bsns(record: Record) -> Iterator[tuple[str, HoldsBsn]]:
    """The fields of a record that hold something like a BSN, each with the error that says so."""
    for name in texts(type(record)):
        if holds_bsn(getattr(record, name)):
            yield name, HoldsBsn(field=_(record.fields()[name].title or name))


def refuse_bsn(record: Record) -> None:
    """Raise HoldsBsn for the first field that holds something like a BSN."""
    for _name, error in bsns(record):
        raise error
