"""The question of the goals of a pilot."""

from datetime import date
from typing import Any

from pilots.store.reader import Reader
from schemas import Goal, GoalScore


def goals(reader: Reader, pilot_id: str, today: date) -> list[dict[str, Any]]:
    """The goals in the order in which they were first written down, each with its scores.

    Besides what a goal says: scores, oldest first, each with id, attained, scored_on, note and
    _seq, and changed: whether the goal was written anew after its first score. What is scored
    on a day that is still to come does not count yet.
    """
    return reader.rows(
        f"""
        WITH scored AS (
            SELECT s.goal, min(first_seq) AS first_seq, list({{
                'id': s.id, 'attained': attained, 'scored_on': scored_on, 'note': note,
                '_seq': s._seq
            }} ORDER BY scored_on, s._seq) AS scores
            FROM {reader.table(GoalScore)} s JOIN {reader.began(GoalScore)} b ON b.id = s.id
            WHERE scored_on <= $today GROUP BY s.goal
        )
        SELECT g.*, coalesce(scores, []) AS scores,
               coalesce(g._seq > scored.first_seq, false) AS changed
        FROM {reader.table(Goal)} g JOIN {reader.began(Goal)} b ON b.id = g.id
        LEFT JOIN scored ON scored.goal = g.id
        WHERE g.pilot = $pilot ORDER BY b.first_seq""",
        pilot=pilot_id,
        today=today,
    )
