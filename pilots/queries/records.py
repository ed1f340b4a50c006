"""Questions about records of any kind: what forms, tables and lists are filled with."""

from typing import Any

from pilots.store.reader import Reader
from schemas import KINDS, Record, Ref, marker


def of_kind(
    reader: Reader,
    table: str,
    pilot_id: str | None = None,
    first: int = 0,
    most: int = 1_000_000,
) -> list[dict[str, Any]]:
    """The records of a kind, newest first, with id, pilot, _seq, _recorded_at and _actor.

    With a pilot: its own and those that hold for all pilots. `first` and `most` page them.
    """
    return reader.rows(
        f"""
        FROM {reader.table(KINDS[table])}
        WHERE $pilot::VARCHAR IS NULL OR pilot = $pilot OR pilot IS NULL
        ORDER BY _seq DESC LIMIT $most OFFSET $first""",
        pilot=pilot_id,
        first=first,
        most=most,
    )


def how_many(reader: Reader, table: str, pilot_id: str | None = None) -> int:
    """The number of records that `of_kind` would give in all."""
    rows = reader.rows(
        f"""
        SELECT count(*) AS n FROM {reader.table(KINDS[table])}
        WHERE $pilot::VARCHAR IS NULL OR pilot = $pilot OR pilot IS NULL""",
        pilot=pilot_id,
    )
    return int(rows[0]["n"])


def row(reader: Reader, table: str, id: str) -> dict[str, Any] | None:
    """A record by its id, as a row; None where there is none, or none that may be seen."""
    rows = reader.rows(f"FROM {reader.table(KINDS[table])} WHERE id = $id", id=id)
    return rows[0] if rows else None


def one(reader: Reader, table: str, id: str) -> Record | None:
    """The same as a record; None too where what must be in it may not be read."""
    found = row(reader, table, id)
    if found is None:
        return None
    schema = KINDS[table]
    fields = {name: found[name] for name in schema.fields() if found[name] is not None}
    whole = all(name in fields for name, field in schema.fields().items() if field.is_required())
    return schema.read(id, found["pilot"], fields) if whole else None


def names(reader: Reader, table: str, pilot_id: str | None = None) -> dict[str, str]:
    """What the records of a kind are called, by id, the most recently written first."""
    schema = KINDS[table]
    rows = reader.rows(
        f"""
        SELECT id, "{schema.headline_field()}"::VARCHAR AS label FROM {reader.table(schema)}
        WHERE $pilot::VARCHAR IS NULL OR pilot = $pilot OR pilot IS NULL
        ORDER BY _seq DESC""",
        pilot=pilot_id,
    )
    return {row["id"]: row["label"] for row in rows if row["label"]}


def names_by_use(reader: Reader, table: str, field: str, pilot_id: str) -> dict[str, str]:
    """What the records that this field refers to are called, by id, the last used first.

    `field` is a field of the kind in `table` that holds several ids. One that was never used
    counts from when it was written down.
    """
    schema = KINDS[table]
    ref = marker(schema.model_fields[field], Ref)
    if ref is None:
        raise TypeError(f"{table}.{field} refers to nothing")
    other = KINDS[ref.table]
    rows = reader.rows(
        f"""
        WITH used AS (
            SELECT unnest("{field}") AS id, max(_seq) AS last FROM {reader.table(schema)}
            WHERE pilot = $pilot GROUP BY 1
        )
        SELECT o.id, "{other.headline_field()}"::VARCHAR AS label
        FROM {reader.table(other)} o LEFT JOIN used USING (id)
        WHERE o.pilot = $pilot OR o.pilot IS NULL
        ORDER BY greatest(coalesce(last, 0), o._seq) DESC""",
        pilot=pilot_id,
    )
    return {row["id"]: row["label"] for row in rows if row["label"]}
