"""How many people took part, without a number from 1 to 4 (statistical disclosure control)."""

from collections import defaultdict
from datetime import date

from pilots.evidence.small_cells import Group, ParticipantSpans, groups, participant_spans
from pilots.queries import headcounts
from pilots.queries.headcounts import Month
from pilots.store.reader import Reader


def participants(reader: Reader, today: date) -> dict[str, ParticipantSpans]:
    """How many people took part in each pilot, by its id, in spans of at least five people."""
    months: dict[str, list[Month]] = defaultdict(list)
    for month in headcounts.participants_by_month(reader):
        months[month["pilot"]].append(month)
    return {pilot_id: participant_spans(rows, today) for pilot_id, rows in months.items()}


def involved(reader: Reader, pilot_id: str) -> tuple[Group, ...]:
    """The people and organisations involved in a pilot by kind, in groups of at least five."""
    return groups(headcounts.stakeholders_by_kind(reader, pilot_id))
