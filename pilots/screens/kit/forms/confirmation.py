"""What was recorded, confirmed in full: whoever reads it can see that nothing is missing."""

from collections.abc import Iterator, Mapping, Sequence

from pilots.charts.template import shorten
from pilots.language import _, listing, number, plural, relative_day, today
from pilots.queries import records
from pilots.screens.kit import answers
from schemas import Action, Measurement, Outcome, Record, Stakeholder

LONGEST = 80
"""Characters of a headline."""


def words(made: Sequence[Record]) -> str:
    """The records of a form in a line or two; '' for kinds that say enough by their headline."""
    new = {record.id: record.name for record in made if isinstance(record, Stakeholder)}
    lines = [" · ".join(_words(record, new)) for record in made]
    return "\n".join(line for line in lines if line)


def _words(record: Record, new: Mapping[str, str]) -> Iterator[str]:
    match record:
        case Action():
            yield from _of_action(record, new)
        case Measurement():
            yield from _of_measurement(record)


def _of_action(action: Action, new: Mapping[str, str]) -> Iterator[str]:
    yield shorten(action.title, LONGEST)
    if day := action.done_on or action.due:
        yield relative_day(day, today())
    if action.with_whom:
        yield listing(_people(action, new))
    if action.participants is not None:
        yield plural("{n} participant", "{n} participants", action.participants)
    if action.photo:
        yield _("with a photo")


def _people(action: Action, new: Mapping[str, str]) -> list[str]:
    known = answers.for_viewer(records.names, Stakeholder.table, action.pilot)
    return [
        _("{name} (new)", name=new[id]) if id in new else known.get(id, id)
        for id in action.with_whom
    ]


def _of_measurement(new: Measurement) -> Iterator[str]:
    outcome = answers.for_viewer(records.row, Outcome.table, new.outcome)
    if outcome:
        yield shorten(outcome["statement"], LONGEST)
    unit = outcome["unit"] if outcome else None
    yield " ".join(filter(None, (number(new.value), unit)))
    yield relative_day(new.measured_on, today())
