"""The second half of the minutes: what was decided, and who does what."""

from collections.abc import Iterator

from pilots.language import _, day
from pilots.queries import review as questions
from pilots.queries.rows import RecordRow
from pilots.reports.blocks import Block, Heading, Item, Items, Paragraph, Table
from pilots.store.reader import Reader
from schemas import ActionStatus, DecisionKind, Review

Row = RecordRow


def decided(then: Reader, closed: Review) -> Iterator[Block]:
    """Each decision: what kind, by whom, why, and the actions that follow from it."""
    made = questions.decisions(then, closed.id)
    following = questions.follow_up_actions(then, [row["id"] for row in made])
    yield Heading(_("How do we continue?"))
    if not made:
        yield Paragraph(_("Nothing was decided."))
        return
    yield Items(
        tuple(
            Item(
                row["text"],
                more=(_kind(row), *filter(None, (row["reason"],))),
                under=tuple(action(follower) for follower in following[row["id"]]),
            )
            for row in made
        )
    )


def _kind(row: Row) -> str:
    by = row["decider"] and _("Decided by {name}", name=row["decider"])
    return " · ".join(filter(None, (_(DecisionKind(row["kind"]).label), by)))


def to_do(then: Reader, closed: Review) -> Iterator[Block]:
    """The other actions that were agreed on; nothing where there are none."""
    made = [row["id"] for row in questions.decisions(then, closed.id)]
    others = [
        row
        for row in questions.agreed_actions(then, closed.pilot, closed.id)
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


def action(row: Row) -> str:
    """An action on one line: what, whose, by when, and how far where it was begun."""
    status = ActionStatus(row["status"])
    begun = "" if status is ActionStatus.PLANNED else _(status.label).lower()
    return facts(row["title"], row, begun)


def facts(first: str, row: Row, last: str = "") -> str:
    """Whose an action is and by when, between other words."""
    on = day(row["done_on"]) if row["done_on"] else ""
    due = _("due on {day}", day=day(row["due"])) if row["due"] and not on else ""
    return " · ".join(filter(None, (first, row["owner"], due, last, on)))
