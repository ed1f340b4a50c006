"""Review meetings: what happened since the previous review, and what was decided.

`since` is a line of the logbook, not a day: what was recorded late, about a day long ago, comes
up in the next review and is not missed. Rows are whole records, unless a query says otherwise.
What is read from the logbook is for the team: empty without rights to names.
"""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict

from pilots.folding import unique
from pilots.queries.rows import RecordRow
from pilots.store.reader import Reader
from schemas import (
    Action,
    Decision,
    Measurement,
    Outcome,
    Principle,
    PrincipleCheck,
    Review,
    Stakeholder,
)


class Tie(TypedDict):
    """Two people who did something together."""

    one: str
    """A name."""
    other: str
    """A name."""
    title: str
    """Of the action in which they did."""


# --- reviews -----------------------------------------------------------------------------


def under_way(reader: Reader, pilot_id: str) -> RecordRow | None:
    """The review that was begun and is not over; None without one."""
    rows: list[RecordRow] = reader.rows(
        f"""
        FROM {reader.table(Review)} WHERE pilot = $pilot AND upto IS NULL
        ORDER BY _seq DESC LIMIT 1""",
        pilot=pilot_id,
    )
    return rows[0] if rows else None


def being_held(reader: Reader, today: date) -> list[str]:
    """The pilots of which a review began today and is not over, the last to begin first."""
    rows = reader.rows(
        f"""
        SELECT pilot, max(_seq) AS last FROM {reader.table(Review)}
        WHERE upto IS NULL AND held_on = $today GROUP BY pilot ORDER BY last DESC""",
        today=today,
    )
    return [row["pilot"] for row in rows]


def closed_reviews(reader: Reader, pilot_id: str) -> list[RecordRow]:
    """The reviews that are over, the last one first."""
    return reader.rows(
        f"""
        FROM {reader.table(Review)} WHERE pilot = $pilot AND upto IS NOT NULL
        ORDER BY upto DESC, held_on DESC""",
        pilot=pilot_id,
    )


def current_status(reader: Reader, pilot_id: str) -> str | None:
    """The status that the last review gave the pilot; None without one."""
    rows = closed_reviews(reader, pilot_id)
    status: str | None = rows[0]["status"] if rows else None
    return status


def newest_line(reader: Reader, pilot_id: str) -> int:
    """The last line of the logbook about a review of this pilot; 0 without one."""
    rows = reader.rows(
        f"SELECT max(seq) AS seq FROM {reader.logbook()} WHERE kind = 'review' AND pilot = $pilot",
        pilot=pilot_id,
    )
    return int(rows[0]["seq"] or 0)


def earlier_participants(reader: Reader, pilot_id: str) -> list[str]:
    """The names of those who were in the reviews of this pilot, the last seen first.

    Of two spellings of a name the newer one.
    """
    rows = reader.rows(
        f"""
        SELECT name, max(_seq) AS last
        FROM (SELECT unnest(present) AS name, _seq FROM {reader.table(Review)}
              WHERE pilot = $pilot)
        GROUP BY name ORDER BY last DESC, name""",
        pilot=pilot_id,
    )
    return unique(row["name"] for row in rows)


# --- since the last review ---------------------------------------------------------------


def done_actions(reader: Reader, pilot_id: str, since: int) -> list[RecordRow]:
    """Actions that were recorded as done after line `since`, by the day they were done.

    An action that was done before that, and was only changed since, is not among them.
    """
    return _with_new_status(reader, "done", pilot_id, since, "done_on, _seq")


def dropped_actions(reader: Reader, pilot_id: str, since: int) -> list[RecordRow]:
    """Actions that were dropped after line `since`, in the order of their last change."""
    return _with_new_status(reader, "dropped", pilot_id, since, "_seq")


def _with_new_status(
    reader: Reader, status: str, pilot_id: str, since: int, order: str
) -> list[RecordRow]:
    return reader.rows(
        f"""
        SELECT a.* FROM {reader.table(Action)} a
        JOIN ({_status_since(reader, status)}) l ON l.id = a.id
        WHERE a.status = '{status}' AND l.seq > $since ORDER BY {order}""",
        pilot=pilot_id,
        since=since,
    )


def _status_since(reader: Reader, status: str) -> str:
    """A subquery: id and seq, the line since which an action has this status without a break."""
    return f"""
        WITH lines AS (
            SELECT subject AS id, seq, body->>'status' AS status FROM {reader.logbook()}
            WHERE kind = 'action' AND pilot = $pilot
        ), others AS (
            SELECT id, max(seq) AS seq FROM lines
            WHERE status IS DISTINCT FROM '{status}' GROUP BY id
        )
        SELECT l.id, min(l.seq) AS seq FROM lines l LEFT JOIN others o ON o.id = l.id
        WHERE l.seq > coalesce(o.seq, 0) GROUP BY l.id"""


def _first_with_status(reader: Reader, status: str) -> str:
    """A subquery: id and seq, the first line in which an action has this status."""
    return f"""
        SELECT subject AS id, min(seq) AS seq FROM {reader.logbook()}
        WHERE kind = 'action' AND pilot = $pilot AND body->>'status' = '{status}'
        GROUP BY subject"""


def new_stakeholders(reader: Reader, pilot_id: str, since: int) -> list[RecordRow]:
    """Who was first written down after line `since`, in that order."""
    return reader.rows(
        f"""
        SELECT s.* FROM {reader.table(Stakeholder)} s
        JOIN {reader.first_recorded(Stakeholder)} b USING (id)
        WHERE s.pilot = $pilot AND b.first_seq > $since ORDER BY b.first_seq""",
        pilot=pilot_id,
        since=since,
    )


def new_ties(reader: Reader, pilot_id: str, since: int) -> list[Tie]:
    """Pairs of people who did something together for the first time after line `since`.

    It counts from the first action that was recorded as done with both of them.
    """
    return reader.rows(
        f"""
        WITH acts AS (
            SELECT a.title, f.seq, unnest(a.with_whom) AS person, a.id
            FROM {reader.table(Action)} a JOIN ({_first_with_status(reader, "done")}) f USING (id)
            WHERE a.status = 'done'
        ), pairs AS (
            SELECT x.person AS a, y.person AS b, min(x.seq) AS seq,
                   arg_min(x.title, x.seq) AS title
            FROM acts x JOIN acts y ON x.id = y.id AND x.person < y.person GROUP BY 1, 2
        )
        SELECT one.name AS one, other.name AS other, title
        FROM pairs JOIN {reader.table(Stakeholder)} one ON one.id = a
        JOIN {reader.table(Stakeholder)} other ON other.id = b
        WHERE seq > $since ORDER BY seq, one.name, other.name""",
        pilot=pilot_id,
        since=since,
    )


def new_measurements(reader: Reader, pilot_id: str, since: int) -> dict[str, int]:
    """How many measurements were written down after line `since`, by the outcome's id."""
    rows = reader.rows(
        f"""
        SELECT m.outcome, count(*) AS n
        FROM {reader.table(Measurement)} m JOIN {reader.first_recorded(Measurement)} b USING (id)
        JOIN {reader.table(Outcome)} o ON o.id = m.outcome
        WHERE m.pilot = $pilot AND b.first_seq > $since
        GROUP BY m.outcome, o.statement ORDER BY lower(o.statement)""",
        pilot=pilot_id,
        since=since,
    )
    return {row["outcome"]: row["n"] for row in rows}


def overdue_actions(reader: Reader, pilot_id: str, today: date) -> list[RecordRow]:
    """Open actions of a pilot that were due before today, by due day."""
    return reader.rows(
        f"""
        FROM {reader.table(Action)}
        WHERE pilot = $pilot AND status IN ('planned', 'doing') AND due < $today
        ORDER BY due, _seq""",
        pilot=pilot_id,
        today=today,
    )


# --- what a review brings ----------------------------------------------------------------


def decisions(reader: Reader, review: str) -> list[RecordRow]:
    """The decisions of a review, in the order in which they were written down."""
    return reader.rows(
        f"""
        SELECT d.* FROM {reader.table(Decision)} d
        JOIN {reader.first_recorded(Decision)} b USING (id)
        WHERE review = $review ORDER BY first_seq""",
        review=review,
    )


def decisions_to_follow_up(
    reader: Reader, pilot_id: str, review: str, since: int
) -> list[RecordRow]:
    """Earlier decisions to come back to in this review, in the order they were written down.

    Those of which the outcome is open, and those that were written down before line `since` and
    changed after it.
    """
    return reader.rows(
        f"""
        SELECT d.* FROM {reader.table(Decision)} d
        JOIN {reader.first_recorded(Decision)} b USING (id)
        WHERE d.pilot = $pilot AND review IS DISTINCT FROM $review
          AND (carried = 'open' OR (d._seq > $since AND first_seq <= $since))
        ORDER BY first_seq""",
        pilot=pilot_id,
        review=review,
        since=since,
    )


def follow_up_actions(reader: Reader, decisions: Sequence[str]) -> dict[str, list[RecordRow]]:
    """The actions that follow from these decisions, by the decision's id; then by due day."""
    rows: list[RecordRow] = reader.rows(
        f"""
        FROM {reader.table(Action)} WHERE list_contains($decisions::VARCHAR[], decision)
        ORDER BY due NULLS LAST, _seq""",
        decisions=list(decisions),
    )
    actions: dict[str, list[RecordRow]] = {id: [] for id in decisions}
    for row in rows:
        actions[row["decision"]].append(row)
    return actions


def agreed_actions(reader: Reader, pilot_id: str, review: str) -> list[RecordRow]:
    """Open actions that were planned since this review began, or changed: another day or owner.

    In the order in which they were first written down.
    """
    return reader.rows(
        f"""
        WITH began AS (
            SELECT min(seq) AS seq FROM {reader.logbook()}
            WHERE kind = 'review' AND subject = $review
        )
        SELECT a.* FROM {reader.table(Action)} a
        JOIN {reader.first_recorded(Action)} b ON b.id = a.id, began
        WHERE a.pilot = $pilot AND a.status IN ('planned', 'doing') AND a._seq > began.seq
        ORDER BY b.first_seq""",
        pilot=pilot_id,
        review=review,
    )


def principle_checks(reader: Reader, review: str) -> dict[str, RecordRow]:
    """The checks of principles in a review, by the principle's id."""
    rows = reader.rows(
        f"FROM {reader.table(PrincipleCheck)} WHERE review = $review ORDER BY _seq", review=review
    )
    return {row["principle"]: row for row in rows}


def principles(reader: Reader, pilot_id: str) -> list[RecordRow]:
    """The guiding principles of a pilot: first those of all pilots, then its own; oldest first."""
    return reader.rows(
        f"""
        SELECT p.* FROM {reader.table(Principle)} p
        JOIN {reader.first_recorded(Principle)} b ON b.id = p.id
        WHERE p.pilot IS NULL OR p.pilot = $pilot
        ORDER BY p.pilot IS NOT NULL, b.first_seq""",
        pilot=pilot_id,
    )
