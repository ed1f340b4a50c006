"""What keeps learning honest, held at the tracker's door.

A pilot says what it wants to know before it begins. What was expected stands from the first
measurement on, unless somebody says why it changes.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from pilots.access import Verb, Viewer, may
from pilots.errors import HeldBack
from pilots.language import _, listing
from pilots.queries import expectations, records
from pilots.store.reader import Reader
from schemas import Better, Expectation, Measurement, Outcome, Phase, Pilot, Question, Record

BEFORE = (Phase.IDEA, Phase.PROTOTYPE)
"""The phases in which a pilot has not begun."""

BEGUN = (Phase.EXPERIMENT, Phase.SCALING, Phase.EMBEDDED)


class Lack(StrEnum):
    """What a pilot must have said before it begins."""

    QUESTION = "question"
    AUDIENCE = "audience"
    OUTCOME = "outcome"
    BASELINE = "baseline"
    EXPECTATION = "expectation"

    @property
    def words(self) -> str:
        return {
            Lack.QUESTION: _("a question"),
            Lack.AUDIENCE: _("who it is for"),
            Lack.OUTCOME: _("an outcome"),
            Lack.BASELINE: _("a baseline or why there is none"),
            Lack.EXPECTATION: _("an expectation"),
        }[self]


class NotReady(HeldBack):
    sentence = (
        "{name} cannot become an experiment yet. Still missing: {lacks}. Nothing was changed. "
        "Fill this in on the pilot's page. Or let the project lead write, under “{field}”, why "
        "you begin anyway."
    )


class IsFixed(HeldBack):
    sentence = (
        "This outcome has already been measured, so what was expected of it is fixed. Say under "
        "“{field}” why you are writing this now. Nothing was recorded; what you typed is still "
        "there."
    )


class DoesNotFit(HeldBack):
    sentence = (
        "The value at which you continue must be {side} than the value at which you stop: for "
        "this outcome {side} is better. Nothing was recorded; what you typed is still there."
    )


class HasNoSide(HeldBack):
    sentence = (
        "For this outcome no direction is better, so there is no value to continue or stop at. "
        "Leave both empty, or choose a direction for the outcome. Nothing was recorded; what "
        "you typed is still there."
    )


def lacking(known: Mapping[str, Any]) -> list[Lack]:
    """What is missing, of a row of `queries.expectations.readiness`."""
    return [lack for lack in Lack if not known[lack]]


def refuse(reader: Reader, viewer: Viewer, records: Sequence[Record]) -> None:
    """Raise where one of these may not be written down yet, or not so."""
    for record in records:
        if not may(viewer, Verb.RECORD, record.of_pilot):
            continue  # that they may not do this at all is said elsewhere
        if isinstance(record, Pilot):
            _refuse_unready(reader, viewer, record, records)
        elif isinstance(record, Expectation):
            _refuse_hindsight(reader.within(record.pilot), record, records)


def _refuse_unready(reader: Reader, viewer: Viewer, pilot: Pilot, along: Sequence[Record]) -> None:
    """A pilot that was registered as begun is told as it is; one that begins must be ready."""
    known = expectations.readiness(reader, pilot.id) if pilot.phase in BEGUN else None
    if known is None or known["phase"] in BEGUN:
        return
    lacks = lacking({**known, **_said_along(pilot, along), "audience": pilot.audience})
    if lacks and not (pilot.went_on and may(viewer, Verb.ANSWER_FOR, pilot.id)):
        raise NotReady(
            name=pilot.name,
            lacks=listing([lack.words for lack in lacks]),
            field=_(Pilot.fields()["went_on"].title or ""),
        )


def _said_along(pilot: Pilot, along: Sequence[Record]) -> dict[str, bool]:
    """What is written down together with the pilot."""
    mine = [record for record in along if record.of_pilot == pilot.id]
    outcomes = [record for record in mine if isinstance(record, Outcome)]
    said = {
        Lack.QUESTION: any(isinstance(record, Question) for record in mine),
        Lack.OUTCOME: bool(outcomes),
        Lack.BASELINE: any(it.baseline is not None or it.no_baseline for it in outcomes),
        Lack.EXPECTATION: any(isinstance(record, Expectation) for record in mine),
    }
    return {lack: True for lack, is_there in said.items() if is_there}


def _refuse_hindsight(reader: Reader, new: Expectation, along: Sequence[Record]) -> None:
    old = records.one(reader, Expectation.table, new.id)
    if old == new:  # the same submission once more
        return
    before = old if isinstance(old, Expectation) else None
    about = {new.outcome, *([before.outcome] if before else ())}
    is_measured = any(_is_measured(reader, outcome, along) for outcome in about)
    is_said_anew = new.amended and not (before and new.amended == before.amended)
    if is_measured and not is_said_anew:
        raise IsFixed(field=_(Expectation.fields()["amended"].title or ""))
    if better := _better(reader, new.outcome, along):
        _refuse_misfit(new, better)


def _is_measured(reader: Reader, outcome: str, along: Sequence[Record]) -> bool:
    """Whether it was measured before, or is in the same breath."""
    if any(isinstance(it, Measurement) and it.outcome == outcome for it in along):
        return True
    known = expectations.held_against(reader, outcome)
    return bool(known and known["measured"])


def _better(reader: Reader, outcome: str, along: Sequence[Record]) -> Better | None:
    """Which direction is better for an outcome, also a new one; None if there is none such."""
    for record in along:
        if isinstance(record, Outcome) and record.id == outcome:
            return record.better
    known = expectations.held_against(reader, outcome)
    return Better(known["better"]) if known else None


def _refuse_misfit(new: Expectation, better: Better) -> None:
    if new.fits(better):
        return
    if better is Better.NEITHER:
        raise HasNoSide
    raise DoesNotFit(side=_(better.label).lower())
