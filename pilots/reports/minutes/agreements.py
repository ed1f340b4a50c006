"""The second half of the minutes: what was decided, and who does what."""

from collections.abc import Iterator

from pilots.language import _, day
from pilots.queries import review as review_queries
from pilots.queries.rows import RecordRow
from pilots.reports.blocks import Block, Heading, Item, Items, Paragraph, Table
from pilots.store.reader import Reader
from schemas import ActionStatus, DecisionKind, Review


def decisions(snapshot: Reader, review: Review) -> Iterator[Block]:
    """Each decision: what kind, by whom, why, and the actions that follow from it."""
    made = review_queries.decisions(snapshot, review.id)
    following = review_queries.follow_up_actions(snapshot, [row["id"] for row in made])
    yield Heading(_("How do we continue?"))
    if not made:
        yield Paragraph(_("Nothing was decided."))
        return
    yield Items(
        tuple(
            Item(
                row["text"],
                more=(_kind(row), *filter(None, (row["reason"],))),
                under=tuple(map(action_line, following[row["id"]])),
            )
            for row in made
        )
    )


def _kind(row: RecordRow) -> str:
    decider = row["decider"] and _("Decided by {name}", name=row["decider"])
    return " · ".join(filter(None, (_(DecisionKind(row["kind"]).label), decider)))


def other_actions(snapshot: Reader, review: Review) -> Iterator[Block]:
    """The actions agreed on that follow from no decision; nothing where there are none."""
    made = [row["id"] for row in review_queries.decisions(snapshot, review.id)]
    others = [
        row
        for row in review_queries.agreed_actions(snapshot, review.pilot, review.id)
        if row["decision"] not in made
    ]
    if not others:
        return
    yield Heading(_("Who does what, and when?"))
    yield Table(
        (_("Due"), _("What"), _("Owner")),
        tuple(
            (day(row["due"]) if row["due"] else "", row["title"], row["owner"] or "")
            for row in others
        ),
    )


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
