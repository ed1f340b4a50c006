"""The participation ladder: on which rung people stand, and stood before.

For the team: without rights to names, every answer is empty. Of two rungs
of one person on one day, the one that was written down last counts.
"""

from datetime import date
from typing import TypedDict

from pilots.store.reader import Reader
from schemas import RungReached, Stakeholder


class MoveRow(TypedDict):
    """Two rungs of one person; a rung and its day are None where that is not known."""

    id: str
    """The stakeholder's."""
    name: str
    before: str | None
    before_on: date | None
    after: str | None
    after_on: date | None


class CurrentRung(TypedDict):
    """The last rung on which a person was seen; None if they never were."""

    id: str
    """The stakeholder's."""
    name: str
    intended: str | None
    """How much say was meant for them."""
    rung: str | None
    seen_on: date | None
    noted: str | None
    """The id of the record that says so."""
    _seq: int | None
    """The line in which that record was last written."""


def _observed(reader: Reader) -> str:
    """A subquery: a rung per person and day. Columns: stakeholder, seen_on, rung, id, _seq."""
    return f"""(
        SELECT stakeholder, seen_on, arg_max(rung, _seq) AS rung, arg_max(id, _seq) AS id,
               max(_seq) AS _seq
        FROM {reader.table(RungReached)}
        WHERE pilot = $pilot AND seen_on <= $today GROUP BY ALL)"""


def moves(reader: Reader, pilot_id: str, today: date, turn: date | None = None) -> list[MoveRow]:
    """The first and the last rung of everybody of whom a rung is known, by name.

    With a day `turn`: the last rung before that day, and the last from that day on.
    """
    last = "arg_max({what}, seen_on) FILTER (seen_on {when})"
    if turn is None:
        # Who was seen once did not move, and did not stay either.
        before, after = "arg_min({what}, seen_on)", last.replace("{when}", "> first_on")
    else:
        before, after = (
            last.replace("{when}", when) for when in ("< $turn::DATE", ">= $turn::DATE")
        )
    return reader.rows(
        f"""
        WITH seen AS (
            SELECT *, min(seen_on) OVER (PARTITION BY stakeholder) AS first_on
            FROM {_observed(reader)}
        )
        SELECT s.id, name,
               {before.format(what="seen.rung")} AS before,
               {before.format(what="seen_on")} AS before_on,
               {after.format(what="seen.rung")} AS after,
               {after.format(what="seen_on")} AS after_on
        FROM {reader.table(Stakeholder)} s JOIN seen ON seen.stakeholder = s.id
        WHERE s.pilot = $pilot AND name IS NOT NULL
        GROUP BY s.id, name ORDER BY lower(name), s.id""",
        pilot=pilot_id,
        today=today,
        **({"turn": turn} if turn else {}),
    )


def current_rungs(reader: Reader, pilot_id: str, today: date) -> list[CurrentRung]:
    """Everybody in the pilot, by name, with the last rung on which they were seen."""
    return reader.rows(
        f"""
        SELECT s.id, name, s.rung AS intended, last.rung, last.seen_on, last.noted, last._seq
        FROM {reader.table(Stakeholder)} s LEFT JOIN (
            SELECT stakeholder, max(seen_on) AS seen_on, arg_max(rung, seen_on) AS rung,
                   arg_max(id, seen_on) AS noted, arg_max(_seq, seen_on) AS _seq
            FROM {_observed(reader)} GROUP BY stakeholder
        ) last ON last.stakeholder = s.id
        WHERE s.pilot = $pilot AND name IS NOT NULL ORDER BY lower(name), s.id""",
        pilot=pilot_id,
        today=today,
    )
