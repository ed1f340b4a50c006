"""How many people, exactly as reported: also numbers from 1 to 4, whoever asks.

For `assessments.people`, which makes groups of at least five of them. Nothing else imports this,
so that no number from here is ever shown as it is.
"""

from datetime import date
from typing import TypedDict

from pilots.store.reader import Reader
from schemas import Action, Stakeholder


class Month(TypedDict):
    """The participants of a pilot's actions that were done in a month."""

    pilot: str
    month: date
    """Its first day."""
    people: int


def participants_by_month(reader: Reader) -> list[Month]:
    """The months in which somebody reported participants, by pilot, oldest first."""
    return reader.rows(
        f"""
        SELECT pilot, date_trunc('month', done_on)::DATE AS month,
               sum(participants)::BIGINT AS people
        FROM {reader.with_headcounts(Action)} WHERE status = 'done' AND participants IS NOT NULL
        GROUP BY ALL ORDER BY pilot, month"""
    )


def stakeholders_by_kind(reader: Reader, pilot_id: str) -> dict[str | None, int]:
    """How many people and organisations of each kind are involved in a pilot; None: not known."""
    rows = reader.rows(
        f"""
        SELECT kind, count(*) AS n FROM {reader.table(Stakeholder)}
        WHERE pilot = $pilot GROUP BY kind""",
        pilot=pilot_id,
    )
    return {row["kind"]: row["n"] for row in rows}
