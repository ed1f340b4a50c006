"""Which fields hold what people write in their own words, and what may not stand in them."""

from collections.abc import Iterator
from functools import cache

from pilots.errors import HoldsBsn
from pilots.language import _
from pilots.privacy.pii import Kind, findings
from pilots.store.columns import withheld_fields
from schemas import PhotoFile, Record, Ref, base_type, marked


@cache
def texts(schema: type[Record]) -> tuple[str, ...]:
    """The fields of a kind that people write in."""
    return tuple(
        name
        for name, field in schema.fields().items()
        if base_type(field) is str and not marked(field, Ref) and not marked(field, PhotoFile)
    )


@cache
def open_texts(schema: type[Record]) -> tuple[str, ...]:
    """Those that people outside the team may read, where names do not belong."""
    return tuple(name for name in texts(schema) if name not in withheld_fields(schema))


def holds_bsn(value: object) -> bool:
    """Whether a field's value, a text or several, holds something that looks like a BSN."""
    if isinstance(value, list | tuple):
        return any(map(holds_bsn, value))
    return isinstance(value, str) and any(it.kind is Kind.BSN for it in findings(value))


def bsns(record: Record) -> Iterator[tuple[str, HoldsBsn]]:
    """The fields of a record that hold such a thing, each with what there is to say of it."""
    for name in texts(type(record)):
        if holds_bsn(getattr(record, name)):
            yield name, HoldsBsn(field=_(record.fields()[name].title or name))


def refuse_bsn(record: Record) -> None:
    """Raise HoldsBsn where there is such a field."""
    for _name, error in bsns(record):
        raise error
