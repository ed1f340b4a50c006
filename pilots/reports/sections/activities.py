"""What was done: how often, and of what kind."""

from collections.abc import Iterator
from datetime import date

from pilots import evidence
from pilots.evidence import WorkDone
from pilots.language import _, number
from pilots.queries import progress
from pilots.reports.blocks import Block, Chart, Heading, Numbers, Paragraph, Records
from pilots.reports.sections.context import ReportContext
from pilots.reports.sections.months import month
from pilots.store.reader import Reader
from schemas import ActionKind


def activities(reader: Reader, context: ReportContext) -> Iterator[Block]:
    """What the lead wrote of it, and how often each kind of thing was done."""
    names = {str(kind): _(kind.label) for kind in ActionKind}
    rows = progress.done(reader, context.pilot_id, **context.days)
    found = evidence.work_done(rows, names, context.columns)
    question = _("What was done?")
    yield Heading(question)
    if context.happened:
        yield Paragraph(context.happened)
    yield Paragraph(found.sentence)
    if found.total:
        yield Chart(
            found,
            f"{question} {found.sentence}",
            caption=_("Source: the actions that the team logged, by the day they were done."),
        )
        yield _counts(found)
        yield Records("timeline", _("The actions behind this"))


def _counts(found: WorkDone) -> Numbers:
    """Months or quarters below each other: a page is too narrow to have them side by side."""
    return Numbers(
        (_("When"), *found.kinds, _("Together")),
        tuple(
            (
                _stretch(start, found.by_quarter),
                *(number(row[n]) for row in found.counts),
                number(sum(row[n] for row in found.counts)),
            )
            for n, start in enumerate(found.starts)
        ),
        of_chart=True,
    )


def _stretch(start: date, by_quarter: bool) -> str:
    if by_quarter:
        return _("{year}, quarter {n}", year=start.year, n=(start.month + 2) // 3)
    return month(start)
