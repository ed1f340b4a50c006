"""Records with words in them that must not get out: one for each field that is about somebody.

They follow from the schemas, so a new kind of record, or a new field, is tried too.
"""

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from schemas import (
    KINDS,
    Action,
    ActionStatus,
    Choice,
    Consent,
    Consented,
    Personal,
    Pilot,
    PilotRecord,
    Question,
    Record,
    Ref,
    Story,
    base_type,
    holds_several,
    marked,
    marker,
)

NORTH, SOUTH = "north", "south"
ACTOR = "Geheim actor"
"""Who wrote it all down."""

DAY = date(2026, 10, 1)


def personal() -> Iterator[tuple[Record, str]]:
    """A record for each Personal field of each kind, and the word that stands in the field."""
    for schema in KINDS.values():
        for name, field in schema.fields().items():
            is_word = not issubclass(base_type(field), Choice)
            if marked(field, Personal) and is_word and schema is not Pilot:
                word = _word(schema, name, field)
                yield _record(schema, name, (word,) if holds_several(field) else word), word


def untold() -> Iterator[tuple[Record, str]]:
    """Stories to which nobody said yes, and what the team wrote for itself alone."""
    for consent in (Consent.NOT_ASKED, Consent.REFUSED, Consent.WITHDRAWN):
        told = {
            name: f"Geheim story {consent} {name}"
            for name, field in Story.fields().items()
            if marked(field, Consented)
        }
        subject = f"story-{consent.replace('_', '-')}"
        story = Story(id=subject, pilot=NORTH, consent=consent, **told)
        yield from ((story, word) for word in told.values())
    own = {name: f"Geheim action {name}" for name in ("title", "expected", "happened", "struck")}
    done = Action(
        id="done", pilot=NORTH, status=ActionStatus.DONE, done_on=DAY, participants=3, **own
    )
    yield from ((done, word) for word in own.values())


def elsewhere() -> list[tuple[Record, str]]:
    """What stands in another pilot than the one that a viewer may see."""
    word = "Zuidelijk geheim"
    return [
        (Pilot(id=SOUTH, name=word), word),
        (Question(id="south-question", pilot=SOUTH, text=f"{word} vraagt"), f"{word} vraagt"),
    ]


def _word(schema: type[Record], name: str, field: FieldInfo) -> str:
    word = f"Geheim {schema.table} {name}"
    pattern = _pattern(schema, name)
    if "@" in pattern:
        return f"{word.replace(' ', '.').lower()}@example.org"
    return hashlib.sha256(word.encode()).hexdigest() if "0-9a-f" in pattern else word


def _record(schema: type[Record], name: str, value: Any) -> Record:
    needed = {
        other: _something(schema, other, field)
        for other, field in schema.fields().items()
        if field.is_required()
    }
    subject = f"{schema.table}-{name}".replace("_", "-")
    values = needed | {name: value}
    try:
        return schema.read(subject, NORTH, values)
    except ValidationError:
        assert not issubclass(schema, PilotRecord), f"{name}: {value} does not fit"
        return schema.read(subject, None, values)


def _something(schema: type[Record], name: str, field: FieldInfo) -> Any:
    """Any value that fits a field which must be there."""
    base = base_type(field)
    if marker(field, Ref):
        return "any"
    if issubclass(base, Choice):
        return next(iter(base))
    if base is date:
        return DAY
    if base in {int, float}:
        return 1
    pattern = _pattern(schema, name)
    if "0-9a-f" in pattern:
        return "0a" * 32
    return "iemand@example.org" if "@" in pattern else "Iets"


def _pattern(schema: type[Record], name: str) -> str:
    """What the text of a field must look like; '' for any text."""
    told = schema.model_json_schema(mode="serialization")["properties"][name]
    return next((it["pattern"] for it in [told, *told.get("anyOf", [])] if "pattern" in it), "")
