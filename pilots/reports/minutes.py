"""The minutes of a review: made from what was done, and the same for ever.

They are read from the register as it was when the review was closed. What the review itself
says is read from the line that closed it, so that a correction afterwards does not change what
was agreed on that day.
"""

import re
import unicodedata
from collections.abc import Iterator

from pilots.language import _, chosen, day, listing, moment
from pilots.queries import history, records
from pilots.queries import pilot as pilot_questions
from pilots.queries.rows import RecordRow
from pilots.reports import agreed, looked_back
from pilots.reports.blocks import (
    Block,
    Document,
    Facts,
    Heading,
    Item,
    Items,
    Paragraph,
    Signature,
)
from pilots.store.reader import Reader
from schemas import Phase, Pilot, Review

Row = RecordRow


def minutes(reader: Reader, pilot_id: str, review: str) -> Document | None:
    """The minutes of a review, in the language that is spoken.

    None where it is not over or withdrawn, and for who may not read names.
    """
    closing = _closing(reader, pilot_id, review)
    if closing is None:
        return None
    closed = Review.read(review, pilot_id, closing.body or {})
    then = reader.within(pilot_id).as_of(closed.upto or 0)
    about = records.row(then, Pilot.table, pilot_id)
    name = about["name"] if about else pilot_id
    return Document(
        title=_("Minutes: {pilot}", pilot=name),
        language=chosen(),
        day=closed.held_on,
        file=_file(name, closed),
        blocks=(
            *_opening(then, closed, about),
            *looked_back.last_time(then, closed),
            *looked_back.happened(then, closed),
            *looked_back.numbers(then, closed),
            *looked_back.stuck(then, closed),
            *looked_back.principles(then, closed),
            *agreed.decided(then, closed),
            *agreed.to_do(then, closed),
            *_standing(closed),
            *_notes(closed),
            _signature(closing),
        ),
    )


def _closing(reader: Reader, pilot_id: str, review: str) -> history.Change | None:
    """The line that closed a review: the first to say how far it looked, as it says now."""
    changes = history.changes(reader, pilot_id, subject=review, limit=1_000_000)
    lines = [change for change in changes if change.kind == Review.table]
    upto = (lines[0].body or {}).get("upto") if lines else None
    if upto is None:
        return None
    return min(
        (line for line in lines if (line.body or {}).get("upto") == upto),
        key=lambda line: line.seq,
    )


def _opening(then: Reader, closed: Review, about: Row | None) -> Iterator[Block]:
    facts = {_("Date"): day(closed.held_on)}
    if about:
        place = filter(None, (about["neighbourhood"], about["municipality"]))
        facts[_("Place")] = ", ".join(place)
        facts[_("Phase")] = _(Phase(about["phase"]).label)
    facts[_("Present")] = listing(list(closed.present))
    if closed.status:
        facts[_("Status")] = _(closed.status.label)
    yield Facts(tuple((name, said) for name, said in facts.items() if said))
    questions = pilot_questions.questions(then, closed.pilot)
    if questions:
        yield Heading(_("Innovation question"))
        yield Paragraph(questions[0]["text"])


def _standing(closed: Review) -> Iterator[Block]:
    yield Heading(_("How is the pilot doing?"))
    if closed.status:
        yield Items((Item(_(closed.status.label), more=(closed.why,) if closed.why else ()),))
    if closed.next_on:
        yield Paragraph(_("The next review is on {day}.", day=day(closed.next_on)))


def _notes(closed: Review) -> Iterator[Block]:
    if closed.notes:
        yield Heading(_("Notes"))
        yield Paragraph(closed.notes)


def _signature(closing: history.Change) -> Signature:
    body = closing.body or {}
    return Signature(
        _(
            "Made from what was recorded up to line {line} of the logbook. {name} closed the "
            "review on {moment}. What was recorded or changed later is not in it.",
            line=body["upto"],
            name=closing.actor,
            moment=moment(closing.recorded_at),
        )
    )


def _file(name: str, closed: Review) -> str:
    """What the minutes are called on a disk: letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    short = "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-")
    return _("review-{pilot}-{day}", pilot=short or closed.pilot, day=closed.held_on.isoformat())
