"""Calendar feeds: which address is which, and the events in it.

An event that was in a calendar and no longer is, is given as cancelled: a program that read it
before must learn that it is gone. Only the logbook knows what was there before, so these events
are for the team; without rights to names, no query here gives a row.
"""

from datetime import date, datetime, timedelta
from typing import Literal, TypedDict

from pilots.folding import folded
from pilots.queries.rows import RecordRow
from pilots.store.reader import Reader
from schemas import Action, CalendarFeed, Pilot, Review

KEEP_DAYS = 180
"""Days that what is done or cancelled stays in a calendar, so that it does not grow for ever."""

_NEVER = 2**62
"""A line of the logbook that will never be written."""


class Event(TypedDict):
    """A due action or a coming review, on a day."""

    kind: Literal["action", "review"]
    id: str
    pilot: str
    name: str
    """The pilot's name."""
    title: str | None
    """The action's; a review has none."""
    day: date
    state: Literal["open", "done", "cancelled"]
    seq: int
    """The newest line of the logbook that the event follows from: it rises with every change."""
    recorded_at: datetime
    """When that line was written, in UTC."""


def feed(reader: Reader, digest: str) -> RecordRow | None:
    """The feed whose address has this fingerprint; None if there is none, or not any more."""
    rows: list[RecordRow] = reader.rows(
        f"FROM {reader.table(CalendarFeed)} WHERE digest = $digest", digest=digest
    )
    return rows[0] if rows else None


def owners(reader: Reader) -> list[str]:
    """Everybody who leads a pilot or owns an action, by name; of two spellings the newer one."""
    rows = reader.rows(
        f"""
        SELECT name FROM (
            SELECT owner AS name, _seq FROM {reader.table(Action)}
            UNION ALL SELECT lead, _seq FROM {reader.table(Pilot)}
        ) WHERE name IS NOT NULL GROUP BY name ORDER BY max(_seq)"""
    )
    newest = {folded(row["name"]): row["name"] for row in rows}
    return [newest[key] for key in sorted(newest)]


def of_pilot(reader: Reader, pilot_id: str, today: date) -> list[Event]:
    """Due actions and coming reviews of a pilot, by day."""
    return _events(reader, today, pilot_id=pilot_id, names=None)


def of_owner(reader: Reader, owner: str, today: date) -> list[Event]:
    """Due actions of somebody in all pilots, and reviews of the pilots they are needed in, by day.

    Somebody is needed in the reviews of a pilot that they lead, or in which they still have an
    action to do. Names are compared folded, because people type them anew each time.
    """
    return _events(reader, today, pilot_id=None, names=_spellings(reader, owner))


def _spellings(reader: Reader, owner: str) -> list[str]:
    """Every spelling of this name in the logbook."""
    rows = reader.rows(
        f"""
        SELECT DISTINCT unnest([body->>'owner', body->>'lead']) AS name
        FROM {reader.logbook()} WHERE kind IN ('action', 'pilot')"""
    )
    return [row["name"] for row in rows if row["name"] and folded(row["name"]) == folded(owner)]


def _events(
    reader: Reader, today: date, pilot_id: str | None, names: list[str] | None
) -> list[Event]:
    """The events of one pilot, or of one person in all pilots (`names`: spellings of theirs).

    - An action that was done is done. One that was dropped or withdrawn, that lost its due day,
      or that went to another owner is cancelled.
    - A review is open until the next one is held. If that was on its day or later, it is done;
      if it was earlier, this day is cancelled.
    - In pilots that are stopped, embedded or withdrawn, what was open is cancelled.

    What is done or cancelled is given for `KEEP_DAYS`.
    """
    return reader.rows(
        f"""
        WITH lines AS (
            SELECT seq, kind, subject, pilot, body->>'title' AS title,
                   coalesce(body->>'due', body->>'next_on')::DATE AS day,
                   body->>'status' AS status,
                   coalesce(body->>'owner', body->>'lead') IN (SELECT unnest($names::VARCHAR[]))
                       AS theirs,
                   body->>'name' AS name,
                   lead(seq, 1, {_NEVER}) OVER (PARTITION BY kind, subject ORDER BY seq) AS until
            FROM {reader.logbook()}
            WHERE kind IN ('action', 'review', 'pilot')
              AND ($pilot::VARCHAR IS NULL OR pilot = $pilot)
              -- Of the actions only those that they ever owned: the rest is not even read.
              AND ($names IS NULL OR kind <> 'action' OR subject IN (
                  SELECT subject FROM {reader.logbook()}
                  WHERE kind = 'action' AND body->>'owner' IN (SELECT unnest($names))))
        ), pilots AS (
            SELECT pilot, max(seq) AS seq, max(seq) FILTER (kind = 'pilot') AS own,
                   arg_max(name, seq) FILTER (name IS NOT NULL) AS name,
                   max(until) FILTER (
                       theirs AND (kind = 'pilot' OR status IN ('planned', 'doing'))) AS until
            FROM lines GROUP BY pilot
        ), newest AS (
            SELECT kind, subject, max(seq) AS seq FROM lines GROUP BY ALL
        ), listed AS (
            SELECT l.* REPLACE (
                if(l.kind = 'review' AND $names IS NOT NULL, least(l.until, p.until), l.until)
                AS until)
            FROM lines l JOIN pilots p USING (pilot)
            WHERE day IS NOT NULL
              AND ($names IS NULL OR theirs OR (l.kind = 'review' AND l.seq < p.until))
            QUALIFY row_number() OVER (PARTITION BY l.kind, subject ORDER BY l.seq DESC) = 1
        ), reviews AS (
            SELECT id, lead(held_on) OVER (PARTITION BY r.pilot ORDER BY held_on, first_seq)
                       AS followed
            FROM {reader.table(Review)} r JOIN {reader.first_recorded(Review)} USING (id)
        ), events AS (
            SELECT l.kind, l.subject AS id, l.pilot, p.name, l.title, l.day,
                   CASE
                       WHEN l.until < {_NEVER} OR p_now.id IS NULL OR l.status = 'dropped'
                           OR r.followed < l.day THEN 'cancelled'
                       WHEN l.status = 'done' OR r.followed IS NOT NULL THEN 'done'
                       WHEN p_now.phase IN ('stopped', 'embedded') THEN 'cancelled'
                       ELSE 'open'
                   END AS state,
                   -- Any line of a pilot can end or move its review.
                   if(l.kind = 'review', p.seq, greatest(n.seq, p.own)) AS seq
            FROM listed l JOIN pilots p USING (pilot)
            JOIN newest n ON n.kind = l.kind AND n.subject = l.subject
            LEFT JOIN {reader.table(Pilot)} p_now ON p_now.id = l.pilot
            LEFT JOIN reviews r ON l.kind = 'review' AND r.id = l.subject
        )
        SELECT e.*, l.recorded_at FROM events e JOIN {reader.logbook()} l ON l.seq = e.seq
        WHERE state = 'open' OR day >= $since
        ORDER BY day, e.kind, e.id""",
        since=today - timedelta(days=KEEP_DAYS),
        pilot=pilot_id,
        names=names,
    )
