"""What was withdrawn of what was promised, decided, judged and told, and why."""

from collections.abc import Collection, Iterable, Iterator

from pilots.language import _, day, plural
from pilots.queries import withdrawn as withdrawn_queries
from pilots.queries.withdrawn import WithdrawnRecord
from pilots.reports.blocks import Block, Heading, Item, Items, Paragraph
from pilots.reports.sections.context import ReportContext
from pilots.store.reader import Reader
from schemas import KINDS, Outcome


def withdrawn(reader: Reader, context: ReportContext) -> Iterator[Block]:
    """A line for each; nothing where nothing was withdrawn."""
    rows = withdrawn_queries.withdrawn(reader, context.pilot_id)
    stories = withdrawn_queries.withdrawn_stories(reader, context.pilot_id)
    if rows or stories:
        yield Heading(_("What was withdrawn?"))
    if rows:
        yield Items(tuple(map(_item, rows)))
    # A report says itself how many stories of its period are left out.
    if stories and context.consented is None:
        yield Paragraph(
            plural(
                "{n} story was told here once, and was withdrawn.",
                "{n} stories were told here once, and were withdrawn.",
                stories,
            )
        )


def outcomes_among(
    rows: Iterable[WithdrawnRecord], pilots: Collection[str]
) -> list[WithdrawnRecord]:
    """The outcomes of these pilots: they were promised too."""
    return [row for row in rows if row["kind"] == Outcome.table and row["pilot"] in pilots]


def _item(row: WithdrawnRecord) -> Item:
    called = row["called"] or (day(row["day"]) if row["day"] else "")
    return Item(f"{_(KINDS[row['kind']].one)}: {called}", more=(withdrawn_words(row),))


def withdrawn_words(row: WithdrawnRecord) -> str:
    """When it was withdrawn and why, in the reader's language."""
    if row["withdrawn_on"] is None:
        return _("It is no longer part of this pilot.")
    on = day(row["withdrawn_on"])
    if row["why"]:
        return _("Withdrawn on {day}, because: {why}", day=on, why=row["why"])
    return _("Withdrawn on {day}; no reason was given.", day=on)
