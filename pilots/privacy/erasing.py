"""Everything about one person: found in all versions of all records, and taken out of them.

A person stands in records of their own, in actions with them, in what others wrote about them,
and beside every line they wrote.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from pilots.language import _, day
from pilots.privacy.person import Person
from pilots.queries import personal_data
from pilots.store.logbook import Line, canonical
from schemas import (
    KINDS,
    Action,
    Member,
    Personal,
    PhotoFile,
    Record,
    Ref,
    Stakeholder,
    base_type,
    marked,
)

OWN: tuple[type[Record], ...] = (Stakeholder, Member)
"""Records that are of one person: all that is Personal in them goes."""

CALLED = ("name", "email", "phone")
"""The fields of those by which somebody is known."""

NOWHERE = "erased@example.invalid"
"""What stands where an address must stand. That name is nobody's, for ever (RFC 2606)."""

Rows = list[personal_data.LineRow]
Ask = Callable[..., Rows]
"""Answers one of the questions in `pilots.queries`, within somebody's scope."""


@dataclass(frozen=True)
class Found:
    """A place where a person stands."""

    line: Line
    field: str
    """The name of the field; "actor" for who wrote the line."""
    text: str


def lines(rows: Iterable[personal_data.LineRow]) -> list[Line]:
    """Lines of the logbook, of the rows that a question gives."""
    return [Line(**row) for row in rows]


@dataclass(frozen=True)
class Known:
    """All there is of one person."""

    person: Person
    own: frozenset[tuple[str, str]]
    """Kind and id of the records that are of them."""
    lines: tuple[Line, ...]
    """Every line in which they stand, and every version of their own records: newest first."""

    @classmethod
    def of(cls, person: Person, ask: Ask, among: Callable[[Line], bool]) -> "Known":
        """Look for somebody among the lines of which this holds."""
        named = [
            it for it in lines(ask(personal_data.lines_containing, person.terms)) if among(it)
        ]
        own = frozenset((it.kind, it.subject) for it in named if is_own(it, person))
        there = {it.seq: it for it in named if _names(it, person)}
        for schema in OWN:
            ids = tuple(sorted(subject for kind, subject in own if kind == schema.table))
            if not ids:
                continue
            more = ask(personal_data.versions, schema.table, ids)
            if schema is Stakeholder:
                more = [*more, *ask(personal_data.actions_with_people, ids)]
            there |= {it.seq: it for it in lines(more) if it.body and among(it)}
        newest_first = sorted(there.values(), key=lambda it: it.seq, reverse=True)
        return cls(person, own, tuple(newest_first))

    def without(self, seqs: Collection[int]) -> "Known":
        """The same without these lines, because they are about somebody else."""
        return replace(self, lines=tuple(it for it in self.lines if it.seq not in seqs))

    @cached_property
    def found(self) -> tuple[Found, ...]:
        return tuple(found for line in self.lines for found in self._found_in(line))

    def _found_in(self, line: Line) -> Iterator[Found]:
        if self.person.is_in(line.actor):
            yield Found(line, "actor", line.actor)
        for field, value in _fields(line).items():
            if field == "with_whom" and not self._stakeholders.isdisjoint(value):
                yield Found(line, field, str(_fields(line).get("title", "")))
            for text in _told(line, field, value):
                if self._is_own(line) or self.person.is_in(text):
                    yield Found(line, field, text)

    @cached_property
    def _stakeholders(self) -> set[str]:
        return {subject for kind, subject in self.own if kind == Stakeholder.table}

    def _is_own(self, line: Line) -> bool:
        return (line.kind, line.subject) in self.own

    @property
    def photos(self) -> list[str]:
        """The photos of the actions in which they stand."""
        names = {_fields(it).get("photo") for it in self.lines if it.kind == Action.table}
        return sorted(filter(None, names))

    @property
    def also_called(self) -> list[str]:
        """What else their own records say they are called, or are reached by."""
        own = (_fields(it) for it in self.lines if self._is_own(it))
        known = (fields[name] for fields in own for name in CALLED if name in fields)
        return [it for it in dict.fromkeys(known) if not self.person.is_in(it)]

    def erased(self, line: Line, today: date, photos: Collection[str] = ()) -> Line:
        """The line without the person, and without these photos.

        What is then still in it can be read by its schema, so old lines stay readable.
        """
        said = _("erased on {day}", day=day(today))
        actor = self.person.taken_out(line.actor, said)
        if line.body is None:
            return replace(line, actor=actor)
        schema, body = KINDS[line.kind], _fields(line)
        for name, field in schema.fields().items():
            if name not in body:
                continue
            if marked(field, PhotoFile):
                gone = body[name] in photos
            else:
                gone = self._is_own(line) and marked(field, Personal)
                if _is_text(field):
                    body[name] = _without(body[name], self.person, said)
            if gone:
                body = _emptied(body, name, schema, said)
        return replace(line, actor=actor, body=canonical(_readable(body, line, schema)))


def is_own(line: Line, person: Person) -> bool:
    """Whether this is a record of the person, and not of something in which they stand."""
    if line.kind not in {schema.table for schema in OWN}:
        return False
    return any(person.is_called(str(_fields(line).get(name, ""))) for name in CALLED)


def without_contact(line: Line) -> Line:
    """The line of a stakeholder without the ways to reach them; the name stays."""
    if line.body is None:
        return line
    kept = {name: it for name, it in _fields(line).items() if name not in {"email", "phone"}}
    return replace(line, body=canonical(kept))


def _names(line: Line, person: Person) -> bool:
    """Whether somebody is named in a line."""
    texts = (text for name, it in _fields(line).items() for text in _told(line, name, it))
    return person.is_in(line.actor) or any(map(person.is_in, texts))


def _fields(line: Line) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads(line.body) if line.body else {}
    return fields


def _told(line: Line, name: str, value: Any) -> list[str]:
    """What people typed in a field; nothing where they chose from what there was."""
    field = KINDS[line.kind].fields().get(name)
    if field is None or not _is_text(field):
        return []
    return value if isinstance(value, list) else [value]


def _is_text(field: FieldInfo) -> bool:
    return base_type(field) is str and not marked(field, Ref) and not marked(field, PhotoFile)


def _without(value: Any, person: Person, said: str) -> Any:
    if isinstance(value, str):
        return said if person.is_called(value) else person.taken_out(value, f"[{said}]")
    if isinstance(value, list):
        return [_without(it, person, said) for it in value]
    return value


def _emptied(
    body: Mapping[str, Any], name: str, schema: type[Record], said: str
) -> dict[str, Any]:
    if not schema.fields()[name].is_required():
        return {other: value for other, value in body.items() if other != name}
    return {**body, name: said}


def _readable(body: dict[str, Any], line: Line, schema: type[Record]) -> dict[str, Any]:
    """The body, with something short where what was put in does not fit."""
    for fitting in (NOWHERE, "…"):
        try:
            schema.read(line.subject, line.pilot, body)
        except ValidationError as error:
            wrong = {str(problem["loc"][0]) for problem in error.errors() if problem["loc"]}
            body = body | dict.fromkeys(wrong & set(body), fitting)
        else:
            return body
    return body
