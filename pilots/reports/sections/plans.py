"""What comes next."""

from collections.abc import Iterator
from datetime import date

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
    yield Paragraph("\n".join(_planned(found, context.today)))


def in_short(found: Ahead, today: date) -> str:
    """The next review and how many actions are planned: for the head of a page."""
    review, planned, *_more = _planned(found, today)
    return f"{review} · {planned}"


def _next_review(next_on: date | None, today: date) -> str:
    if next_on is None:
        return _("Next review: {day}", day=_("not set yet"))
    if next_on < today:
        return _("The next review was to be on {day}, and was not held yet", day=day(next_on))
    return _("Next review: {day}", day=day(next_on))


def _planned(found: Ahead, today: date) -> Iterator[str]:
    yield _next_review(found["next_on"], today)
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
