"""What the minutes begin with: what was decided, who does what, and when the next review is."""

from collections.abc import Iterator
from datetime import date
from itertools import chain

from pilots.language import _, day
from pilots.queries import review as review_queries
from pilots.queries.rows import RecordRow
from pilots.reports.blocks import Block, Heading, Item, Items, Paragraph, Table
from pilots.store.reader import Reader
from schemas import ActionStatus, DecisionKind, Review


def decisions(snapshot: Reader, review: Review) -> Iterator[Block]:
    """Each decision: what kind, by whom and why."""
    made = review_queries.decisions(snapshot, review.id)
    yield Heading(_("Decided"))
    if not made:
        yield Paragraph(_("Nothing was decided."))
        return
    yield Items(
        tuple(
            Item(row["text"], more=(_kind(row), *filter(None, (row["reason"],)))) for row in made
        )
    )


def _kind(row: RecordRow) -> str:
    decider = row["decider"] and _("Decided by {name}", name=row["decider"])
    return " · ".join(filter(None, (_(DecisionKind(row["kind"]).label), decider)))


def actions(snapshot: Reader, review: Review) -> Iterator[Block]:
    """Who does what and when: all that was agreed on, and what follows from the decisions."""
    made = [row["id"] for row in review_queries.decisions(snapshot, review.id)]
    following = review_queries.follow_up_actions(snapshot, made).values()
    agreed = review_queries.agreed_actions(snapshot, review.pilot, review.id)
    rows = {row["id"]: row for row in (*chain(*following), *agreed)}
    yield Heading(_("Who does what, and when?"))
    if not rows:
        yield Paragraph(_("No actions were agreed on."))
        return
    yield Table(
        (_("Due"), _("What"), _("Owner")),
        tuple(
            (_by_when(row), row["title"], row["owner"] or "")
            for row in sorted(rows.values(), key=lambda row: row["due"] or date.max)
        ),
    )


def _by_when(row: RecordRow) -> str:
    """The day it is due; of what is done or dropped already, that."""
    status = ActionStatus(row["status"])
    if status in (ActionStatus.DONE, ActionStatus.DROPPED):
        return _(status.label)
    return day(row["due"]) if row["due"] else _("no day yet")


def next_time(review: Review, is_stopped: bool) -> Iterator[Block]:
    """When the next review is; of a pilot that was stopped there is none."""
    if review.next_on and not is_stopped:
        yield Heading(_("Next review"))
        yield Paragraph(day(review.next_on))


def action_line(row: RecordRow) -> str:
    """An action on one line: what, whose, by when, and how far where it was begun."""
    status = ActionStatus(row["status"])
    begun = "" if status is ActionStatus.PLANNED else _(status.label).lower()
    return owner_and_due(row["title"], row, begun)


def owner_and_due(first: str, row: RecordRow, last: str = "") -> str:
    """Whose an action is and by when, between other words."""
    done_on = day(row["done_on"]) if row["done_on"] else ""
    due = _("due on {day}", day=day(row["due"])) if row["due"] and not done_on else ""
    return " · ".join(filter(None, (first, row["owner"], due, last, done_on)))
