"""Stories that may be shared: who changed what, and how sure we are of it.

The one that the team chose as the most significant change stands first, with the reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pilots.language import _, day, plural
from pilots.queries import progress, records, story_choices
from pilots.queries.progress import SharedStory
from pilots.queries.story_choices import ChosenStory
from pilots.reports.blocks import (
    Block,
    Card,
    DescriptionList,
    Heading,
    Paragraph,
    Records,
    SmallPrint,
    Tag,
)
from pilots.reports.sections.context import ReportContext
from pilots.store.reader import Reader
from schemas import Direction, EvidenceRung, Outcome, StoryChoice, Substantiation


@dataclass(frozen=True)
class Shared:
    """The stories of a period."""

    rows: tuple[SharedStory, ...]
    """Those that may be shared, the newest first."""
    choice: ChosenStory | None
    """Which one was chosen, and why; None where none was."""
    withdrawn: int
    """How many might be shared once, and may not any more."""

    @property
    def first(self) -> tuple[SharedStory, ...]:
        """The chosen story."""
        return tuple(row for row in self.rows if self.choice and row["id"] == self.choice["story"])

    def beside(self, outcome_id: str) -> tuple[SharedStory, ...]:
        """The other stories that belong to this outcome."""
        return tuple(
            row for row in self.rows if row["outcome"] == outcome_id and row not in self.first
        )


def shared(reader: Reader, context: ReportContext) -> Shared:
    """The stories of the period: what was erased of a story is gone from every document."""
    rows = progress.stories(reader, context.pilot_id, **context.days)
    consented = context.consented
    left = tuple(
        row
        for row in rows
        if (consented is None or row["id"] in consented) and row["title"] and row["what"]
    )
    choice = story_choices.newest_for_funders(reader, context.pilot_id, **context.days)
    return Shared(left, choice, len(rows) - len(left))


def stories(reader: Reader, context: ReportContext) -> Iterator[Block]:
    """The chosen story first, then those that stand beside no outcome."""
    found = shared(reader, context)
    outcomes = records.names(reader, Outcome.table, context.pilot_id)
    others = [row for row in found.rows if row not in found.first]
    apart = [row for row in others if row["outcome"] not in outcomes]
    yield Heading(_("What do people tell us?"))
    if not found.rows and not found.withdrawn:
        yield Paragraph(
            _(
                "No story from this period may be shared yet. A story only appears here with "
                "consent."
            )
        )
    yield from (card(row, found.choice) for row in found.first)
    if others and not apart:
        yield Paragraph(_("The stories are shown above, with the outcomes they belong to."))
    yield from map(card, apart)
    if found.withdrawn:
        yield Paragraph(
            plural(
                "{n} story was withdrawn, and is no longer shown here.",
                "{n} stories were withdrawn, and are no longer shown here.",
                found.withdrawn,
            )
        )
    yield Records("stories", _("All stories of this pilot"))


def card(row: SharedStory, choice: ChosenStory | None = None) -> Card:
    """One story: how sure first, then what changed, what the pilot did and why it matters.

    `choice` says why the team found it the most significant.
    """
    answers = {
        _("What the pilot contributed"): row["contribution"],
        _("Why it matters"): row["significance"],
        _("Why the team chose it"): choice["why"] if choice else "",
    }
    answered = tuple((label, text) for label, text in answers.items() if text)
    happened_on = day(row["happened_on"]) if row["happened_on"] else ""
    known = (row["who"], row["where"], happened_on, _substantiated(row["substantiation"]))
    small_print = " · ".join(filter(None, known))
    return Card(
        row["id"],
        row["title"],
        (
            Paragraph(row["what"]),
            *((DescriptionList(answered),) if answered else ()),
            *((SmallPrint(small_print),) if small_print else ()),
        ),
        tags=tuple(_tags(row, choice)),
    )


def _tags(row: SharedStory, choice: ChosenStory | None) -> Iterator[Tag]:
    rung = EvidenceRung(row["rung"])
    yield Tag(_(rung.label), f"EvidenceRung.{rung}", label=_("How do we know?"))
    if row["direction"] == Direction.NEGATIVE:
        yield Tag(_("For the worse"), "Direction.negative")
    if not row["intended"]:
        yield Tag(_("Not what we intended"), "unintended")
    if choice:
        yield Tag(_(StoryChoice.one), "StoryChoice")


def _substantiated(substantiation: str) -> str:
    """What somebody outside the pilot says of it, where somebody was asked."""
    return {
        Substantiation.AGREES: _("somebody outside the pilot agrees"),
        Substantiation.PARTLY: _("somebody outside the pilot agrees in part"),
        Substantiation.DISAGREES: _("somebody outside the pilot disagrees"),
    }.get(Substantiation(substantiation), "")
