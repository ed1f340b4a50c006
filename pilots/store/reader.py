"""Reading the register, as it is or as it was, as far as one viewer may see it."""

from typing import Any

from pilots.access import Pilots, Scope
from pilots.store.columns import (
    KEPT_FIELDS,
    consented_fields,
    derived,
    newest,
    personal_fields,
    types,
    withheld_fields,
)
from pilots.store.logbook import Database, Interrupted
from schemas import Record

ROOM = "register"
"""The register's own schema inside the tracker's database."""


class Reader:
    """The register as far as one viewer may see it. Every question is asked through this.

    A query names its tables with `table`, so it cannot forget the scope: rows of pilots
    outside it are not there, and what may not be read in it is NULL: fields marked Personal or
    Headcount, and those marked Consented of a record without consent. What is not finished,
    such as a report that was not published, is not there for them at all.
    """

    def __init__(self, database: Database, scope: Scope, upto: int | None = None) -> None:
        self.scope = scope
        self._database = database
        self._upto = upto
        """The last line of the logbook that counts; None for the register as it is."""

    def as_of(self, seq: int) -> "Reader":
        """The register as it was when line `seq` was the newest: the same for ever after.

        Its rows are derived anew for every question. In a large logbook that is quick for one
        pilot (`within`), and not for all of them.
        """
        return Reader(self._database, self.scope, int(seq))

    def within(self, pilot_id: str) -> "Reader":
        """The same, narrowed to one pilot and to what holds for all of them."""
        mine = (_narrowed(there, pilot_id) for there in (self.scope.pilots, self.scope.personal))
        return Reader(self._database, Scope(*mine), self._upto)

    def table(self, schema: type[Record]) -> str:
        """A subquery to stand in FROM, in place of the table of this kind of record."""
        return self._seen(schema, withheld_fields(schema) | {"_actor"})

    def counted(self, schema: type[Record]) -> str:
        """The same, with the fields marked Headcount as they are.

        For `assessments.people` to make groups of: no number from here is to be shown.
        """
        return self._seen(schema, personal_fields(schema) | {"_actor"})

    def _seen(self, schema: type[Record], withheld: set[str]) -> str:
        columns = {name: kind.split()[0] for name, kind in KEPT_FIELDS.items()} | types(schema)
        hidden = dict.fromkeys(withheld, "false")
        hidden |= dict.fromkeys(consented_fields(schema) - withheld, "consent = 'given'")
        listed = ", ".join(
            self._guarded(name, kind, hidden.get(name)) for name, kind in columns.items()
        )
        shown = f"{self._mine()} AND {self._is_for_them(schema)}"
        return f"(SELECT {listed} FROM {self._rows_of(schema)} WHERE {shown})"

    def _is_for_them(self, schema: type[Record]) -> str:
        """The condition that a row is finished, where it is not the team's own."""
        if self.scope.personal is None or not schema.finished:
            return "true"
        return f'("{schema.finished}" IS NOT NULL OR {self._named()})'

    def _guarded(self, name: str, kind: str, where: str | None) -> str:
        """A column; `where` is the condition on which who may read no names gets it too."""
        if where is None or self.scope.personal is None:
            return f'"{name}"'
        if self.scope.personal:
            where = f"({where} OR {_AMONG_PERSONAL})"
        return f'CASE WHEN {where} THEN "{name}" ELSE NULL::{kind} END AS "{name}"'

    def logbook(self) -> str:
        """The same for the logbook, which holds names in every line: the team's alone.

        Its columns are the fields of a `Line`.
        """
        return f"""(
            SELECT * EXCLUDE (entry), entry::VARCHAR AS idempotency_key
            FROM logbook WHERE {self._named()} AND {self._by_then()})"""

    def began(self, schema: type[Record]) -> str:
        """A subquery for when each record of a kind was first written down.

        Columns: id, pilot, first_seq and began (UTC). It tells nothing of what the record
        says, so whoever may see the pilot may see it.
        """
        return f"""(
            SELECT subject AS id, any_value(pilot) AS pilot, min(seq) AS first_seq,
                   min(recorded_at) AS began
            FROM logbook WHERE kind = '{schema.table}' AND {self._mine()} AND {self._by_then()}
            GROUP BY subject)"""

    def ranked(self, schema: type[Record]) -> str:
        """A subquery for which record of its kind each one was: id, pilot and nth, from 0.

        Counted over all there ever were, so that everybody has the same number for the same
        record, whatever else they may see.
        """
        return f"""(
            FROM (
                SELECT subject AS id, any_value(pilot) AS pilot,
                       row_number() OVER (ORDER BY min(seq)) - 1 AS nth
                FROM logbook WHERE kind = '{schema.table}' AND {self._by_then()} GROUP BY subject
            ) WHERE {self._mine()})"""

    def rows(self, sql: str, **parameters: Any) -> list[Any]:
        """The answer, fetched whole: a dict per row, by name of column.

        Who asks declares what a row holds, as a TypedDict: nothing here can know it.
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

    def _rows_of(self, schema: type[Record]) -> str:
        """Where the rows of a kind are found, of whatever pilot."""
        if self._upto is None:
            return f'{ROOM}."{schema.table}"'
        among = self._by_then()
        if self.scope.pilots is not None:
            # A record can have moved to another pilot, so its own lines are all looked at.
            among += f""" AND subject IN (
                SELECT subject FROM logbook
                WHERE kind = '{schema.table}' AND {self._mine()} AND {self._by_then()})"""
        return f"({derived(schema, newest(schema, among))})"

    def _by_then(self) -> str:
        """The condition that a line counts."""
        return "true" if self._upto is None else f"seq <= {self._upto}"

    def _mine(self) -> str:
        """The condition that a row is within the scope; what has no pilot is everybody's."""
        if self.scope.pilots is None:
            return "true"
        if not self.scope.pilots:
            return "false"
        return "(pilot IS NULL OR pilot IN (SELECT unnest($scope::VARCHAR[])))"

    def _named(self) -> str:
        """The condition that a row may be read with all names in it.

        What all pilots share can name people of any of them: it takes all of them.
        """
        if self.scope.personal is None:
            return "true"
        return _AMONG_PERSONAL if self.scope.personal else "false"


_AMONG_PERSONAL = "coalesce(pilot IN (SELECT unnest($personal::VARCHAR[])), false)"


def _narrowed(there: Pilots, pilot_id: str) -> Pilots:
    """One pilot, if it is among these."""
    return frozenset({pilot_id} if there is None or pilot_id in there else ())
