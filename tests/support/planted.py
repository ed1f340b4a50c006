"""Records with secret words in them (canaries) that must not reach the wrong reader.

They are made from the schemas, so a new kind of record, or a new field, is tried too.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from pilots.store.columns import consented_fields, withheld_fields
from schemas import (
    KINDS,
    Action,
    ActionStatus,
    Choice,
    Consent,
    Pilot,
    PilotRecord,
    Question,
    Record,
    Ref,
    Story,
    base_type,
    holds_several,
    marked,
)

NORTH, SOUTH = "north", "south"
ACTOR = "Geheim actor"
"""The author of every line."""

DAY = date(2026, 10, 1)

NORTHERN_PILOT = Pilot(
    id=NORTH,
    name="Noordelijk",
    municipality="Almelo",
    **{name: f"Geheim pilot {name}" for name in withheld_fields(Pilot)},
)
"""The pilot of the others, with a secret word in each field that is the team's alone."""


def withheld() -> Iterator[tuple[Record, str]]:
    """A record for each text field that is the team's alone, and the secret word in that field."""
    for schema in KINDS.values():
        for name in sorted(withheld_fields(schema)):
            field = schema.fields()[name]
            if schema is Pilot:
                yield NORTHERN_PILOT, getattr(NORTHERN_PILOT, name)
            elif base_type(field) is str and not marked(field, Ref):
                word = _word(schema, name, field)
                yield _record(schema, name, (word,) if holds_several(field) else word), word


def unshared() -> Iterator[tuple[Record, str]]:
    """Stories without consent, and an action's texts, which no page for funders shows."""
    for consent in (Consent.NOT_ASKED, Consent.REFUSED, Consent.WITHDRAWN):
        words = {name: f"Geheim story {consent} {name}" for name in consented_fields(Story)}
        subject = f"story-{consent.replace('_', '-')}"
        story = Story(id=subject, pilot=NORTH, consent=consent, **words)
        yield from ((story, word) for word in words.values())
    texts = {name: f"Geheim action {name}" for name in ("title", "expected", "happened", "struck")}
    done = Action(
        id="done", pilot=NORTH, status=ActionStatus.DONE, done_on=DAY, participants=3, **texts
    )
    yield from ((done, word) for word in texts.values())


def elsewhere() -> list[tuple[Record, str]]:
    """Records of another pilot than the one that a viewer may read."""
    word = "Zuidelijk geheim"
    return [
        (Pilot(id=SOUTH, name=word), word),
        (Question(id="south-question", pilot=SOUTH, text=f"{word} vraagt"), f"{word} vraagt"),
    ]


def records(*planted: Iterator[tuple[Record, str]] | list[tuple[Record, str]]) -> list[Record]:
    """The records of these, each of them once."""
    every = (record for pairs in planted for record, _word in pairs)
    return list({(record.table, record.id): record for record in every}.values())


def _word(schema: type[Record], name: str, field: FieldInfo) -> str:
    word = f"Geheim {schema.table} {name}"
    pattern = _pattern(schema, name)
    if "@" in pattern:
        return f"{word.replace(' ', '.').lower()}@example.org"
    if "a-z0-9" in pattern:
        return re.sub(r"[ _]", "-", word).lower()
    return hashlib.sha256(word.encode()).hexdigest() if "0-9a-f" in pattern else word


def _record(schema: type[Record], name: str, value: Any) -> Record:
    required = {
        other: _something(schema, other, field)
        for other, field in schema.fields().items()
        if field.is_required()
    }
    subject = f"{schema.table}-{name}".replace("_", "-")
    values = required | {name: value}
    try:
        return schema.read(subject, NORTH, values)
    except ValidationError:  # such as the calendar of one owner, which belongs to no pilot
        assert not issubclass(schema, PilotRecord), f"{name}: {value} does not fit"
        return schema.read(subject, None, values)


def _something(schema: type[Record], name: str, field: FieldInfo) -> Any:
    """Any value that is valid in a required field."""
    base = base_type(field)
    if marked(field, Ref):
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
    if "a-z0-9" in pattern:
        return "any"
    return "iemand@example.org" if "@" in pattern else "Iets"


def _pattern(schema: type[Record], name: str) -> str:
    """The regular expression that a text must match; '' for any text."""
    declared = schema.model_json_schema(mode="serialization")["properties"][name]
    variants = [declared, declared.get("items", {}), *declared.get("anyOf", [])]
    return next((variant["pattern"] for variant in variants if "pattern" in variant), "")
