"""The register: what screens read. One table per kind of record, a projection of the logbook.

It can be dropped and rebuilt at any time. That is what happens when a schema changes, so there
are no migrations. A table holds the newest version of each record that is not withdrawn. One
SELECT makes its rows, from a few new lines or from all of them, so a register that grew line by
line equals one that is rebuilt.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence

import duckdb

from pilots.errors import NotRebuilt
from pilots.store.columns import COMMON_COLUMNS, column_types, is_newest, projection
from pilots.store.logbook import Database, Line
from pilots.store.reader import NAMESPACE
from schemas import KINDS, Record

OnProgress = Callable[[float, str], None]
"""Called during long work, with the share that is done (0 to 1) and what is being done."""


def _create(schema: type[Record], namespace: str) -> str:
    columns = COMMON_COLUMNS | column_types(schema)
    listed = ", ".join(f'"{name}" {sql_type}' for name, sql_type in columns.items())
    return f'CREATE TABLE {namespace}."{schema.table}" ({listed})'


def _insert(schema: type[Record], namespace: str, condition: str) -> str:
    """The INSERT of the rows of the logbook lines that meet the condition."""
    return f'INSERT INTO {namespace}."{schema.table}" {projection(schema, condition)}'


def _filled(cursor: duckdb.DuckDBPyConnection, *namespaces: str) -> list[str]:
    """The tables with a row in one of these namespaces: counting is quick, comparing is not."""
    counts = " UNION ALL ".join(
        f"SELECT '{table}' AS name, count(*) AS n FROM {namespace}.\"{table}\""
        for table in KINDS
        for namespace in namespaces
    )
    rows = cursor.execute(f"SELECT DISTINCT name FROM ({counts}) WHERE n > 0").fetchall()
    filled = {name for (name,) in rows}
    return [table for table in KINDS if table in filled]


def fingerprint() -> str:
    """The schema fingerprint: a hash that changes with the schemas and with their projection."""
    sql = [_create(s, "r") + _insert(s, "r", is_newest(s)) for s in KINDS.values()]
    return hashlib.sha256("\n".join(sorted(sql)).encode()).hexdigest()


class Register:
    """The tables, in a namespace of their own inside the tracker's database."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def is_current(self) -> bool:
        """Whether the tables were made from today's schemas, by their fingerprint."""
        with self.database.cursor() as cursor:
            exists = cursor.execute(
                "SELECT 1 FROM duckdb_tables() "
                "WHERE schema_name = $namespace AND table_name = 'made_from'",
                {"namespace": NAMESPACE},
            ).fetchone()
            if not exists:
                return False
            made_from = cursor.execute(f"FROM {NAMESPACE}.made_from").fetchone()
        return made_from == (fingerprint(),)

    def rebuild(
        self,
        cursor: duckdb.DuckDBPyConnection,
        progress: OnProgress | None = None,
        namespace: str = NAMESPACE,
    ) -> None:
        """Drop every table and make it anew from the logbook, in the cursor's transaction."""
        cursor.execute(f"DROP SCHEMA IF EXISTS {namespace} CASCADE")
        cursor.execute(f"CREATE SCHEMA {namespace}")
        cursor.execute(";".join(_create(schema, namespace) for schema in KINDS.values()))
        rows = cursor.execute("SELECT DISTINCT kind FROM logbook").fetchall()
        written = {kind for (kind,) in rows}
        for done, schema in enumerate(KINDS.values()):
            if progress:
                progress(done / len(KINDS), schema.table)
            if schema.table in written:
                cursor.execute(_insert(schema, namespace, is_newest(schema)))
        cursor.execute(
            f"CREATE TABLE {namespace}.made_from AS SELECT $made_from AS fingerprint",
            {"made_from": fingerprint()},
        )
        if progress:
            progress(1.0, "")

    def apply(self, cursor: duckdb.DuckDBPyConnection, lines: Sequence[Line]) -> None:
        """Bring the tables up to date with new lines, in the cursor's transaction."""
        newest = {(line.kind, line.subject): line.seq for line in lines}
        for schema in KINDS.values():
            changed = {id: seq for (kind, id), seq in newest.items() if kind == schema.table}
            if not changed:
                continue
            cursor.execute(
                f'DELETE FROM {NAMESPACE}."{schema.table}" WHERE id IN (SELECT unnest($ids))',
                {"ids": list(changed)},
            )
            # The lower bound lets DuckDB skip everything that was written before.
            cursor.execute(
                _insert(schema, NAMESPACE, "seq >= $first AND seq IN (SELECT unnest($lines))"),
                {"first": min(changed.values()), "lines": list(changed.values())},
            )

    def renew(self, cursor: duckdb.DuckDBPyConnection, lines: Sequence[Line]) -> None:
        """Bring the tables up to date with old lines that were rewritten: an erasure does that."""
        rows = cursor.execute(
            """
            SELECT kind, subject, max(seq) FROM logbook
            WHERE subject IN (SELECT unnest($subjects)) GROUP BY ALL""",
            {"subjects": [line.subject for line in lines]},
        ).fetchall()
        newest = {(kind, subject): seq for kind, subject, seq in rows}
        current = [line for line in lines if newest[line.kind, line.subject] == line.seq]
        self.apply(cursor, current)

    def differences(self, progress: OnProgress | None = None) -> Iterator[str]:
        """Compare with a rebuilt register: each table that differs, with the id of one row.

        Raises NotRebuilt where a line of the logbook cannot be projected.
        """
        with self.database.lock, self.database.cursor() as cursor:
            cursor.begin()
            try:
                self.rebuild(cursor, progress, namespace="rebuilt")
                for table in _filled(cursor, NAMESPACE, "rebuilt"):
                    current, rebuilt = f'{NAMESPACE}."{table}"', f'rebuilt."{table}"'
                    row = cursor.execute(
                        f"(FROM {current} EXCEPT ALL FROM {rebuilt}) UNION ALL "
                        f"(FROM {rebuilt} EXCEPT ALL FROM {current}) LIMIT 1"
                    ).fetchone()
                    if row:
                        yield f"{table} {row[0]}"
            except duckdb.Error as error:
                if self.database.translate(error):
                    raise
                raise NotRebuilt(reason=str(error).split("\n", 1)[0]) from error
            finally:
                cursor.rollback()
