"""The minutes of a review: made from what was done, and the same for ever.

They are read from a snapshot: the register as it was when the review was closed. What the
review itself says is read from the line that closed it, so that a correction afterwards does not
change what was agreed on that day.
"""

from collections.abc import Iterator

from pilots.language import _, chosen, day, listing, moment
from pilots.queries import history, records
from pilots.queries import pilot as pilot_queries
from pilots.queries.rows import RecordRow
from pilots.reports import cover
from pilots.reports.blocks import (
    Block,
    DescriptionList,
    Document,
    Heading,
    Item,
    Items,
    Paragraph,
    Signature,
    SmallPrint,
    signature,
    written,
)
from pilots.reports.minutes import agreements, retrospective
from pilots.store.reader import Reader
from schemas import Phase, Pilot, Review


def minutes(
    reader: Reader, pilot_id: str, review_id: str, invented: bool = False
) -> Document | None:
    """The minutes of a review, in the language that is spoken; `invented` for the example's.

    None where it is not over or withdrawn, and for viewers who may not read names.
    """
    closing = _closing_change(reader, pilot_id, review_id)
    if closing is None:
        return None
    review = Review.read(review_id, pilot_id, closing.body or {})
    snapshot = reader.within(pilot_id).as_of(review.upto or 0)
    pilot = records.row(snapshot, Pilot.table, pilot_id)
    mark = reader.mark(review.upto or 0)
    name = pilot["name"] if pilot else pilot_id
    on_file = cover.slug(name) or pilot_id
    return Document(
        title=_("Minutes: {pilot}", pilot=name),
        language=chosen(),
        day=review.held_on,
        file=_("review-{pilot}-{day}", pilot=on_file, day=review.held_on.isoformat()),
        blocks=(
            *([Paragraph(_("Example: all of this is invented."))] if invented else []),
            SmallPrint(_where_and_when(review, pilot)),
            *agreements.decisions(snapshot, review),
            *agreements.actions(snapshot, review),
            *agreements.next_time(review, _is_stopped(pilot)),
            Heading(_("This review")),
            _about(review, pilot),
            *_question(snapshot, review),
            *retrospective.earlier_decisions(snapshot, review),
            *retrospective.events(snapshot, review),
            *retrospective.measurements(snapshot, review),
            *retrospective.stuck(snapshot, review),
            *retrospective.principles(snapshot, review),
            *_standing(review),
            *written(_("Notes"), review.notes),
            _signature(closing, mark),
        ),
        mark=mark,
    )


def _closing_change(reader: Reader, pilot_id: str, review_id: str) -> history.Change | None:
    """The line that closed a review: the first to say how far it looked, as it says now."""
    changes = history.changes(reader, pilot_id, subject=review_id, limit=1_000_000)
    lines = [change for change in changes if change.kind == Review.table]
    upto = (lines[0].body or {}).get("upto") if lines else None
    if upto is None:
        return None
    return min(
        (line for line in lines if (line.body or {}).get("upto") == upto),
        key=lambda line: line.seq,
    )


def _where_and_when(review: Review, pilot: RecordRow | None) -> str:
    place = cover.place(pilot) if pilot else ""
    return " · ".join(filter(None, (day(review.held_on), place)))


def _about(review: Review, pilot: RecordRow | None) -> DescriptionList:
    rows = {}
    if pilot:
        rows[_("Phase")] = _(Phase(pilot["phase"]).label)
    rows[_("Present")] = listing(list(review.present))
    if review.status:
        rows[_("Status")] = _(review.status.label)
    return DescriptionList(tuple((label, text) for label, text in rows.items() if text))


def _is_stopped(pilot: RecordRow | None) -> bool:
    return pilot is not None and Phase(pilot["phase"]) is Phase.STOPPED


def _question(snapshot: Reader, review: Review) -> Iterator[Block]:
    if questions := pilot_queries.questions(snapshot, review.pilot):
        yield Heading(_("Innovation question"))
        yield Paragraph(questions[0]["text"])


def _standing(review: Review) -> Iterator[Block]:
    yield Heading(_("How is the pilot doing?"))
    if review.status:
        yield Items((Item(_(review.status.label), more=(review.why,) if review.why else ()),))


def _signature(closing: history.Change, mark: str) -> Signature:
    body = closing.body or {}
    return signature(
        _(
            "Made from what was recorded up to line {line} of the logbook. {name} closed the "
            "review on {moment}. What was recorded or changed later is not in it.",
            line=body["upto"],
            name=closing.actor,
            moment=moment(closing.recorded_at),
        ),
        mark=mark,
    )
