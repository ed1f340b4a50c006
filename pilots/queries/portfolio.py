"""All pilots together."""

from collections import Counter
from datetime import date
from typing import TypedDict

from pilots.folding import folded
from pilots.store.reader import Reader
from schemas import Action, Measurement, Organisation, Pilot, Question, Review


class PilotRow(TypedDict):
    """A pilot: where it is, what it asks, how it moves."""

    id: str
    name: str
    neighbourhood: str | None
    municipality: str | None
    phase: str
    lead: str | None
    """A name: None without rights to names."""
    themes: list[str]
    latitude: float | None
    longitude: float | None
    question: str | None
    """The newest version."""

    planned: int
    """A number of actions, as are doing, done and dropped."""
    doing: int
    done: int
    dropped: int
    overdue: int
    """Open actions that were due before today."""
    last_done: date | None
    last_action: str | None
    """The title of the action that was done last."""
    next_due: date | None
    next_action: str | None
    """The title of the open action that is due first, or was written down first."""
    measured_on: date | None
    """The day of the newest measurement."""
    status: str | None
    """From the newest review that is over."""


def pilots_at_a_glance(reader: Reader, today: date) -> list[PilotRow]:
    """A row per pilot, by name."""
    return reader.rows(
        f"""
        WITH actions AS (
            SELECT pilot,
                   count(*) FILTER (status = 'planned') AS planned,
                   count(*) FILTER (status = 'doing') AS doing,
                   count(*) FILTER (status = 'done') AS done,
                   count(*) FILTER (status = 'dropped') AS dropped,
                   count(*) FILTER (status IN ('planned', 'doing') AND due < $today) AS overdue,
                   max(done_on) AS last_done,
                   arg_max(title, (done_on, _seq)) FILTER (status = 'done') AS last_action,
                   min(due) FILTER (status IN ('planned', 'doing')) AS next_due,
                   coalesce(
                       arg_min(title, due) FILTER (status IN ('planned', 'doing')),
                       arg_min(title, _seq) FILTER (status IN ('planned', 'doing'))
                   ) AS next_action
            FROM {reader.table(Action)} GROUP BY pilot
        ), questions AS (
            SELECT pilot, arg_max(text, (coalesce(since, DATE '1900-01-01'), _seq)) AS question
            FROM {reader.table(Question)} GROUP BY pilot
        ), measured AS (
            SELECT pilot, max(measured_on) AS measured_on
            FROM {reader.table(Measurement)} GROUP BY pilot
        ), reviewed AS (
            SELECT pilot, arg_max(status, upto) AS status FROM {reader.table(Review)}
            WHERE upto IS NOT NULL GROUP BY pilot
        )
        SELECT p.id, name, neighbourhood, municipality, phase, lead, themes, latitude,
               longitude, question,
               coalesce(planned, 0) AS planned, coalesce(doing, 0) AS doing,
               coalesce(done, 0) AS done, coalesce(dropped, 0) AS dropped,
               coalesce(overdue, 0) AS overdue,
               last_done, last_action, next_due, next_action, measured_on, status
        FROM {reader.table(Pilot)} p
        LEFT JOIN actions a ON a.pilot = p.id
        LEFT JOIN questions q ON q.pilot = p.id
        LEFT JOIN measured m ON m.pilot = p.id
        LEFT JOIN reviewed r ON r.pilot = p.id
        ORDER BY lower(name), p.id""",
        today=today,
    )


def names(reader: Reader) -> dict[str, str]:
    """A name for every pilot, by id, in order of name.

    Namesakes get their place with it, and a number where that is the same too, or not known.
    """
    rows = reader.rows(
        f"""
        SELECT id, name, coalesce(neighbourhood, municipality) AS place
        FROM {reader.table(Pilot)} ORDER BY id"""
    )
    rows.sort(key=lambda row: folded(row["name"]))
    namesakes = Counter(folded(row["name"]) for row in rows)
    labels = {
        row["id"]: row["name"]
        if namesakes[folded(row["name"])] == 1 or not row["place"]
        else f"{row['name']} ({row['place']})"
        for row in rows
    }
    alike = Counter(map(folded, labels.values()))
    numbers: Counter[str] = Counter()
    for id, label in labels.items():
        if alike[folded(label)] > 1:
            numbers[folded(label)] += 1
            labels[id] = f"{label} {numbers[folded(label)]}"
    return labels


def themes(reader: Reader) -> dict[str, int]:
    """How many pilots have each theme.

    The themes of the organisation come first, in its order; then others, the most used first.
    """
    rows = reader.rows(
        f"""
        WITH offered AS (
            SELECT theme, min(nth) AS nth FROM (
                SELECT unnest(themes) AS theme, generate_subscripts(themes, 1) AS nth
                FROM {reader.table(Organisation)} WHERE id = $organisation
            ) GROUP BY theme
        ), had AS (
            SELECT theme, count(DISTINCT id) AS n
            FROM (SELECT id, unnest(themes) AS theme FROM {reader.table(Pilot)}) GROUP BY theme
        )
        SELECT theme, coalesce(n, 0) AS n FROM offered FULL JOIN had USING (theme)
        ORDER BY nth NULLS LAST, n DESC, lower(theme)""",
        organisation=Organisation.ID,
    )
    return {row["theme"]: row["n"] for row in rows}
