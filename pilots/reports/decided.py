"""In a report: how it stood, what was decided, and what comes next."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pilots.language import _, day, listing, number, plural
from pilots.queries import progress
from pilots.reports.blocks import Block, Heading, Item, Items, Paragraph
from pilots.store.reader import Reader
from schemas import ActionKind, DecisionKind, DecisionStatus, Report, Standing

Row = Mapping[str, Any]


def reviews(then: Reader, said: Report) -> Iterator[Block]:
    """How the pilot stood at each review, and why."""
    rows = progress.reviews(then, said.pilot, since=said.since, until=said.until)
    yield Heading(_("How did it go, in the eyes of the team?"))
    if not rows:
        yield Paragraph(_("No review was held in this period."))
        return
    yield Items(
        tuple(
            Item(
                f"{day(row['held_on'])}: {_(Standing(row['status']).label).lower()}",
                more=tuple(filter(None, (row["why"],))),
            )
            for row in rows
        )
    )


def decisions(then: Reader, said: Report) -> Iterator[Block]:
    """What was decided and why, also to stop."""
    rows = progress.decisions(then, said.pilot, since=said.since, until=said.until)
    yield Heading(_("What did we decide, and change?"))
    if not rows:
        yield Paragraph(_("Nothing was decided in this period."))
        return
    if stopped := sum(row["kind"] == DecisionKind.STOP for row in rows):
        yield Paragraph(
            plural(
                "{n} time the decision was to stop. That is a result too: now we know.",
                "{n} times the decision was to stop. That is a result too: now we know.",
                stopped,
            )
        )
    yield Items(tuple(map(_decision, rows)))


def _decision(row: Row) -> Item:
    facts = (
        _(DecisionKind(row["kind"]).label),
        day(row["decided_on"]),
        _(DecisionStatus(row["carried"]).label).lower(),
    )
    return Item(row["text"], more=(" · ".join(facts), *filter(None, (row["reason"],))))


def ahead(then: Reader, said: Report, today: date) -> Iterator[Block]:
    """What the lead says of it, and what is planned."""
    yield Heading(_("What comes next?"))
    if said.ahead:
        yield Paragraph(said.ahead)
    found = progress.ahead(then, said.pilot, today)
    yield Paragraph("\n".join(_coming(found)))


def _coming(found: Row) -> Iterator[str]:
    if found["next_on"]:
        yield _("Next review: {day}", day=day(found["next_on"]))
    kinds = [
        f"{_(ActionKind(it['kind']).label).lower()} ({number(it['n'])})" for it in found["kinds"]
    ]
    planned = sum(it["n"] for it in found["kinds"])
    said = plural("{n} action is planned", "{n} actions are planned", planned)
    yield f"{said}: {listing(kinds)}" if kinds else said
    if found["overdue"]:
        yield plural("{n} action is overdue", "{n} actions are overdue", found["overdue"])
    if found["open"]:
        yield plural(
            "{n} decision is still to be carried out",
            "{n} decisions are still to be carried out",
            found["open"],
        )
