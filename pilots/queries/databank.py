"""The neighbourhood databank of a pilot: needs and offers, and matches that are to be asked after.

Titles, people, places and times are the team's alone: without rights to names they are NULL.
"""

from datetime import date
from typing import Literal, TypedDict

from pilots.queries.rows import RecordRow, local_day
from pilots.queries.today import IS_RUNNING
from pilots.store.reader import Reader
from schemas import Action, Match, Need, Offer, Pilot, Stakeholder, Tie

FOLLOW_UP_DAYS = 14
"""Days after an introduction from which somebody asks whether it happened. Our own number."""

FOLLOW_UP_DAYS_OF_A_THING = 2
"""The same where it is about a thing, which is handed over at once."""


class Listing(TypedDict):
    """A need or an offer."""

    id: str
    table: Literal["need", "offer"]
    title: str | None
    asset: str
    theme: str | None
    stakeholder: str | None
    place: str | None
    available: str | None
    until: date | None
    status: str
    pilot: str
    began: date
    """The day it was first written down."""
    changed: date
    """The day it was last written in."""
    _seq: int


class FollowUp(TypedDict):
    """A match of which somebody asks whether it happened."""

    id: str
    pilot: str
    need: str
    title: str | None
    """Of the need."""
    asker: str | None
    """The stakeholder whose need it is."""
    offer: str
    offerer: str | None
    """The stakeholder whose offer it is."""
    introduced_on: date
    due: date
    total: int
    _seq: int


class TitledAction(TypedDict):
    """An action, as far as it takes to say whether it was about a theme."""

    id: str
    title: str
    status: str
    done_on: date | None


class GiveAndTake(TypedDict):
    """What somebody brings and asks."""

    id: str
    """The stakeholder's."""
    name: str
    offers: int
    needs: int
    helped: int
    """How often an offer of theirs came to something."""


def listings(reader: Reader, pilot_id: str) -> list[Listing]:
    """The needs and offers of a pilot, also those that are over, the last written first."""
    return reader.rows(
        f"{_of_kind(reader, Need)} UNION ALL {_of_kind(reader, Offer)} ORDER BY _seq DESC",
        pilot=pilot_id,
    )


def _of_kind(reader: Reader, schema: type[Need] | type[Offer]) -> str:
    return f"""
        SELECT l.id, '{schema.table}' AS "table", title, asset, theme, stakeholder, place,
               available, "until", status, l.pilot, {local_day("began")} AS began,
               {local_day("_recorded_at")} AS changed, _seq
        FROM {reader.table(schema)} l JOIN {reader.first_recorded(schema)} b ON b.id = l.id
        WHERE l.pilot = $pilot"""


def ties(reader: Reader, pilot_id: str, today: date) -> list[RecordRow]:
    """The links of the string that hold today: records of a Tie."""
    return reader.rows(
        f"""
        FROM {reader.table(Tie)}
        WHERE pilot = $pilot AND (ended_on IS NULL OR ended_on > $today) ORDER BY _seq""",
        pilot=pilot_id,
        today=today,
    )


def follow_ups(reader: Reader, today: date, limit: int = 8) -> list[FollowUp]:
    """Matches that were introduced some days ago and of which nobody knows what came of them,
    the longest due first."""
    return reader.rows(
        f"""
        WITH introduced AS (
            SELECT m.id, m.pilot, m.need, n.title, n.stakeholder AS asker, m.offer,
                   o.stakeholder AS offerer, m.introduced_on,
                   m.introduced_on + if(o.asset = 'things', $thing::INTEGER, $help::INTEGER)
                       AS due, m._seq
            FROM {reader.table(Match)} m
            JOIN {reader.table(Need)} n ON n.id = m.need
            JOIN {reader.table(Offer)} o ON o.id = m.offer
            JOIN {reader.table(Pilot)} p ON p.id = m.pilot
            WHERE m.status = 'introduced' AND m.introduced_on IS NOT NULL AND {IS_RUNNING}
        )
        SELECT * EXCLUDE (_seq), count(*) OVER () AS total, _seq FROM introduced
        WHERE due <= $today ORDER BY due, _seq LIMIT $limit""",
        today=today,
        thing=FOLLOW_UP_DAYS_OF_A_THING,
        help=FOLLOW_UP_DAYS,
        limit=limit,
    )


def past_their_day(reader: Reader, today: date) -> dict[str, int]:
    """How many open needs and offers of each pilot are past the day on which they end."""
    rows = reader.rows(
        f"""
        SELECT pilot, count(*) AS n FROM (
            SELECT pilot, title, status, "until" FROM {reader.table(Need)}
            UNION ALL SELECT pilot, title, status, "until" FROM {reader.table(Offer)}
        ) WHERE status = 'open' AND "until" < $today AND title IS NOT NULL
        GROUP BY pilot ORDER BY pilot""",
        today=today,
    )
    return {row["pilot"]: row["n"] for row in rows}


def titled_actions(reader: Reader, pilot_id: str) -> list[TitledAction]:
    """The actions of a pilot that were not dropped, the last done first, those to do before."""
    return reader.rows(
        f"""
        SELECT id, title, status, done_on FROM {reader.table(Action)}
        WHERE pilot = $pilot AND status <> 'dropped'
        ORDER BY done_on DESC NULLS FIRST, _seq DESC""",
        pilot=pilot_id,
    )


def give_and_take(reader: Reader, pilot_id: str) -> list[GiveAndTake]:
    """Everybody who ever brought or asked something, by name and never by how much.

    Without rights to names there is nobody.
    """
    return reader.rows(
        f"""
        WITH offered AS (
            SELECT stakeholder, count(*) AS n FROM {reader.table(Offer)}
            WHERE status <> 'withdrawn' GROUP BY stakeholder
        ), asked AS (
            SELECT stakeholder, count(*) AS n FROM {reader.table(Need)}
            WHERE status <> 'withdrawn' GROUP BY stakeholder
        ), helped AS (
            SELECT o.stakeholder, count(*) AS n
            FROM {reader.table(Match)} m JOIN {reader.table(Offer)} o ON o.id = m.offer
            WHERE m.status IN ('happened', 'partly') GROUP BY o.stakeholder
        )
        SELECT s.id, name, coalesce(offered.n, 0) AS offers, coalesce(asked.n, 0) AS needs,
               coalesce(helped.n, 0) AS helped
        FROM {reader.table(Stakeholder)} s
        LEFT JOIN offered ON offered.stakeholder = s.id
        LEFT JOIN asked ON asked.stakeholder = s.id
        LEFT JOIN helped ON helped.stakeholder = s.id
        WHERE s.pilot = $pilot AND name IS NOT NULL AND (offered.n > 0 OR asked.n > 0)
        ORDER BY lower(name), s.id""",
        pilot=pilot_id,
    )
