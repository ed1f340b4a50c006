"""Rows are what their queries declare them to be: the types of a row hold for real answers."""

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from importlib import import_module
from itertools import product
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

import pytest

from pilots import example, queries
from pilots.access import Grant, Role, Viewer
from pilots.queries import records
from pilots.tracker import Tracker
from schemas import (
    Action,
    ArchivedReport,
    LimitsRecalculation,
    Member,
    Outcome,
    Phase,
    Pilot,
    Report,
    RungReached,
    SharedLink,
    Stakeholder,
)

pytestmark = pytest.mark.slow

UNTIL = date(2026, 11, 20)
ANNA = Viewer("Anna", (Grant(Role.ADMINISTRATOR),))
CHAIMA = Viewer("Chaima", (Grant(Role.FUNDER),))
DIGEST = "0a" * 32

MODULES = [
    import_module(module.name)
    for module in pkgutil.iter_modules(queries.__path__, f"{queries.__name__}.")
]


def typed_queries() -> Iterator[Callable[..., Any]]:
    """The queries whose answer says more than that it is a record."""
    for module in MODULES:
        for name, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__ == module.__name__ and not name.startswith("_")
            if own and mentioned(get_type_hints(function).get("return")):
                yield function


def mentioned(hint: Any) -> set[type]:
    """The typed rows in a type."""
    if is_typeddict(hint):
        return {hint}.union(*map(mentioned, get_type_hints(hint).values()))
    return set().union(*map(mentioned, get_args(hint)))


QUERIES = list(typed_queries())


@pytest.fixture(scope="module")
def tracker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tracker]:
    """The example year, with what it lacks: who was let in, a break in an outcome, and a
    report and a pilot that were withdrawn."""
    place = example.path(tmp_path_factory.mktemp("rows") / "tracker.duckdb")
    tracker = example.open_example(place, UNTIL)
    pilot, *_more = tracker.ask(records.names, ANNA.scope, "pilot")
    outcome = next(
        row for row in tracker.ask(records.of_kind, ANNA.scope, "outcome") if row["pilot"] == pilot
    )
    for version in ("Anders geteld", "Weer anders geteld"):
        newest = tracker.ask(records.one, ANNA.scope, "outcome", outcome["id"])
        fields = {"redefined": version, "redefined_on": UNTIL - timedelta(days=len(version))}
        tracker.record(ANNA, newest.model_copy(update=fields))
    tracker.record(
        ANNA,
        Pilot(id="buurtkas", name="Buurtkas", phase=Phase.STOPPED),
        Pilot(id="stil", name="Zonder vervolg", phase=Phase.EXPERIMENT),
        Member(pilot=pilot, name="Bram", email="bram@example.org"),
        SharedLink(name="Wethouder", until=UNTIL, digest=DIGEST),
        LimitsRecalculation(
            pilot=pilot, outcome=outcome["id"], begins_on=UNTIL, reason="Nieuwe zaal"
        ),
    )
    period = {"since": UNTIL - timedelta(days=90), "until": UNTIL}
    published = Report(pilot=pilot, title="Kwartaal", upto=tracker.head, **period)
    (line,) = tracker.record(ANNA, published)
    tracker.withdraw(ANNA, line.seq)
    fields = {"report": line.subject, "language": "nl", "digest": DIGEST, "archived_on": UNTIL}
    tracker.record_archived(ArchivedReport(pilot=pilot, **fields))
    (line,) = tracker.record(ANNA, Pilot(id="kort", name="Van korte duur"))
    tracker.withdraw(ANNA, line.seq, reason="Een vergissing.")
    yield tracker
    tracker.close()


def asked_with(tracker: Tracker, query: Callable[..., Any]) -> Iterator[dict[str, Any]]:
    """The arguments a query is asked with: of what the example has, by the parameter's name."""

    def ids(table: str) -> list[str]:
        return [row["id"] for row in tracker.ask(records.of_kind, ANNA.scope, table)]

    pilots = tracker.ask(records.of_kind, ANNA.scope, Pilot.table)
    known: dict[str, Callable[[], list[Any]]] = {
        "pilot_id": lambda: [row["id"] for row in pilots],
        "outcome": lambda: ids(Outcome.table),
        "today": lambda: [UNTIL, UNTIL + timedelta(days=400)],
        "since": lambda: [0],
        "email": lambda: ["bram@example.org"],
        "digest": lambda: [DIGEST],
        "name": lambda: [row["name"] for row in pilots],
        "neighbourhood": lambda: [None],
        "municipality": lambda: [None],
        "owner": lambda: [row["lead"] for row in pilots if row["lead"]],
        "terms": lambda: [("de",)],
        "table": lambda: [Stakeholder.table, RungReached.table],
        "field": lambda: ["stakeholder"],
        "ids": lambda: [tuple(ids(Stakeholder.table))],
        "photos": lambda: [
            [row["photo"] for row in tracker.ask(records.of_kind, ANNA.scope, Action.table)]
        ],
        "months": lambda: [0],
        "subjects": lambda: [ids(Outcome.table)],
    }
    names = [
        name
        for name, parameter in list(inspect.signature(query).parameters.items())[1:]
        if parameter.default is inspect.Parameter.empty
    ]
    for arguments in product(*(known[name]() for name in names)):
        yield dict(zip(names, arguments, strict=True))


def strange(value: Any, hint: Any, seen: set[type], where: str = "") -> Iterator[str]:
    """Where a value is not what its type says; adds to `seen` the rows that it holds."""
    if is_typeddict(hint):
        seen.add(hint)
        hints = get_type_hints(hint)
        if value.keys() != hints.keys():
            yield f"{where} {hint.__name__}: {sorted(value.keys() ^ hints.keys())}"
        for name in value.keys() & hints.keys():
            yield from strange(value[name], hints[name], seen, f"{where}.{name}")
    elif get_origin(hint) in {list, dict}:
        for item in value.values() if isinstance(value, dict) else value:
            yield from strange(item, get_args(hint)[-1], seen, f"{where}[]")
    elif get_origin(hint) in {Union, UnionType}:
        if value is not None or NoneType not in get_args(hint):
            (other,) = (each for each in get_args(hint) if each is not NoneType)
            yield from strange(value, other, seen, where)
    elif get_origin(hint) is Literal:
        if value not in get_args(hint):
            yield f"{where}: {value!r}"
    elif hint is not Any and type(value) is not hint and hint is not NoneType:
        yield f"{where}: {value!r} is no {hint}"
    elif hint is NoneType and value is not None:
        yield f"{where}: {value!r}"


def name_of(query: Callable[..., Any]) -> str:
    return f"{query.__module__.rpartition('.')[2]}.{query.__name__}"


@pytest.mark.parametrize("query", QUERIES, ids=name_of)
def test_a_row_is_what_its_query_declares(tracker: Tracker, query: Callable[..., Any]) -> None:
    hint = get_type_hints(query)["return"]
    seen: set[type] = set()
    for arguments in asked_with(tracker, query):
        for viewer in (ANNA, CHAIMA):
            answer = tracker.ask(query, viewer.scope, **arguments)
            assert list(strange(answer, hint, seen)) == [], (viewer.name, arguments)
    assert seen == mentioned(hint), "the example holds no such row, so this showed nothing"


def test_no_query_gives_rows_of_any_shape() -> None:
    for module in MODULES:
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_"):
                assert dict[str, Any] not in parts(get_type_hints(function)["return"]), name


def parts(hint: Any) -> list[Any]:
    return [hint, *(part for each in get_args(hint) for part in parts(each))]
