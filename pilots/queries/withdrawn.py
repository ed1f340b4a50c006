"""What was withdrawn of what funders once read: it does not disappear without a trace."""

from datetime import date
from typing import TypedDict

from pilots.queries.rows import local_day
from pilots.store.reader import Reader
from schemas import Decision, Outcome, Pilot, Record, Report, Review, Story, Withdrawal


class WithdrawnRecord(TypedDict):
    """A record that is not there any more."""

    kind: str
    id: str
    pilot: str
    called: str | None
    """What it was about; None for a review, which has a day."""
    day: date | None
    """On which a review was held."""
    withdrawn_on: date | None
    """None where it now belongs to a pilot that the reader may not read."""
    why: str | None
    """None where nobody said."""


def withdrawn(reader: Reader, pilot_id: str | None = None) -> list[WithdrawnRecord]:
    """The outcomes, decisions and reviews that were withdrawn, the last ones first.

    A review counts once it was over. `pilot_id`: only those of this pilot.
    """
    parts = (
        _gone(reader, Outcome, "statement", "NULL::DATE", "statement IS NOT NULL"),
        _gone(reader, Decision, "text", "NULL::DATE", "text IS NOT NULL"),
        _gone(reader, Review, "NULL::VARCHAR", "held_on", "upto IS NOT NULL"),
    )
    return _with_reasons(reader, " UNION ALL ".join(parts), pilot_id)


def withdrawn_pilots(reader: Reader) -> list[WithdrawnRecord]:
    """The pilots that were withdrawn, the last ones first."""
    return _with_reasons(
        reader, _gone(reader, Pilot, "name", "NULL::DATE", "name IS NOT NULL"), None
    )


def withdrawn_reports(reader: Reader) -> list[WithdrawnRecord]:
    """The reports that were withdrawn after they were published, the last ones first."""
    return _with_reasons(
        reader, _gone(reader, Report, "title", "NULL::DATE", "upto IS NOT NULL"), None
    )


def withdrawn_stories(reader: Reader, pilot_id: str) -> int:
    """How many stories could be shared once, and cannot now: withdrawn, or without consent."""
    rows = reader.rows(
        f"""
        SELECT count(DISTINCT id) AS n FROM {reader.versions(Story)}
        WHERE pilot = $pilot AND consent = 'given' AND id NOT IN (
            SELECT id FROM {reader.table(Story)} WHERE consent = 'given')""",
        pilot=pilot_id,
    )
    return int(rows[0]["n"])


def _gone(reader: Reader, kind: type[Record], called: str, day: str, counts: str) -> str:
    """The records of a kind that counted once and are not there any more."""
    return f"""
        SELECT '{kind.table}' AS kind, id, any_value(pilot) AS pilot,
               arg_max({called}, _seq) FILTER (WHERE {counts}) AS called,
               arg_max({day}, _seq) FILTER (WHERE {counts}) AS day,
               max(_seq) FILTER (WHERE {kind.headline_field()} IS NULL) AS gone_at,
               {local_day(f"max(_recorded_at) FILTER (WHERE {kind.headline_field()} IS NULL)")}
                   AS withdrawn_on
        FROM {reader.versions(kind)}
        WHERE id NOT IN (SELECT id FROM {reader.table(kind)})
        GROUP BY id HAVING bool_or({counts})"""


def _with_reasons(reader: Reader, gone: str, pilot_id: str | None) -> list[WithdrawnRecord]:
    """With the reason that was recorded when it was withdrawn, and not at an earlier time."""
    return reader.rows(
        f"""
        SELECT gone.kind, gone.id, gone.pilot, gone.called, gone.day, gone.withdrawn_on,
               (SELECT arg_max(w.reason, w._seq) FROM {reader.table(Withdrawal)} w
                WHERE w.kind = gone.kind AND w.record = gone.id AND w._seq > gone.gone_at) AS why
        FROM ({gone}) gone
        WHERE $pilot::VARCHAR IS NULL OR gone.pilot = $pilot
        ORDER BY gone.gone_at DESC NULLS LAST, gone.id""",
        pilot=pilot_id,
    )
