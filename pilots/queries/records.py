"""Records of any kind: what fills forms, tables and lists.

The kind decides the columns, so rows are whole records (`RecordRow`). `table` is the name of a
kind. With a pilot: its own records, and those that all pilots share.
"""

from pilots.queries.rows import RecordRow
from pilots.store.reader import Reader
from schemas import KINDS, Record, Ref, marker


def of_kind(
    reader: Reader,
    table: str,
    pilot_id: str | None = None,
    offset: int = 0,
    limit: int = 1_000_000,
) -> list[RecordRow]:
    """The records of a kind, the last written first."""
    return reader.rows(
        f"""
        FROM {reader.table(KINDS[table])}
        WHERE $pilot::VARCHAR IS NULL OR pilot = $pilot OR pilot IS NULL
        ORDER BY _seq DESC LIMIT $limit OFFSET $offset""",
        pilot=pilot_id,
        offset=offset,
        limit=limit,
    )


def count(reader: Reader, table: str, pilot_id: str | None = None) -> int:
    """How many records of a kind there are."""
    rows = reader.rows(
        f"""
        SELECT count(*) AS n FROM {reader.table(KINDS[table])}
        WHERE $pilot::VARCHAR IS NULL OR pilot = $pilot OR pilot IS NULL""",
        pilot=pilot_id,
    )
    return int(rows[0]["n"])


def row(reader: Reader, table: str, id: str) -> RecordRow | None:
    """A record by its id, as a row; None if there is none, or if it is not for this reader."""
    rows: list[RecordRow] = reader.rows(f"FROM {reader.table(KINDS[table])} WHERE id = $id", id=id)
    return rows[0] if rows else None


def one(reader: Reader, table: str, id: str) -> Record | None:
    """The same as a record; None too if a field that it must have is withheld."""
    found = row(reader, table, id)
    if found is None:
        return None
    schema = KINDS[table]
    fields = {name: found[name] for name in schema.fields() if found[name] is not None}
    required = (name for name, field in schema.fields().items() if field.is_required())
    return schema.read(id, found["pilot"], fields) if fields.keys() >= set(required) else None


def names(reader: Reader, table: str, pilot_id: str | None = None) -> dict[str, str]:
    """The headlines of the records of a kind, by id, the last written first.

    One whose headline is withheld is not among them.
    """
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
    """The headlines of the records that a field refers to, by id, the last used first.

    `field` is a field of the kind in `table` that holds several ids; TypeError if it refers to
    nothing. A record that was never used counts from when it was last written.
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
