"""The register: what screens read. One table per kind of record, derived from the logbook.

It can be thrown away and made anew at any time, and that is what happens when a schema
changes: there are no migrations. A table holds the newest version of each record that is not
withdrawn. One SELECT makes its rows, for a few lines as for all of them, so what grew line
by line equals what is rebuilt.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence

import duckdb

from pilots.errors import NotRebuilt
from pilots.store.columns import (
    KEPT_FIELDS,
    derived,
    newest,
    personal_fields,
    sql_type,
    types,
    withheld_fields,
)
from pilots.store.logbook import Database, Line
from pilots.store.reader import ROOM, Reader
from schemas import KINDS, Record

__all__ = [
    "KEPT_FIELDS",
    "Progress",
    "Reader",
    "Register",
    "fingerprint",
    "personal_fields",
    "sql_type",
    "withheld_fields",
]

Progress = Callable[[float, str], None]
"""Told how far long work is: a share from 0 to 1, and what is being done."""


def _create(schema: type[Record], room: str) -> str:
    columns = KEPT_FIELDS | types(schema)
    listed = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
    return f'CREATE TABLE {room}."{schema.table}" ({listed})'


def _fill(schema: type[Record], room: str, chosen: str) -> str:
    """The INSERT of the rows of the logbook lines that the condition chooses."""
    return f'INSERT INTO {room}."{schema.table}" {derived(schema, chosen)}'


def fingerprint() -> str:
    """Changes when a schema, or the way rows are derived from it, changes."""
    sql = [_create(s, "r") + _fill(s, "r", newest(s)) for s in KINDS.values()]
    return hashlib.sha256("\n".join(sorted(sql)).encode()).hexdigest()


# --- the register ------------------------------------------------------------------------


class Register:
    """The tables, in a schema of their own inside the tracker's database."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def is_current(self) -> bool:
        """Whether the tables are made from today's schemas."""
        with self.database.cursor() as cursor:
            (there,) = cursor.execute(
                "SELECT count(*) FROM duckdb_tables() "
                "WHERE schema_name = $room AND table_name = 'made_from'",
                {"room": ROOM},
            ).fetchone() or (0,)
            if not there:
                return False
            made_from = cursor.execute(f"FROM {ROOM}.made_from").fetchone()
        return made_from == (fingerprint(),)

    def rebuild(
        self,
        cursor: duckdb.DuckDBPyConnection,
        progress: Progress | None = None,
        room: str = ROOM,
    ) -> None:
        """Make every table anew from the logbook, within the cursor's transaction."""
        cursor.execute(f"DROP SCHEMA IF EXISTS {room} CASCADE")
        cursor.execute(f"CREATE SCHEMA {room}")
        cursor.execute(";".join(_create(schema, room) for schema in KINDS.values()))
        rows = cursor.execute("SELECT DISTINCT kind FROM logbook").fetchall()
        written = {kind for (kind,) in rows}
        for done, schema in enumerate(KINDS.values()):
            if progress:
                progress(done / len(KINDS), schema.table)
            if schema.table in written:
                cursor.execute(_fill(schema, room, newest(schema)))
        cursor.execute(
            f"CREATE TABLE {room}.made_from AS SELECT $it AS fingerprint", {"it": fingerprint()}
        )
        if progress:
            progress(1.0, "")

    def apply(self, cursor: duckdb.DuckDBPyConnection, lines: Sequence[Line]) -> None:
        """Bring the tables up to date with new lines, within the cursor's transaction."""
        newest = {(line.kind, line.subject): line.seq for line in lines}
        for schema in KINDS.values():
            changed = {of: seq for (kind, of), seq in newest.items() if kind == schema.table}
            if not changed:
                continue
            cursor.execute(
                f'DELETE FROM {ROOM}."{schema.table}" WHERE id IN (SELECT unnest($ids))',
                {"ids": list(changed)},
            )
            # The bound lets DuckDB pass over all that was written before.
            cursor.execute(
                _fill(schema, ROOM, "seq >= $first AND seq IN (SELECT unnest($lines))"),
                {"first": min(changed.values()), "lines": list(changed.values())},
            )

    def renew(self, cursor: duckdb.DuckDBPyConnection, lines: Sequence[Line]) -> None:
        """Bring the tables up to date with lines that are other than they were."""
        rows = cursor.execute(
            """
            SELECT kind, subject, max(seq) FROM logbook
            WHERE subject IN (SELECT unnest($subjects)) GROUP BY ALL""",
            {"subjects": [line.subject for line in lines]},
        ).fetchall()
        newest = {(kind, subject): seq for kind, subject, seq in rows}
        self.apply(cursor, [it for it in lines if newest[it.kind, it.subject] == it.seq])

    def differences(self, progress: Progress | None = None) -> Iterator[str]:
        """The tables in which the register differs from one made anew, with a row's id.

        Raises NotRebuilt where a line of the logbook does not let one be made.
        """
        with self.database.lock, self.database.cursor() as cursor:
            cursor.begin()
            try:
                self.rebuild(cursor, progress, room="rebuilt")
                for table in KINDS:
                    mine, made = f'{ROOM}."{table}"', f'rebuilt."{table}"'
                    row = cursor.execute(
                        f"(FROM {mine} EXCEPT ALL FROM {made}) UNION ALL "
                        f"(FROM {made} EXCEPT ALL FROM {mine}) LIMIT 1"
                    ).fetchone()
                    if row:
                        yield f"{table} {row[0]}"
            except duckdb.Error as error:
                if self.database.translate(error):
                    raise
                raise NotRebuilt(reason=str(error).split("\n", 1)[0]) from error
            finally:
                cursor.rollback()
