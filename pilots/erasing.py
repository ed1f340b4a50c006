"""Everything about one person: found by name, e-mail address or phone number, and erased.

A person stands in records of their own, in those of others who wrote about them, and beside
every line they wrote. What is found is a matter of words, so people look at it before anything
is erased: a namesake is found too.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pydantic import ValidationError

from pilots.language import _, day
from pilots.logbook import Line, canonical
from schemas import KINDS, Member, Personal, Picture, Record, Stakeholder, marked

OWN: tuple[type[Record], ...] = (Stakeholder, Member)
"""Records that are of one person: all that is Personal in them goes."""

NOWHERE = "erased@example.invalid"
"""What stands where an address must stand. That name is nobody's, for ever (RFC 2606)."""

AROUND = 60
"""Characters of a text to show on both sides of what was found."""


@dataclass(frozen=True)
class Found:
    """A place where a person stands."""

    line: Line
    field: str
    """The name of the field; "actor" for who wrote the line."""
    excerpt: str


def lines(rows: Iterable[Mapping[str, Any]]) -> list[Line]:
    """Lines of the logbook, of the rows that a question gives."""
    return [Line(**row) for row in rows]


class Person:
    """Somebody, by what they are called and how they are reached. Capitals do not matter.

    A phone number is known by its digits, however it is written; other words as a whole.
    """

    def __init__(self, terms: Sequence[str]) -> None:
        self.terms = tuple(dict.fromkeys(" ".join(term.split()) for term in terms if term.strip()))
        self._pattern = re.compile(
            "|".join(_pattern(term) for term in self.terms) or r"(?!)", re.IGNORECASE
        )

    def is_in(self, text: str) -> bool:
        return self._pattern.search(text) is not None

    def is_called(self, text: str) -> bool:
        """Whether a text is nothing but one of the terms."""
        return self._pattern.fullmatch(text.strip()) is not None

    def taken_out(self, text: str, instead: str) -> str:
        return self._pattern.sub(lambda _match: instead, text)

    def excerpt(self, text: str) -> str:
        """What stands around the first place where they are named."""
        match = self._pattern.search(text)
        if match is None:
            return ""
        start, end = max(0, match.start() - AROUND), match.end() + AROUND
        cut = " ".join(text[start:end].split())
        return f"{'… ' if start else ''}{cut}{' …' if end < len(text) else ''}"


def _pattern(term: str) -> str:
    digits = re.sub(r"\D", "", term)
    if len(digits) >= 6 and not re.search(r"[^\d\s()+./-]", term):
        # The last nine are the same with 0, +31 and 0031 before them.
        spread = r"[\s()./-]{0,2}".join(digits[-9:])
        before = r"(?:(?:\+|00)31[\s()./-]{0,3}|0)?(?:\(0\)\s?)?" if len(digits) >= 9 else ""
        return rf"(?<!\d){before}{spread}(?!\d)"
    words = r"\s+".join(map(re.escape, term.split()))
    return rf"(?<!\w){words}(?!\w)"


def found_in(line: Line, person: Person) -> Iterator[Found]:
    """Where a person stands in a line of the logbook."""
    if person.is_in(line.actor):
        yield Found(line, "actor", line.actor)
    for field, value in (json.loads(line.body) if line.body else {}).items():
        for text in _texts(value):
            if person.is_in(text):
                yield Found(line, field, person.excerpt(text))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (it for it in value if isinstance(it, str))


def erased(line: Line, person: Person, today: date, photos: bool = False) -> Line:
    """The line without the person: `photos` says that its photo shows them too.

    What is then still in it can be read by its schema, so old lines stay readable.
    """
    said = _("erased on {day}", day=day(today))
    actor = person.taken_out(line.actor, said)
    if line.body is None:
        return replace(line, actor=actor)
    schema = KINDS[line.kind]
    body: dict[str, Any] = json.loads(line.body)
    own = is_own(line, person)
    for name, field in schema.fields().items():
        if name not in body:
            continue
        if marked(field, Picture):
            gone = photos
        else:
            gone = own and marked(field, Personal)
            body[name] = _without(body[name], person, said)
        if gone:
            body = _emptied(body, name, schema, said)
    return replace(line, actor=actor, body=canonical(_readable(body, line, schema)))


def is_own(line: Line, person: Person) -> bool:
    """Whether this is a record of the person, and not of something in which they stand."""
    if line.body is None or line.kind not in {schema.table for schema in OWN}:
        return False
    body = json.loads(line.body)
    return any(person.is_called(str(body.get(name, ""))) for name in ("name", "email", "phone"))


def without_contact(line: Line) -> Line:
    """The line of a stakeholder without the ways to reach them; the name stays."""
    if line.body is None:
        return line
    body = json.loads(line.body)
    kept = {name: value for name, value in body.items() if name not in {"email", "phone"}}
    return replace(line, body=canonical(kept))


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
