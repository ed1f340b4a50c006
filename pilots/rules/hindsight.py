"""What was expected of an outcome is fixed once that outcome is measured.

The method is preregistration: an expectation that is written down, or changed, after the result
is known is hindsight, unless it says why it changes.
"""

from collections.abc import Sequence

from pilots.errors import RuleBroken
from pilots.language import _
from pilots.queries import expectations, records
from pilots.store.reader import Reader
from schemas import Better, Expectation, Measurement, Outcome, Record


class IsFixed(RuleBroken):
    sentence = (
        "This outcome has already been measured, so what was expected of it is fixed. Say under "
        "“{field}” why you are writing this now. Nothing was recorded; what you typed is still "
        "there."
    )


class DoesNotFit(RuleBroken):
    sentence = (
        "The value at which you continue must be {side} than the value at which you stop: for "
        "this outcome {side} is better. Nothing was recorded; what you typed is still there."
    )


class HasNoSide(RuleBroken):
    sentence = (
        "For this outcome no direction is better, so there is no value to continue or stop at. "
        "Leave both empty, or choose a direction for the outcome. Nothing was recorded; what "
        "you typed is still there."
    )


def refuse(reader: Reader, new: Sequence[Record]) -> None:
    """Raise IsFixed, DoesNotFit or HasNoSide where an expectation may not be recorded."""
    for record in new:
        if isinstance(record, Expectation):
            _refuse(reader.within(record.pilot), record, new)


def _refuse(reader: Reader, new: Expectation, recorded_with: Sequence[Record]) -> None:
    old = records.one(reader, Expectation.table, new.id)
    if old == new:  # the same submission once more
        return
    before = old if isinstance(old, Expectation) else None
    outcomes = {new.outcome, *([before.outcome] if before else ())}
    is_measured = any(_is_measured(reader, outcome, recorded_with) for outcome in outcomes)
    has_new_reason = new.amended and not (before and new.amended == before.amended)
    if is_measured and not has_new_reason:
        raise IsFixed(field=_(Expectation.fields()["amended"].title or ""))
    if better := _better(reader, new.outcome, recorded_with):
        refuse_misfit(new, better)


def _is_measured(reader: Reader, outcome: str, recorded_with: Sequence[Record]) -> bool:
    """Whether there is a measurement of it, or one is recorded in the same call."""
    if any(isinstance(new, Measurement) and new.outcome == outcome for new in recorded_with):
        return True
    known = expectations.outcome(reader, outcome)
    return bool(known and known["measured"])


def _better(reader: Reader, outcome: str, recorded_with: Sequence[Record]) -> Better | None:
    """Which direction is better for an outcome, recorded before or in the same call, or None."""
    for record in recorded_with:
        if isinstance(record, Outcome) and record.id == outcome:
            return record.better
    known = expectations.outcome(reader, outcome)
    return Better(known["better"]) if known else None


def refuse_misfit(new: Expectation, better: Better) -> None:
    """Raise DoesNotFit or HasNoSide where its values do not go with the direction."""
    if new.fits(better):
        return
    if better is Better.NEITHER:
        raise HasNoSide
    raise DoesNotFit(side=_(better.label).lower())
