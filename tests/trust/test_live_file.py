"""The live database is touched by DuckDB alone, and its logbook only ever grows.

Opening or copying the file elsewhere in the process would drop DuckDB's lock on it when that
is closed. These tests read the code; `test_second_process.py` sees that the lock holds.
"""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from pilots import verify
from pilots.access import Viewer
from pilots.errors import TrackerError
from pilots.exchange import export_file, restore
from pilots.tracker import Tracker
from schemas import Persona
from tests.support import ROOT
from tests.support.processes import try_to_open

pytestmark = pytest.mark.slow

CODE = [
    *sorted((ROOT / "pilots").rglob("*.py")),
    *sorted((ROOT / "schemas").rglob("*.py")),
    *ROOT.glob("*.py"),
]


def nodes(path: Path) -> list[ast.AST]:
    """All that stands in a file."""
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@cache  # the code does not change while it is read
def calls(path: Path) -> tuple[str, ...]:
    """What is called in a file, as it is written there: `duckdb.connect`."""
    return tuple(ast.unparse(node.func) for node in nodes(path) if isinstance(node, ast.Call))


@cache
def texts(path: Path) -> tuple[str, ...]:
    """The texts in a file, those with values filled in too, but for its docstrings."""
    found = nodes(path)
    alone = {
        id(node.value)
        for node in found
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return tuple(
        "".join(
            str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
        )
        if isinstance(node, ast.JoinedStr)
        else str(node.value)
        for node in found
        if isinstance(node, ast.JoinedStr)
        or (isinstance(node, ast.Constant) and id(node) not in alone)
    )


def where(pattern: str) -> list[str]:
    """The files with SQL like this, once for each time."""
    sql = re.compile(pattern, re.IGNORECASE)
    return [
        str(path.relative_to(ROOT))
        for path in CODE
        for text in texts(path)
        for _ in sql.findall(text)
    ]


def test_only_one_file_connects_to_duckdb() -> None:
    connecting = [path for path in CODE for call in calls(path) if call == "duckdb.connect"]
    logbook = ROOT / "pilots" / "store" / "logbook"
    # The first makes a fresh file while the live one is closed.
    assert connecting == [logbook / "compaction.py", logbook / "database.py"]
    for path in CODE:
        assert "from duckdb import" not in path.read_text(encoding="utf-8")


def test_nothing_copies_a_file_as_it_lies_there() -> None:
    for path in CODE:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"shutil(?!\.which|\n)", text), path
        assert not {"os.link", "os.sendfile", "os.open"} & {*calls(path)} or path.name in {
            "journal.py"
        }, path


def test_the_database_module_opens_no_file_itself() -> None:
    """What it does to files is: to rename them, and to leave a note for the next start."""
    database = ROOT / "pilots" / "store" / "logbook" / "database.py"
    touching = re.compile(r"(^|\.)(open|read_bytes|write_bytes|read_text|write_text|copy\w*)$")
    touched = sorted(call for call in calls(database) if touching.search(call))
    assert touched == ["_suspect(path).read_text", "_suspect(self.path).write_text"]


def test_the_files_that_open_files_are_known() -> None:
    """Whoever adds one sees to it that it can never be the database, and adds it here."""
    opening = re.compile(r"(^open|\.open|\.read_bytes|\.write_bytes)$")
    known = {
        "pilots/store/photo_encoding.py",  # a photo that was uploaded, in memory
        "pilots/store/files.py",  # photos and PDFs, in folders of their own
        "pilots/store/attachments.py",  # a photo of those, to make a smaller copy
        "pilots/exchange/backup.py",  # exports and back-ups; refuses the tracker's own files
        "pilots/example/photos.py",  # drawn pictures, into the folder for photos
        "pilots/example/place.py",  # the first line of a journal, to know an example by
        "pilots/language.py",  # the catalogue of translations
        "pilots/store/logbook/journal.py",
        "pilots/store/logbook/compaction.py",  # a fresh database, not yet the live one
        "pilots/store/logbook/tombstones.py",  # the list of what was erased
        "pilots/reports/paper.py",  # its own layout, which it only reads
        "pilots/reports/vector.py",  # opens a browser, no file
        "pilots/verify/report.py",  # a report that somebody has, to look for its mark
        "pilots/gate/front_gate.py",  # opens a place for a WebSocket, no file
    }
    found = {
        str(path.relative_to(ROOT))
        for path in CODE
        if any(opening.search(call) for call in calls(path)) and "screens" not in path.parts
    }
    assert found == known


def test_the_logbook_has_one_insert_one_update_for_what_is_erased_and_no_delete() -> None:
    assert where(r"insert\s+(?:or\s+\w+\s+)?into\s+\"?logbook") == [
        "pilots/store/logbook/transaction.py"
    ]
    assert where(r"update\s+\"?logbook") == ["pilots/store/logbook/logbook.py"]
    assert where(r"delete\s+from\s+\"?logbook") == []
    assert where(r"(?:truncate|drop)\s+(?:table\s+)?(?:if\s+exists\s+)?\"?logbook") == []
    more = r"(?!add column if not exists \w+ varchar\b)"  # lines of before had none of these
    assert where(rf"alter\s+table\s+(?:if\s+exists\s+)?\"?logbook\"?\s+{more}") == []
    assert where(r"merge\s+into\s+\"?logbook") == []


def test_the_lock_holds_after_everything_that_reads_or_writes_files(
    tracker: Tracker, anna: Viewer, tmp_path: Path
) -> None:
    tracker.record(anna, Persona(pilot="north", name="Ans"))
    export_file(tracker, tmp_path / "export.jsonl")
    for own in (tracker.path, *tracker.logbook.journal.files()):
        with pytest.raises(TrackerError):
            export_file(tracker, own)
    assert list(verify.problems(tracker)) == []
    tracker.rebuild()
    assert try_to_open(tracker.path).refused


def test_the_lock_holds_after_the_database_itself_was_given_to_restore_from(
    tracker: Tracker,
) -> None:
    with pytest.raises(TrackerError):
        restore(tracker, tracker.path)
    assert try_to_open(tracker.path).refused
