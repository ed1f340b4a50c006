"""The arrows between the rooms of the house point one way, and each library has one home."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FILES = {
    str(path.relative_to(ROOT)): path
    for path in (
        *(ROOT / "pilots").rglob("*.py"),
        *(ROOT / "schemas").rglob("*.py"),
        *ROOT.glob("*.py"),
    )
}

HOMES = {
    "streamlit": ("tracker_app.py", "pilots/screens/"),
    "duckdb": ("pilots/logbook/", "pilots/register.py"),
    "plotly": ("pilots/charts/",),
    "scipy": ("pilots/evidence/",),
    "networkx": ("pilots/evidence/",),
    "kaleido": ("pilots/reports/",),
    "icalendar": ("pilots/exchange/",),
    "typst": ("pilots/reports/",),
    "fastapi": ("pilots/api.py",),
}
"""Where a library may be imported; nowhere else knows it."""

CLOSED = {
    "schemas/": ("schemas", "pydantic", "pydantic_core"),
    "pilots/evidence/": ("pilots.evidence", "pilots.language", "scipy", "networkx"),
}
"""Rooms that know nothing but themselves, the standard library and these."""

FORBIDDEN = {
    "pilots/logbook/": ("pilots.register", "pilots.tracker", "pilots.access", "schemas"),
    "pilots/columns.py": ("pilots.logbook", "pilots.reader", "pilots.register", "pilots.tracker"),
    "pilots/reader.py": ("pilots.register", "pilots.tracker", "pilots.queries"),
    "pilots/register.py": ("pilots.tracker", "pilots.queries"),
    "pilots/queries/": ("pilots.tracker", "pilots.logbook", "pilots.charts"),
    "pilots/charts/": ("pilots.tracker", "pilots.logbook", "pilots.register", "pilots.queries"),
    "pilots/reports/": ("pilots.tracker", "pilots.logbook", "pilots.charts"),
    "pilots/language.py": ("schemas", "pilots"),
    "pilots/access.py": ("pilots.logbook", "pilots.register", "pilots.tracker"),
}
"""Arrows that would point the wrong way."""


def imports(path: Path) -> Iterator[str]:
    """The modules a file imports, also those within functions: `pilots.logbook.line`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: say where it comes from"
            yield node.module or ""
            yield from (f"{node.module}.{name.name}" for name in node.names)


def within(name: str, modules: tuple[str, ...]) -> bool:
    return any(name == module or name.startswith(f"{module}.") for module in modules)


def is_in(file: str, rooms: tuple[str, ...]) -> bool:
    return any(file == room or (room.endswith("/") and file.startswith(room)) for room in rooms)


@pytest.mark.parametrize("library", HOMES)
def test_a_library_has_one_home(library: str) -> None:
    strangers = {
        file
        for file, path in FILES.items()
        if any(within(name, (library,)) for name in imports(path))
        and not is_in(file, HOMES[library])
    }
    assert not strangers


@pytest.mark.parametrize("room", CLOSED)
def test_a_closed_room_knows_only_itself(room: str) -> None:
    for file, path in FILES.items():
        if is_in(file, (room,)):
            strange = {
                name
                for name in imports(path)
                if name.split(".")[0] not in sys.stdlib_module_names
                and not within(name, CLOSED[room])
            }
            assert not strange, file


@pytest.mark.parametrize("room", FORBIDDEN)
def test_no_arrow_points_the_wrong_way(room: str) -> None:
    for file, path in FILES.items():
        if is_in(file, (room,)):
            wrong = {name for name in imports(path) if within(name, FORBIDDEN[room])}
            assert not wrong, file


def test_nobody_imports_a_screen() -> None:
    for file, path in FILES.items():
        if not is_in(file, HOMES["streamlit"]):
            assert not [name for name in imports(path) if within(name, ("pilots.screens",))], file


def test_every_room_of_these_rules_is_there() -> None:
    """A rule about a file that has another name by now guards nothing."""
    rooms = {*CLOSED, *FORBIDDEN, *HOMES["streamlit"], *HOMES["duckdb"], *HOMES["plotly"]}
    for room in rooms:
        assert any(is_in(file, (room,)) for file in FILES), room
