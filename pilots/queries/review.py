"""Questions of a meeting: what happened since the review before it, and what was decided.

"Since" is a line of the logbook, not a day: what was recorded late, of a day long ago, is met
in the next review and not missed. What came first is asked of the logbook, so these questions
are the team's; nobody else gets an answer to them.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

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

Rows = list[dict[str, Any]]


# --- reviews -----------------------------------------------------------------------------


def under_way(reader: Reader, pilot_id: str) -> dict[str, Any] | None:
    """The review that was begun and is not over; None without one."""
    rows = reader.rows(
        f"""
        FROM {reader.table(Review)} WHERE pilot = $pilot AND upto IS NULL
        ORDER BY _seq DESC LIMIT 1""",
        pilot=pilot_id,
    )
    return rows[0] if rows else None


def held(reader: Reader, pilot_id: str) -> Rows:
    """The reviews that are over, the last one first."""
    return reader.rows(
        f"""
        FROM {reader.table(Review)} WHERE pilot = $pilot AND upto IS NOT NULL
        ORDER BY upto DESC, held_on DESC""",
        pilot=pilot_id,
    )


def standing(reader: Reader, pilot_id: str) -> str | None:
    """How the pilot stands: the status that its last review gave it; None without one."""
    rows = held(reader, pilot_id)
    return rows[0]["status"] if rows else None


def newest_line(reader: Reader, pilot_id: str) -> int:
    """The last line of the logbook that is about a review of this pilot; 0 without one."""
    rows = reader.rows(
        f"SELECT max(seq) AS seq FROM {reader.logbook()} WHERE kind = 'review' AND pilot = $pilot",
        pilot=pilot_id,
    )
    return rows[0]["seq"] or 0


def present_before(reader: Reader, pilot_id: str) -> list[str]:
    """Who were in the reviews of this pilot, the last seen first."""
    rows = reader.rows(
        f"""
        SELECT name, max(_seq) AS last
        FROM (SELECT unnest(present) AS name, _seq FROM {reader.table(Review)}
              WHERE pilot = $pilot)
        GROUP BY name ORDER BY last DESC, name""",
        pilot=pilot_id,
    )
    return [row["name"] for row in rows]


# --- since the last review ---------------------------------------------------------------


def done(reader: Reader, pilot_id: str, since: int) -> Rows:
    """Actions that were recorded as done after line `since`, by day: whole rows.

    One that was done before, and is only told anew, was met already.
    """
    return _became(reader, "done", pilot_id, since, "done_on, _seq")


def dropped(reader: Reader, pilot_id: str, since: int) -> Rows:
    """Actions that were dropped after line `since`: whole rows."""
    return _became(reader, "dropped", pilot_id, since, "_seq")


def _became(reader: Reader, status: str, pilot_id: str, since: int, order: str) -> Rows:
    return reader.rows(
        f"""
        SELECT a.* FROM {reader.table(Action)} a
        JOIN ({_last_time(reader, status)}) l ON l.id = a.id
        WHERE a.status = '{status}' AND l.seq > $since ORDER BY {order}""",
        pilot=pilot_id,
        since=since,
    )


def _last_time(reader: Reader, status: str) -> str:
    """For each action that has this status: the line since which it has it without a break."""
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


def _first(reader: Reader, status: str) -> str:
    """For each action that ever had this status: the line that first said so."""
    return f"""
        SELECT subject AS id, min(seq) AS seq FROM {reader.logbook()}
        WHERE kind = 'action' AND pilot = $pilot AND body->>'status' = '{status}'
        GROUP BY subject"""


def new_people(reader: Reader, pilot_id: str, since: int) -> Rows:
    """Who was first written down after line `since`: whole rows, in that order."""
    return reader.rows(
        f"""
        SELECT s.* FROM {reader.table(Stakeholder)} s JOIN {reader.began(Stakeholder)} b USING (id)
        WHERE s.pilot = $pilot AND b.first_seq > $since ORDER BY b.first_seq""",
        pilot=pilot_id,
        since=since,
    )


def first_links(reader: Reader, pilot_id: str, since: int) -> Rows:
    """Pairs of people who did something together for the first time: one, other and title.

    `one` and `other` are names. It counts from the first action that was recorded as done
    with both of them; that is after line `since`.
    """
    return reader.rows(
        f"""
        WITH acts AS (
            SELECT a.title, f.seq, unnest(a.with_whom) AS person, a.id
            FROM {reader.table(Action)} a JOIN ({_first(reader, "done")}) f USING (id)
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


def measured(reader: Reader, pilot_id: str, since: int) -> dict[str, int]:
    """The outcomes that moved: by id, how many measurements were written down after `since`."""
    rows = reader.rows(
        f"""
        SELECT m.outcome, count(*) AS n
        FROM {reader.table(Measurement)} m JOIN {reader.began(Measurement)} b USING (id)
        JOIN {reader.table(Outcome)} o ON o.id = m.outcome
        WHERE m.pilot = $pilot AND b.first_seq > $since
        GROUP BY m.outcome, o.statement ORDER BY lower(o.statement)""",
        pilot=pilot_id,
        since=since,
    )
    return {row["outcome"]: row["n"] for row in rows}


def overdue(reader: Reader, pilot_id: str, today: date) -> Rows:
    """Open actions of a pilot that were due before today: whole rows."""
    return reader.rows(
        f"""
        FROM {reader.table(Action)}
        WHERE pilot = $pilot AND status IN ('planned', 'doing') AND due < $today
        ORDER BY due, _seq""",
        pilot=pilot_id,
        today=today,
    )


# --- what a review brings ----------------------------------------------------------------


def decisions(reader: Reader, review: str) -> Rows:
    """What was decided in a review, in order: whole rows."""
    return reader.rows(
        f"""
        SELECT d.* FROM {reader.table(Decision)} d JOIN {reader.began(Decision)} b USING (id)
        WHERE review = $review ORDER BY first_seq""",
        review=review,
    )


def to_meet_again(reader: Reader, pilot_id: str, review: str, since: int) -> Rows:
    """What was decided before this review and is still to be answered for: whole rows.

    Those are the decisions that are open, and those of which it was said after line `since`
    what came of them.
    """
    return reader.rows(
        f"""
        SELECT d.* FROM {reader.table(Decision)} d JOIN {reader.began(Decision)} b USING (id)
        WHERE d.pilot = $pilot AND review IS DISTINCT FROM $review
          AND (carried = 'open' OR (d._seq > $since AND first_seq <= $since))
        ORDER BY first_seq""",
        pilot=pilot_id,
        review=review,
        since=since,
    )


def following(reader: Reader, decisions: Sequence[str]) -> dict[str, Rows]:
    """The actions that follow from these decisions, whole rows by the decision's id."""
    rows = reader.rows(
        f"""
        FROM {reader.table(Action)} WHERE list_contains($decisions::VARCHAR[], decision)
        ORDER BY due NULLS LAST, _seq""",
        decisions=list(decisions),
    )
    found: dict[str, Rows] = {id: [] for id in decisions}
    for row in rows:
        found[row["decision"]].append(row)
    return found


def agreed(reader: Reader, pilot_id: str, review: str) -> Rows:
    """Open actions that were first written down while this review was held: whole rows."""
    return reader.rows(
        f"""
        WITH began AS (
            SELECT min(seq) AS seq FROM {reader.logbook()}
            WHERE kind = 'review' AND subject = $review
        )
        SELECT a.* FROM {reader.table(Action)} a
        JOIN {reader.began(Action)} b ON b.id = a.id, began
        WHERE a.pilot = $pilot AND a.status IN ('planned', 'doing') AND b.first_seq > began.seq
        ORDER BY b.first_seq""",
        pilot=pilot_id,
        review=review,
    )


def checks(reader: Reader, review: str) -> dict[str, dict[str, Any]]:
    """What was said of each principle in a review: whole rows by the principle's id."""
    rows = reader.rows(
        f"FROM {reader.table(PrincipleCheck)} WHERE review = $review ORDER BY _seq", review=review
    )
    return {row["principle"]: row for row in rows}


def principles(reader: Reader, pilot_id: str) -> Rows:
    """What a pilot holds on to: what holds for all first, then its own, as written down."""
    return reader.rows(
        f"""
        SELECT p.* FROM {reader.table(Principle)} p JOIN {reader.began(Principle)} b ON b.id = p.id
        WHERE p.pilot IS NULL OR p.pilot = $pilot
        ORDER BY p.pilot IS NOT NULL, b.first_seq""",
        pilot=pilot_id,
    )
