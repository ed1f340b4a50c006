"""The register: what screens read. One table per kind of record, derived from the logbook.

It can be thrown away and made anew at any time, and that is what happens when a schema
changes: there are no migrations. A table holds the newest version of each record that is not
withdrawn. One SELECT makes its rows, for a few lines as for all of them, so what grew line
by line equals what is rebuilt.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

import duckdb
from pydantic import AliasChoices
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from pilots.access import Scope
from pilots.errors import NotRebuilt
from pilots.logbook import Database, Interrupted, Line
from schemas import KINDS, Choice, Personal, Record, base_type, holds_several, marked

Progress = Callable[[float, str], None]
"""Told how far long work is: a share from 0 to 1, and what is being done."""

_SQL_TYPES = {
    str: "VARCHAR",
    int: "BIGINT",
    float: "DOUBLE",
    date: "DATE",
    bool: "BOOLEAN",
}

KEPT_FIELDS = {
    "id": "VARCHAR PRIMARY KEY",
    "pilot": "VARCHAR",
    "_seq": "BIGINT",
    "_recorded_at": "TIMESTAMP",
    "_actor": "VARCHAR",
}
"""What every table has besides the fields of its schema; `_seq` is the newest line's."""


# --- from schema to SQL ------------------------------------------------------------------


def sql_type(field: FieldInfo) -> str:
    """The DuckDB type of a field's column. Raises TypeError for one that cannot be kept."""
    base = base_type(field)
    name = "VARCHAR" if issubclass(base, Choice) else _SQL_TYPES.get(base)
    if name is None:
        raise TypeError(f"the register has no column for {base.__name__}")
    return f"{name}[]" if holds_several(field) else name


# A class never changes, so what follows from it is worked out once.


@cache
def _types(schema: type[Record]) -> dict[str, str]:
    """The DuckDB type of each field's column."""
    return {name: sql_type(field) for name, field in schema.fields().items()}


def _value(name: str, field: FieldInfo) -> str:
    """The SQL that reads a field from a logbook line's body, whatever name it had then."""
    aliases = field.validation_alias
    old = aliases.choices if isinstance(aliases, AliasChoices) else [aliases] if aliases else []
    names = dict.fromkeys([name, *map(str, old)])
    kind = sql_type(field)
    arrow = "->>" if kind == "VARCHAR" else "->"
    found = [f"body{arrow}'{key}'" for key in names]
    value = f"coalesce({', '.join(found)})" if len(found) > 1 else found[0]
    value = value if kind == "VARCHAR" else f"({value})::{kind}"
    default = _default(field)
    return f"coalesce({value}, {default}::{kind})" if default else value


def _default(field: FieldInfo) -> str:
    """The SQL of what a field is in a line from before there was such a field; '' for NULL."""
    # A default that is made anew each time cannot be known afterwards.
    none = field.default is None or field.default is PydanticUndefined
    if holds_several(field):
        return f"[{', '.join(_literal(value) for value in (() if none else field.default))}]"
    return "" if none else _literal(field.default)


def _literal(value: object) -> str:
    return "'{}'".format(str(value).replace("'", "''"))


def _create(schema: type[Record], room: str) -> str:
    columns = KEPT_FIELDS | _types(schema)
    listed = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
    return f'CREATE TABLE {room}."{schema.table}" ({listed})'


@cache
def _fill(schema: type[Record], room: str, chosen: str) -> str:
    """The INSERT that derives rows from the logbook lines that the condition chooses."""
    values = ", ".join(_value(name, field) for name, field in schema.fields().items())
    return f"""
        INSERT INTO {room}."{schema.table}"
        SELECT subject, pilot, seq, recorded_at, actor, {values}
        FROM logbook
        WHERE kind = '{schema.table}' AND body IS NOT NULL AND {chosen}"""


def _newest(schema: type[Record]) -> str:
    return f"seq IN (SELECT max(seq) FROM logbook WHERE kind = '{schema.table}' GROUP BY subject)"


def fingerprint() -> str:
    """Changes when a schema, or the way rows are derived from it, changes."""
    sql = [_create(s, "r") + _fill(s, "r", _newest(s)) for s in KINDS.values()]
    return hashlib.sha256("\n".join(sorted(sql)).encode()).hexdigest()


# --- the register ------------------------------------------------------------------------


class Register:
    """The tables, in a schema of their own inside the tracker's database."""

    ROOM = "register"

    def __init__(self, database: Database) -> None:
        self.database = database

    def is_current(self) -> bool:
        """Whether the tables are made from today's schemas."""
        with self.database.cursor() as cursor:
            (there,) = cursor.execute(
                "SELECT count(*) FROM duckdb_tables() "
                "WHERE schema_name = $room AND table_name = 'made_from'",
                {"room": self.ROOM},
            ).fetchone() or (0,)
            if not there:
                return False
            made_from = cursor.execute(f"FROM {self.ROOM}.made_from").fetchone()
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
        for done, schema in enumerate(KINDS.values()):
            if progress:
                progress(done / len(KINDS), schema.table)
            cursor.execute(_create(schema, room))
            cursor.execute(_fill(schema, room, _newest(schema)))
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
                f'DELETE FROM {self.ROOM}."{schema.table}" WHERE id IN (SELECT unnest($ids))',
                {"ids": list(changed)},
            )
            # The bound lets DuckDB pass over all that was written before.
            cursor.execute(
                _fill(schema, self.ROOM, "seq >= $first AND seq IN (SELECT unnest($lines))"),
                {"first": min(changed.values()), "lines": list(changed.values())},
            )

    def differences(self, progress: Progress | None = None) -> Iterator[str]:
        """The tables in which the register differs from one made anew, with a row's id.

        Raises NotRebuilt where a line of the logbook does not let one be made.
        """
        with self.database.lock, self.database.cursor() as cursor:
            cursor.begin()
            try:
                self.rebuild(cursor, progress, room="rebuilt")
                for table in KINDS:
                    mine, made = f'{self.ROOM}."{table}"', f'rebuilt."{table}"'
                    row = cursor.execute(
                        f"(FROM {mine} EXCEPT ALL FROM {made}) UNION ALL "
                        f"(FROM {made} EXCEPT ALL FROM {mine}) LIMIT 1"
                    ).fetchone()
                    if row:
                        yield f"{table} {row[0]}"
            except duckdb.Error as error:
                if self.database.explained(error):
                    raise
                raise NotRebuilt(reason=str(error).split("\n", 1)[0]) from error
            finally:
                cursor.rollback()


# --- reading it --------------------------------------------------------------------------


class Reader:
    """The register as far as one viewer may see it. Every question is asked through this.

    A query names its tables with `table`, so it cannot forget the scope: rows of pilots
    outside it are not there, and fields marked Personal are NULL where they may not be read.
    """

    def __init__(self, database: Database, scope: Scope) -> None:
        self.scope = scope
        self._database = database

    def table(self, schema: type[Record]) -> str:
        """A subquery to stand in FROM, in place of the table of this kind of record."""
        types = {name: kind.split()[0] for name, kind in KEPT_FIELDS.items()}
        types |= _types(schema)
        hidden = set() if self.scope.personal else personal_fields(schema) | {"_actor"}
        columns = ", ".join(
            f'NULL::{kind} AS "{name}"' if name in hidden else f'"{name}"'
            for name, kind in types.items()
        )
        return f'(SELECT {columns} FROM {Register.ROOM}."{schema.table}" WHERE {self._mine()})'

    def logbook(self) -> str:
        """The same for the logbook, which holds names in every line: the team's alone."""
        return f"(FROM logbook WHERE {self._mine() if self.scope.personal else 'false'})"

    def began(self, schema: type[Record]) -> str:
        """A subquery for when each record of a kind was first written down.

        Columns: id, pilot, first_seq and began (UTC). It tells nothing of what the record
        says, so whoever may see the pilot may see it.
        """
        return f"""(
            SELECT subject AS id, any_value(pilot) AS pilot, min(seq) AS first_seq,
                   min(recorded_at) AS began
            FROM logbook WHERE kind = '{schema.table}' AND {self._mine()} GROUP BY subject)"""

    def ranked(self, schema: type[Record]) -> str:
        """A subquery for which record of its kind each one was: id, pilot and nth, from 0.

        Counted over all there ever were, so that everybody has the same number for the same
        record, whatever else they may see.
        """
        return f"""(
            FROM (
                SELECT subject AS id, any_value(pilot) AS pilot,
                       row_number() OVER (ORDER BY min(seq)) - 1 AS nth
                FROM logbook WHERE kind = '{schema.table}' GROUP BY subject
            ) WHERE {self._mine()})"""

    def rows(self, sql: str, **parameters: Any) -> list[dict[str, Any]]:
        """The answer, fetched whole: a dict per row, by name of column."""
        if "$scope" in sql:
            parameters["scope"] = sorted(self.scope.pilots or ())
        try:
            return self._fetched(sql, parameters)
        except Interrupted:
            # Another thread met an error that closed the connection, and opened it again.
            return self._fetched(sql, parameters)

    def _fetched(self, sql: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        with self._database.cursor() as cursor:
            cursor.execute(sql, parameters)
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def _mine(self) -> str:
        """The condition that a row is within the scope; what has no pilot is everybody's."""
        if self.scope.pilots is None:
            return "true"
        if not self.scope.pilots:
            return "false"
        return "(pilot IS NULL OR pilot IN (SELECT unnest($scope::VARCHAR[])))"


@cache
def personal_fields(schema: type[Record]) -> set[str]:
    """The fields of a kind that tell something about a person."""
    return {name for name, field in schema.fields().items() if marked(field, Personal)}
