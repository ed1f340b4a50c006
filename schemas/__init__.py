"""What can be recorded. Pydantic and nothing else."""

from schemas.action import Action, ActionKind, ActionStatus
from schemas.organisation import Organisation
from schemas.outcome import Better, Frequency, Level, Measurement, Outcome
from schemas.people import Rung, Stakeholder, StakeholderKind, StakeholderRole
from schemas.pilot import Colour, Persona, Phase, Pilot, Principle, Question
from schemas.record import (
    KINDS,
    Choice,
    Long,
    More,
    Personal,
    Picture,
    PilotRecord,
    Record,
    Ref,
    Year,
    base_type,
    holds_several,
    marked,
    marker,
    new_id,
)

__all__ = [
    "KINDS",
    "Action",
    "ActionKind",
    "ActionStatus",
    "Better",
    "Choice",
    "Colour",
    "Frequency",
    "Level",
    "Long",
    "Measurement",
    "More",
    "Organisation",
    "Outcome",
    "Persona",
    "Personal",
    "Phase",
    "Picture",
    "Pilot",
    "PilotRecord",
    "Principle",
    "Question",
    "Record",
    "Ref",
    "Rung",
    "Stakeholder",
    "StakeholderKind",
    "StakeholderRole",
    "Year",
    "base_type",
    "holds_several",
    "marked",
    "marker",
    "new_id",
]
