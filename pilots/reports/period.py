"""The report of a period: what a funder is told of one pilot, in numbers and in the lead's words.

Published, it is read from the register as it was at the line at which it was fixed, with the
words of the version that was published: the same for ever. One thing is asked of today: which
stories may still be told. Who takes back a story takes it back from every report.

Nothing in it says who somebody is. Ask it within `for_funders`, and nothing else can be in it.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pilots.access import Scope
from pilots.language import _, chosen, day, number
from pilots.queries import progress, records
from pilots.queries import report as questions
from pilots.queries.rows import RecordRow
from pilots.reports import decided, promised, told, worked
from pilots.reports.blocks import Block, Document, Facts, Heading, Paragraph, Signature
from pilots.store.reader import Reader
from schemas import Organisation, Pilot, Report


def for_funders(pilot_id: str) -> Scope:
    """What may be read for a report, whoever looks: one pilot, and nothing of any person."""
    return Scope(pilots=frozenset({pilot_id}), personal=frozenset())


@dataclass(frozen=True)
class Looking:
    """What a report is made from."""

    then: Reader
    """The register as it was when the report was fixed."""
    report: Report
    still: frozenset[str]
    """The stories that may be told today."""
    today: date
    """The day from which it looks ahead: of a published report, the day it was published."""


def published(reader: Reader, report: str) -> Document | None:
    """A report that was published, in the language that is spoken; None where it was not."""
    said = questions.as_published(reader, report)
    if said is None or said.upto is None or said.published_on is None:
        return None
    mine = reader.within(said.pilot)
    return _document(
        Looking(mine.as_of(said.upto), said, _may_be_told(mine, said), said.published_on)
    )


def preview(reader: Reader, said: Report, today: date) -> Document:
    """What would be published now: a report as far as it is written.

    Only its team knows of it, so whoever asks brings it along.
    """
    mine = reader.within(said.pilot)
    return _document(Looking(mine, said, _may_be_told(mine, said), today))


def _may_be_told(reader: Reader, said: Report) -> frozenset[str]:
    return frozenset(row["id"] for row in progress.stories(reader, said.pilot))


def _document(look: Looking) -> Document:
    said = look.report
    about = records.row(look.then, Pilot.table, said.pilot)
    whose = records.row(look.then, Organisation.table, Organisation.ID)
    return Document(
        title=said.title,
        language=chosen(),
        day=said.published_on or look.today,
        file=_file(about["name"] if about else "", said),
        publisher=whose["name"] if whose else "",
        logo=(whose["logo"] if whose else None) or "",
        blocks=(
            *_opening(said, about),
            *_words(_("What is different in this edition?"), said.changed),
            *_words(_("In short"), said.summary),
            *promised.question(look.then, said),
            *promised.outcomes(look.then, said),
            *worked.done(look.then, said),
            *worked.people(look.then, said, look.today),
            *told.stories(look.then, said, look.still),
            *decided.reviews(look.then, said),
            *decided.decisions(look.then, said),
            *_words(_("What did we learn?"), said.learned),
            *decided.ahead(look.then, said, look.today),
            _signature(said),
        ),
    )


def _opening(said: Report, about: RecordRow | None) -> Iterator[Block]:
    facts = {}
    if about:
        place = filter(None, (about["neighbourhood"], about["municipality"]))
        facts = {
            _("Pilot"): about["name"],
            _("Place"): ", ".join(place),
            _("For whom"): about["audience"],
        }
    facts[_("Period")] = _("{first} to {last}", first=day(said.since), last=day(said.until))
    if said.published_on:
        facts[_("Published on")] = day(said.published_on)
    if said.edition > 1:
        facts[_("Edition")] = number(said.edition)
    yield Facts(tuple((name, text) for name, text in facts.items() if text))


def _words(title: str, text: str | None) -> Iterator[Block]:
    """What the lead wrote; nothing where nothing was written."""
    if text:
        yield Heading(title)
        yield Paragraph(text)


def _signature(said: Report) -> Signature:
    without = _("Without people’s names; numbers of people only from five up.")
    if said.upto is None:
        return Signature(f"{_('This is a draft: it is not published yet.')} {without}")
    fixed = _(
        "Made from what was recorded up to line {line} of the logbook. What was recorded or "
        "changed later is not in it. A story that was withdrawn is left out.",
        line=said.upto,
    )
    return Signature(f"{fixed} {without}")


def _file(name: str, said: Report) -> str:
    """What the report is called on a disk: letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    short = "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-")
    edition = f"-{said.edition}" if said.edition > 1 else ""
    which = short or said.pilot
    return _("report-{pilot}-{day}", pilot=which, day=said.until.isoformat()) + edition
