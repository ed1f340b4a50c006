"""Stakeholders: the people and organisations involved in a pilot."""

from typing import Annotated, ClassVar

from pydantic import Field

from schemas.record import (
    Choice,
    Id,
    LongText,
    More,
    Personal,
    PilotRecord,
    Public,
    Ref,
    ShortText,
    Unasked,
)


class StakeholderKind(Choice):
    """What kind of person or organisation a stakeholder is."""

    RESIDENT = "resident"
    GROUP_OF_RESIDENTS = "group_of_residents"
    RESIDENTS_INITIATIVE = "residents_initiative"
    HOUSING_ASSOCIATION = "housing_association"
    MUNICIPALITY = "municipality"
    WELFARE_ORGANISATION = "welfare_organisation"
    CARE_AND_HEALTH = "care_and_health"
    EDUCATION = "education"
    SPORT_OR_CULTURE = "sport_or_culture"
    BUSINESS = "business"
    FUND = "fund"
    OTHER = "other"


class StakeholderRole(Choice):
    """What a stakeholder does in this pilot."""

    INITIATOR = "initiator"
    RECRUITER = "recruiter"
    DRIVER = "driver"
    AMBASSADOR = "ambassador"
    EXPERT_BY_EXPERIENCE = "expert_by_experience"
    CONNECTOR = "connector"
    KEY_PERSON = "key_person"
    COMMUNITY_WORKER = "community_worker"
    PARTICIPANT = "participant"
    PARTNER = "partner"
    COMMISSIONER = "commissioner"
    FUNDER = "funder"
    OTHER = "other"


class Rung(Choice):
    """A rung of Edelenbos's participation ladder, lowest first, in the order of Movisie."""

    INFORM = "inform"
    CONSULT = "consult"
    ADVISE = "advise"
    CO_PRODUCE = "co-produce"
    DECIDE_TOGETHER = "decide_together"
    SELF_MANAGE = "self-manage"

    @property
    def height(self) -> int:
        """1 for the lowest."""
        return list(Rung).index(self) + 1


class Stakeholder(PilotRecord):
    """A person or organisation involved in the pilot. Only the name is required."""

    purpose: ClassVar[str] = (
        "Who is involved, what they bring and what they need. A name is enough to start with."
    )

    name: Annotated[ShortText, Personal()] = Field(
        title="Name", description="A person or an organisation. A nickname is fine."
    )
    kind: Annotated[StakeholderKind | None, Public()] = Field(
        None, title="Kind of person or organisation"
    )
    role: Annotated[StakeholderRole | None, Public()] = Field(None, title="Role in this pilot")
    brings: Annotated[LongText | None, Public()] = Field(None, title="What they bring")
    needs: Annotated[LongText | None, Public()] = Field(None, title="What they need")
    rung: Annotated[Rung | None, Public(), More()] = Field(
        None,
        title="Intended rung of the participation ladder",
        description="How much say you want to give them.",
    )
    email: Annotated[ShortText | None, Personal(), More()] = Field(None, title="E-mail address")
    phone: Annotated[ShortText | None, Personal(), More()] = Field(None, title="Phone number")
    also_called: Annotated[tuple[ShortText, ...], Personal(), More()] = Field(
        (),
        title="Also called",
        description="Other names, such as a nickname, or one under which they were written down.",
    )
    differs_from: Annotated[
        tuple[Annotated[Id, Ref("stakeholder")], ...], Personal(), Unasked()
    ] = Field((), title="Not the same person as")
