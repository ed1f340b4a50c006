"""In a report: what was done, and how many people took part."""

from collections.abc import Iterator
from datetime import date

from babel import dates

from pilots import evidence
from pilots.assessments.people import participants
from pilots.evidence import WorkDone
from pilots.evidence.small_cells import Span, few
from pilots.language import _, chosen, number
from pilots.queries import progress
from pilots.reports.blocks import Block, Heading, Numbers, Paragraph, Picture
from pilots.store.reader import Reader
from schemas import ActionKind, Report

COLUMNS = 13
"""Months that have room beside each other; more than these become quarters."""


def done(then: Reader, said: Report) -> Iterator[Block]:
    """What the lead says of it, and how often each kind of thing was done."""
    words = {str(kind): _(kind.label) for kind in ActionKind}
    rows = progress.done(then, said.pilot, since=said.since, until=said.until)
    found = evidence.work_done(rows, words, COLUMNS)
    question = _("What was done?")
    yield Heading(question)
    if said.happened:
        yield Paragraph(said.happened)
    yield Paragraph(found.sentence)
    if found.total:
        yield Picture(found, f"{question} {found.sentence}")
        yield _counts(found)


def _counts(found: WorkDone) -> Numbers:
    """Quarters beside each other, or months below each other: a page is that narrow."""
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
    )


def _stretch(start: date, by_quarter: bool) -> str:
    if by_quarter:
        return _("{year}, quarter {n}", year=start.year, n=(start.month + 2) // 3)
    return _month(start)


def _month(first: date) -> str:
    return str(dates.format_date(first, "LLLL y", locale=chosen()))


def people(then: Reader, said: Report, today: date) -> Iterator[Block]:
    """How many people took part, in stretches of months that hold at least five."""
    known = participants(then, today).get(said.pilot)
    found = known.ended(said.since, said.until) if known else None
    yield Heading(_("How many people took part?"))
    if found is None or not (found.spans or found.rest):
        yield Paragraph(_("Nobody wrote down how many people took part."))
        return
    yield Paragraph(_("Participants: {n}.", n=found.words))
    yield Numbers(
        (_("When"), _("Participants")),
        tuple(map(_span, (*found.spans, *([found.rest] if found.rest else [])))),
    )
    yield Paragraph(
        _(
            "Participants are counted as the team reported them: somebody who came twice counts "
            "twice. Months with few participants are combined, so that nobody can be recognised."
        )
    )


def _span(span: Span) -> tuple[str, ...]:
    months = dict.fromkeys((_month(span.first), _month(span.last)))
    people = few() if span.people is None else number(span.people)
    return (" – ".join(months), people)
