"""What was promised of each outcome, what came of it, and how sure we are."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pilots import evidence
from pilots.assessments.promises import promises_of
from pilots.evidence import Promise
from pilots.evidence.legend import legend
from pilots.evidence.progress import Point
from pilots.evidence.revisions import revised_measurements
from pilots.language import _, day, number, plural, short_day
from pilots.queries import withdrawn as withdrawn_queries
from pilots.reports.blocks import (
    Block,
    Card,
    Chart,
    DescriptionList,
    Heading,
    Numbers,
    Paragraph,
    Records,
    SmallPrint,
)
from pilots.reports.sections import stories
from pilots.reports.sections.context import ReportContext
from pilots.reports.sections.withdrawn import outcomes_among
from pilots.store.reader import Reader
from schemas import Frequency

Row = Mapping[str, Any]


def outcomes(reader: Reader, context: ReportContext) -> Iterator[Block]:
    """Each outcome as it was at the end of the period, with the stories that belong to it."""
    promises = promises_of(reader, context.pilot_id, context.until, context.today)
    shared = stories.shared(reader, context)
    yield Heading(_("What was promised, and what came of it?"))
    gone = withdrawn_queries.withdrawn(reader, context.pilot_id)
    n_gone = len(outcomes_among(gone, [context.pilot_id]))
    yield Paragraph(evidence.overall(promises, n_gone))
    for promise in promises:
        yield Card(
            promise.id,
            promise.progress.statement,
            (
                *_assessment(promise),
                *_measurements(promise, context),
                *map(stories.card, shared.beside(promise.id)),
            ),
        )
    if promises:
        yield Records("outcomes", _("The measurements behind this"))


def _assessment(promise: Promise) -> Iterator[Block]:
    changed = ((_("What was changed since"), " ".join(promise.changes)),)
    yield DescriptionList(
        (
            (_("Promised"), promise.promised),
            *(changed if promise.is_retargeted else ()),
            (_("What came of it"), promise.sentence),
            (_("How sure are we?"), evidence.certainty(promise)),
        )
    )
    yield SmallPrint(" ".join(_source(promise)))
    if promise.assessment:
        yield Chart(
            promise.assessment,
            f"{promise.progress.statement}. {promise.sentence}",
            caption=" ".join(legend(promise.assessment)),
        )


def _source(promise: Promise) -> Iterator[str]:
    """What was counted or asked, how, how often, and when for the last time."""
    row = promise.row
    if row["indicator"]:
        yield _("What is counted: {indicator}.", indicator=row["indicator"].rstrip(" ."))
    method = row["method"] or _("not set yet")
    yield _("How it is measured: {method}.", method=method.rstrip(" ."))
    days = [measured["measured_on"] for measured in row["measurements"]]
    if days:
        times = plural("Measured {n} time", "Measured {n} times", len(days))
        often = f" ({_(Frequency(row['frequency']).label).lower()})" if row["frequency"] else ""
        yield _("{times}{often}, last on {day}.", times=times, often=often, day=day(days[-1]))
    if revised := revised_measurements(promise.versions):
        yield plural(
            "{n} measurement was changed or withdrawn on a later day than it was recorded.",
            "{n} measurements were changed or withdrawn on a later day than they were recorded.",
            revised,
        )
    if promise.suppressed_days:
        yield plural(
            "{n} time there were fewer than five people: that point is left out.",
            "{n} times there were fewer than five people: those points are left out.",
            len(promise.suppressed_days),
        )
    if any(measured["is_bound"] for measured in row["measurements"]):
        yield _(
            "“At least” and “at most” are used where the number itself could say something about "
            "fewer than five people."
        )


def _measurements(promise: Promise, context: ReportContext) -> Iterator[Block]:
    """Those of the period; where there is none, that there is none."""
    known = promise.row["measurements"]
    within = [row for row in known if context.since is None or row["measured_on"] >= context.since]
    if within:
        yield _numbers(within, promise)
    elif known:
        yield Paragraph(_("Nothing was measured in this period."))


def _numbers(measured: Sequence[Row], promise: Promise) -> Numbers:
    header = (_("Measured on"), _("Value"), _("Out of how many"))
    rows = tuple(
        (short_day(row["measured_on"]), _value(row, promise), _out_of(row)) for row in measured
    )
    columns = 3 if any(out_of for _on, _value, out_of in rows) else 2
    return Numbers(
        header[:columns],
        tuple(row[:columns] for row in rows),
        of_chart=promise.assessment is not None,
    )


def _value(row: Row, promise: Promise) -> str:
    if row["few"]:
        return promise.progress.too_few
    point = Point(row["measured_on"], row["value"], is_bound=row["is_bound"])
    return promise.progress.say_point(point)


def _out_of(row: Row) -> str:
    return "" if row["of_how_many"] is None else number(row["of_how_many"])
