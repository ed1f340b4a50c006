"""The report of a period: what a funder reads of one pilot, with the words of its lead.

Published, it is read from the register as it was at the line at which it was fixed (a
snapshot), with the words of the version that was published: the same for ever. One thing is
read from today: which stories may still be shared. A story whose consent is withdrawn is left
out of every report.
"""

from datetime import date

from pilots.language import _, chosen, day, number
from pilots.queries import progress as progress_queries
from pilots.queries import records
from pilots.queries import report as report_queries
from pilots.queries.rows import RecordRow
from pilots.reports import cover
from pilots.reports.blocks import (
    DescriptionList,
    Document,
    Signature,
    card_ids,
    signature,
    written,
)
from pilots.reports.funder_sections import progress
from pilots.reports.sections.context import ReportContext
from pilots.store.reader import Reader
from schemas import Organisation, Phase, Pilot, Report


def published(reader: Reader, report_id: str) -> Document | None:
    """A report that was published, in the language that is spoken; None where it was not."""
    report = report_queries.as_published(reader, report_id)
    if report is None or report.upto is None or report.published_on is None:
        return None
    mine = reader.within(report.pilot)
    return _document(
        mine.as_of(report.upto), report, report.published_on, _consented(mine, report)
    )


def preview(reader: Reader, report: Report, today: date) -> Document:
    """What would be published now: a report as far as it is written.

    Only its team knows of it, so whoever asks brings it along.
    """
    mine = reader.within(report.pilot)
    return _document(mine, report, today, _consented(mine, report))


def _consented(reader: Reader, report: Report) -> frozenset[str]:
    return frozenset(row["id"] for row in progress_queries.stories(reader, report.pilot))


def _document(
    snapshot: Reader, report: Report, today: date, consented: frozenset[str]
) -> Document:
    """`snapshot` is the register as it was when the report was fixed."""
    pilot = records.row(snapshot, Pilot.table, report.pilot)
    mark = snapshot.mark(report.upto) if report.upto else ""
    publisher = records.row(snapshot, Organisation.table, Organisation.ID)
    context = ReportContext(
        pilot_id=report.pilot,
        today=today,
        since=report.since,
        until=report.until,
        happened=report.happened or "",
        learned=report.learned or "",
        ahead=report.ahead or "",
        consented=consented,
    )
    blocks = (
        _opening(report, pilot),
        *written(_("What is different in this edition?"), report.changed),
        *written(_("In short"), report.summary),
        *progress(snapshot, context),
        _signature(report, mark),
    )
    return Document(
        title=report.title,
        language=chosen(),
        day=today,
        file=_file(pilot["name"] if pilot else "", report),
        publisher=publisher["name"] if publisher else "",
        logo=(publisher["logo"] if publisher else None) or "",
        blocks=blocks,
        mark=mark,
        report=report.id if report.upto else "",
        pilot=report.pilot,
        stories=consented.intersection(card_ids(blocks)),
    )


def _opening(report: Report, pilot: RecordRow | None) -> DescriptionList:
    rows = {}
    if pilot:
        rows = {
            _("Pilot"): pilot["name"],
            _("Place"): cover.place(pilot),
            _("Themes"): ", ".join(pilot["themes"] or ()),
            _("For whom"): pilot["audience"],
            _("Phase"): _(Phase(pilot["phase"]).label),
        }
    rows[_("Period")] = _("{first} to {last}", first=day(report.since), last=day(report.until))
    if report.published_on:
        rows[_("Published on")] = day(report.published_on)
    if report.edition > 1:
        rows[_("Edition")] = number(report.edition)
    return DescriptionList(tuple((label, text) for label, text in rows.items() if text))


def _signature(report: Report, mark: str) -> Signature:
    without = _("Without people’s names; numbers of people only from five up.")
    if report.upto is None:
        return Signature(f"{_('This is a draft: it is not published yet.')} {without}")
    fixed = _(
        "Made from what was recorded up to line {line} of the logbook. What was recorded or "
        "changed later is not in it. A story that was withdrawn is left out.",
        line=report.upto,
    )
    return signature(fixed, without, mark=mark)


def _file(name: str, report: Report) -> str:
    edition = f"-{report.edition}" if report.edition > 1 else ""
    pilot = cover.slug(name) or report.pilot
    return _("report-{pilot}-{day}", pilot=pilot, day=report.until.isoformat()) + edition
