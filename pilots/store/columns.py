"""From schema to SQL: a kind's columns, who may read them, and the projection that fills them.

The projection is one SELECT over the logbook. The register and the register as of an earlier
line both use it, so they cannot disagree about the same lines.
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

COMMON_COLUMNS = {
    "id": "VARCHAR PRIMARY KEY",
    "pilot": "VARCHAR",
    "_seq": "BIGINT",
    "_recorded_at": "TIMESTAMP",
    "_actor": "VARCHAR",
}
"""The columns that every table has besides its schema's fields: which record it is, and the
number, the time (UTC) and the author of its newest line in the logbook."""


def sql_type(field: FieldInfo) -> str:
    """The DuckDB type of a field's column. Raises TypeError for a type without one."""
    base = base_type(field)
    name = "VARCHAR" if issubclass(base, Choice) else _SQL_TYPES.get(base)
    if name is None:
        raise TypeError(f"the register has no column for {base.__name__}")
    return f"{name}[]" if holds_several(field) else name


# A class never changes, so whatever is derived from it is cached for ever.


@cache
def column_types(schema: type[Record]) -> dict[str, str]:
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


def projection(schema: type[Record], condition: str) -> str:
    """The SELECT that turns the logbook lines that meet this condition into rows of a table."""
    return f"""
        SELECT subject AS id, pilot, seq AS _seq, recorded_at AS _recorded_at, actor AS _actor,
               {_columns(schema)}
        FROM logbook
        WHERE kind = '{schema.table}' AND body IS NOT NULL AND {condition}"""


def is_newest(schema: type[Record], among: str = "true") -> str:
    """The condition that a line is its record's newest, of the lines that meet `among`."""
    return f"""seq IN (
            SELECT max(seq) FROM logbook WHERE kind = '{schema.table}' AND {among}
            GROUP BY subject)"""


@cache
def public_fields(schema: type[Record]) -> str:
    """The columns, read from a line's body, of the fields that everybody may read."""
    public = _marked(schema, Public)
    return ", ".join(
        f'CASE WHEN body IS NOT NULL THEN {_column(name, field)} END AS "{name}"'
        for name, field in schema.fields().items()
        if name in public
    )


@cache
def _columns(schema: type[Record]) -> str:
    return ", ".join(f'{_column(n, field)} AS "{n}"' for n, field in schema.fields().items())


def _column(name: str, field: FieldInfo) -> str:
    """The SQL that reads a field from a line's body, under its name of today or an older one."""
    aliases = field.validation_alias
    old = aliases.choices if isinstance(aliases, AliasChoices) else [aliases] if aliases else []
    names = dict.fromkeys([name, *map(str, old)])
    column_type = sql_type(field)
    arrow = "->>" if column_type == "VARCHAR" else "->"
    found = [f"body{arrow}'{key}'" for key in names]
    value = f"coalesce({', '.join(found)})" if len(found) > 1 else found[0]
    value = value if column_type == "VARCHAR" else f"({value})::{column_type}"
    default = _default(field)
    return f"coalesce({value}, {default}::{column_type})" if default else value


def _default(field: FieldInfo) -> str:
    """The SQL of a field's value in lines older than the field itself; '' for NULL."""
    # What a default factory would have made at the time cannot be known.
    unknown = field.default is None or field.default is PydanticUndefined
    if holds_several(field):
        values = () if unknown else field.default
        return f"[{', '.join(_literal(value) for value in values)}]"
    return "" if unknown else _literal(field.default)


def _literal(value: object) -> str:
    return "'{}'".format(str(value).replace("'", "''"))
