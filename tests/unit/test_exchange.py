"""The whole logbook out of one tracker and into another, line for line."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from pilots import __version__
from pilots.access import Grant, Role, Viewer
from pilots.errors import (
    CannotUseFile,
    IsOwnFile,
    NotEmpty,
    RuleBroken,
    TrackerError,
    UnreadableExport,
)
from pilots.exchange import export, export_file, restore
from pilots.store.logbook import Line
from pilots.tracker import Tracker
from pilots.verify import problems
from schemas import KINDS, ArchivedReport, Persona, Record
from tests.support.forging import chained
from tests.support.strategies import PILOTS, records
from tests.support.whole import assert_whole

pytestmark = pytest.mark.slow

ANNA = Viewer("Anna", (Grant(Role.ADMINISTRATOR),))

HEADER = f'{{"tracker_version":"{__version__}"}}\n'.encode()
"""The first line of an export."""


@contextmanager
def another(folder: Path) -> Iterator[Tracker]:
    """A tracker of its own in this folder."""
    tracker = Tracker(folder / "tracker.duckdb")
    try:
        yield tracker
    finally:
        tracker.close()


def exported(tracker: Tracker) -> bytes:
    to = BytesIO()
    assert export(tracker, to) == tracker.head
    return to.getvalue()


def register(tracker: Tracker) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table."""
    reader = tracker.reader(ANNA.scope)
    return {
        name: reader.rows(f"FROM {reader.table(schema)} ORDER BY id")
        for name, schema in KINDS.items()
    }


def without_header(export: bytes) -> bytes:
    """The lines of the logbook in an export: what versions before 0.4 wrote."""
    assert export.startswith(HEADER)
    return export.removeprefix(HEADER)


def fill(tracker: Tracker) -> None:
    """Six lines: five people, of whom one was withdrawn."""
    for n, name in enumerate(("Ans", "Bea", "‘Cor’", "Dé 👩‍👧", 'E"va\\')):
        tracker.record(ANNA, Persona(id=f"p{n}", pilot="north", name=name))
    tracker.withdraw(ANNA, 2)


@pytest.fixture
def filled(tracker: Tracker) -> Tracker:
    """A tracker with those six lines."""
    fill(tracker)
    return tracker


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tracker]:
    """The same, for tests that only read it."""
    with another(tmp_path_factory.mktemp("unchanged")) as tracker:
        fill(tracker)
        yield tracker


@pytest.fixture
def good(unchanged: Tracker, tmp_path: Path) -> Path:
    """An export of those six lines."""
    path = tmp_path / "all.jsonl"
    export_file(unchanged, path)
    return path


# --- out ---------------------------------------------------------------------------------


def test_an_export_is_a_header_with_the_version_and_what_the_journal_holds(
    unchanged: Tracker, good: Path
) -> None:
    journal = b"".join(path.read_bytes() for path in unchanged.logbook.journal.files())
    assert good.read_bytes() == exported(unchanged) == HEADER + journal
    assert [Line.from_json(raw) for raw in journal.splitlines()] == list(unchanged.logbook.lines())


def test_an_export_gives_the_number_of_its_lines(unchanged: Tracker, tmp_path: Path) -> None:
    assert export_file(unchanged, tmp_path / "x") == 6
    with another(tmp_path / "empty") as empty:
        assert export_file(empty, tmp_path / "y") == 0
    assert (tmp_path / "y").read_bytes() == HEADER


def test_an_export_replaces_the_one_before_and_leaves_nothing_beside_it(
    filled: Tracker, good: Path, anna: Viewer, tmp_path: Path
) -> None:
    before = set(tmp_path.iterdir())
    filled.record(anna, Persona(pilot="north", name="Fien"))
    export_file(filled, good)
    assert len(without_header(good.read_bytes()).splitlines()) == 7
    assert set(tmp_path.iterdir()) == before


def test_an_export_that_fails_leaves_the_one_before(filled: Tracker, good: Path) -> None:
    before = good.read_bytes()

    def interrupt(*_: object) -> None:
        raise OSError(28, "No space left on device")

    filled.logbook.lines = interrupt  # type: ignore[method-assign]
    with pytest.raises(CannotUseFile, match="No space left"):
        export_file(filled, good)
    assert good.read_bytes() == before
    assert [path.name for path in good.parent.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    "where",
    [
        "tracker.duckdb",
        "sub/../tracker.duckdb",
        "link.duckdb",
        "tracker.duckdb.wal",
        "journal/own",
        "journal/2031-01.jsonl",
    ],
)
def test_the_trackers_own_files_are_never_overwritten(
    filled: Tracker, tmp_path: Path, where: str
) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "link.duckdb").symlink_to(filled.path)
    (journal,) = filled.logbook.journal.files()
    target = journal if where == "journal/own" else tmp_path / where
    before = journal.read_bytes()
    with pytest.raises(IsOwnFile):
        export_file(filled, target)
    assert filled.logbook.journal.files() == [journal]
    assert journal.read_bytes() == before
    assert_whole(filled)


@pytest.mark.parametrize(
    "where",
    [".", "", "/", "..", "folder", "no/such/folder/x", "file/x", "x" * 300],
    ids=str,
)
def test_a_place_that_cannot_be_written_is_said_to_be_one(
    unchanged: Tracker, tmp_path: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("of somebody", encoding="utf-8")
    with pytest.raises(CannotUseFile) as refused:
        export_file(unchanged, Path(where))
    assert "Kies een ander bestand" in str(refused.value)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "of somebody"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


# --- in ----------------------------------------------------------------------------------


def test_what_is_restored_is_the_same_line_for_line(
    unchanged: Tracker, good: Path, tmp_path: Path
) -> None:
    with another(tmp_path / "new") as new:
        assert restore(new, good) == 6
        assert exported(new) == good.read_bytes()
        assert list(new.logbook.lines()) == list(unchanged.logbook.lines())
        assert register(new) == register(unchanged)
        assert_whole(new)
        assert list(problems(new)) == []
    with another(tmp_path / "new") as again:
        assert again.head == 6
        assert again.recovery_notice == ""
        assert exported(again) == good.read_bytes()


@pytest.mark.parametrize(
    "header", [b"", b'{"tracker_version":"0.3.9"}\n', b'{"tracker_version":"9.0","more":1}\n']
)
def test_an_export_of_another_version_is_restored_and_exported_with_this_one(
    good: Path, tmp_path: Path, header: bytes
) -> None:
    older = tmp_path / "older.jsonl"
    older.write_bytes(header + without_header(good.read_bytes()))
    with another(tmp_path / "new") as new:
        assert restore(new, older) == 6
        assert exported(new) == good.read_bytes()
        assert_whole(new)


def test_an_export_of_an_empty_tracker_is_restored_as_one(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_bytes(HEADER)
    with another(tmp_path / "new") as new:
        assert restore(new, tmp_path / "empty.jsonl") == 0
        assert exported(new) == HEADER


def test_a_header_is_only_the_first_line(good: Path, tmp_path: Path) -> None:
    twice = tmp_path / "twice.jsonl"
    twice.write_bytes(HEADER + good.read_bytes())
    refused_and_then_usable({2: twice}, good, tmp_path / "new")


def test_a_restored_tracker_goes_on_where_the_other_was(
    good: Path, tmp_path: Path, anna: Viewer
) -> None:
    with another(tmp_path / "new") as new:
        restore(new, good)
        (line,) = new.record(anna, Persona(id="p0", pilot="north", name="Ans, ouder"))
        assert line.seq == 7
        new.undo(anna, 7)
        assert new.restore_version(anna, 2).body == new.line(anna, 2).body
        assert_whole(new)


def test_an_entry_that_was_recorded_before_is_still_recorded_once(
    unchanged: Tracker, good: Path, tmp_path: Path, anna: Viewer
) -> None:
    (first, *_rest) = unchanged.logbook.lines()
    with another(tmp_path / "new") as new:
        restore(new, good)
        again = new.record(
            anna, Persona(pilot="north", name="Ans"), idempotency_key=first.idempotency_key
        )
        assert again == [first]
        assert new.head == 6


def test_the_last_line_end_may_be_missing_and_line_ends_may_be_those_of_windows(
    good: Path, tmp_path: Path
) -> None:
    changed = tmp_path / "changed.jsonl"
    changed.write_bytes(good.read_bytes().rstrip(b"\n").replace(b"\n", b"\r\n"))
    with another(tmp_path / "new") as new:
        assert restore(new, changed) == 6
        assert exported(new) == good.read_bytes()


def test_a_tracker_that_has_a_line_is_not_restored_into(good: Path, unchanged: Tracker) -> None:
    before = exported(unchanged)
    with pytest.raises(NotEmpty, match="TRACKER_DATABASE"):
        restore(unchanged, good)
    assert exported(unchanged) == before


@pytest.mark.parametrize("where", ["missing.jsonl", ".", "folder"])
def test_a_file_that_cannot_be_read_is_said_to_be_one(
    tracker: Tracker, tmp_path: Path, where: str
) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(CannotUseFile):
        restore(tracker, tmp_path / where)
    assert tracker.head == 0


def test_progress_is_told_from_nothing_to_all(
    tracker: Tracker, good: Path, tmp_path: Path
) -> None:
    with another(tmp_path / "new") as new:
        told: list[float] = []
        restore(new, good, lambda share, _what: told.append(share))
        assert told
        assert told == sorted(told)
        assert told[-1] == 1


# --- what is no export -------------------------------------------------------------------

Change = Callable[[list[dict[str, Any]]], object]
"""Something done to the lines of an export."""


def on_third(**fields: Any) -> Change:
    return lambda lines: lines[2].update(fields)


SPOILED: dict[str, tuple[int, Change]] = {
    "shuffled": (1, lambda lines: lines.reverse()),
    "two lines swapped": (3, lambda lines: lines.insert(2, lines.pop(3))),
    "a line missing": (3, lambda lines: lines.pop(2)),
    "a line twice": (4, lambda lines: lines.insert(3, lines[2])),
    "the first missing": (1, lambda lines: lines.pop(0)),
    "a field missing": (3, lambda lines: lines[2].pop("actor")),
    "a field too many": (3, on_third(extra=1)),
    "a number that is text": (3, on_third(seq="3")),
    "a number that is true": (1, lambda lines: lines[0].update(seq=True)),
    "no entry": (3, on_third(entry="x")),
    "no moment": (3, on_third(recorded_at="yesterday")),
    "a moment with a zone": (3, on_third(recorded_at="2026-11-20T09:30:00+01:00")),
    "an unknown kind": (3, on_third(kind="unheard_of")),
    "no pilot": (3, on_third(pilot=None)),
    "a pilot that is a number": (3, on_third(pilot=5)),
    "a record that cannot be read": (3, on_third(body={"name": ""})),
    "a record with an unknown field": (3, on_third(body={"name": "Cor", "nonsense": 1})),
    "a record that is a list": (3, on_third(body=["name"])),
    "a record that is text": (3, on_third(body="name")),
    "a record that is a number": (3, on_third(body=5)),
    "half a character": (3, on_third(actor="\ud800")),
    "half a character in a record": (3, on_third(body={"name": "\ud800"})),
}


@pytest.mark.parametrize("how", SPOILED)
def test_an_export_that_was_changed_is_refused_whole_and_the_place_stays_usable(
    good: Path, tmp_path: Path, how: str
) -> None:
    number, change = SPOILED[how]
    lines = [json.loads(line) for line in without_header(good.read_bytes()).splitlines()]
    change(lines)
    raw = "".join(f"{json.dumps(line)}\n" for line in lines).encode()
    spoiled = {number: tmp_path / "spoiled.jsonl", number + 1: tmp_path / "with-header.jsonl"}
    for file, header in zip(spoiled.values(), (b"", HEADER), strict=True):
        file.write_bytes(header + raw)
    refused_and_then_usable(spoiled, good, tmp_path / "new")


@pytest.mark.parametrize(
    ("number", "spoil"),
    [
        (6, lambda raw: raw[:-20]),
        (1, lambda raw: b"{" + raw),
        (1, lambda raw: b"id;naam\n1;Ans\n"),
        (1, lambda raw: b"\x89PNG\r\n\x1a\n\x00\x00"),
        (1, lambda raw: b"\n" + raw),
        (1, lambda raw: b"[" * 100_000),
        (1, lambda raw: raw.decode().encode("utf-16")),
        (7, lambda raw: raw + b"\n"),
        (3, lambda raw: raw.replace(b'"seq":3', b'"seq":3e0')),
    ],
    ids=[
        "truncated",
        "not json",
        "a table",
        "a picture",
        "an empty line",
        "very deep",
        "another encoding",
        "an empty line at the end",
        "a broken number",
    ],
)
def test_a_file_that_is_no_export_is_refused_whole_and_the_place_stays_usable(
    number: int, spoil: Callable[[bytes], bytes], good: Path, tmp_path: Path
) -> None:
    spoiled = tmp_path / "spoiled.jsonl"
    spoiled.write_bytes(spoil(without_header(good.read_bytes())))
    refused_and_then_usable({number: spoiled}, good, tmp_path / "new")


def refused_and_then_usable(spoiled: dict[int, Path], good: Path, folder: Path) -> None:
    """Each of these files is refused at its line with this number; then a good one is not."""
    with another(folder) as new:
        for number, file in spoiled.items():
            with pytest.raises(UnreadableExport) as refused:
                restore(new, file)
            assert f"Regel {number} " in str(refused.value)
            assert new.head == 0
            assert exported(new) == HEADER
            assert list(new.logbook.journal.lines()) == []
        assert_whole(new)
        assert restore(new, good) == 6
        assert exported(new) == good.read_bytes()
        assert_whole(new)


def test_a_clock_that_ran_ahead_for_a_while_does_not_spoil_the_journal(
    good: Path, tmp_path: Path
) -> None:
    """The lines keep their moments, and the journal its order."""
    lines = [json.loads(line) for line in without_header(good.read_bytes()).splitlines()]
    months = ("2026-01", "2026-02", "2031-05", "2026-02", "2026-03", "2031-06")
    for line, month in zip(lines, months, strict=True):
        line["recorded_at"] = f"{month}-01T09:30:00.000000"
    moved = chained(Line.from_json(json.dumps(line)) for line in lines)
    ahead = tmp_path / "ahead.jsonl"
    ahead.write_bytes(HEADER + b"".join(f"{line.to_json()}\n".encode() for line in moved))
    with another(tmp_path / "new") as new:
        assert restore(new, ahead) == 6
        assert_whole(new)
        (told,) = problems(new)
        assert told.startswith("Regel 4 is van vóór de regel erboven")
        assert exported(new) == ahead.read_bytes()
    with another(tmp_path / "new") as again:
        assert again.recovery_notice == ""
        assert_whole(again)


# --- whatever was recorded ---------------------------------------------------------------


RECORDED = [kind for kind in KINDS.values() if kind is not ArchivedReport]
"""All but the kind that says of a file that it is there: an export has none, so it is missed."""


@st.composite
def deeds(draw: st.DrawFn) -> list[tuple[str, Any]]:
    """Things somebody does one after the other: record, change, withdraw, bring back, undo."""
    done: list[tuple[str, Any]] = []
    kept: list[Record] = []
    for _ in range(draw(st.integers(1, 8))):
        verb = draw(
            st.sampled_from(["record", "record", "change", "withdraw", "restore_version", "undo"])
        )
        if verb == "record" or not kept:
            schema = draw(st.sampled_from(RECORDED))
            kept.append(draw(records(schema)))
            done.append(("record", kept[-1]))
        elif verb == "change":
            old = draw(st.sampled_from(kept))
            new = draw(records(type(old)))
            with suppress(ValidationError):  # what goes together elsewhere may not in this pilot
                done.append(("record", type(old).read(old.id, old.of_pilot, new.body())))
        else:
            done.append((verb, draw(st.integers(1, len(done)))))
    return done


def do(tracker: Tracker, verb: str, what: Any) -> None:
    """What is refused is not done; that is another test's."""
    try:
        getattr(tracker, verb)(ANNA, what)
    except RuleBroken:
        assert verb == "record"
    except TrackerError:
        assert verb != "record"


@settings(max_examples=12)
@given(deeds())
def test_whatever_was_done_comes_back_the_same_to_the_byte(done: list[tuple[str, Any]]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        with another(folder / "old") as old, another(folder / "new") as new:
            for verb, what in done:
                do(old, verb, what)
            assume(old.head)  # a rule can hold back all there was
            export_file(old, folder / "all.jsonl")
            assert restore(new, folder / "all.jsonl") == old.head
            assert exported(new) == exported(old)
            assert register(new) == register(old)
            assert list(problems(new)) == []


def test_the_pilots_that_are_made_up_here_are_those_of_the_cast(bram: Viewer) -> None:
    assert bram.scope.pilots <= set(PILOTS)


def test_an_export_with_one_entry_twice_is_refused(tracker: Tracker, tmp_path: Path) -> None:
    line = {
        "entry": "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
        "recorded_at": "2026-11-01T10:00:00.000000",
        "actor": "Anna",
        "kind": "pilot",
        "body": {"name": "Tuin", "phase": "idea", "themes": []},
    }
    lines = [json.dumps({"seq": n, **line, "subject": f"p{n}", "pilot": f"p{n}"}) for n in (1, 2)]
    file = tmp_path / "twice.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(UnreadableExport, match="2"):
        restore(tracker, file)
    assert tracker.head == 0


def test_an_export_whose_lines_come_out_otherwise_is_refused(
    tracker: Tracker, tmp_path: Path
) -> None:
    """A day in place of a moment can be read, and would be another text the next time."""
    file = tmp_path / "other.jsonl"
    file.write_text(
        '{"seq":1,"entry":"6ba7b810-9dad-11d1-80b4-00c04fd430c8","recorded_at":"2026-11-01",'
        '"actor":"Anna","kind":"pilot","subject":"p","pilot":"p","body":{"name":"Tuin"}}\n',
        encoding="utf-8",
    )
    with pytest.raises(UnreadableExport):
        restore(tracker, file)
    assert tracker.head == 0


def test_something_else_than_a_file_is_not_replaced_by_one(
    filled: Tracker, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CannotUseFile):
        export_file(filled, tmp_path / "pipe")
    assert (tmp_path / "pipe").is_fifo()
