"""How the pilot was doing at each review, and what was decided."""

from collections.abc import Iterator

from pilots.language import _, day, plural
from pilots.queries import progress
from pilots.queries.progress import DecisionRow, ReviewRow
from pilots.reports.blocks import Block, Chart, Heading, Item, Items, Paragraph, Records, Tag
from pilots.reports.sections.at_a_glance import how_they_stood, what_became
from pilots.reports.sections.context import ReportContext
from pilots.store.reader import Reader
from schemas import DecisionKind, DecisionStatus, Standing


def reviews(reader: Reader, context: ReportContext) -> Iterator[Block]:
    """How the pilot was doing at each review, and why."""
    rows = progress.reviews(reader, context.pilot_id, **context.days)
    question = _("How did it go, in the eyes of the team?")
    yield Heading(question)
    if not rows:
        yield Paragraph(_("No review was held in this period."))
        return
    decided = progress.decisions(reader, context.pilot_id, **context.days)
    found = how_they_stood([("", rows, decided)], context.last_day)
    yield Paragraph(found.sentence)
    yield Chart(found, f"{question} {found.sentence}")
    yield Items(tuple(map(_review, rows)))
    yield Records("reviews", _("The reviews behind this"))


def _review(row: ReviewRow) -> Item:
    standing = Standing(row["status"])
    return Item(
        day(row["held_on"]),
        more=(row["why"],) if row["why"] else (),
        tags=(Tag(_(standing.label), f"Standing.{standing}"),),
    )


def decisions(reader: Reader, context: ReportContext) -> Iterator[Block]:
    """What was decided and why, also to stop."""
    rows = progress.decisions(reader, context.pilot_id, **context.days)
    yield Heading(_("What did we decide, and change?"))
    if not rows:
        yield Paragraph(_("Nothing was decided in this period."))
        return
    if stopped := sum(row["kind"] == DecisionKind.STOP for row in rows):
        yield Paragraph(
            plural(
                "{n} decision was to stop. That is a result too: now we know.",
                "{n} decisions were to stop. That is a result too: now we know.",
                stopped,
            )
        )
    found = what_became([("", rows)])
    question = _("What became of the decisions?")
    yield Heading(question, level=2)
    yield Chart(found, f"{question} {found.sentence}")
    yield Items(tuple(map(_decision, rows)))


def _decision(row: DecisionRow) -> Item:
    kind = DecisionKind(row["kind"])
    decided_on = day(row["decided_on"]) if row["decided_on"] else ""
    carried_out = _(DecisionStatus(row["carried"]).label)
    return Item(
        row["text"],
        more=(row["reason"],) if row["reason"] else (),
        tags=(Tag(_(kind.label), f"DecisionKind.{kind}"),),
        small_print=" · ".join(filter(None, (decided_on, carried_out))),
    )
