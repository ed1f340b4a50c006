"""The logbook itself: opening it, writing in it, and what it refuses."""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import duckdb
import pytest

from pilots.errors import CannotOpen, InUse, NotRecorded
from pilots.store.logbook import Interrupted, Logbook, PendingLine, batches
from pilots.store.logbook.transaction import BATCH
from tests.support import ROOT


def draft(number: int = 1, body: str | None = '{"name":"x"}') -> PendingLine:
    return PendingLine(str(uuid4()), "Anna", "persona", f"p{number}", "north", body)


@pytest.fixture
def logbook(path: Path):
    logbook = Logbook(path)
    yield logbook
    logbook.close()


def test_lines_are_numbered_from_one_in_the_order_of_writing(logbook: Logbook) -> None:
    assert logbook.head == 0
    for number in range(3):
        with logbook.transaction() as transaction:
            transaction.append([draft(number), draft(number)])
    assert logbook.head == 6
    assert [line.seq for line in logbook.lines()] == [1, 2, 3, 4, 5, 6]
    assert [line.subject for line in logbook.lines(after=2)] == ["p1", "p1", "p2", "p2"]


def test_what_is_written_is_in_the_journal_before_it_is_committed(logbook: Logbook) -> None:
    """DuckDB's commit is looked at from within: the journal has the line by then."""
    seen = []
    cursors = logbook.database.cursor

    class Watched:
        def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
            self.cursor = cursor

        def __getattr__(self, name: str):
            return getattr(self.cursor, name)

        def commit(self) -> None:
            seen.append(logbook.journal.last().seq)
            with cursors() as other:
                seen.append(other.execute("SELECT count(*) FROM logbook").fetchone()[0])
            self.cursor.commit()

    @contextmanager
    def watched():
        with cursors() as cursor:
            yield Watched(cursor)

    logbook.database.cursor = watched
    with logbook.transaction() as transaction:
        transaction.append([draft()])
    assert seen == [1, 0]
    assert logbook.head == 1


def test_two_drafts_with_one_entry_are_one_line(logbook: Logbook) -> None:
    one = draft()
    with logbook.transaction() as transaction:
        assert [line.seq for line in transaction.append([one, one, draft()])] == [1, 1, 2]
    assert logbook.head == 2


def test_writing_nothing_changes_nothing(logbook: Logbook) -> None:
    with logbook.transaction() as transaction:
        assert transaction.append([]) == []
    assert logbook.head == 0
    assert list(logbook.journal.lines()) == []


def test_many_lines_come_back_in_order_batch_by_batch(logbook: Logbook) -> None:
    number = BATCH + 5
    with logbook.transaction() as transaction:
        transaction.append([draft(n) for n in range(number)])
    assert [line.seq for line in logbook.lines()] == list(range(1, number + 1))
    assert [len(batch) for batch in batches(logbook.lines())] == [BATCH, 5]
    assert sum(1 for _ in logbook.journal.lines()) == number


def test_a_question_that_is_wrong_stores_nothing_and_says_so(logbook: Logbook) -> None:
    def ask() -> None:
        with logbook.transaction() as transaction:
            transaction.append([draft()])
            transaction.cursor.execute("FROM no_such_table")

    with pytest.raises(NotRecorded, match="no_such_table"):
        ask()
    assert logbook.head == 0
    assert list(logbook.lines()) == list(logbook.journal.lines()) == []


def test_moments_are_in_universal_time(logbook: Logbook, monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import sys; from pathlib import Path; from datetime import datetime, UTC\n"
        "from pilots.store.logbook import Logbook, PendingLine\n"
        "book = Logbook(Path(sys.argv[1]))\n"
        "draft = PendingLine(sys.argv[2], 'Anna', 'persona', 'p', None, None)\n"
        "with book.transaction() as transaction: (line,) = transaction.append([draft])\n"
        "now = datetime.now(UTC).replace(tzinfo=None)\n"
        "assert abs((now - line.recorded_at).total_seconds()) < 600, line.recorded_at\n"
        "assert list(book.lines()) == [line]\n"
        "book.close()\n"
    )
    path = logbook.database.path.with_name("elsewhere") / "tracker.duckdb"
    done = subprocess.run(
        [sys.executable, "-c", code, str(path), str(uuid4())],
        env=os.environ | {"TZ": "Pacific/Auckland"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


# --- opening -----------------------------------------------------------------------------


def test_folders_that_are_not_there_are_made(tmp_path: Path) -> None:
    logbook = Logbook(tmp_path / "a" / "b" / "tracker.duckdb")
    assert logbook.head == 0
    logbook.close()


def test_a_folder_in_the_place_of_the_database_cannot_be_opened(path: Path) -> None:
    path.mkdir()
    with pytest.raises(CannotOpen):
        Logbook(path)
    assert path.is_dir()


def test_a_file_in_the_place_of_the_folder_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file", encoding="utf-8")
    with pytest.raises(CannotOpen):
        Logbook(tmp_path / "folder" / "tracker.duckdb")
    assert (tmp_path / "folder").read_text(encoding="utf-8") == "a file"


def test_a_database_that_may_not_be_written_cannot_be_opened(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The operating system's answer is put in its place: root may write everything."""
    Logbook(path).close()
    monkeypatch.setattr("os.access", lambda *question: False)
    with pytest.raises(CannotOpen):
        Logbook(path)


def test_a_refused_opening_leaves_the_way_free(path: Path) -> None:
    path.write_bytes(b"garbage" * 5000)
    for _ in range(2):
        with pytest.raises(CannotOpen):
            Logbook(path)
    path.unlink()
    Logbook(path).close()


def test_a_name_with_signs_in_it_is_only_a_name(tmp_path: Path) -> None:
    path = tmp_path / "map [1] é 'x' %20" / "tracker*[a].duckdb"
    logbook = Logbook(path)
    with logbook.transaction() as transaction:
        transaction.append([draft()])
    with pytest.raises(InUse):
        Logbook(path)
    logbook.close()
    path.write_bytes(b"garbage" * 5000)
    again = Logbook(path)
    assert again.quarantined_database.read_bytes() == b"garbage" * 5000
    assert again.lines_to_replay == 1
    again.close()


def test_a_closed_logbook_stays_closed(path: Path) -> None:
    logbook = Logbook(path)
    logbook.close()
    logbook.close()
    with pytest.raises(Interrupted), logbook.transaction() as transaction:
        transaction.append([draft()])
    with pytest.raises(Interrupted):
        list(logbook.lines())
    Logbook(path).close()


# --- what SQL may not do -----------------------------------------------------------------


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_csv('{folder}/secret.csv')",
        "COPY logbook TO '{folder}/out.csv'",
        "ATTACH '{folder}/other.duckdb'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "EXPORT DATABASE '{folder}/out'",
    ],
)
def test_sql_reaches_no_file_no_extension_and_no_setting(
    logbook: Logbook, tmp_path: Path, sql: str
) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(duckdb.Error), logbook.database.cursor() as cursor:
        cursor.execute(sql.format(folder=tmp_path))
    assert sorted(tmp_path.rglob("*")) == before
    logbook.database.reconnect()
    assert logbook.head == 0
