"""Questions of a meeting: what happened since the review before it, and what was decided.

"Since" is a line of the logbook, not a day: what was recorded late, of a day long ago, is met
in the next review and not missed. What came first is asked of the logbook, so these questions
are the team's; nobody else gets an answer to them.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from pilots.store.register import Reader
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


def under_way(see: Reader, pilot: str) -> dict[str, Any] | None:
    """The review that was begun and is not over; None without one."""
    rows = see.rows(
        f"""
        FROM {see.table(Review)} WHERE pilot = $pilot AND upto IS NULL
        ORDER BY _seq DESC LIMIT 1""",
        pilot=pilot,
    )
    return rows[0] if rows else None


def held(see: Reader, pilot: str) -> Rows:
    """The reviews that are over, the last one first."""
    return see.rows(
        f"""
        FROM {see.table(Review)} WHERE pilot = $pilot AND upto IS NOT NULL
        ORDER BY upto DESC, held_on DESC""",
        pilot=pilot,
    )


def standing(see: Reader, pilot: str) -> str | None:
    """How the pilot stands: the status that its last review gave it; None without one."""
    rows = held(see, pilot)
    return rows[0]["status"] if rows else None


def newest_line(see: Reader, pilot: str) -> int:
    """The last line of the logbook that is about a review of this pilot; 0 without one."""
    rows = see.rows(
        f"SELECT max(seq) AS seq FROM {see.logbook()} WHERE kind = 'review' AND pilot = $pilot",
        pilot=pilot,
    )
    return rows[0]["seq"] or 0


def present_before(see: Reader, pilot: str) -> list[str]:
    """Who were in the reviews of this pilot, the last seen first."""
    rows = see.rows(
        f"""
        SELECT name, max(_seq) AS last
        FROM (SELECT unnest(present) AS name, _seq FROM {see.table(Review)}
              WHERE pilot = $pilot)
        GROUP BY name ORDER BY last DESC, name""",
        pilot=pilot,
    )
    return [row["name"] for row in rows]


# --- since the last review ---------------------------------------------------------------


def done(see: Reader, pilot: str, since: int) -> Rows:
    """Actions that were recorded as done after line `since`, by day: whole rows.

    One that was done before, and is only told anew, was met already.
    """
    return _became(see, "done", pilot, since, "done_on, _seq")


def dropped(see: Reader, pilot: str, since: int) -> Rows:
    """Actions that were dropped after line `since`: whole rows."""
    return _became(see, "dropped", pilot, since, "_seq")


def _became(see: Reader, status: str, pilot: str, since: int, order: str) -> Rows:
    return see.rows(
        f"""
        SELECT a.* FROM {see.table(Action)} a
        JOIN ({_last_time(see, status)}) l ON l.id = a.id
        WHERE a.status = '{status}' AND l.seq > $since ORDER BY {order}""",
        pilot=pilot,
        since=since,
    )


def _last_time(see: Reader, status: str) -> str:
    """For each action that has this status: the line since which it has it without a break."""
    return f"""
        WITH lines AS (
            SELECT subject AS id, seq, body->>'status' AS status FROM {see.logbook()}
            WHERE kind = 'action' AND pilot = $pilot
        ), others AS (
            SELECT id, max(seq) AS seq FROM lines
            WHERE status IS DISTINCT FROM '{status}' GROUP BY id
        )
        SELECT l.id, min(l.seq) AS seq FROM lines l LEFT JOIN others o ON o.id = l.id
        WHERE l.seq > coalesce(o.seq, 0) GROUP BY l.id"""


def _first(see: Reader, status: str) -> str:
    """For each action that ever had this status: the line that first said so."""
    return f"""
        SELECT subject AS id, min(seq) AS seq FROM {see.logbook()}
        WHERE kind = 'action' AND pilot = $pilot AND body->>'status' = '{status}'
        GROUP BY subject"""


def new_people(see: Reader, pilot: str, since: int) -> Rows:
    """Who was first written down after line `since`: whole rows, in that order."""
    return see.rows(
        f"""
        SELECT s.* FROM {see.table(Stakeholder)} s JOIN {see.began(Stakeholder)} b USING (id)
        WHERE s.pilot = $pilot AND b.first_seq > $since ORDER BY b.first_seq""",
        pilot=pilot,
        since=since,
    )


def first_links(see: Reader, pilot: str, since: int) -> Rows:
    """Pairs of people who did something together for the first time: one, other and title.

    `one` and `other` are names. It counts from the first action that was recorded as done
    with both of them; that is after line `since`.
    """
    return see.rows(
        f"""
        WITH acts AS (
            SELECT a.title, f.seq, unnest(a.with_whom) AS person, a.id
            FROM {see.table(Action)} a JOIN ({_first(see, "done")}) f USING (id)
            WHERE a.status = 'done'
        ), pairs AS (
            SELECT x.person AS a, y.person AS b, min(x.seq) AS seq,
                   arg_min(x.title, x.seq) AS title
            FROM acts x JOIN acts y ON x.id = y.id AND x.person < y.person GROUP BY 1, 2
        )
        SELECT one.name AS one, other.name AS other, title
        FROM pairs JOIN {see.table(Stakeholder)} one ON one.id = a
        JOIN {see.table(Stakeholder)} other ON other.id = b
        WHERE seq > $since ORDER BY seq, one.name, other.name""",
        pilot=pilot,
        since=since,
    )


def measured(see: Reader, pilot: str, since: int) -> dict[str, int]:
    """The outcomes that moved: by id, how many measurements were written down after `since`."""
    rows = see.rows(
        f"""
        SELECT m.outcome, count(*) AS n
        FROM {see.table(Measurement)} m JOIN {see.began(Measurement)} b USING (id)
        JOIN {see.table(Outcome)} o ON o.id = m.outcome
        WHERE m.pilot = $pilot AND b.first_seq > $since
        GROUP BY m.outcome, o.statement ORDER BY lower(o.statement)""",
        pilot=pilot,
        since=since,
    )
    return {row["outcome"]: row["n"] for row in rows}


def overdue(see: Reader, pilot: str, today: date) -> Rows:
    """Open actions of a pilot that were due before today: whole rows."""
    return see.rows(
        f"""
        FROM {see.table(Action)}
        WHERE pilot = $pilot AND status IN ('planned', 'doing') AND due < $today
        ORDER BY due, _seq""",
        pilot=pilot,
        today=today,
    )


# --- what a review brings ----------------------------------------------------------------


def decisions(see: Reader, review: str) -> Rows:
    """What was decided in a review, in order: whole rows."""
    return see.rows(
        f"""
        SELECT d.* FROM {see.table(Decision)} d JOIN {see.began(Decision)} b USING (id)
        WHERE review = $review ORDER BY first_seq""",
        review=review,
    )


def to_meet_again(see: Reader, pilot: str, review: str, since: int) -> Rows:
    """What was decided before this review and is still to be answered for: whole rows.

    Those are the decisions that are open, and those of which it was said after line `since`
    what came of them.
    """
    return see.rows(
        f"""
        SELECT d.* FROM {see.table(Decision)} d JOIN {see.began(Decision)} b USING (id)
        WHERE d.pilot = $pilot AND review IS DISTINCT FROM $review
          AND (carried = 'open' OR (d._seq > $since AND first_seq <= $since))
        ORDER BY first_seq""",
        pilot=pilot,
        review=review,
        since=since,
    )


def following(see: Reader, decisions: Sequence[str]) -> dict[str, Rows]:
    """The actions that follow from these decisions, whole rows by the decision's id."""
    rows = see.rows(
        f"""
        FROM {see.table(Action)} WHERE list_contains($decisions::VARCHAR[], decision)
        ORDER BY due NULLS LAST, _seq""",
        decisions=list(decisions),
    )
    found: dict[str, Rows] = {id: [] for id in decisions}
    for row in rows:
        found[row["decision"]].append(row)
    return found


def agreed(see: Reader, pilot: str, review: str) -> Rows:
    """Open actions that were first written down while this review was held: whole rows."""
    return see.rows(
        f"""
        WITH began AS (
            SELECT min(seq) AS seq FROM {see.logbook()} WHERE kind = 'review' AND subject = $review
        )
        SELECT a.* FROM {see.table(Action)} a JOIN {see.began(Action)} b ON b.id = a.id, began
        WHERE a.pilot = $pilot AND a.status IN ('planned', 'doing') AND b.first_seq > began.seq
        ORDER BY b.first_seq""",
        pilot=pilot,
        review=review,
    )


def checks(see: Reader, review: str) -> dict[str, dict[str, Any]]:
    """What was said of each principle in a review: whole rows by the principle's id."""
    rows = see.rows(
        f"FROM {see.table(PrincipleCheck)} WHERE review = $review ORDER BY _seq", review=review
    )
    return {row["principle"]: row for row in rows}


def principles(see: Reader, pilot: str) -> Rows:
    """What a pilot holds on to: what holds for all first, then its own, as written down."""
    return see.rows(
        f"""
        SELECT p.* FROM {see.table(Principle)} p JOIN {see.began(Principle)} b ON b.id = p.id
        WHERE p.pilot IS NULL OR p.pilot = $pilot
        ORDER BY p.pilot IS NOT NULL, b.first_seq""",
        pilot=pilot,
    )
