"""Versions of a record, and what becomes of it when two people change it at the same time.

Nobody locks a record (optimistic concurrency control). Whoever saves says which version they
started from, and a three-way merge puts what they changed on top of the newest version. Where
both changed the same field differently, nothing is recorded and a `Conflict` says who wrote what.

The version they started from is compared by its content as they saw it, not by its line alone:
an erasure rewrites old lines, and what was erased must not come back with the next save.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from pydantic import ValidationError
from pydantic_core import to_jsonable_python

from pilots.errors import TrackerError
from pilots.language import _, moment
from pilots.store.logbook import Line, canonical
from schemas import KINDS, Record

Body = Mapping[str, Any]
"""The fields of a record as JSON values; what is not filled in is left out."""

CONSENT = ("consent", "consent_on")
"""The fields that bringing back an old version leaves as they are."""


@dataclass(frozen=True)
class Version:
    """A version of a record, as somebody read it."""

    kind: str
    id: str
    pilot: str | None
    seq: int
    """The newest line of the logbook when it was read."""
    body: Body

    @classmethod
    def of(cls, record: Record, seq: int) -> "Version":
        return cls(record.table, record.id, record.of_pilot, seq, record.body())

    @classmethod
    def none_yet(cls, schema: type[Record], id: str, seq: int) -> "Version":
        """For a record that did not exist yet when a form for it was opened: only defaults."""
        defaults = {
            name: to_jsonable_python(field.get_default())
            for name, field in schema.fields().items()
            if not field.is_required() and field.get_default() is not None
        }
        return cls(schema.table, id, None, seq, defaults)

    def record(self) -> Record | None:
        """The record; None where there was none yet."""
        try:
            return KINDS[self.kind].read(self.id, self.pilot, self.body)
        except ValidationError:
            return None


@dataclass(frozen=True)
class FieldConflict:
    """A field that two people changed differently."""

    name: str
    mine: Any
    theirs: Any
    actor: str
    recorded_at: datetime
    """UTC, without zone."""


class Conflict(TrackerError):
    """Somebody else changed the record meanwhile, in a way that only people can bring together."""

    sentence = (
        "{who} changed this on {when}: {fields}. Nothing of yours was recorded. Look at what it "
        "says now, and do it again if you still want to."
    )

    def __init__(
        self, kind: str, newest: Line, last: Body, fields: Sequence[FieldConflict] = ()
    ) -> None:
        self.newest = Version(kind, newest.subject, newest.pilot, newest.seq, last)
        """What to base the next attempt on. For a record that was withdrawn: its last content."""
        self.fields = tuple(fields)
        shown = KINDS[kind].model_fields
        last_change = max(fields, key=lambda field: field.recorded_at, default=newest)
        super().__init__(
            who=last_change.actor,
            when=moment(last_change.recorded_at),
            fields=", ".join(_(shown[each.name].title or each.name) for each in fields),
        )


class WithdrawnMeanwhile(Conflict):
    sentence = (
        "{who} withdrew this on {when}. Nothing of yours was recorded. You can bring it back from "
        "the history."
    )


class BroughtBackMeanwhile(Conflict):
    sentence = "{who} brought this back already, on {when}. Nothing was changed."


# --- what to record ------------------------------------------------------------------------


def on_top_of_newest(record: Record, opened: Version, lines: Sequence[Line]) -> Record:
    """The record with what others changed since it was opened.

    `lines` are all versions of the record, oldest first. Raises Conflict, or WithdrawnMeanwhile;
    where `opened` is the withdrawal itself, whoever saves knows of it and brings the record back.
    """
    if not lines:
        return record
    newest, last = lines[-1], _last_body(lines)
    if newest.body is None:
        if newest.seq > opened.seq:
            raise WithdrawnMeanwhile(record.table, newest, last)
        last = opened.body
    merged, conflicting = merge(opened.body, record.body(), last)
    if conflicting:
        raise _conflict(record.table, lines, conflicting, record.body(), last)
    try:
        return type(record).read(record.id, record.of_pilot, merged)
    except ValidationError as error:
        # Each change is possible by itself, and together they are not.
        changed = [*_changed(opened.body, last), *_changed(opened.body, record.body())]
        raise _conflict(record.table, lines, changed, record.body(), last) from error


def undone(line: Line, lines: Sequence[Line]) -> str | None:
    """The body of the record without what `line` changed; None where it was not there before.

    What others changed since stays. `lines` are all versions of the record, oldest first. Raises
    Conflict where somebody built on the change that is undone, WithdrawnMeanwhile or
    BroughtBackMeanwhile.
    """
    earlier = [each for each in lines if each.seq < line.seq]
    before = earlier[-1].body if earlier else None
    newest = lines[-1]
    if newest.body in (line.body, before):
        return before
    if newest.body is None:
        raise WithdrawnMeanwhile(line.kind, newest, _last_body(lines))
    if line.body is None:
        raise BroughtBackMeanwhile(line.kind, newest, body_of(newest))
    changed = _changed(body_of(line), body_of(newest))
    if not changed:
        return before
    if before is None:
        raise _conflict(line.kind, lines, changed, body_of(line), body_of(newest))
    return _without(line, before, lines)


def _without(line: Line, before: str, lines: Sequence[Line]) -> str:
    previous, newest = _parsed(line, before), body_of(lines[-1])
    merged, conflicting = merge(body_of(line), previous, newest)
    if not conflicting:
        try:
            return canonical(KINDS[line.kind].read(line.subject, line.pilot, merged).body())
        except ValidationError:
            conflicting = _changed(body_of(line), newest)
    raise _conflict(line.kind, lines, conflicting, previous, newest)


def brought_back(line: Line, lines: Sequence[Line]) -> str | None:
    """The body of an old version, to record once more as the newest.

    Consent is about today: bringing back an old text does not give back a consent that was
    taken back since.
    """
    if line.body is None or not set(CONSENT) <= KINDS[line.kind].model_fields.keys():
        return line.body
    last = _last_body(lines)
    body = {name: value for name, value in body_of(line).items() if name not in CONSENT}
    return canonical(body | {name: last[name] for name in CONSENT if name in last})


def check_unchanged(seen: int, lines: Sequence[Line]) -> None:
    """Raise Conflict where the record has a newer version than the one that was seen."""
    last = _last_body(lines)
    newest = lines[-1] if lines else None
    if newest is None or newest.seq <= seen:
        return
    if newest.body is None:
        raise WithdrawnMeanwhile(newest.kind, newest, last)
    shown = _last_body([line for line in lines if line.seq <= seen])
    if changed := _changed(shown, last):
        raise _conflict(newest.kind, lines, changed, shown, last)


# --- the three-way merge -------------------------------------------------------------------


def merge(base: Body, mine: Body, theirs: Body) -> tuple[dict[str, Any], list[str]]:
    """Both people's changes to a record, and the fields that both changed differently.

    In a field of several values, what either added is added and what either removed is removed.
    """
    merged: dict[str, Any] = {}
    conflicting = []
    for name in dict.fromkeys([*theirs, *mine, *base]):
        was, my_value, their_value = base.get(name), mine.get(name), theirs.get(name)
        if my_value in (was, their_value):
            merged[name] = their_value
        elif their_value == was:
            merged[name] = my_value
        elif all(isinstance(value or [], list) for value in (was, my_value, their_value)):
            merged[name] = _merged_list(was or [], my_value or [], their_value or [])
        else:
            conflicting.append(name)
    return filled(merged), conflicting


def _merged_list(base: list[Any], mine: list[Any], theirs: list[Any]) -> list[Any]:
    stay = [value for value in theirs if value in mine or value not in base]
    return stay + [value for value in mine if value not in base and value not in theirs]


def _changed(old: Body, new: Body) -> list[str]:
    return [name for name in dict.fromkeys([*old, *new]) if old.get(name) != new.get(name)]


def _conflict(
    kind: str, lines: Sequence[Line], names: Sequence[str], mine: Body, theirs: Body
) -> Conflict:
    fields = []
    for name in dict.fromkeys(names):
        line = _last_change(name, lines)
        fields.append(
            FieldConflict(name, mine.get(name), theirs.get(name), line.actor, line.recorded_at)
        )
    return Conflict(kind, lines[-1], theirs, fields)


def _last_change(name: str, lines: Sequence[Line]) -> Line:
    """The line that last gave a field another value."""
    value = body_of(lines[-1]).get(name)
    for earlier, later in reversed(list(pairwise(lines))):
        if body_of(earlier).get(name) != value:
            return later
    return lines[0]


def filled(body: Body) -> dict[str, Any]:
    """The fields of a body that are filled in."""
    return {name: value for name, value in body.items() if value is not None}


# --- bodies ----------------------------------------------------------------------------------


def body_of(line: Line) -> Body:
    """The fields of a line as today's schema reads them: new ones with their default."""
    return _parsed(line, line.body)


def _parsed(line: Line, body: str | None) -> Body:
    fields: dict[str, Any] = json.loads(body) if body else {}
    schema = KINDS.get(line.kind)
    try:
        return schema.read(line.subject, line.pilot, fields).body() if schema and body else fields
    except ValidationError:
        return fields


def _last_body(lines: Sequence[Line]) -> Body:
    """The last content of a record, also where it was withdrawn after that."""
    return next((body_of(line) for line in reversed(lines) if line.body is not None), {})
