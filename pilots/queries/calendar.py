"""Questions of a calendar: which address is which, and what stands in it.

What once stood in a calendar and no longer does is told too, as cancelled: a program that
read it before must know that it is gone. Only the logbook knows what was there before, so
these questions are the team's; nobody else gets an answer to them.
"""

from datetime import date, timedelta
from typing import Any

from pilots.store.reader import Reader
from schemas import Action, CalendarFeed, Pilot, Review

Rows = list[dict[str, Any]]

KEPT = 180
"""Days that what is done or cancelled stays in a calendar, so that it does not grow for ever."""

_NEVER = 2**62
"""A line that will not be written."""


def feed(reader: Reader, digest: str) -> dict[str, Any] | None:
    """The feed whose address has this digest; None where there is none, or none any more."""
    rows = reader.rows(f"FROM {reader.table(CalendarFeed)} WHERE digest = $digest", digest=digest)
    return rows[0] if rows else None


def owners(reader: Reader) -> list[str]:
    """Who lead a pilot or own an action, by name; of two spellings the one written last."""
    rows = reader.rows(
        f"""
        SELECT arg_max(name, _seq) AS name FROM (
            SELECT owner AS name, _seq FROM {reader.table(Action)}
            UNION ALL SELECT lead, _seq FROM {reader.table(Pilot)}
        ) WHERE name IS NOT NULL GROUP BY lower(name) ORDER BY lower(name)"""
    )
    return [row["name"] for row in rows]


def of_pilot(reader: Reader, pilot_id: str, today: date) -> Rows:
    """Due actions and coming reviews of a pilot, by day: see `_events`."""
    return _events(reader, today, pilot_id=pilot_id, names=None)


def of_owner(reader: Reader, owner: str, today: date) -> Rows:
    """Due actions of somebody, over all pilots, and reviews of the pilots that concern them.

    A pilot concerns who leads it or still has something to do in it: those sit at the table.
    Whose actions are all done is not called to every review for ever. Names are compared
    without their capitals, because people type them anew each time.
    """
    return _events(reader, today, pilot_id=None, names=_spellings(reader, owner))


def _spellings(reader: Reader, owner: str) -> list[str]:
    """Every way in which this name was ever typed."""
    rows = reader.rows(
        f"""
        SELECT DISTINCT unnest([body->>'owner', body->>'lead']) AS name
        FROM {reader.logbook()} WHERE kind IN ('action', 'pilot')"""
    )
    return [row["name"] for row in rows if (row["name"] or "").casefold() == owner.casefold()]


def _events(reader: Reader, today: date, pilot_id: str | None, names: list[str] | None) -> Rows:
    """What stands in a calendar: kind, id, pilot, name, title, day, state, seq, recorded_at.

    `name` is the pilot's. `title` is an action's; a review has none. `state` is open, done or
    cancelled; what is over is told for half a year. `seq` is the newest line that the
    event follows from, and rises with whatever changes it; `recorded_at` is of that line.

    - An action is done where it was; dropped, withdrawn, without a day or in other hands it
      is cancelled.
    - A review is expected until there is a later one. That was it, unless it came earlier:
      then this day is cancelled.
    - Pilots that are stopped or embedded need nobody, and neither do withdrawn ones.
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
              -- Of the actions only those that ever were theirs: the rest is not even read.
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
            FROM {reader.table(Review)} r JOIN {reader.began(Review)} USING (id)
        ), events AS (
            SELECT l.kind, l.subject AS id, l.pilot, p.name, l.title, l.day,
                   CASE
                       WHEN l.until < {_NEVER} OR there.id IS NULL OR l.status = 'dropped'
                           OR r.followed < l.day THEN 'cancelled'
                       WHEN l.status = 'done' OR r.followed IS NOT NULL THEN 'done'
                       WHEN there.phase IN ('stopped', 'embedded') THEN 'cancelled'
                       ELSE 'open'
                   END AS state,
                   -- Whatever happens in a pilot can be the end of a review.
                   if(l.kind = 'review', p.seq, greatest(n.seq, p.own)) AS seq
            FROM listed l JOIN pilots p USING (pilot)
            JOIN newest n ON n.kind = l.kind AND n.subject = l.subject
            LEFT JOIN {reader.table(Pilot)} there ON there.id = l.pilot
            LEFT JOIN reviews r ON l.kind = 'review' AND r.id = l.subject
        )
        SELECT e.*, l.recorded_at FROM events e JOIN {reader.logbook()} l ON l.seq = e.seq
        WHERE state = 'open' OR day >= $since
        ORDER BY day, e.kind, e.id""",
        since=today - timedelta(days=KEPT),
        pilot=pilot_id,
        names=names,
    )
