"""The whole programme: which pilot needs attention, and how others ended."""

from datetime import date
from typing import TypedDict

from pilots.queries.today import (
    FIRST_RECORDED_ON,
    IS_RUNNING,
    IS_SILENT,
    last_activity,
    last_reviews,
)
from pilots.store.reader import Reader
from schemas import Action, Decision, Pilot, Review


class RunningPilot(TypedDict):
    """A pilot that is not over, and what it needs."""

    id: str
    name: str
    status: str | None
    """From its last review that is over, as are why, held_on and next_on: None without one."""
    why: str | None
    held_on: date | None
    next_on: date | None
    is_due: bool
    """Whether the day of its next review has come."""
    days: int
    """Since its last activity."""
    is_silent: bool
    overdue: int
    """Open actions that were due before today."""
    decisions: int
    """Decisions of which the outcome is open."""
    under_way: bool
    """Whether a review of it was begun and is not over."""


class EndedPilot(TypedDict):
    """A pilot that is over, and the last decision about it."""

    id: str
    name: str
    phase: str
    decided: str | None
    """The decision's words; None without one."""
    reason: str | None


def running(reader: Reader, today: date) -> list[RunningPilot]:
    """The pilots that are not over, the one that needs most attention first.

    One that was stopped in a review stays among them until that review is over.

    First those off track, then at risk, then never reviewed, then on track. Among equals, those
    that are due for review, then by the number of overdue actions, then by days of silence.
    """
    return reader.rows(
        f"""
        WITH late AS (
            SELECT pilot, count(*) AS n FROM {reader.table(Action)}
            WHERE status IN ('planned', 'doing') AND due < $today GROUP BY pilot
        ), waiting AS (
            SELECT pilot, count(*) AS n FROM {reader.table(Decision)}
            WHERE carried = 'open' GROUP BY pilot
        ), meeting AS (
            SELECT DISTINCT pilot FROM {reader.table(Review)} WHERE upto IS NULL
        )
        SELECT p.id, p.name, r.status, r.why, r.held_on, r.next_on,
               coalesce(r.next_on <= $today, false) AS is_due,
               date_diff('day', h.last, $today::DATE) AS days,
               {IS_SILENT} AS is_silent,
               coalesce(late.n, 0) AS overdue, coalesce(waiting.n, 0) AS decisions,
               meeting.pilot IS NOT NULL AS under_way
        FROM {reader.table(Pilot)} p JOIN {last_activity(reader)} h ON h.id = p.id
        LEFT JOIN {last_reviews(reader)} r ON r.pilot = p.id
        LEFT JOIN late ON late.pilot = p.id
        LEFT JOIN waiting ON waiting.pilot = p.id
        LEFT JOIN meeting ON meeting.pilot = p.id
        WHERE {IS_RUNNING} OR meeting.pilot IS NOT NULL
        ORDER BY list_position(['off_track', 'at_risk', '', 'on_track'], coalesce(status, '')),
                 is_due DESC, overdue DESC, days DESC, lower(p.name), p.id""",
        today=today,
    )


def ended(reader: Reader) -> list[EndedPilot]:
    """The pilots that are over, the embedded ones first, then by name.

    Writing down later what came of an older decision does not make that decision newer. A
    decision without a day counts on the day in Europe/Amsterdam that it was written down.
    """
    return reader.rows(
        f"""
        WITH last AS (
            SELECT d.pilot, unnest(arg_max(
                {{decided: text, reason: reason}},
                (coalesce(decided_on, {FIRST_RECORDED_ON}), first_seq)))
            FROM {reader.table(Decision)} d JOIN {reader.first_recorded(Decision)} b USING (id)
            GROUP BY d.pilot
        )
        SELECT p.id, p.name, p.phase, decided, reason
        FROM {reader.table(Pilot)} p LEFT JOIN last ON last.pilot = p.id
        WHERE NOT {IS_RUNNING} ORDER BY p.phase, lower(p.name), p.id"""
    )
