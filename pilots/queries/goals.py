"""The goals of a pilot and their scores (goal attainment scaling)."""

from datetime import date

from pilots.queries.rows import RecordRow
from pilots.store.reader import Reader
from schemas import Goal, GoalScore


def goals(reader: Reader, pilot_id: str, today: date) -> list[RecordRow]:
    """The goals in the order in which they were first written down: records of a Goal, and

    - scores: a list, oldest first, of dicts with id, attained, scored_on, note and _seq. A score
      on a day after `today` does not count yet.
    - changed: whether the goal was changed after its first score.
    """
    return reader.rows(
        f"""
        WITH scored AS (
            SELECT s.goal, min(first_seq) AS first_seq, list({{
                'id': s.id, 'attained': attained, 'scored_on': scored_on, 'note': note,
                '_seq': s._seq
            }} ORDER BY scored_on, s._seq) AS scores
            FROM {reader.table(GoalScore)} s
            JOIN {reader.first_recorded(GoalScore)} b ON b.id = s.id
            WHERE scored_on <= $today GROUP BY s.goal
        )
        SELECT g.*, coalesce(scores, []) AS scores,
               coalesce(g._seq > scored.first_seq, false) AS changed
        FROM {reader.table(Goal)} g JOIN {reader.first_recorded(Goal)} b ON b.id = g.id
        LEFT JOIN scored ON scored.goal = g.id
        WHERE g.pilot = $pilot ORDER BY b.first_seq""",
        pilot=pilot_id,
        today=today,
    )
