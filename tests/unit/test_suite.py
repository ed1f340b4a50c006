"""Rules for the tests themselves, read from their code."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import ROOT

TESTS = ROOT / "tests"
FILES = {str(path.relative_to(ROOT)): path for path in sorted(TESTS.rglob("*.py"))}


def imports(path: Path) -> Iterator[str]:
    """The modules a file imports, and what it takes from them: `tests.support.ROOT`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)


@pytest.mark.parametrize("file", FILES)
def test_no_file_imports_a_test_or_a_conftest(file: str) -> None:
    """What two tests need stands in `tests/support/`, where it has a name of its own."""
    parts = {name: name.split(".") for name in imports(FILES[file])}
    assert not [
        name
        for name, words in parts.items()
        if any(word.startswith("test_") or word == "conftest" for word in words[:3])
    ]


def test_where_the_project_stands_is_said_once() -> None:
    """A file that counts its parents is wrong as soon as it moves."""
    counting = {
        file
        for file, path in FILES.items()
        if "__file__).resolve().par" + "ents" in path.read_text(encoding="utf-8")
    }
    assert counting == {"tests/support/__init__.py"}
