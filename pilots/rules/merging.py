"""Two people who are one are merged, and one who is two is split: what becomes of the records.

Functions from records to their new versions; `Tracker` records them. A reference is a field with
the marker `Ref`, so a new kind that refers to people is moved along by itself.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from pydantic import ValidationError

from pilots.errors import NoLongerThere, TooLongTogether
from pilots.folding import folded, unique
from pilots.queries import people, records
from pilots.store.reader import Reader
from schemas import Long, Record, Stakeholder, Tie, holds_several, marked


class Keep(StrEnum):
    """Whose value of a field the merged record has."""

    STAYS = "stays"
    GONE = "gone"
    BOTH = "both"
    """Both texts, one below the other: for long texts."""


def choices(stays: Stakeholder, gone: Stakeholder) -> dict[str, list[Keep]]:
    """For each field in which the two differ, what there is to choose; the first keeps most."""
    return {
        name: [*([Keep.BOTH] if marked(field, Long) else []), Keep.STAYS, Keep.GONE]
        for name, field in Stakeholder.asked().items()
        if not holds_several(field) and _both_say(name, stays, gone)
    }


def _both_say(name: str, stays: Stakeholder, gone: Stakeholder) -> bool:
    one, other = getattr(stays, name), getattr(gone, name)
    return bool(one and other and one != other)


def merge(
    reader: Reader, stays: str, gone: str, keep: Mapping[str, Keep]
) -> tuple[list[Record], list[Record]]:
    """The new versions of all records that change, and the records that are to be withdrawn: the
    one of the two, and each link between them.

    Raises NoLongerThere where one of the two is not there, and TooLongTogether.
    """
    one, other = (_stakeholder(reader, id) for id in (stays, gone))
    if one.pilot != other.pilot:  # people are known within a pilot
        raise NoLongerThere
    referring = [
        record
        for record in people.referring(reader, Stakeholder.table, gone)
        if record.id not in {stays, gone}
    ]
    between = [record for record in referring if _links(record, stays, gone)]
    changing = [record for record in referring if record not in between]
    return [merged(one, other, keep), *moved(changing, gone, stays)], [other, *between]


def _links(record: Record, stays: str, gone: str) -> bool:
    """Whether it links the two: nobody is linked to themselves."""
    return isinstance(record, Tie) and {record.who, record.other} == {stays, gone}


def _stakeholder(reader: Reader, id: str) -> Stakeholder:
    record = records.one(reader, Stakeholder.table, id)
    if not isinstance(record, Stakeholder):
        raise NoLongerThere
    return record


def merged(stays: Stakeholder, gone: Stakeholder, keep: Mapping[str, Keep]) -> Stakeholder:
    """The record that is left of two, with the id of `stays`.

    What only one of them has is kept. Where both say something it is as `keep` says, or else as
    `stays` has it. A name that is given up stays as another name, so that a search for it finds
    them. Raises TooLongTogether.
    """
    body = gone.body() | stays.body()
    for name, choice in keep.items():
        values = (stays.body().get(name), gone.body().get(name))
        if choice is Keep.GONE and values[1]:
            body[name] = values[1]
        elif choice is Keep.BOTH:
            body[name] = "\n\n".join(dict.fromkeys(filter(None, values)))
    names = unique([body["name"], stays.name, *stays.also_called, gone.name, *gone.also_called])
    body["also_called"] = [name for name in names if folded(name) != folded(body["name"])]
    others = dict.fromkeys([*stays.differs_from, *gone.differs_from])
    body["differs_from"] = [id for id in others if id not in {stays.id, gone.id}]
    try:
        return Stakeholder.read(stays.id, stays.pilot, body)
    except ValidationError as error:
        raise TooLongTogether from error


def moved(referring: Iterable[Record], old: str, new: str) -> list[Record]:
    """The records with each reference to the stakeholder `old` made one to `new`."""
    return [_with_reference(record, old, [new]) for record in referring]


def shared(referring: Iterable[Record], old: str, new: str) -> list[Record]:
    """The records with `new` beside `old`; a field that holds one person stays as it is."""
    return [_with_reference(record, old, [old, new]) for record in referring]


def can_be_shared(record: Record) -> bool:
    """Whether the record can refer to more than one stakeholder."""
    return any(people.references(type(record), Stakeholder.table).values())


def _with_reference(record: Record, old: str, instead: list[str]) -> Record:
    body = record.body()
    for name, several in people.references(type(record), Stakeholder.table).items():
        if several and old in body.get(name, ()):
            ids = [id for each in body[name] for id in (instead if each == old else [each])]
            body[name] = list(dict.fromkeys(ids))
        elif body.get(name) == old and old not in instead:
            body[name] = instead[0]
    return type(record).read(record.id, record.of_pilot, body)
