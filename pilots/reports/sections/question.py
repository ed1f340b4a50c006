"""What the pilot wants to find out."""

from collections.abc import Iterator

from pilots.language import _, day
from pilots.queries import pilot as pilot_queries
from pilots.queries.rows import RecordRow
from pilots.reports.blocks import Block, Heading, Paragraph, Quote, SmallPrint
from pilots.reports.sections.context import ReportContext
from pilots.store.reader import Reader


def question(reader: Reader, context: ReportContext) -> Iterator[Block]:
    """The question as it was at the end of the period, and how it got there."""
    versions = [
        row
        for row in pilot_queries.questions(reader, context.pilot_id)
        if not (context.until and row["since"] and row["since"] > context.until)
    ]
    yield Heading(_("What did we want to find out?"))
    if not versions:
        yield Paragraph(_("No question was written down."))
        return
    newest, *earlier = versions
    yield Heading(newest["text"], level=2)
    if newest["since"]:
        yield SmallPrint(_asked_since(newest))
    if newest["reason"]:
        yield Paragraph(newest["reason"])
    if earlier:
        yield Heading(_("How the question became sharper"), level=3)
        for row in earlier:
            small_print = " ".join(filter(None, (_asked_since(row), row["reason"])))
            yield Quote(row["text"], small_print)


def _asked_since(row: RecordRow) -> str:
    return _("Asked since: {day}.", day=day(row["since"])) if row["since"] else ""
