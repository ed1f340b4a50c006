"""The domain model: a class for each kind of record. Pydantic and nothing else."""

from schemas.access import Member, Role, SharedLink
from schemas.action import Action, ActionKind, ActionStatus
from schemas.calendar import CalendarFeed
from schemas.clearance import Clearance
from schemas.databank import Asset, Listing, ListingStatus, Match, MatchStatus, Need, Offer
from schemas.effort import Effort
from schemas.erasure import Erasure
from schemas.learning import (
    AttainmentLevel,
    Expectation,
    Goal,
    GoalScore,
    LimitsRecalculation,
    RungReached,
    StoryChoice,
)
from schemas.network import Place, PlaceKind, Tie, TieKind
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
    PhotoFile,
    PilotRecord,
    Public,
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
from schemas.report import ArchivedReport, Report
from schemas.review import (
    Adherence,
    Decision,
    DecisionKind,
    DecisionStatus,
    PrincipleCheck,
    Review,
    Standing,
)
from schemas.seal import Seal
from schemas.story import Consent, Direction, EvidenceRung, Story, Substantiation
from schemas.withdrawal import Withdrawal

__all__ = [
    "KINDS",
    "Action",
    "ActionKind",
    "ActionStatus",
    "Adherence",
    "ArchivedReport",
    "Asset",
    "AttainmentLevel",
    "Better",
    "CalendarFeed",
    "Choice",
    "Clearance",
    "Colour",
    "Consent",
    "Consented",
    "Decision",
    "DecisionKind",
    "DecisionStatus",
    "Direction",
    "Effort",
    "Erasure",
    "EvidenceRung",
    "Expectation",
    "Frequency",
    "Goal",
    "GoalScore",
    "Headcount",
    "Level",
    "LimitsRecalculation",
    "Listing",
    "ListingStatus",
    "Long",
    "Match",
    "MatchStatus",
    "Measurement",
    "Member",
    "More",
    "Need",
    "Offer",
    "Organisation",
    "Outcome",
    "Persona",
    "Personal",
    "Phase",
    "PhotoFile",
    "Pilot",
    "PilotRecord",
    "Place",
    "PlaceKind",
    "Principle",
    "PrincipleCheck",
    "Public",
    "Question",
    "Record",
    "Ref",
    "Report",
    "Review",
    "Role",
    "Rung",
    "RungReached",
    "Seal",
    "SharedLink",
    "Stakeholder",
    "StakeholderKind",
    "StakeholderRole",
    "Standing",
    "Story",
    "StoryChoice",
    "Substantiation",
    "Tie",
    "TieKind",
    "Unasked",
    "Withdrawal",
    "Year",
    "base_type",
    "holds_several",
    "marked",
    "marker",
    "new_id",
]
