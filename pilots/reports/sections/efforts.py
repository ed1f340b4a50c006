"""What it took: money and hours, only where somebody wrote them down."""

from collections.abc import Iterator, Sequence

from pilots.language import _, number, short_day
from pilots.queries.efforts import EffortRow, efforts
from pilots.reports.blocks import Block, Heading, Numbers, Paragraph, SmallPrint
from pilots.reports.sections.context import ReportContext
from pilots.store.reader import Reader


def what_it_took(reader: Reader, context: ReportContext) -> Iterator[Block]:
    """A row for each period, and their sums; that nothing is known where nothing is."""
    rows = efforts(reader, context.pilot_id, **context.days)
    yield Heading(_("What did it take?"))
    if not rows:
        yield Paragraph(_("No money or hours were recorded for this period."))
        return
    yield Paragraph(_sums(rows))
    header = (_("What for"), _("When"), _("Budget"), _("Spent"), _("Hours"))
    yield Numbers(header, tuple(map(_cells, rows)))
    for row in rows:
        if row["note"]:
            yield SmallPrint(f"{row['what']}: {row['note']}")


def _sums(rows: Sequence[EffortRow]) -> str:
    """Of each only what is known, and how many do not know it."""
    budget = [row["budget"] for row in rows if row["budget"] is not None]
    spent = [row["spent"] for row in rows if row["spent"] is not None]
    hours = [row["hours"] for row in rows if row["hours"] is not None]
    sentences = [
        _("Budget: {amount}.", amount=_euros(sum(budget))) if budget else "",
        _("Spent: {amount}.", amount=_euros(sum(spent))) if spent else "",
        _("Hours: {hours}.", hours=number(sum(hours))) if hours else "",
    ]
    return " ".join(filter(None, sentences))


def _cells(row: EffortRow) -> tuple[str, ...]:
    when = _("{first} to {last}", first=short_day(row["since"]), last=short_day(row["until"]))
    return (
        row["what"],
        when,
        "–" if row["budget"] is None else _euros(row["budget"]),
        "–" if row["spent"] is None else _euros(row["spent"]),
        "–" if row["hours"] is None else number(row["hours"]),
    )


def _euros(amount: float) -> str:
    return f"€ {number(amount)}"
