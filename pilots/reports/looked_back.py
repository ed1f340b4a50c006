"""The first half of the minutes: what the team saw when it looked back.

Each part gets the register as it was then, and the review as it was closed.
"""

from collections.abc import Iterator

from pilots.evidence.progress import progress
from pilots.language import _, day, listing, number, plural
from pilots.queries import pilot as pilot_questions
from pilots.queries import records
from pilots.queries import review as questions
from pilots.queries.rows import RecordRow
from pilots.reports import agreed
from pilots.reports.blocks import Block, Heading, Item, Items, Paragraph, Table
from pilots.store.reader import Reader
from schemas import Adherence, DecisionStatus, Review, Stakeholder, StakeholderRole

Row = RecordRow


def last_time(then: Reader, closed: Review) -> Iterator[Block]:
    """The decisions of before, and what came of them."""
    met = questions.decisions_to_follow_up(then, closed.pilot, closed.id, closed.since)
    if not met and not _before(then, closed):
        return
    yield Heading(_("What came of last time’s decisions?"))
    if not met:
        yield Paragraph(_("No decision from last time is open."))
        return
    following = questions.follow_up_actions(then, [row["id"] for row in met])
    yield Items(
        tuple(
            Item(
                row["text"],
                more=(_carried(row), *filter(None, (row["carried_why"],))),
                under=tuple(agreed.action(action) for action in following[row["id"]]),
            )
            for row in met
        )
    )


def _carried(row: Row) -> str:
    words = {
        DecisionStatus.OPEN: _("Still open"),
        DecisionStatus.DONE: _("Done"),
        DecisionStatus.NOT_DONE: _("Not done"),
    }
    decided = row["decided_on"] and _("Decided on {day}", day=day(row["decided_on"]))
    return " · ".join(
        filter(None, (words[DecisionStatus(row["carried"])], decided, row["decider"]))
    )


def _before(then: Reader, closed: Review) -> Row | None:
    """The review before this one."""
    others = (
        row for row in questions.closed_reviews(then, closed.pilot) if row["id"] != closed.id
    )
    return next(others, None)


def happened(then: Reader, closed: Review) -> Iterator[Block]:
    """What was done, who is new, and who met whom."""
    of = (closed.pilot, closed.since)
    done = questions.done_actions(then, *of)
    people = questions.new_stakeholders(then, *of)
    links = questions.new_ties(then, *of)
    yield Heading(_("What has happened since?"))
    yield Paragraph(_counted(_before(then, closed), len(done), len(people), len(links)))
    if done:
        names = records.names(then, Stakeholder.table, closed.pilot)
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


def _counted(last: Row | None, done: int, people: int, links: int) -> str:
    counts = ", ".join(
        (
            plural("{n} action done", "{n} actions done", done),
            plural("{n} new person", "{n} new people", people),
            plural("{n} first contact", "{n} first contacts", links),
        )
    )
    if last is None:
        return _("Since the beginning: {counts}.", counts=counts)
    return _("Since the review of {day}: {counts}.", day=day(last["held_on"]), counts=counts)


def _done(row: Row, names: dict[str, str]) -> tuple[str, ...]:
    who = [names.get(id, _("(no longer there)")) for id in row["with_whom"]]
    joined = "" if row["participants"] is None else number(row["participants"])
    return (day(row["done_on"]), row["title"], ", ".join(who), joined)


def _person(row: Row) -> str:
    if not row["role"]:
        return str(row["name"])
    return f"{row['name']} ({_(StakeholderRole(row['role']).label).lower()})"


def numbers(then: Reader, closed: Review) -> Iterator[Block]:
    """The outcomes that were measured since, each with what its numbers say."""
    moved = questions.new_measurements(then, closed.pilot, closed.since)
    outcomes = {row["id"]: row for row in pilot_questions.outcomes(then, closed.pilot)}
    yield Heading(_("What do the numbers say?"))
    items = [
        Item(outcomes[id]["statement"], (_sentence(then, outcomes[id]),))
        for id in moved
        if id in outcomes
    ]
    yield Items(tuple(items)) if items else Paragraph(_("Nothing has been measured since then."))


def _sentence(then: Reader, outcome: Row) -> str:
    return progress(outcome, pilot_questions.measurements(then, outcome["id"])).sentence


def stuck(then: Reader, closed: Review) -> Iterator[Block]:
    """What should have been done on that day, and what was dropped."""
    overdue = questions.overdue_actions(then, closed.pilot, closed.held_on)
    dropped = questions.dropped_actions(then, closed.pilot, closed.since)
    yield Heading(_("What is stuck?"))
    items = [
        *(Item(row["title"], (agreed.facts(_("Overdue"), row),)) for row in overdue),
        *(Item(row["title"], (agreed.facts(_("Dropped"), row),)) for row in dropped),
    ]
    none = _("Nothing was overdue and nothing was dropped.")
    yield Items(tuple(items)) if items else Paragraph(none)


def principles(then: Reader, closed: Review) -> Iterator[Block]:
    """Those that were looked at: kept or broken, with the example."""
    checks = questions.principle_checks(then, closed.id)
    if not checks:
        return
    texts = {row["id"]: row["text"] for row in questions.principles(then, closed.pilot)}
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
