"""In a report: what was asked, what was promised, and what came of it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pilots import evidence
from pilots.evidence import Promise
from pilots.evidence.small_cells import few
from pilots.language import _, day, number, short_day
from pilots.queries import pilot as pilot_questions
from pilots.queries import progress
from pilots.reports.blocks import Block, Facts, Heading, Item, Items, Numbers, Paragraph, Picture
from pilots.store.reader import Reader
from schemas import Report

Row = Mapping[str, Any]


def question(then: Reader, said: Report) -> Iterator[Block]:
    """The question as it was at the end of the period, and how it got there."""
    versions = [
        row
        for row in pilot_questions.questions(then, said.pilot)
        if row["since"] is None or row["since"] <= said.until
    ]
    yield Heading(_("What did we want to find out?"))
    if not versions:
        yield Paragraph(_("No question was written down."))
        return
    newest, *earlier = versions
    yield Items((_version(newest),))
    if earlier:
        yield Heading(_("How the question became sharper"), level=2)
        yield Items(tuple(map(_version, earlier)))


def _version(row: Row) -> Item:
    since = row["since"] and _("Asked since: {day}.", day=day(row["since"]))
    return Item(row["text"], more=tuple(filter(None, (since, row["reason"]))))


def outcomes(then: Reader, said: Report) -> Iterator[Block]:
    """Each outcome as it was at the end of the period, and what was measured in it."""
    rows = progress.outcomes(then, until=said.until, pilot_id=said.pilot)
    promises = [evidence.promise(row) for row in rows]
    yield Heading(_("What was promised, and what came of it?"))
    if not rows:
        yield Paragraph(_("No outcome has been promised yet."))
        return
    yield Paragraph(evidence.overall(promises))
    for row, found in zip(rows, promises, strict=True):
        yield from _outcome(row, found, said)


def _outcome(row: Row, found: Promise, said: Report) -> Iterator[Block]:
    yield Heading(found.known.statement, level=2)
    yield Facts(
        (
            (_("Promised"), found.promised),
            (_("What came of it"), found.sentence),
            (_("How sure are we?"), evidence.certainty(found)),
            *(((_("What is counted"), row["indicator"]),) if row["indicator"] else ()),
        )
    )
    if found.known.points:
        yield Picture(found.known, f"{found.known.statement}. {found.sentence}")
    within = [it for it in row["measurements"] if it["measured_on"] >= said.since]
    if not within:
        yield Paragraph(_("Nothing was measured in this period."))
        return
    yield _measured(within, found)


def _measured(rows: Sequence[Row], found: Promise) -> Numbers:
    values = tuple((short_day(it["measured_on"]), _value(it, found)) for it in rows)
    if all(it["of_how_many"] is None for it in rows):
        return Numbers((_("Measured on"), _("Value")), values)
    return Numbers(
        (_("Measured on"), _("Value"), _("Out of how many")),
        tuple((*said, _of(it)) for said, it in zip(values, rows, strict=True)),
    )


def _value(measured: Row, found: Promise) -> str:
    return few() if measured["few"] else found.known.say(measured["value"])


def _of(measured: Row) -> str:
    return "" if measured["of_how_many"] is None else number(measured["of_how_many"])
