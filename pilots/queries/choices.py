"""Questions about the story that matters most: what there is to choose from, and what was chosen.

A story is of the day on which it happened, or else of its consent, or of when it was written
down. `since` and `until` are the days of a period; None leaves it open.
"""

from datetime import date
from typing import Any

from pilots.store.reader import Reader
from schemas import Story, StoryChoice

_DAY = "coalesce(s.happened_on, s.consent_on, s._recorded_at::DATE)"

_DURING = f"""(($since::DATE IS NULL OR {_DAY} >= $since::DATE)
    AND ($until::DATE IS NULL OR {_DAY} <= $until::DATE))"""


def candidates(
    reader: Reader, pilot_id: str, since: date | None = None, until: date | None = None
) -> list[dict[str, Any]]:
    """The stories of a period, the newest first: all they say, and day."""
    return reader.rows(
        f"""
        SELECT s.*, {_DAY} AS day FROM {reader.table(Story)} s
        WHERE s.pilot = $pilot AND {_DURING} ORDER BY day DESC, s._seq DESC""",
        pilot=pilot_id,
        since=since,
        until=until,
    )


def chosen(
    reader: Reader, pilot_id: str, since: date | None = None, until: date | None = None
) -> list[dict[str, Any]]:
    """What was chosen from the stories of a period, the last choice first.

    Columns: those of a choice, and title (of its story).
    """
    return reader.rows(
        f"""
        SELECT c.*, s.title
        FROM {reader.table(StoryChoice)} c JOIN {reader.table(Story)} s ON s.id = c.story
        WHERE c.pilot = $pilot AND {_DURING} ORDER BY chosen_on DESC, c._seq DESC""",
        pilot=pilot_id,
        since=since,
        until=until,
    )


def told_first(
    reader: Reader, pilot_id: str, since: date | None = None, until: date | None = None
) -> dict[str, Any] | None:
    """The choice that stands for a period, as funders get it: story, why and chosen_on.

    None where its story may not be told on: an earlier choice must not pass for the last one.
    """
    rows = reader.rows(
        f"""
        WITH made AS (
            SELECT c.story, why, chosen_on, consent
            FROM {reader.table(StoryChoice)} c JOIN {reader.table(Story)} s ON s.id = c.story
            WHERE c.pilot = $pilot AND {_DURING} ORDER BY chosen_on DESC, c._seq DESC LIMIT 1
        )
        SELECT story, why, chosen_on FROM made WHERE consent = 'given'""",
        pilot=pilot_id,
        since=since,
        until=until,
    )
    return rows[0] if rows else None
