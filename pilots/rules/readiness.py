"""A pilot says what it wants to know before it begins."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from pilots.access import Permission, Viewer, may
from pilots.errors import RuleBroken
from pilots.language import _, listing
from pilots.queries import expectations
from pilots.store.reader import Reader
from schemas import Expectation, Outcome, Phase, Pilot, Question, Record

BEFORE = (Phase.IDEA, Phase.PROTOTYPE)
"""The phases in which a pilot has not begun."""

BEGUN = (Phase.EXPERIMENT, Phase.SCALING, Phase.EMBEDDED)


class Lack(StrEnum):
    """What a pilot must have recorded before it begins."""

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


class NotReady(RuleBroken):
    sentence = (
        "{name} cannot become an experiment yet. Still missing: {lacks}. Nothing was changed. "
        "Fill this in on the pilot's page. Or let the project lead write, under “{field}”, why "
        "you begin anyway."
    )


def lacking(known: Mapping[str, Any]) -> list[Lack]:
    """What is missing, of a row of `queries.expectations.readiness`."""
    return [lack for lack in Lack if not known[lack]]


def refuse(reader: Reader, viewer: Viewer, new: Sequence[Record]) -> None:
    """Raise NotReady for a pilot that begins and has not recorded all it should have.

    Who answers for the pilot may begin it all the same, and says why in `went_on`.
    """
    for record in new:
        if isinstance(record, Pilot):
            _refuse(reader, viewer, record, new)


def _refuse(reader: Reader, viewer: Viewer, pilot: Pilot, recorded_with: Sequence[Record]) -> None:
    known = expectations.readiness(reader, pilot.id) if pilot.phase in BEGUN else None
    if known is None or known["phase"] in BEGUN:
        return  # registered as begun, or begun already: there is no beginning to hold back
    lacks = lacking({**known, **_added(pilot, recorded_with), "audience": pilot.audience})
    if lacks and not (pilot.went_on and may(viewer, Permission.MANAGE, pilot.id)):
        raise NotReady(
            name=pilot.name,
            lacks=listing([lack.words for lack in lacks]),
            field=_(Pilot.fields()["went_on"].title or ""),
        )


def _added(pilot: Pilot, recorded_with: Sequence[Record]) -> dict[str, bool]:
    """What no longer lacks once these records are recorded together with the pilot."""
    own = [record for record in recorded_with if record.of_pilot == pilot.id]
    outcomes = [record for record in own if isinstance(record, Outcome)]
    added: dict[str, bool] = {
        Lack.QUESTION: any(isinstance(record, Question) for record in own),
        Lack.OUTCOME: bool(outcomes),
        Lack.BASELINE: any(
            outcome.baseline is not None or outcome.no_baseline for outcome in outcomes
        ),
        Lack.EXPECTATION: any(isinstance(record, Expectation) for record in own),
    }
    return {lack: is_added for lack, is_added in added.items() if is_added}
