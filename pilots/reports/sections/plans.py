"""What comes next."""

from collections.abc import Iterator

from pilots.language import _, day, listing, number, plural
from pilots.queries import progress
from pilots.queries.progress import Ahead
from pilots.reports.blocks import Block, Heading, Paragraph
from pilots.reports.sections.context import ReportContext
from pilots.store.reader import Reader
from schemas import ActionKind


def plans(reader: Reader, context: ReportContext) -> Iterator[Block]:
    """What the lead wrote of it, and what is planned."""
    yield Heading(_("What comes next?"))
    if context.ahead:
        yield Paragraph(context.ahead)
    found = progress.ahead(reader, context.pilot_id, context.today)
    yield Paragraph("\n".join(_planned(found)))


def _planned(found: Ahead) -> Iterator[str]:
    next_on = day(found["next_on"]) if found["next_on"] else _("not set yet")
    yield _("Next review: {day}", day=next_on)
    kinds = [
        f"{_(ActionKind(row['kind']).label).lower()} ({number(row['n'])})"
        for row in found["kinds"]
    ]
    total = sum(row["n"] for row in found["kinds"])
    planned = plural("{n} action is planned", "{n} actions are planned", total)
    yield f"{planned}: {listing(kinds)}" if kinds else planned
    if found["overdue"]:
        yield plural("{n} action is overdue", "{n} actions are overdue", found["overdue"])
    if found["open"]:
        yield plural(
            "{n} decision is still to be carried out",
            "{n} decisions are still to be carried out",
            found["open"],
        )
