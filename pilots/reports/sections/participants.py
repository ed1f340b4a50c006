"""How many people took part, and how many are involved, in rounded numbers of five or more."""

from collections.abc import Iterator

from pilots.assessments import people
from pilots.evidence.small_cells import Group, Span, few
from pilots.language import _, listing, number
from pilots.reports.blocks import Block, Chart, Heading, Numbers, Paragraph, SmallPrint
from pilots.reports.sections.context import ReportContext
from pilots.reports.sections.months import month
from pilots.store.reader import Reader
from schemas import StakeholderKind


def participants(reader: Reader, context: ReportContext) -> Iterator[Block]:
    """Participants in stretches of months that hold at least five, and who is involved now."""
    participant_spans = people.participants(reader, context.today).get(context.pilot_id)
    found = participant_spans.ending_within(**context.days) if participant_spans else None
    yield Heading(_("How many people took part?"))
    if found is None or not (found.spans or found.rest):
        yield Paragraph(_("Nobody wrote down how many people took part."))
    else:
        yield Paragraph(_("Participants: {n}.", n=found.words))
        spans = (*found.spans, *((found.rest,) if found.rest else ()))
        if found.spans:
            yield Chart(found, _("Participants: {n}.", n=found.words))
        header = (_("When"), _("Participants"))
        yield Numbers(header, tuple(map(_span, spans)), of_chart=bool(found.spans))
        yield SmallPrint(how_people_are_counted())
    if groups := people.involved(reader, context.pilot_id):
        yield Paragraph(_involved(groups))


def how_people_are_counted() -> str:
    """What a number of participants says, and why there is sometimes none."""
    return _(
        "Participants are counted as the team reported them: somebody who came twice counts "
        "twice. Months with few participants are combined, and numbers are rounded to fives, so "
        "that nobody can be recognised."
    )


def _span(span: Span) -> tuple[str, ...]:
    months = dict.fromkeys((month(span.first), month(span.last)))
    people = few() if span.people is None else _("about {n}", n=number(span.people))
    return (" – ".join(months), people)


def _involved(groups: tuple[Group, ...]) -> str:
    n = sum(group.people for group in groups)
    total = _("About {n} people and organisations are involved now", n=number(n))
    # One group of various kinds says no more than the whole.
    if not groups[0].kind:
        return f"{total}."
    counted = [f"{_kind(group.kind)} ({number(group.people)})" for group in groups]
    return f"{total}: {listing(counted)}."


def _kind(kind: str | None) -> str:
    return _(StakeholderKind(kind).label).lower() if kind else _("of various kinds")
