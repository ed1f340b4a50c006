"""What was done: how often, and of what kind."""

from collections.abc import Iterator
from datetime import date

from pilots import evidence
from pilots.evidence import WorkDone
from pilots.language import _, number, short_day
from pilots.queries import progress
from pilots.queries.pictures import known_and_done
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
    yield from _against_planned(reader, context)
    if found.total:
        yield Records("timeline", _("The actions behind this"))


def _against_planned(reader: Reader, context: ReportContext) -> Iterator[Block]:
    """All actions that were planned, and how many of them are done, as time went on."""
    rows = known_and_done(reader, context.pilot_id, context.last_day)
    if not rows:
        return
    found = evidence.burnup(rows, context.last_day)
    question = _("Does the work get done?")
    yield Heading(question, level=2)
    yield Paragraph(found.sentence)
    yield Chart(found, f"{question} {found.sentence}")
    yield Numbers(
        (_("Up to"), _("Total actions"), _("Actions done")),
        tuple(
            (short_day(end), number(known), number(done))
            for end, known, done in found.by_month
            if context.since is None or end >= context.since
        ),
        of_chart=True,
    )


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
