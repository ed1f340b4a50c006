"""What the documents say of the code is so: paths, links, pages, rooms and settings."""

import re
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from pilots.screens.kit.pages import Page
from pilots.settings import PREFIX, Settings
from tests.support import ROOT

DOCUMENTS = sorted(
    str(path.relative_to(ROOT))
    for path in chain(
        ROOT.glob("*.md"), (ROOT / "docs").rglob("*.md"), (ROOT / "tests").glob("*.md")
    )
)

MADE_WHEN_IT_RUNS = {"data/tracker.duckdb", ".streamlit/secrets.toml", ".venv/Scripts/"}
"""Paths that a fresh clone does not have."""

PATH = re.compile(r"`((?:\.?[\w-]+/)+[\w.-]*|[\w-]+\.(?:py|txt|toml|md))`")
"""A path in backticks: with a folder in it, or the name of a file."""

ROW = re.compile(r"^\|.*$|^\d+\. .*(?:\n {3}.*)*", re.MULTILINE)
"""A row of a table, or an item of a numbered list."""

NAME = re.compile(r"`(\w+(?:\.\w+)*)(?:\(\))?`")
"""A name of the code in backticks: `date_caption`, `Measurement.value`, `reader.logbook()`."""

NAMES_IN = re.compile(r"((?:`\w+`(?:,? and |, )?)+)\s+in\s+`([\w./-]+)`")
"""Names that are said to be in one file: `_download` and `_file` in `person_data.py`."""

LINK = re.compile(r"\]\(([^)\s:]+)\)|src=\"([^\"]+)\"")


def read(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def anchors(path: Path) -> set[str]:
    """The headings of a document, as a forge makes them into anchors."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_that_a_document_names_is_there(document: str) -> None:
    named = set(PATH.findall(read(document))) - MADE_WHEN_IT_RUNS
    at_top = {name for name in named if (ROOT / name.split("/")[0]).exists()}
    assert {name for name in at_top if not (ROOT / name).exists()} == set()


def stale_names(text: str) -> set[str]:
    """The names beside paths in rows that occur in none of the files of their row."""
    stale: set[str] = set()
    for row in ROW.findall(text):
        paths = [ROOT / name for name in PATH.findall(row) if (ROOT / name).exists()]
        stale |= missing(
            NAME.findall(PATH.sub("", row)), paths or [ROOT / "pilots", ROOT / "schemas"]
        )
        for names, path in NAMES_IN.findall(row):
            stale |= missing(NAME.findall(names), [ROOT / path] if (ROOT / path).exists() else [])
    return stale


def missing(names: list[str], paths: list[Path]) -> set[str]:
    """Those of these names that occur nowhere in these files and folders."""
    words = set(chain.from_iterable(map(words_in, paths)))
    return {name for name in names if not words.issuperset(name.split("."))}


@cache
def words_in(path: Path) -> frozenset[str]:
    files = [path] if path.is_file() else path.rglob("*.py")
    return frozenset(chain.from_iterable(re.findall(r"\w+", read(str(file))) for file in files))


def test_every_name_that_the_architecture_gives_beside_a_path_occurs_there() -> None:
    assert stale_names(read("docs/architecture.md")) == set()


@pytest.mark.parametrize(
    "row",
    [
        "| x | `old_name` in `pilots/access.py` | |",  # nowhere
        "| x | `SILENT_DAYS` in `pilots/access.py`; `pilots/queries/today.py` | |",  # elsewhere
        "1. It is\n   `Permission.OLD_NAME`: see `pilots/access.py`.",
        "| word | an `OldName` |",  # without a path: in none of the code
    ],
)
def test_a_name_that_is_not_there_is_found(row: str) -> None:
    assert len(stale_names(row)) == 1


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_of_a_document_leads_somewhere(document: str) -> None:
    for target in chain.from_iterable(LINK.findall(read(document))):
        if not target:
            continue
        name, _, anchor = target.partition("#")
        path = (ROOT / document).parent / name if name else ROOT / document
        assert path.exists(), target
        if anchor:
            assert anchor in anchors(path), target


def test_the_architecture_names_every_page_with_its_folder() -> None:
    text = read("docs/architecture.md")
    assert {page for page in Page if f"`pilots/screens/{Path(page).parent}/`" not in text} == set()


def test_the_architecture_names_every_room() -> None:
    text = read("docs/architecture.md")
    rooms = {path.name for path in (ROOT / "pilots").iterdir() if (path / "__init__.py").exists()}
    assert {room for room in rooms if f"`pilots/{room}/`" not in text} == set()


def test_the_readme_names_every_setting() -> None:
    settings = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    assert settings - set(re.findall(r"`(TRACKER_\w+)`", read("README.md"))) == set()


def test_the_readme_is_short_enough_to_be_read() -> None:
    assert len(read("README.md").splitlines()) <= 200


def test_the_architecture_gives_a_reason_for_every_library() -> None:
    asked = read("requirements.txt") + read("tests/requirements.txt")
    names = set(re.findall(r"^([A-Za-z][\w-]*)", asked, re.MULTILINE)) - {"types-PyYAML"}
    text = read("docs/architecture.md")
    assert {name for name in names if name not in text} == set()


def test_the_locked_versions_are_those_that_the_tracker_asks_for_each_with_its_hashes() -> None:
    locked: dict[str, tuple[str, int]] = {}
    for part in re.split(r"\n(?=\S)", (ROOT / "docs" / "requirements.lock").read_text("utf-8")):
        if found := re.match(r"([\w.\-]+)==([^\s;]+)", part):
            locked[canonicalize_name(found[1])] = found[2], part.count("--hash=sha256:")
    assert all(hashes for _version, hashes in locked.values())
    for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            asked = Requirement(line)
            version, _hashes = locked[canonicalize_name(asked.name)]
            assert version in asked.specifier, line
