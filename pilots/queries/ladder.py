"""Questions about the participation ladder: on which rung people stand, and stood.

The answers name people: they are for the team. Of two rungs of one person on one day the one
that was written down last counts.
"""

from datetime import date
from typing import Any

from pilots.store.reader import Reader
from schemas import RungReached, Stakeholder


def _seen(reader: Reader) -> str:
    """A subquery: a rung per person and day. Columns: stakeholder, seen_on, rung, id, _seq."""
    return f"""(
        SELECT stakeholder, seen_on, arg_max(rung, _seq) AS rung, arg_max(id, _seq) AS id,
               max(_seq) AS _seq
        FROM {reader.table(RungReached)}
        WHERE pilot = $pilot AND seen_on <= $today GROUP BY ALL)"""


def moves(
    reader: Reader, pilot_id: str, today: date, turn: date | None = None
) -> list[dict[str, Any]]:
    """Where everybody stood first and stands last, by name, of whom a rung is known.

    Columns: id, name, before, before_on, after and after_on; None where it is not known. With
    a day `turn`: the last rung before that day, and the last from that day on.
    """
    last = "arg_max({what}, seen_on) FILTER (seen_on {when})"
    if turn is None:
        # Who was seen once did not move, and did not stay either.
        before, after = "arg_min({what}, seen_on)", last.replace("{when}", "> first_on")
    else:
        before, after = (last.replace("{when}", it) for it in ("< $turn::DATE", ">= $turn::DATE"))
    return reader.rows(
        f"""
        WITH seen AS (
            SELECT *, min(seen_on) OVER (PARTITION BY stakeholder) AS first_on FROM {_seen(reader)}
        )
        SELECT s.id, name,
               {before.format(what="seen.rung")} AS before,
               {before.format(what="seen_on")} AS before_on,
               {after.format(what="seen.rung")} AS after,
               {after.format(what="seen_on")} AS after_on
        FROM {reader.table(Stakeholder)} s JOIN seen ON seen.stakeholder = s.id
        WHERE s.pilot = $pilot GROUP BY s.id, name ORDER BY lower(name), s.id""",
        pilot=pilot_id,
        today=today,
        **({"turn": turn} if turn else {}),
    )


def standing(reader: Reader, pilot_id: str, today: date) -> list[dict[str, Any]]:
    """Everybody in the pilot by name, with the last rung on which they were seen.

    Columns: id, name, rung and seen_on, and noted and _seq: the record that says so, and its
    line.
    """
    return reader.rows(
        f"""
        SELECT s.id, name, last.rung, last.seen_on, last.noted, last._seq
        FROM {reader.table(Stakeholder)} s LEFT JOIN (
            SELECT stakeholder, max(seen_on) AS seen_on, arg_max(rung, seen_on) AS rung,
                   arg_max(id, seen_on) AS noted, arg_max(_seq, seen_on) AS _seq
            FROM {_seen(reader)} GROUP BY stakeholder
        ) last ON last.stakeholder = s.id
        WHERE s.pilot = $pilot ORDER BY lower(name), s.id""",
        pilot=pilot_id,
        today=today,
    )
