"""Looks through a document, before it leaves the team, for what may say who somebody is.

A text of a record in which something was found can be cleared or changed there (`Disclosure`).
What is found elsewhere, such as in a heading, cannot be cleared (`Mention`).
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pilots.evidence import people_words
from pilots.folding import unique
from pilots.privacy.free_text import open_texts
from pilots.privacy.pii import findings
from pilots.queries import lines, personal_data, records
from pilots.queries.rows import RecordRow
from pilots.store.reader import Reader
from schemas import KINDS, Clearance, Consent, Pilot, Record, Story

AROUND = 50
"""Characters of a text to show on both sides of what was found."""


@dataclass(frozen=True)
class Disclosure:
    """A text in which something was found."""

    kind: str
    record: str
    pilot: str
    line: int
    """The newest line of the logbook about the record."""
    field: str
    found: tuple[str, ...]
    """The words that were found, each once."""
    text: str
    excerpt: str
    """The first of them, with the words around it."""
    is_cleared: bool
    """Whether somebody decided that the text may stay as it is."""


@dataclass(frozen=True)
class Mention:
    """What was found in a document outside the texts of its records: in a heading, or in a text
    of a record that was withdrawn since. Nobody can leave it as it is."""

    found: str
    excerpt: str
    is_cleared = False


def found_in(reader: Reader, pilot_id: str, document: str) -> list[Disclosure | Mention]:
    """All of a document (Markdown) of a pilot that may say who somebody is."""
    texts = disclosures(reader, pilot_id, document)
    return [*texts, *_mentions(document, texts, personal_data.names_of_people(reader))]


def _mentions(
    document: str, texts: Sequence[Disclosure], names: Sequence[str]
) -> Iterator[Mention]:
    """Each word or number once."""
    records = [span for each in texts for span in _spans(each.text, document)]
    outside = [
        each
        for each in findings(document, names)
        if not any(start < each.end and each.start < end for start, end in records)
    ]
    for each in {each.found: each for each in reversed(outside)}.values():
        yield Mention(each.found, _around(document, each.start, each.end))


def _spans(text: str, document: str) -> Iterator[tuple[int, int]]:
    """Where a text stands in a document, whatever marks Markdown adds to it."""
    pattern = r"\W+".join(map(re.escape, re.findall(r"\w+", text)))
    return (each.span() for each in re.finditer(pattern, document))


def _around(text: str, start: int, end: int) -> str:
    """A part of a text with the words around it, on one line."""
    return " ".join(text[max(0, start - AROUND) : end + AROUND].split())


def disclosures(reader: Reader, pilot_id: str, document: str) -> list[Disclosure]:
    """The texts of a pilot's records that are in a document (Markdown), with names, numbers of
    few people and the like in them; by kind of record."""
    names = personal_data.names_of_people(reader)
    cleared = _cleared_texts(reader, pilot_id)
    words = _words(document)
    return [
        found
        for schema in KINDS.values()
        if open_texts(schema)
        for row in _shared(reader, schema, pilot_id)
        for found in _in_record(schema, row, words, names, cleared)
    ]


def _words(text: str) -> str:
    """A text without marks and line ends, which Markdown adds to."""
    return " ".join(re.findall(r"\w+", text))


def _shared(reader: Reader, schema: type[Record], pilot_id: str) -> Iterator[RecordRow]:
    """The records of a kind that people outside the team may read."""
    for row in records.of_kind(reader, schema.table, pilot_id):
        is_of_pilot = pilot_id == (row["id"] if schema is Pilot else row["pilot"])
        if is_of_pilot and (schema is not Story or row["consent"] == Consent.GIVEN):
            yield row


def _in_record(
    schema: type[Record],
    row: RecordRow,
    document: str,
    names: Sequence[str],
    cleared: set[tuple[str, str, str]],
) -> Iterator[Disclosure]:
    for name in open_texts(schema):
        text = _text(row[name])
        if not text or _words(text) not in document:
            continue
        coded = [(each.start, each.end) for each in findings(text, names)]
        spans = sorted([*coded, *people_words.few_people(text)])
        if spans:
            yield Disclosure(
                kind=schema.table,
                record=row["id"],
                pilot=row["id"] if schema is Pilot else row["pilot"],
                line=row["_seq"],
                field=name,
                found=tuple(unique(text[first:last] for first, last in spans)),
                text=text,
                excerpt=_around(text, *spans[0]),
                is_cleared=(row["id"], name, text) in cleared,
            )


def _text(value: object) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value or "")


def _cleared_texts(reader: Reader, pilot_id: str) -> set[tuple[str, str, str]]:
    """The texts that somebody decided about, each with its record and field."""
    decided = [
        row
        for row in records.of_kind(reader, Clearance.table, pilot_id)
        if row["pilot"] == pilot_id
    ]
    bodies = {
        line.seq: json.loads(line.body)
        for line in lines.numbered(reader, [row["line"] for row in decided])
        if line.body
    }
    return {
        (row["record"], row["field"], _text(bodies[row["line"]].get(row["field"])))
        for row in decided
        if row["line"] in bodies
    }
