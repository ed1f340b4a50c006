"""Questions about a whole programme: which pilot needs the team, and how others ended."""

from datetime import date
from typing import Any

from pilots.queries.today import BEGAN, RUNS, last_heard, last_reviews
from pilots.store.reader import Reader
from schemas import Action, Decision, Pilot, Review


def running(reader: Reader, today: date) -> list[dict[str, Any]]:
    """A row for each pilot that is not over, first the one that needs most attention.

    Columns: id, name, status, why, held_on and next_on (of its last review; None without
    one), is_due (the day of its next review has come), days (since it was heard of), overdue
    (actions), decisions (still open) and under_way (whether a review is being held). First
    come those off track, then at risk, then never reviewed, then on track; among equals those
    that are due, with most overdue, silent for longest.
    """
    return reader.rows(
        f"""
        WITH late AS (
            SELECT pilot, count(*) AS n FROM {reader.table(Action)}
            WHERE status IN ('planned', 'doing') AND due < $today GROUP BY pilot
        ), waiting AS (
            SELECT pilot, count(*) AS n FROM {reader.table(Decision)}
            WHERE carried = 'open' GROUP BY pilot
        ), held_now AS (
            SELECT DISTINCT pilot FROM {reader.table(Review)} WHERE upto IS NULL
        )
        SELECT p.id, p.name, r.status, r.why, r.held_on, r.next_on,
               coalesce(r.next_on <= $today, false) AS is_due,
               date_diff('day', h.last, $today::DATE) AS days,
               coalesce(late.n, 0) AS overdue, coalesce(waiting.n, 0) AS decisions,
               held_now.pilot IS NOT NULL AS under_way
        FROM {reader.table(Pilot)} p JOIN {last_heard(reader)} h ON h.id = p.id
        LEFT JOIN {last_reviews(reader)} r ON r.pilot = p.id
        LEFT JOIN late ON late.pilot = p.id
        LEFT JOIN waiting ON waiting.pilot = p.id
        LEFT JOIN held_now ON held_now.pilot = p.id
        WHERE {RUNS}
        ORDER BY list_position(['off_track', 'at_risk', '', 'on_track'], coalesce(status, '')),
                 is_due DESC, overdue DESC, days DESC, lower(p.name), p.id""",
        today=today,
    )


def ended(reader: Reader) -> list[dict[str, Any]]:
    """The pilots that are over, first those that became part of how things are done.

    Columns: id, name, phase, and of what was decided last the words (decided) and the reason;
    None without one. To say later what came of an older decision makes it no newer.
    """
    return reader.rows(
        f"""
        WITH last AS (
            SELECT d.pilot, unnest(arg_max(
                {{decided: text, reason: reason}},
                (coalesce(decided_on, {BEGAN}), first_seq)))
            FROM {reader.table(Decision)} d JOIN {reader.began(Decision)} b USING (id)
            GROUP BY d.pilot
        )
        SELECT p.id, p.name, p.phase, decided, reason
        FROM {reader.table(Pilot)} p LEFT JOIN last ON last.pilot = p.id
        WHERE NOT {RUNS} ORDER BY p.phase, lower(p.name), p.id"""
    )
