"""Rules for the tests themselves, read from their code."""

import ast
import re
from collections.abc import Iterator
from importlib.metadata import packages_distributions
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


def calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield node


@pytest.mark.parametrize("file", [file for file in FILES if not file.startswith("tests/support/")])
def test_no_test_says_itself_how_long_it_waits(file: str) -> None:
    """All that waits has the patience of `tests/support/patience.py`."""
    waits = {"timeout", "default_timeout", "set_default_timeout", "set_options"}
    assert not [
        ast.unparse(call)
        for call in calls(FILES[file])
        if any(
            word.arg in waits and isinstance(word.value, ast.Constant) for word in call.keywords
        )
        or ast.unparse(call.func).rpartition(".")[2] in waits
    ]


@pytest.mark.parametrize("file", [file for file in FILES if file.startswith("tests/browser/")])
def test_a_browser_test_waits_for_a_condition_and_never_for_a_while(file: str) -> None:
    slept = {"time.sleep", "sleep", "page.wait_for_timeout"}
    assert not [call for call in calls(FILES[file]) if ast.unparse(call.func) in slept]


def test_the_tracker_imports_nothing_that_only_tests_need() -> None:
    """Else it would not start where `requirements.txt` alone is installed."""
    asked = (TESTS / "requirements.txt").read_text(encoding="utf-8")
    names = set(re.findall(r"^([\w-]+)[><=]", asked, re.MULTILINE))
    of_tests = {
        module
        for module, distributions in packages_distributions().items()
        if names & set(distributions)
    }
    assert {"pytest", "playwright"} <= of_tests
    code = [*(ROOT / "pilots").rglob("*.py"), *(ROOT / "schemas").rglob("*.py")]
    imported = {name.split(".")[0] for path in code for name in imports(path)}
    assert not imported & of_tests
