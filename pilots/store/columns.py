"""From schema to SQL: the columns of a kind of record, and the SELECT that makes its rows.

There is one such SELECT, for the register and for the register as it was on an earlier day, so
that the two cannot tell different things of the same lines.
"""

from datetime import date
from functools import cache

from pydantic import AliasChoices
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from schemas import (
    Choice,
    Consented,
    Headcount,
    Public,
    Record,
    base_type,
    holds_several,
    marked,
)

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


def sql_type(field: FieldInfo) -> str:
    """The DuckDB type of a field's column. Raises TypeError for one that cannot be kept."""
    base = base_type(field)
    name = "VARCHAR" if issubclass(base, Choice) else _SQL_TYPES.get(base)
    if name is None:
        raise TypeError(f"the register has no column for {base.__name__}")
    return f"{name}[]" if holds_several(field) else name


# A class never changes, so what follows from it is worked out once.


@cache
def types(schema: type[Record]) -> dict[str, str]:
    """The DuckDB type of each field's column."""
    return {name: sql_type(field) for name, field in schema.fields().items()}


@cache
def withheld_fields(schema: type[Record]) -> set[str]:
    """The fields that nobody outside the team reads: all that no marker makes public."""
    return set(schema.fields()) - _marked(schema, Public) - consented_fields(schema)


@cache
def consented_fields(schema: type[Record]) -> set[str]:
    """The fields read outside the team only in a record whose `consent` is given."""
    return _marked(schema, Consented)


@cache
def headcount_fields(schema: type[Record]) -> set[str]:
    """The withheld fields that count people, and may be shown in sums of at least five."""
    return _marked(schema, Headcount)


def _marked(schema: type[Record], marker: type) -> set[str]:
    return {name for name, field in schema.fields().items() if marked(field, marker)}


def derived(schema: type[Record], chosen: str) -> str:
    """The SELECT that makes rows of the logbook lines that the condition chooses."""
    return f"""
        SELECT subject AS id, pilot, seq AS _seq, recorded_at AS _recorded_at, actor AS _actor,
               {_values(schema)}
        FROM logbook
        WHERE kind = '{schema.table}' AND body IS NOT NULL AND {chosen}"""


def newest(schema: type[Record], among: str = "true") -> str:
    """The condition that a line is the newest of its record, among lines for which this holds."""
    return f"""seq IN (
            SELECT max(seq) FROM logbook WHERE kind = '{schema.table}' AND {among}
            GROUP BY subject)"""


@cache
def _values(schema: type[Record]) -> str:
    """The SQL of each field's column, read from a logbook line's body."""
    return ", ".join(f'{_value(n, field)} AS "{n}"' for n, field in schema.fields().items())


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
