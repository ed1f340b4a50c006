"""Choices of the most significant change: the stories to choose from, and what was chosen.

A story counts on the day it happened, or else on the day of its consent, or else on the day (in
UTC) it was last written. `since` and `until` are the days of a period, both included; None leaves
it open.
"""

from datetime import date
from typing import TypedDict

from pilots.queries.rows import RecordRow, local_day
from pilots.store.reader import Reader
from schemas import Story, StoryChoice


class ChosenStory(TypedDict):
    """The choice for a period, as funders get it."""

    story: str
    """The story's id."""
    why: str
    chosen_on: date


_DAY = f"coalesce(s.happened_on, s.consent_on, {local_day('s._recorded_at')})"

_DURING = f"""(($since::DATE IS NULL OR {_DAY} >= $since::DATE)
    AND ($until::DATE IS NULL OR {_DAY} <= $until::DATE))"""


def candidates(
    reader: Reader, pilot_id: str, since: date | None = None, until: date | None = None
) -> list[RecordRow]:
    """The stories of a period, the newest first: records of a Story, and day.

    Without rights to personal data, what a story says is there only if its consent was given.
    """
    return reader.rows(
        f"""
        SELECT s.*, {_DAY} AS day FROM {reader.table(Story)} s
        WHERE s.pilot = $pilot AND {_DURING} ORDER BY day DESC, s._seq DESC""",
        pilot=pilot_id,
        since=since,
        until=until,
    )


def choices(
    reader: Reader, pilot_id: str, since: date | None = None, until: date | None = None
) -> list[RecordRow]:
    """The choices from the stories of a period, the newest first: records of a StoryChoice, and
    title (of the story)."""
    return reader.rows(
        f"""
        SELECT c.*, s.title
        FROM {reader.table(StoryChoice)} c JOIN {reader.table(Story)} s ON s.id = c.story
        WHERE c.pilot = $pilot AND {_DURING} ORDER BY chosen_on DESC, c._seq DESC""",
        pilot=pilot_id,
        since=since,
        until=until,
    )


def newest_for_funders(
    reader: Reader, pilot_id: str, since: date | None = None, until: date | None = None
) -> ChosenStory | None:
    """The newest choice for a period, as funders get it.

    None if its story may not be shared: an earlier choice must not pass for the newest.
    """
    rows: list[ChosenStory] = reader.rows(
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
