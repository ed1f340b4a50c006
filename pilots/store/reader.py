"""Reading the register, as it is or as of an earlier line, within one viewer's scope.

Both halves of the access control on data are SQL that is made here: row-level security (which
records) and column masking (which of their fields).
"""

from typing import Any

from pilots.access import Pilots, Scope
from pilots.store.columns import (
    COMMON_COLUMNS,
    column_types,
    consented_fields,
    headcount_fields,
    is_newest,
    projection,
    public_fields,
    withheld_fields,
)
from pilots.store.logbook import Database, Interrupted
from schemas import Record

NAMESPACE = "register"
"""The DuckDB schema that holds the register's tables, apart from those of the logbook."""


class Reader:
    """The register as far as one viewer may read it. Every query goes through a reader.

    A query names its tables with `table`, so it cannot forget the scope. Records of pilots
    outside the scope are left out, and so are drafts, such as a report that is not published.
    A field is NULL where only the team may read it: every field without the marker Public, or
    Consented in a record with consent.
    """

    def __init__(self, database: Database, scope: Scope, last_line: int | None = None) -> None:
        self.scope = scope
        self._database = database
        self._last_line = last_line
        """The newest line of the logbook that is read; None for the register as it is."""

    def as_of(self, seq: int) -> "Reader":
        """A reader of the register as of line `seq` (time travel): its answers never change.

        The rows are projected from the logbook for every query. In a large logbook that is
        quick for one pilot (`within`), and slow for all of them.
        """
        return Reader(self._database, self.scope, int(seq))

    def within(self, pilot_id: str) -> "Reader":
        """A reader of one pilot, and of the records that belong to all pilots."""
        scope = Scope(_only(pilot_id, self.scope.pilots), _only(pilot_id, self.scope.personal))
        return Reader(self._database, scope, self._last_line)

    def table(self, schema: type[Record]) -> str:
        """A subquery to put in FROM as the table of this kind of record."""
        return self._view(schema, withheld_fields(schema))

    def with_headcounts(self, schema: type[Record]) -> str:
        """The same, with the fields marked Headcount unmasked.

        For `assessments.people`, which adds them up: show no single number from here.
        """
        return self._view(schema, withheld_fields(schema) - headcount_fields(schema))

    def logbook(self) -> str:
        """The same for the logbook, which has names in every line: the team's alone.

        Its columns are the fields of a `Line`.
        """
        return f"""(
            SELECT * EXCLUDE (entry), entry::VARCHAR AS idempotency_key
            FROM logbook WHERE {self._is_personal()} AND {self._is_in_time()})"""

    def versions(self, schema: type[Record]) -> str:
        """A subquery for every version of the records of a kind, with its public fields alone.

        Columns: id, pilot, _seq, _recorded_at and those fields, NULL where a line withdraws the
        record. For kinds without a field that takes consent, and without drafts.
        """
        return f"""(
            SELECT subject AS id, pilot, seq AS _seq, recorded_at AS _recorded_at,
                   {public_fields(schema)}
            FROM logbook
            WHERE kind = '{schema.table}' AND {self._is_in_scope()} AND {self._is_in_time()})"""

    def first_recorded(self, schema: type[Record]) -> str:
        """A subquery for when each record of a kind was first recorded.

        Columns: id, pilot, first_seq and began (UTC). It has nothing of the content, so there is
        nothing to mask.
        """
        return f"""(
            SELECT subject AS id, any_value(pilot) AS pilot, min(seq) AS first_seq,
                   min(recorded_at) AS began
            FROM logbook
            WHERE kind = '{schema.table}' AND {self._is_in_scope()} AND {self._is_in_time()}
            GROUP BY subject)"""

    def ranked(self, schema: type[Record]) -> str:
        """A subquery for the order in which records of a kind were first recorded.

        Columns: id, pilot and nth, from 0. Withdrawn records and those outside the scope are
        counted too, so that a record has the same number for everybody, for ever.
        """
        return f"""(
            FROM (
                SELECT subject AS id, any_value(pilot) AS pilot,
                       row_number() OVER (ORDER BY min(seq)) - 1 AS nth
                FROM logbook WHERE kind = '{schema.table}' AND {self._is_in_time()}
                GROUP BY subject
            ) WHERE {self._is_in_scope()})"""

    def rows(self, sql: str, **parameters: Any) -> list[Any]:
        """The result of a query, fetched whole: a dict per row, by column name.

        The caller declares what a row holds, as a TypedDict: nothing here can know it.
        """
        if "$scope" in sql:
            parameters["scope"] = sorted(self.scope.pilots or ())
        if "$personal" in sql:
            parameters["personal"] = sorted(self.scope.personal or ())
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

    # --- which rows: row-level security --------------------------------------------------

    def _view(self, schema: type[Record], withheld: set[str]) -> str:
        """The subquery with the rows in scope, and these fields masked outside the team."""
        common = {name: sql_type.split()[0] for name, sql_type in COMMON_COLUMNS.items()}
        masks = dict.fromkeys(consented_fields(schema), "consent = 'given'")
        masks |= dict.fromkeys(withheld | {"_actor"}, "false")
        columns = ", ".join(
            self._column(name, sql_type, masks.get(name))
            for name, sql_type in (common | column_types(schema)).items()
        )
        condition = f"{self._is_in_scope()} AND {self._is_finished(schema)}"
        return f"(SELECT {columns} FROM {self._source(schema)} WHERE {condition})"

    def _source(self, schema: type[Record]) -> str:
        """The table with a kind's rows, or their projection as of an earlier line."""
        if self._last_line is None:
            return f'{NAMESPACE}."{schema.table}"'
        among = self._is_in_time()
        if self.scope.pilots is not None:
            # A record can have moved to another pilot, so all lines of its own are looked at.
            among += f""" AND subject IN (
                SELECT subject FROM logbook
                WHERE kind = '{schema.table}' AND {self._is_in_scope()} AND {among})"""
        return f"({projection(schema, is_newest(schema, among))})"

    def _is_in_time(self) -> str:
        """The condition that a line is not newer than the line to read as of."""
        return "true" if self._last_line is None else f"seq <= {self._last_line}"

    def _is_in_scope(self) -> str:
        """The condition that a row is of a pilot in the scope, or of all pilots."""
        if self.scope.pilots is None:
            return "true"
        if not self.scope.pilots:
            return "false"
        return "(pilot IS NULL OR pilot IN (SELECT unnest($scope::VARCHAR[])))"

    def _is_personal(self) -> str:
        """The condition that a row may be read unmasked, with the names in it.

        A row of all pilots can name people of any of them: it takes the right to all of them.
        """
        if self.scope.personal is None:
            return "true"
        return _HAS_PERSONAL_PILOT if self.scope.personal else "false"

    def _is_finished(self, schema: type[Record]) -> str:
        """The condition that a row is no draft, or one of the viewer's own team."""
        if self.scope.personal is None or not schema.finished:
            return "true"
        return f'("{schema.finished}" IS NOT NULL OR {self._is_personal()})'

    # --- which fields: column masking ----------------------------------------------------

    def _column(self, name: str, sql_type: str, shown_if: str | None) -> str:
        """A column, NULL unless the viewer is in the team or the condition holds."""
        if shown_if is None or self.scope.personal is None:
            return f'"{name}"'
        if self.scope.personal:
            shown_if = f"({shown_if} OR {_HAS_PERSONAL_PILOT})"
        return f'CASE WHEN {shown_if} THEN "{name}" ELSE NULL::{sql_type} END AS "{name}"'


_HAS_PERSONAL_PILOT = "coalesce(pilot IN (SELECT unnest($personal::VARCHAR[])), false)"


def _only(pilot_id: str, pilots: Pilots) -> Pilots:
    """This pilot, if it is among these."""
    return frozenset({pilot_id} if pilots is None or pilot_id in pilots else ())
