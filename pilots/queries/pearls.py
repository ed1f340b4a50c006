"""The string of pearls: its links, and the people and places that they link. For the team."""

from datetime import date
from typing import TypedDict

from pilots.store.reader import Reader
from schemas import Place, Stakeholder, Tie


class PearlRow(TypedDict):
    """A person, organisation or place of a pilot, also one without a link."""

    id: str
    table: str
    """stakeholder or place."""
    kind: str | None
    """StakeholderKind or PlaceKind."""
    name: str


class TieRow(TypedDict):
    """A link between two of them."""

    id: str
    who: str
    to: str
    """The id of a stakeholder or a place."""
    kind: str
    made_by: str | None
    since: date
    ended_on: date | None


class TiePair(TypedDict):
    """Two that were linked in a line of the logbook."""

    who: str
    to: str


def pearls(reader: Reader, pilot_id: str) -> list[PearlRow]:
    """Everybody and every place that may be part of the string, in the order of the logbook.

    Without rights to names there are no people.
    """
    return reader.rows(
        f"""
        SELECT id, "table", kind, name FROM (
            SELECT id, 'stakeholder' AS "table", kind, name, _seq
            FROM {reader.table(Stakeholder)} WHERE pilot = $pilot AND name IS NOT NULL
            UNION ALL SELECT id, 'place', kind, name, _seq
            FROM {reader.table(Place)} WHERE pilot = $pilot
        ) ORDER BY _seq""",
        pilot=pilot_id,
    )


def ties(reader: Reader, pilot_id: str) -> list[TieRow]:
    """The links of a pilot, the newest first; also those that ended. Without rights to names
    there are none."""
    return reader.rows(
        f"""
        SELECT id, who, coalesce(other, place) AS "to", kind, made_by, since, ended_on
        FROM {reader.table(Tie)} WHERE pilot = $pilot AND who IS NOT NULL
        ORDER BY since DESC, _seq DESC""",
        pilot=pilot_id,
    )


def tie_lines(reader: Reader, pilot_id: str) -> list[TiePair]:
    """Every version of every link in the order of the logbook, also of those withdrawn since:
    what the layout follows, so that no correction moves a pearl."""
    return reader.rows(
        f"""
        SELECT body->>'who' AS who, coalesce(body->>'other', body->>'place') AS "to"
        FROM {reader.logbook()}
        WHERE kind = '{Tie.table}' AND pilot = $pilot AND body IS NOT NULL ORDER BY seq""",
        pilot=pilot_id,
    )
