"""The arrows between the rooms of the house point one way, and each library has one home."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from pilots.screens.kit.pages import Page
from tests.support import ROOT

FILES = {
    str(path.relative_to(ROOT)): path
    for path in (
        *(ROOT / "pilots").rglob("*.py"),
        *(ROOT / "schemas").rglob("*.py"),
        *ROOT.glob("*.py"),
    )
}

PAGES = {
    path.name
    for path in (ROOT / "pilots" / "screens").iterdir()
    if path.is_dir() and path.name not in {"kit", "__pycache__"}
}
"""The folders of the pages."""

HOMES = {
    "streamlit": ("tracker_app.py", "pilots/screens/", "pilots/gate/"),
    "duckdb": ("pilots/store/",),
    "plotly": ("pilots/charts/",),
    "scipy": ("pilots/evidence/",),
    "networkx": ("pilots/evidence/",),
    "kaleido": ("pilots/reports/",),
    "icalendar": ("pilots/exchange/",),
    "snowballstemmer": ("pilots/search/",),
    "typst": ("pilots/reports/",),
    "segno": ("pilots/screens/review/",),
    "pilots.queries.headcounts": ("pilots/assessments/",),
}
"""Where a library may be imported, or numbers that must not be shown; nowhere else knows it."""

BLIND = {"pilots/queries/": ("pilots.evidence",)}
"""Rooms that must not import what stands below them: queries ask, and judge nothing."""

CLOSED = {
    "schemas/": ("schemas", "pydantic", "pydantic_core"),
    "pilots/evidence/": ("pilots.evidence", "pilots.language", "scipy", "networkx"),
}
"""Rooms that know nothing but themselves, the standard library and these."""

ROOMS = (
    ("schemas", "pilots.language"),
    ("pilots.errors", "pilots.points", "pilots.folding"),
    ("pilots.access", "pilots.evidence"),
    ("pilots.settings",),
    ("pilots.store", "pilots.charts", "pilots.search"),
    ("pilots.queries",),
    ("pilots.assessments",),
    ("pilots.rules", "pilots.privacy", "pilots.reports", "pilots.versions"),
    ("pilots.tracker",),
    ("pilots.seed", "pilots.verify", "pilots.signin"),
    ("pilots.example", "pilots.exchange"),
    ("pilots.api", "pilots.cli", "pilots.gate"),
    ("pilots.screens",),
    ("pilots.__main__", "tracker_app"),
)
"""The rooms of the house, from the ground up: a file imports what stands below it, or its own
room. Rooms on one floor do not know each other."""

KIT = (
    ("gc_freeze", "sign_in", "shared_link", "pages", "view_picker", "trackers"),
    ("uninterrupted", "components"),
    ("session",),
    ("answers", "links", "keep_alive", "markup", "uploading"),
    ("flash", "downloads", "pilot_tabs", "review_link", "databank_link"),
    ("url_select",),
    ("values", "badges"),
    ("unique_labels",),
    ("header", "empty_state", "entrance"),
    ("forms",),
    ("records",),
    ("pictures",),
    ("reports",),
)
"""The same within `screens/kit/`, the parts that pages share."""


@cache
def imports(path: Path) -> tuple[str, ...]:
    """The modules a file imports, also those within functions: `pilots.logbook.line`."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
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
    users = {
        file
        for file, path in FILES.items()
        if any(within(name, (library,)) for name in imports(path))
    }
    assert users, "a rule for what nobody uses"
    assert not {file for file in users if not is_in(file, HOMES[library])}


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


@pytest.mark.parametrize("room", BLIND)
def test_a_blind_room_imports_nothing_that_is_forbidden_to_it(room: str) -> None:
    for file, path in FILES.items():
        if is_in(file, (room,)):
            assert not [name for name in imports(path) if within(name, BLIND[room])], file


def room_of(name: str, rooms: tuple[tuple[str, ...], ...]) -> tuple[int, str] | None:
    """The floor and the name of the room that a module stands in; None for another house."""
    places = ((floor, room) for floor, there in enumerate(rooms) for room in there)
    return next((place for place in places if within(name, (place[1],))), None)


def module_of(file: str) -> str:
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def wrong_arrows(rooms: tuple[tuple[str, ...], ...]) -> Iterator[tuple[str, str]]:
    """Imports that go up, or across to another room on the same floor."""
    for file, path in FILES.items():
        here = room_of(module_of(file), rooms)
        for name in imports(path) if here else ():
            there = room_of(name, rooms)
            if here and there and there != here and there[0] >= here[0]:
                yield file, name


def test_files_import_from_their_own_room_and_from_those_below_it() -> None:
    assert not list(wrong_arrows(ROOMS))


def test_within_the_kit_files_import_from_their_own_room_and_from_those_below_it() -> None:
    kit = tuple(tuple(f"pilots.screens.kit.{room}" for room in floor) for floor in KIT)
    assert not list(wrong_arrows(kit))


@pytest.mark.parametrize("file", [file for file in FILES if file.startswith("pilots/screens/")])
def test_a_page_imports_no_part_of_another_page_and_the_kit_imports_no_page(file: str) -> None:
    own = file.split("/")[2]
    if own in {"main.py", "__init__.py"}:
        return
    others = {page for page in PAGES if page != own}
    assert not [
        name
        for name in imports(FILES[file])
        if within(name, tuple(f"pilots.screens.{page}" for page in others))
    ]


def test_every_file_stands_in_a_room_of_these_rules() -> None:
    """A rule about a file that has another name by now guards nothing."""
    homeless = {file for file in FILES if not room_of(module_of(file), ROOMS)}
    assert homeless == {"pilots/__init__.py"}
    modules = {module_of(file) for file in FILES}
    for rooms, prefix in ((ROOMS, ""), (KIT, "pilots.screens.kit.")):
        for room in (prefix + room for floor in rooms for room in floor):
            assert any(within(module, (room,)) for module in modules), room
    for room in {*BLIND, *(home for homes in HOMES.values() for home in homes)}:
        assert any(is_in(file, (room,)) for file in FILES), room


def test_every_page_is_a_folder_with_its_page_in_it() -> None:
    assert {str(page) for page in Page} == {f"{page}/page.py" for page in PAGES}


def callbacks(tree: ast.AST) -> Iterator[str]:
    """The functions that a file gives to widgets: `_begin`, or `current_step.go`."""
    for node in ast.walk(tree):
        given: list[tuple[object, ast.expr]] = []
        if isinstance(node, ast.Call):
            given = [(word.arg, word.value) for word in node.keywords]
        elif isinstance(node, ast.Dict):
            names = [key.value if isinstance(key, ast.Constant) else None for key in node.keys]
            given = list(zip(names, node.values, strict=True))
        for name, function in given:
            if not str(name).startswith("on_"):
                continue
            if isinstance(function, ast.Call):  # partial(function, ...)
                function = function.args[0]
            if isinstance(function, ast.Name | ast.Attribute):
                yield ast.unparse(function)


def test_what_a_tap_does_is_never_broken_off_half_way() -> None:
    """Every callback has the decorator of `flash`, without which Streamlit breaks it off."""
    trees = {
        file: ast.parse(path.read_text(encoding="utf-8"))
        for file, path in FILES.items()
        if file.startswith("pilots/screens/")
    }
    is_whole = {
        (Path(file).stem, function.name): any(
            ast.unparse(decorator).endswith("callback") for decorator in function.decorator_list
        )
        for file, tree in trees.items()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
    }
    given = {
        (Path(file).stem if "." not in name else name.split(".")[0], name.split(".")[-1])
        for file, tree in trees.items()
        for name in callbacks(tree)
    }
    own = given & set(is_whole)
    assert len(own) > 50
    assert not {function for function in own if not is_whole[function]}
