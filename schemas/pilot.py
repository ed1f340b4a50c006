"""The pilot, its innovation question, its personas and its guiding principles."""

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from schemas.coordinates import refuse_half_a_point
from schemas.record import (
    Choice,
    Day,
    Id,
    LongText,
    More,
    Personal,
    PilotRecord,
    Public,
    Record,
    Ref,
    ShortText,
    Year,
)


class Phase(Choice):
    """The phase of a pilot: it starts small, and scales when it succeeds."""

    IDEA = "idea"
    PROTOTYPE = "prototype"
    EXPERIMENT = "experiment"
    SCALING = "scaling"
    EMBEDDED = "embedded"
    STOPPED = "stopped"

    @property
    def is_over(self) -> bool:
        """Whether nothing has to be done for it any more."""
        return self in {Phase.EMBEDDED, Phase.STOPPED}


class Comparison(Choice):
    """With what a change is compared: without a comparison nobody knows what else caused it."""

    OTHER_GROUP = "other_group"
    SAME_GROUP_BEFORE = "same_group_before"
    NO_COMPARISON = "no_comparison"
    NOT_KNOWN = "not_known"


class Aftermath(Choice):
    """What became of a pilot once it ended."""

    TAKEN_OVER = "taken_over"
    SCALED = "scaled"
    POLICY_CHANGED = "policy_changed"
    PARTNERS_WORK_OTHERWISE = "partners_work_otherwise"
    NOTHING = "nothing"
    NOT_KNOWN = "not_known"


class Colour(Choice):
    """The colour of a pilot in charts and lists, always next to its name: never the only cue."""

    BLUE = "blue"
    ORANGE = "orange"
    TEAL = "teal"
    PURPLE = "purple"
    RED = "red"
    OLIVE = "olive"
    PINK = "pink"
    GREY = "grey"


class Pilot(Record):
    """A small experiment in a neighbourhood, with the hypothesis behind it (theory of change)."""

    purpose: ClassVar[str] = (
        "A pilot is a small experiment in a neighbourhood. Register one to log what happens "
        "and see what comes of it."
    )

    name: Annotated[ShortText, Public()] = Field(
        title="Name", description="What people in the neighbourhood call it."
    )
    neighbourhood: Annotated[ShortText | None, Public()] = Field(None, title="Neighbourhood")
    municipality: Annotated[ShortText | None, Public()] = Field(None, title="Municipality")
    audience: Annotated[LongText | None, Public()] = Field(
        None, title="For whom", description="The residents you do this for."
    )
    joins: Annotated[LongText | None, Public()] = Field(
        None,
        title="What is already there that we join",
        description="Look at what is already there before you add anything.",
    )
    phase: Annotated[Phase, Public()] = Field(Phase.IDEA, title="Phase")
    lead: Annotated[ShortText | None, Personal()] = Field(None, title="Project lead")
    rationale: Annotated[LongText | None, Public(), More()] = Field(
        None, title="Why it started", description="What made you start this?"
    )
    believe: Annotated[LongText | None, Public(), More()] = Field(
        None, title="We believe that …", description="What you will do, and with whom."
    )
    so_that: Annotated[LongText | None, Public(), More()] = Field(
        None, title="… so that …", description="What changes for residents if you are right."
    )
    start: Annotated[Day | None, Public(), More()] = Field(None, title="Start")
    end: Annotated[Day | None, Public(), More()] = Field(None, title="End")
    comparison: Annotated[Comparison | None, Public(), More()] = Field(
        None,
        title="With what do you compare?",
        description="Another group, or the same group before: it makes a change easier to trust.",
    )
    aftermath: Annotated[Aftermath | None, Public(), More()] = Field(
        None,
        title="What happened after it ended?",
        description="Look again half a year later: what stayed is the best proof.",
    )
    themes: Annotated[tuple[ShortText, ...], Public(), More()] = Field((), title="Themes")
    colour: Annotated[Colour | None, Public(), More()] = Field(
        None, title="Colour", description="To recognise it by in pictures and lists."
    )
    cbs_code: Annotated[str | None, Public(), More()] = Field(
        None,
        title="CBS area code",
        description="Municipality, district or neighbourhood: GM, WK or BU and its number.",
        pattern=r"^(GM\d{4}|WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4})$",
    )
    cbs_year: Annotated[int | None, Public(), Year(), More()] = Field(
        None,
        title="Year of the CBS code",
        description="Borders change, so a code belongs to a year.",
        ge=1995,
        le=2200,
    )
    latitude: Annotated[float | None, Public(), More()] = Field(
        None, title="Latitude", description="In degrees, as on a map: 51.82.", ge=-90, le=90
    )
    longitude: Annotated[float | None, Public(), More()] = Field(
        None, title="Longitude", description="In degrees, as on a map: 4.41.", ge=-180, le=180
    )
    asks: Annotated[LongText | None, Public(), More()] = Field(
        None,
        title="What you ask of your board or funder",
        description="One question. It appears on the A4 for the board.",
    )
    went_on: Annotated[LongText | None, Public(), More()] = Field(
        None,
        title="Why it began anyway",
        description="If something was still missing when it became an experiment.",
    )

    @property
    def of_pilot(self) -> str:
        return self.id

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if self.start and self.end and self.end < self.start:
            raise PydanticCustomError(
                "ends_before_start", "The end is before the start. Change one of the two."
            )
        if self.cbs_code and not self.cbs_year:
            raise PydanticCustomError(
                "code_without_year", "A CBS code belongs to a year. Fill in the year too."
            )
        refuse_half_a_point(self.latitude, self.longitude)
        return self


class Question(PilotRecord):
    """One version of the innovation question; the newest is the current one."""

    one: ClassVar[str] = "Innovation question"
    many: ClassVar[str] = "Innovation questions"
    purpose: ClassVar[str] = (
        "The question this pilot answers. Sharpen it as you learn: each version stays, "
        "with the reason for the change."
    )

    text: Annotated[LongText, Public()] = Field(
        title="Question", description="How do we …, so that …?"
    )
    since: Annotated[Day | None, Public()] = Field(None, title="Asked since")
    reason: Annotated[LongText | None, Public()] = Field(
        None, title="Reason for the change", description="What did you learn?"
    )


class Persona(PilotRecord):
    """A persona: a fictional resident who stands for many of those the pilot is for."""

    purpose: ClassVar[str] = (
        "A persona is a made-up resident who stands for many. It helps you keep in mind who you "
        "do this for."
    )

    name: Annotated[ShortText, Public()] = Field(
        title="Name", description="A made-up name, never a real one."
    )
    situation: Annotated[LongText | None, Public()] = Field(None, title="Situation")
    needs: Annotated[LongText | None, Public()] = Field(None, title="What they need")
    brings: Annotated[LongText | None, Public()] = Field(None, title="What they can bring")


class Principle(Record):
    """A guiding principle (principles-focused evaluation), for one pilot or for all."""

    one: ClassVar[str] = "Guiding principle"
    many: ClassVar[str] = "Guiding principles"
    purpose: ClassVar[str] = "What you keep to in every choice you make."

    pilot: Annotated[Id | None, Ref("pilot")] = None
    text: Annotated[LongText, Public()] = Field(title="Principle")
