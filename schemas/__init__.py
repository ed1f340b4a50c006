"""What can be recorded. Pydantic and nothing else."""

from schemas.access import Member, MemberRole, SharedLink
from schemas.action import Action, ActionKind, ActionStatus
from schemas.calendar import CalendarFeed
from schemas.erasure import Erasure
from schemas.organisation import Organisation
from schemas.outcome import Better, Frequency, Level, Measurement, Outcome
from schemas.people import Rung, Stakeholder, StakeholderKind, StakeholderRole
from schemas.pilot import Colour, Persona, Phase, Pilot, Principle, Question
from schemas.record import (
    KINDS,
    Choice,
    Consented,
    Headcount,
    Long,
    More,
    Personal,
    Picture,
    PilotRecord,
    Record,
    Ref,
    Unasked,
    Year,
    base_type,
    holds_several,
    marked,
    marker,
    new_id,
)
from schemas.report import Report
from schemas.review import (
    Carried,
    Decision,
    DecisionKind,
    Held,
    PrincipleCheck,
    Review,
    Standing,
)
from schemas.story import Consent, Direction, EvidenceRung, Story, Substantiation

__all__ = [
    "KINDS",
    "Action",
    "ActionKind",
    "ActionStatus",
    "Better",
    "CalendarFeed",
    "Carried",
    "Choice",
    "Colour",
    "Consent",
    "Consented",
    "Decision",
    "DecisionKind",
    "Direction",
    "Erasure",
    "EvidenceRung",
    "Frequency",
    "Headcount",
    "Held",
    "Level",
    "Long",
    "Measurement",
    "Member",
    "MemberRole",
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
    "PrincipleCheck",
    "Question",
    "Record",
    "Ref",
    "Report",
    "Review",
    "Rung",
    "SharedLink",
    "Stakeholder",
    "StakeholderKind",
    "StakeholderRole",
    "Standing",
    "Story",
    "Substantiation",
    "Unasked",
    "Year",
    "base_type",
    "holds_several",
    "marked",
    "marker",
    "new_id",
]
