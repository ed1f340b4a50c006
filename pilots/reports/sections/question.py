"""What the pilot wants to find out."""

from collections.abc import Iterator

from pilots.language import _, day
from pilots.queries import pilot as pilot_queries
from pilots.queries import records
from pilots.queries.rows import RecordRow
from pilots.reports.blocks import (
    Block,
    DescriptionList,
    Heading,
    Paragraph,
    Quote,
    SmallPrint,
)
from pilots.reports.sections.context import ReportContext
from pilots.store.reader import Reader
from schemas import Aftermath, Comparison, Pilot


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
    yield from _design(reader, context)
    if earlier:
        yield Heading(_("How the question became sharper"), level=3)
        for row in earlier:
            small_print = " ".join(filter(None, (_asked_since(row), row["reason"])))
            yield Quote(row["text"], small_print)


def _design(reader: Reader, context: ReportContext) -> Iterator[Block]:
    """What it is compared with, and what became of it; nothing that was not filled in."""
    pilot = records.row(reader, Pilot.table, context.pilot_id)
    fields = Pilot.fields()
    rows = tuple(
        (_(fields[name].title or ""), _(choice(pilot[name]).label))
        for name, choice in (("comparison", Comparison), ("aftermath", Aftermath))
        if pilot and pilot[name]
    )
    if rows:
        yield DescriptionList(rows)


def _asked_since(row: RecordRow) -> str:
    return _("Asked since: {day}.", day=day(row["since"])) if row["since"] else ""
