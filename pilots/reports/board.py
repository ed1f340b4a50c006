"""Five minutes for a board: one A4 about a pilot, made of what funders may read.

What was promised and came of it in one picture, one voice, what went otherwise, what was decided
and what is asked. Texts are cut, so that it stays one page.
"""

from collections.abc import Iterator, Sequence
from textwrap import shorten

from pilots import evidence
from pilots.assessments.promises import promises_of
from pilots.evidence import Promise
from pilots.evidence.outcome_overview import Overview, overview
from pilots.language import _, chosen, day, plural
from pilots.queries import progress, records
from pilots.queries import withdrawn as withdrawn_queries
from pilots.queries.withdrawn import WithdrawnRecord
from pilots.reports import cover
from pilots.reports.blocks import (
    Block,
    Chart,
    Document,
    Heading,
    Item,
    Items,
    Paragraph,
    Quote,
    SmallPrint,
    signature,
)
from pilots.reports.sections import stories
from pilots.reports.sections.context import ReportContext
from pilots.reports.sections.withdrawn import outcomes_among, withdrawn_words
from pilots.store.reader import Reader
from schemas import DecisionKind, Organisation, Pilot, Standing

OUTCOMES, DECISIONS, OTHERWISE = 6, 3, 3
"""How many of each have room."""


def board(reader: Reader, context: ReportContext, head: int) -> Document:
    """`head` is the newest line of the logbook. Ask it within `for_funders`."""
    pilot = records.row(reader, Pilot.table, context.pilot_id)
    publisher = records.row(reader, Organisation.table, Organisation.ID)
    promises = promises_of(reader, context.pilot_id, context.until, context.today)
    gone = outcomes_among(
        withdrawn_queries.withdrawn(reader, context.pilot_id), [context.pilot_id]
    )
    mark = reader.mark(head)
    name = pilot["name"] if pilot else ""
    return Document(
        title=name,
        language=chosen(),
        day=context.today,
        file=_("board-{pilot}-{day}", pilot=cover.slug(name), day=context.today.isoformat()),
        publisher=publisher["name"] if publisher else "",
        logo=(publisher["logo"] if publisher else None) or "",
        blocks=(
            *_standing(reader, context),
            *_promised(promises, gone, context.pilot_id, name),
            *_voice(reader, context),
            *_otherwise(promises, gone),
            *_decided(reader, context),
            Heading(_("What do we ask of you?")),
            Paragraph(
                _cut(pilot["asks"], 320)
                if pilot and pilot["asks"]
                else _("Nothing is asked of the board now.")
            ),
            signature(
                _(
                    "As it was recorded up to {day}. Without people’s names; numbers of people "
                    "only from five up.",
                    day=day(context.today),
                ),
                mark=mark,
            ),
        ),
        mark=mark,
        on_one_page=True,
    )


def _cut(text: str, width: int) -> str:
    """A text in one paragraph of at most so many characters, cut between words."""
    return shorten(text, width, placeholder=" …")


def _standing(reader: Reader, context: ReportContext) -> Iterator[Block]:
    """The team's own verdict, at its last review."""
    for row in progress.reviews(reader, context.pilot_id, **context.days)[:1]:
        standing = Standing(row["status"])
        why = _cut(row["why"], 160) if row["why"] else ""
        words = _(
            "The team, on {day}: {standing}",
            day=day(row["held_on"]),
            standing=_(standing.label).lower(),
        )
        yield Paragraph(f"{words}. {why}".strip())


def _promised(
    promises: Sequence[Promise], gone: Sequence[WithdrawnRecord], pilot_id: str, name: str
) -> Iterator[Block]:
    words = evidence.overall(promises, len(gone))
    yield Heading(_("What was promised, and what came of it?"))
    yield Paragraph(words)
    rows = overview(promises, {pilot_id: name}).rows
    if rows:
        yield Chart(
            Overview(rows[:OUTCOMES]),
            words,
            caption=_(
                "On the left the baseline, on the right the first promise. The band: 8 of 10 "
                "cases on the day of the target."
            ),
        )
    if rows[OUTCOMES:]:
        more = len(rows) - OUTCOMES
        yield SmallPrint(plural("And {n} more outcome.", "And {n} more outcomes.", more))


def _voice(reader: Reader, context: ReportContext) -> Iterator[Block]:
    """The story that was chosen, or else the newest one."""
    shared = stories.shared(reader, context)
    for row in (shared.first or shared.rows)[:1]:
        yield Heading(_("In someone's own words"))
        source = (row["who"], row["where"])
        yield Quote(_cut(row["what"], 300), " · ".join(_cut(part, 60) for part in source if part))


def _otherwise(promises: Sequence[Promise], gone: Sequence[WithdrawnRecord]) -> Iterator[Block]:
    """What did not go as it was promised: nothing wins trust like this."""
    items = [
        *(
            Item(_cut(each.progress.statement, 90), more=(_cut(each.sentence, 160),))
            for each in promises
            if each.state == "further"
        ),
        *(
            Item(_cut(each.progress.statement, 90), more=(_cut(each.changes[-1], 180),))
            for each in promises
            if each.is_retargeted
        ),
        *(
            Item(_cut(row["called"] or "", 90), more=(_cut(withdrawn_words(row), 180),))
            for row in gone
        ),
    ]
    if items:
        yield Heading(_("What went differently from what was promised?"))
        yield Items(tuple(items[:OTHERWISE]))


def _decided(reader: Reader, context: ReportContext) -> Iterator[Block]:
    rows = progress.decisions(reader, context.pilot_id, **context.days)[:DECISIONS]
    if rows:
        yield Heading(_("What did we decide, and change?"))
        yield Items(
            tuple(
                Item(
                    _cut(row["text"], 110),
                    small_print=" · ".join(
                        filter(
                            None,
                            (
                                _(DecisionKind(row["kind"]).label),
                                day(row["decided_on"]) if row["decided_on"] else "",
                            ),
                        )
                    ),
                )
                for row in rows
            )
        )
