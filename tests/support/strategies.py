"""Records as anybody could fill them in, made by Hypothesis from the schemas."""

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import reject
from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from pilots.store.logbook import Line, canonical
from schemas import Choice, Long, Record, base_type, holds_several, marked

PILOTS = ("north", "south")

odd = st.sampled_from(
    [
        "'",
        '"',
        "\\",
        '\\"}',
        "💬",
        "👩‍👧",
        "\u202eمرحبا",
        "\u2028",
        "ß",
        "ĳ",
        "é",
        "%s",
        "$scope",
        "{x}",
    ]
)
"""What tends to go wrong: quotes, emoji, writing from right to left, unusual line ends."""

anything = st.text(st.characters(exclude_categories=["Cs"]))
"""Any text there is, but for halves of characters."""

_plain = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
words = st.lists(_plain | odd, min_size=1, max_size=4).map("".join).filter(str.strip)
"""What fits a field of text."""

ids = st.from_regex(r"[a-z0-9][a-z0-9-]{0,10}", fullmatch=True)


def _pattern(field: FieldInfo) -> str | None:
    """What the text of a field must look like."""
    patterns = (getattr(layer, "pattern", None) for layer in field.metadata)
    return next((pattern for pattern in patterns if pattern), None)


def _one(field: FieldInfo) -> st.SearchStrategy[Any]:
    kind = base_type(field)
    if pattern := _pattern(field):
        return st.from_regex(pattern, fullmatch=True)
    if issubclass(kind, Choice):
        return st.sampled_from(list(kind))
    if kind is date:
        return st.dates(date(1900, 1, 1), date(2200, 12, 31))
    if kind is int:
        return st.integers(0, 1_000_000) | st.integers(1995, 2200)
    if kind is float:
        return st.floats(-1e12, 1e12) | st.floats(-90, 90)
    text = words.map(lambda text: f"{text}\n\n{text}") if marked(field, Long) else words
    return text | ids | st.sampled_from(["BU05990110", "GM0599", "0a" * 32])


def _any(field: FieldInfo) -> st.SearchStrategy[Any]:
    return st.lists(_one(field), max_size=3).map(tuple) if holds_several(field) else _one(field)


@st.composite
def records(draw: st.DrawFn, schema: type[Record], given: tuple[str, ...] = PILOTS) -> Record:
    """A record of this kind: some of its fields filled in, and all that must be.

    What was drawn and does not go together is left out again, as a person would.
    """
    values = {
        name: draw(_any(field))
        for name, field in schema.fields().items()
        if field.is_required() or draw(st.booleans())
    }
    subject = draw(st.sampled_from(given)) if schema.__name__ == "Pilot" else draw(ids)
    pilots = [*given, None] if not _field_is_required(schema, "pilot") else given
    pilot = draw(st.sampled_from(pilots))
    while True:
        try:
            return schema.read(subject, pilot, values)
        except ValidationError as error:
            (*_, wrong) = {str(p["loc"][0]) if p["loc"] else "" for p in error.errors()}
            fewer = _without(schema, values, wrong, draw)
            if fewer == values:  # nothing can be left out that would help
                reject()
            values = fewer


def _field_is_required(schema: type[Record], name: str) -> bool:
    field = schema.model_fields.get(name)
    return field is not None and field.is_required()


def _without(
    schema: type[Record], values: dict[str, Any], wrong: str, draw: st.DrawFn
) -> dict[str, Any]:
    field = schema.model_fields.get(wrong)
    if field is None:  # a rule about several fields together: keep what must be there
        kept = {name: v for name, v in values.items() if schema.model_fields[name].is_required()}
        days = sorted(value for value in kept.values() if isinstance(value, date))
        # Days that must be there and stand in the wrong order: in the order of the fields.
        return kept | dict(zip((n for n, v in kept.items() if v in days), days, strict=False))
    if field.is_required():
        own = marked(field, Long) or _pattern(field)
        return values | {wrong: draw(_one(field) if own else ids)}
    return {name: value for name, value in values.items() if name != wrong}


@st.composite
def lines(draw: st.DrawFn) -> Line:
    """A line with any text in it, whatever the schemas would say to that."""
    scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | anything
    finite = scalars.filter(lambda value: value not in (float("inf"), float("-inf")))
    values = st.recursive(finite, lambda inner: st.lists(inner, max_size=3), max_leaves=5)
    body = draw(st.none() | st.dictionaries(anything, values, max_size=4))
    return Line(
        seq=draw(st.integers(1, 2**62)),
        idempotency_key=str(draw(st.uuids())),
        recorded_at=draw(st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1))),
        actor=draw(anything),
        kind=draw(anything),
        subject=draw(anything),
        pilot=draw(st.none() | anything),
        body=None if body is None else canonical(body),
    )


NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC).replace(tzinfo=None)
