"""What can be, but is more often a slip of the pen: said at once, and recorded if it is so.

What cannot be is refused: a measurement of an outcome that does not exist.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from pilots.errors import RuleBroken
from pilots.evidence import people_words
from pilots.language import _, day, number
from pilots.queries import highest, lines, records
from pilots.store.reader import Reader
from schemas import Action, ActionStatus, Better, Measurement, Outcome, Pilot, Record

FAR = timedelta(days=5 * 366)
"""Days from today that are further away are more often a typing error than a plan."""


BEFORE_ITS_START = timedelta(days=366)
"""What was done longer before its pilot began is more often a typing error."""

MANY_TIMES = 5
"""A number so many times the highest so far is more often a slip of the finger."""

A_CROWD = 500
"""The same for people, where nobody was counted in the pilot so far."""


class UnknownOutcome(RuleBroken):
    sentence = (
        "There is no outcome {outcome}, so nothing can be measured of it. Nothing was recorded. "
        "Record the outcome first."
    )


def refuse(reader: Reader, new: Sequence[Record]) -> None:
    """Raise UnknownOutcome for a measurement of something that never was an outcome."""
    recorded_with = {record.id for record in new if isinstance(record, Outcome)}
    measured = {record.outcome for record in new if isinstance(record, Measurement)}
    for id in sorted(measured - recorded_with):
        # One that was withdrawn can still be measured: who corrects a value need not know.
        if not records.row(reader, Outcome.table, id) and not lines.versions(
            reader, Outcome.table, id
        ):
            raise UnknownOutcome(outcome=id)


def doubts(reader: Reader, record: Record, today: date) -> Iterator[str]:
    """Sentences about what is unlikely in a record; none where all is as one expects."""
    match record:
        case Action():
            yield from _of_action(reader, record, today)
        case Measurement():
            yield from _of_measurement(reader, record, today)
        case Outcome():
            yield from _of_outcome(record)
            yield from of_target(record.better, record.baseline, record.target)


def _of_action(reader: Reader, action: Action, today: date) -> Iterator[str]:
    if action.status is ActionStatus.DONE and action.done_on and action.done_on > today:
        yield _("{day} is in the future, but this is logged as done.", day=day(action.done_on))
    for on in (action.start, action.due, action.done_on):
        if on and abs(on - today) > FAR:
            yield _("{day} is more than five years away.", day=day(on))
    pilot = records.row(reader, Pilot.table, action.pilot)
    start = pilot["start"] if pilot else None
    if action.done_on and start and action.done_on < start - BEFORE_ITS_START:
        yield _("{day} is more than a year before the pilot began.", day=day(action.done_on))
    if action.participants:
        most = highest.participants(reader, action.pilot, action.id)
        if action.participants > (MANY_TIMES * most if most else A_CROWD):
            yield _much_more(action.participants, most)


def _much_more(value: float, most: float) -> str:
    n = number(value)
    if not most:
        return _("{n}? That is a crowd.", n=n)
    return _("{n}? So far it was {most} at most.", n=n, most=number(most))


def _of_outcome(outcome: Outcome) -> Iterator[str]:
    """A number of people that is not said to be one would be shown below five too."""
    if people_words.counts_people(outcome.unit) and not outcome.counts_people:
        yield _(
            "Do you count people with “{unit}”? Then tick “{field}”: nobody outside the team "
            "sees it while there are fewer than five.",
            unit=outcome.unit or "",
            field=_(Outcome.model_fields["counts_people"].title or ""),
        )


def of_target(better: Better, baseline: float | None, target: float | None) -> Iterator[str]:
    """A target is seldom worse than what there is already."""
    if baseline is None or target is None:
        return
    if better is Better.HIGHER and target < baseline:
        yield _(
            "The target {target} is lower than {baseline}, and higher is better.",
            target=number(target),
            baseline=number(baseline),
        )
    if better is Better.LOWER and target > baseline:
        yield _(
            "The target {target} is higher than {baseline}, and lower is better.",
            target=number(target),
            baseline=number(baseline),
        )


def _of_measurement(reader: Reader, new: Measurement, today: date) -> Iterator[str]:
    if new.measured_on > today:
        yield _(
            "{day} is in the future, but this is logged as measured.", day=day(new.measured_on)
        )
    if new.of_how_many is not None and new.value > new.of_how_many:
        yield _(
            "{value} is more than the {n} it is out of.",
            value=number(new.value),
            n=number(new.of_how_many),
        )
    most = highest.value(reader, new.outcome, new.id)
    if most and abs(new.value) > MANY_TIMES * most:
        yield _much_more(new.value, most)
    yield from _of_total(reader, new)
    yield from _of_sample(reader, new)


def _of_total(reader: Reader, new: Measurement) -> Iterator[str]:
    """A total that only grows is never lower than before, nor higher than after."""
    outcome = records.row(reader, Outcome.table, new.outcome)
    if not outcome or not outcome["only_grows"]:
        return
    for other in records.of_kind(reader, Measurement.table, new.pilot):
        is_same_day = other["measured_on"] == new.measured_on
        if other["outcome"] != new.outcome or other["id"] == new.id or is_same_day:
            continue
        is_before = other["measured_on"] < new.measured_on
        if (other["value"] > new.value) if is_before else (other["value"] < new.value):
            yield _(
                "This total only grows, and on {day} it was {value}.",
                day=day(other["measured_on"]),
                value=number(other["value"]),
            )
            return


def _of_sample(reader: Reader, new: Measurement) -> Iterator[str]:
    """The first time that a number is out of so many: are those people?"""
    outcome = records.row(reader, Outcome.table, new.outcome)
    if new.of_how_many is None or not outcome or outcome["counts_people"]:
        return
    was_asked = any(
        other["outcome"] == new.outcome and other["of_how_many"] is not None
        for other in records.of_kind(reader, Measurement.table, new.pilot)
    )
    is_share = new.value <= new.of_how_many and new.value == int(new.value)
    if is_share and not was_asked and "%" not in (outcome["unit"] or ""):
        yield _(
            "{value} of {n}: are those people? Then first tick “{field}” at the outcome, so that "
            "nobody outside the team sees a number below five.",
            value=number(new.value),
            n=number(new.of_how_many),
            field=_(Outcome.model_fields["counts_people"].title or ""),
        )
