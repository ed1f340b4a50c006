"""All personal data of one person, found and erased (AVG/GDPR).

This serves the right of access and the right to erasure. It looks in every version of every
record: their own, what is about them (a need, a link), actions with them, what others wrote
about them, and the actor of a line.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from pilots.folding import unique
from pilots.language import _, day
from pilots.privacy.person import Person, name_parts
from pilots.queries import personal_data
from pilots.store.logbook import Line, canonical
from schemas import (
    KINDS,
    Action,
    Choice,
    DataSubject,
    Member,
    Personal,
    PhotoFile,
    Record,
    Ref,
    Stakeholder,
    Story,
    base_type,
    marked,
    marker,
)

OWN_KINDS: tuple[type[Record], ...] = (Stakeholder, Member)
"""Records about one person: every text in them is erased, and every field marked Personal."""

IDENTIFIERS = ("name", "email", "phone", "also_called")
"""The fields of such a record that identify the person: a text, or several."""

ERASED_EMAIL = "erased@example.invalid"
"""What replaces a required e-mail address. Nobody can ever have this domain (RFC 2606)."""

Rows = list[personal_data.LineRow]
Ask = Callable[..., Rows]
"""Answers one of the questions in `pilots.queries`, within somebody's scope."""


@dataclass(frozen=True)
class Mention:
    """A field of a line that holds personal data of the person."""

    line: Line
    field: str
    """The name of the field; "actor" for who wrote the line."""
    text: str


def lines(rows: Iterable[personal_data.LineRow]) -> list[Line]:
    """The lines of the logbook in the rows of a query."""
    return [Line(**row) for row in rows]


@dataclass(frozen=True)
class PersonalData:
    """All that the logbook holds about one person."""

    person: Person
    own: frozenset[tuple[str, str]]
    """Kind and id of the records of their own."""
    lines: tuple[Line, ...]
    """Every line that mentions them, and every version of their own records and of those about
    them, newest first."""
    about: frozenset[int] = frozenset()
    """The numbers (`seq`) of the lines of which they are the data subject, such as a need."""

    @classmethod
    def find(cls, person: Person, ask: Ask, may_read: Callable[[Line], bool]) -> "PersonalData":
        """Look for somebody among the lines for which `may_read` is true."""
        candidates = [
            line
            for line in lines(ask(personal_data.lines_containing, person.terms))
            if may_read(line)
        ]
        own = frozenset((line.kind, line.subject) for line in candidates if is_own(line, person))
        by_seq = {line.seq: line for line in candidates if _mentions(line, person)}
        about: frozenset[int] = frozenset()
        for schema in OWN_KINDS:
            ids = tuple(sorted(subject for kind, subject in own if kind == schema.table))
            if not ids:
                continue
            rows = ask(personal_data.versions, schema.table, ids)
            if schema is Stakeholder:
                of_them = _about(ids, ask)
                about = frozenset(row["seq"] for row in of_them)
                rows = [*rows, *ask(personal_data.actions_with_people, ids), *of_them]
            by_seq |= {line.seq: line for line in lines(rows) if line.body and may_read(line)}
        newest_first = sorted(by_seq.values(), key=lambda line: line.seq, reverse=True)
        return cls(person, own, tuple(newest_first), about)

    def without(self, seqs: Collection[int]) -> "PersonalData":
        """The same without these lines, because they are about a namesake."""
        return replace(self, lines=tuple(line for line in self.lines if line.seq not in seqs))

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        return tuple(mention for line in self.lines for mention in self._mentions_in(line))

    def _mentions_in(self, line: Line) -> Iterator[Mention]:
        if self.person.is_named_in(line.actor):
            yield Mention(line, "actor", line.actor)
        is_about_them = self.is_about(line) or self._is_with_them(line)
        if line.seq in self.about and not list(_texts_of(line)):
            yield Mention(line, *_only_choice(line))
        for field, value in _fields(line).items():
            if field == "with_whom" and not self._stakeholders.isdisjoint(value):
                yield Mention(line, field, str(_fields(line).get("title", "")))
            for text in _typed_texts(line, field, value):
                if is_about_them or self.person.is_named_in(text):
                    yield Mention(line, field, text)

    @cached_property
    def _stakeholders(self) -> set[str]:
        return {subject for kind, subject in self.own if kind == Stakeholder.table}

    def _is_own(self, line: Line) -> bool:
        return (line.kind, line.subject) in self.own

    def is_about(self, line: Line) -> bool:
        """Whether all that is typed in it is about them: a record of theirs, or a need."""
        return self._is_own(line) or line.seq in self.about

    def _is_with_them(self, line: Line) -> bool:
        with_whom = _fields(line).get("with_whom") or [] if line.kind == Action.table else []
        return not self._stakeholders.isdisjoint(with_whom)

    @property
    def actions(self) -> list[Line]:
        """The newest line of each action with them, the newest first."""
        newest: dict[str, Line] = {}
        for line in self.lines:
            if self._is_with_them(line):
                newest.setdefault(line.subject, line)
        return list(newest.values())

    @property
    def stories(self) -> list[str]:
        """The ids of the stories in which they are named, as the teller or otherwise."""
        return sorted({line.subject for line in self.lines if line.kind == Story.table})

    def parts_of_names(self, ask: Ask, may_read: Callable[[Line], bool]) -> list[str]:
        """Other ways to write their names that stand somewhere and were not looked for: a first
        or a last name alone, one with initials or with mevrouw. Others can be called so too."""
        own = (_fields(line) for line in self.lines if self._is_own(line))
        names = [*self.person.terms, *(name for fields in own for name in _names(fields))]
        return [part for part in name_parts(names) if self._stands_elsewhere(part, ask, may_read)]

    def _stands_elsewhere(self, part: str, ask: Ask, may_read: Callable[[Line], bool]) -> bool:
        looked_for = Person([part])
        rest = (
            self.person.redacted(text, "…")
            for line in lines(ask(personal_data.lines_containing, [part]))
            if may_read(line)
            for text in _all_texts(line)
        )
        return any(map(looked_for.is_named_in, rest))

    @property
    def photos(self) -> list[str]:
        """The photos of the actions that mention them."""
        names = {_fields(line).get("photo") for line in self.lines if line.kind == Action.table}
        return sorted(filter(None, names))

    @property
    def other_identifiers(self) -> list[str]:
        """Names, addresses and numbers in their own records that were not looked for yet."""
        own = (_fields(line) for line in self.lines if self._is_own(line))
        found = unique(text for fields in own for text in _identifiers(fields))
        return [text for text in found if not self.person.is_named_in(text)]

    def erased(
        self,
        line: Line,
        today: date,
        photos: Collection[str] = (),
        actions: Collection[str] = (),
    ) -> Line:
        """The line without the person; its schema can still read it.

        Without these photos too, and without any text of the actions with these ids.
        """
        notice = _("erased on {day}", day=day(today))
        actor = self.person.redacted(line.actor, notice)
        if line.body is None:
            return replace(line, actor=actor)
        schema, body = KINDS[line.kind], _fields(line)
        is_whole = line.kind == Action.table and line.subject in actions
        for name, field in schema.fields().items():
            if name not in body:
                continue
            if marked(field, PhotoFile):
                is_erased = body[name] in photos
            else:
                is_erased = _is_text(field) and (is_whole or self.is_about(line))
                is_erased |= self._is_own(line) and marked(field, Personal)
                if _is_text(field):
                    body[name] = _redacted(body[name], self.person, notice)
            if is_erased:
                body = _emptied(body, name, schema, notice)
        return replace(line, actor=actor, body=canonical(_readable(body, line, schema)))


def is_own(line: Line, person: Person) -> bool:
    """Whether this is a record of the person, not one that only mentions them."""
    if line.kind not in {schema.table for schema in OWN_KINDS}:
        return False
    return any(map(person.is_identifier, _identifiers(_fields(line))))


def _about(ids: Sequence[str], ask: Ask) -> Rows:
    """Every version of the records of which these stakeholders are the data subject.

    A match is about a need, and that need about them: kinds are defined in such an order.
    """
    found: Rows = []
    subjects = {Stakeholder.table: set(ids)}
    for schema in KINDS.values():
        for name, field in schema.fields().items():
            ref = marker(field, Ref)
            if ref and marked(field, DataSubject) and subjects.get(ref.table):
                of_whom = tuple(sorted(subjects[ref.table]))
                rows = ask(personal_data.referring, schema.table, name, of_whom)
                subjects.setdefault(schema.table, set()).update(row["subject"] for row in rows)
                found += rows
    return found


def _only_choice(line: Line) -> tuple[str, str]:
    """What is chosen in a record without texts, as its field and the label: a link's kind."""
    for name, field in KINDS[line.kind].fields().items():
        if issubclass(base_type(field), Choice) and name in _fields(line):
            return name, _(base_type(field)(_fields(line)[name]).label)
    return "", _(KINDS[line.kind].one)


def _identifiers(fields: Mapping[str, Any]) -> Iterator[str]:
    for name in IDENTIFIERS:
        value = fields.get(name) or []
        yield from value if isinstance(value, list) else [value]


def _names(fields: Mapping[str, Any]) -> Iterator[str]:
    yield from filter(None, (fields.get("name"), *(fields.get("also_called") or [])))


def without_contact(line: Line) -> Line:
    """The line of a stakeholder without their contact details; the name stays."""
    if line.body is None:
        return line
    body = _fields(line)
    for name in ("email", "phone"):
        body.pop(name, None)
    return replace(line, body=canonical(body))


def _mentions(line: Line, person: Person) -> bool:
    """Whether a line names somebody."""
    return any(map(person.is_named_in, _all_texts(line)))


def _all_texts(line: Line) -> Iterator[str]:
    """Who wrote a line, and every text that was typed in it."""
    yield line.actor
    yield from _texts_of(line)


def _texts_of(line: Line) -> Iterator[str]:
    for name, value in _fields(line).items():
        yield from _typed_texts(line, name, value)


def _fields(line: Line) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads(line.body) if line.body else {}
    return fields


def _typed_texts(line: Line, name: str, value: Any) -> list[str]:
    """What people typed in a field; nothing for a field in which they choose."""
    field = KINDS[line.kind].fields().get(name)
    if field is None or not _is_text(field):
        return []
    return value if isinstance(value, list) else [value]


def _is_text(field: FieldInfo) -> bool:
    return base_type(field) is str and not marked(field, Ref) and not marked(field, PhotoFile)


def _redacted(value: Any, person: Person, notice: str) -> Any:
    if isinstance(value, str):
        is_whole = person.is_identifier(value)
        return notice if is_whole else person.redacted(value, f"[{notice}]")
    if isinstance(value, list):
        return [_redacted(item, person, notice) for item in value]
    return value


def _emptied(
    body: Mapping[str, Any], name: str, schema: type[Record], notice: str
) -> dict[str, Any]:
    if not schema.fields()[name].is_required():
        return {other: value for other, value in body.items() if other != name}
    return {**body, name: notice}


def _readable(body: dict[str, Any], line: Line, schema: type[Record]) -> dict[str, Any]:
    """The body, with a shorter replacement in the fields that cannot hold the notice."""
    for replacement in (ERASED_EMAIL, "…"):
        try:
            schema.read(line.subject, line.pilot, body)
        except ValidationError as error:
            wrong = {str(problem["loc"][0]) for problem in error.errors() if problem["loc"]}
            body = body | dict.fromkeys(wrong & set(body), replacement)
        else:
            return body
    return body
