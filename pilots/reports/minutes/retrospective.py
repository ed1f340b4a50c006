"""The rest of the minutes: what the team saw when it looked back.

Each part gets the register as it was when the review was closed, and the review itself.
"""

from collections.abc import Iterator

from pilots import evidence
from pilots.language import _, day, listing, number, plural
from pilots.queries import pilot as pilot_queries
from pilots.queries import records
from pilots.queries import review as review_queries
from pilots.queries.rows import RecordRow
from pilots.reports.blocks import Block, Heading, Item, Items, Paragraph, Table
from pilots.reports.minutes import agreements
from pilots.store.reader import Reader
from schemas import Adherence, DecisionStatus, Review, Stakeholder, StakeholderRole


def earlier_decisions(snapshot: Reader, review: Review) -> Iterator[Block]:
    """The decisions of before, and what came of them."""
    earlier = review_queries.decisions_to_follow_up(
        snapshot, review.pilot, review.id, review.since
    )
    if not earlier and not _previous_review(snapshot, review):
        return
    yield Heading(_("What came of last time’s decisions?"))
    if not earlier:
        yield Paragraph(_("No decision from last time is open."))
        return
    following = review_queries.follow_up_actions(snapshot, [row["id"] for row in earlier])
    yield Items(
        tuple(
            Item(
                row["text"],
                more=(_carried_out(row), *filter(None, (row["carried_why"],))),
                under=tuple(agreements.action_line(action) for action in following[row["id"]]),
            )
            for row in earlier
        )
    )


def _carried_out(row: RecordRow) -> str:
    decided = row["decided_on"] and _("Decided on {day}", day=day(row["decided_on"]))
    carried = _(DecisionStatus(row["carried"]).label)
    return " · ".join(filter(None, (carried, decided, row["decider"])))


def _previous_review(snapshot: Reader, review: Review) -> RecordRow | None:
    """The review before this one."""
    others = (
        row
        for row in review_queries.closed_reviews(snapshot, review.pilot)
        if row["id"] != review.id
    )
    return next(others, None)


def events(snapshot: Reader, review: Review) -> Iterator[Block]:
    """What was done, who is new, and who met whom."""
    done = review_queries.done_actions(snapshot, review.pilot, review.since)
    people = review_queries.new_stakeholders(snapshot, review.pilot, review.since)
    links = review_queries.new_ties(snapshot, review.pilot, review.since)
    yield Heading(_("What has happened since?"))
    previous = _previous_review(snapshot, review)
    yield Paragraph(_counted(previous, len(done), len(people), len(links)))
    if done:
        names = records.names(snapshot, Stakeholder.table, review.pilot)
        yield Table(
            (_("Day"), _("What"), _("With whom"), _("Participants")),
            tuple(_done(row, names) for row in done),
        )
    if people:
        yield Paragraph(_("New people: {names}.", names=listing([_person(p) for p in people])))
    if links:
        yield Paragraph(f"{_('Working together for the first time')}:")
        yield Items(
            tuple(
                Item(_("{one} and {other}", one=row["one"], other=row["other"]), (row["title"],))
                for row in links
            )
        )


def _counted(previous: RecordRow | None, done: int, people: int, links: int) -> str:
    counts = ", ".join(
        (
            plural("{n} action done", "{n} actions done", done),
            plural("{n} new person", "{n} new people", people),
            plural("{n} first contact", "{n} first contacts", links),
        )
    )
    if previous is None:
        return _("Since the beginning: {counts}.", counts=counts)
    return _("Since the review of {day}: {counts}.", day=day(previous["held_on"]), counts=counts)


def _done(row: RecordRow, names: dict[str, str]) -> tuple[str, ...]:
    who = [names.get(id, _("(no longer there)")) for id in row["with_whom"]]
    participants = "" if row["participants"] is None else number(row["participants"])
    return (day(row["done_on"]), row["title"], ", ".join(who), participants)


def _person(row: RecordRow) -> str:
    if not row["role"]:
        return str(row["name"])
    return f"{row['name']} ({_(StakeholderRole(row['role']).label).lower()})"


def measurements(snapshot: Reader, review: Review) -> Iterator[Block]:
    """The outcomes that were measured since, each with what its numbers say."""
    moved = review_queries.new_measurements(snapshot, review.pilot, review.since)
    outcomes = {row["id"]: row for row in pilot_queries.outcomes(snapshot, review.pilot)}
    yield Heading(_("What do the numbers say?"))
    items = [
        Item(outcomes[id]["statement"], (_sentence(snapshot, outcomes[id]),))
        for id in moved
        if id in outcomes
    ]
    yield Items(tuple(items)) if items else Paragraph(_("Nothing has been measured since then."))


def _sentence(snapshot: Reader, outcome: RecordRow) -> str:
    return evidence.progress(outcome, pilot_queries.measurements(snapshot, outcome["id"])).sentence


def stuck(snapshot: Reader, review: Review) -> Iterator[Block]:
    """What should have been done on that day, and what was dropped."""
    overdue = review_queries.overdue_actions(snapshot, review.pilot, review.held_on)
    dropped = review_queries.dropped_actions(snapshot, review.pilot, review.since)
    yield Heading(_("What is stuck?"))
    items = [
        *(Item(row["title"], (agreements.owner_and_due(_("Overdue"), row),)) for row in overdue),
        *(Item(row["title"], (agreements.owner_and_due(_("Dropped"), row),)) for row in dropped),
    ]
    none = _("Nothing was overdue and nothing was dropped.")
    yield Items(tuple(items)) if items else Paragraph(none)


def principles(snapshot: Reader, review: Review) -> Iterator[Block]:
    """Those that were looked at: kept or broken, with the example."""
    checks = review_queries.principle_checks(snapshot, review.id)
    if not checks:
        return
    texts = {row["id"]: row["text"] for row in review_queries.principles(snapshot, review.pilot)}
    words = {Adherence.KEPT: _("We kept to it"), Adherence.BROKEN: _("We did not keep to it")}
    in_order = sorted(checks, key=lambda id: list(texts).index(id) if id in texts else len(texts))
    yield Heading(_("Did we keep to our principles?"))
    yield Items(
        tuple(
            Item(
                texts.get(id, _("(no longer there)")),
                (words[Adherence(checks[id]["held"])], *filter(None, (checks[id]["example"],))),
            )
            for id in in_order
        )
    )
