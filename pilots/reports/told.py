"""In a report: what people tell, as long as they want it told."""

from collections.abc import Iterator, Mapping
from typing import Any

from pilots.language import _, day, plural
from pilots.queries import progress
from pilots.reports.blocks import Block, Facts, Heading, Paragraph
from pilots.store.reader import Reader
from schemas import Direction, EvidenceRung, Report, Substantiation

Row = Mapping[str, Any]


def stories(then: Reader, said: Report, still: frozenset[str]) -> Iterator[Block]:
    """The stories of the period; of those that were taken back, only how many there were."""
    rows = progress.stories(then, said.pilot, since=said.since, until=said.until)
    # What was erased of a story is gone from every line of the logbook.
    kept = [row for row in rows if row["id"] in still and row["title"] and row["what"]]
    yield Heading(_("What do people tell us?"))
    if not rows:
        yield Paragraph(
            _(
                "No story from this period may be shared yet. A story only appears here with "
                "consent."
            )
        )
    for row in kept:
        yield from _story(row)
    if gone := len(rows) - len(kept):
        yield Paragraph(
            plural(
                "{n} story was withdrawn, and is no longer shown here.",
                "{n} stories were withdrawn, and are no longer shown here.",
                gone,
            )
        )


def _story(row: Row) -> Iterator[Block]:
    yield Heading(row["title"], level=2)
    yield Paragraph(row["what"])
    facts = {
        _("What the pilot contributed"): row["contribution"],
        _("Why it matters"): row["significance"],
        _("For whom, where and when"): _about(row),
        _("How do we know?"): _known(row),
        _("Direction"): _way(row),
    }
    yield Facts(tuple((name, text) for name, text in facts.items() if text))


def _about(row: Row) -> str:
    on = row["happened_on"] and day(row["happened_on"])
    return " · ".join(filter(None, (row["who"], row["where"], on)))


def _known(row: Row) -> str:
    confirmed = {
        Substantiation.AGREES: _("somebody outside the pilot agrees"),
        Substantiation.PARTLY: _("somebody outside the pilot agrees in part"),
        Substantiation.DISAGREES: _("somebody outside the pilot disagrees"),
    }.get(Substantiation(row["substantiation"]), "")
    return " · ".join(filter(None, (_(EvidenceRung(row["rung"]).label), confirmed)))


def _way(row: Row) -> str:
    """Said only where it was for the worse, or not meant."""
    worse = _("For the worse") if row["direction"] == Direction.NEGATIVE else ""
    other = "" if row["intended"] else _("Not what we intended")
    return " · ".join(filter(None, (worse, other)))
