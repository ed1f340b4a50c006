"""Is the tracker whole? What is wrong is found, and named by its own line."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pilots import verify
from pilots.access import Viewer
from pilots.errors import JournalDamaged, NotTheSame
from pilots.language import speaking
from pilots.queries import records
from pilots.tracker import Tracker
from pilots.verify import problems, unreadable
from schemas import Action, Persona
from tests.support.cast import ANNA
from tests.support.whole import assert_whole

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a tracker with eight lines, closed: to be copied."""
    folder = tmp_path_factory.mktemp("original")
    tracker = Tracker(folder / "tracker.duckdb")
    for n in range(6):
        tracker.record(ANNA, Persona(id=f"p{n}", pilot="north", name=f"Naam {n}"))
    tracker.record(ANNA, Action(id="a", pilot="north", title="Bellen"))
    tracker.withdraw(ANNA, 6)
    tracker.close()
    return folder


@pytest.fixture
def filled(original: Path, path: Path) -> Path:
    """Where a tracker with those eight lines stands, closed."""
    shutil.copytree(original, path.parent, dirs_exist_ok=True)
    return path


def sql(path: Path, *statements: str) -> None:
    """Change the database behind the tracker's back."""
    connection = duckdb.connect(str(path))
    for statement in statements:
        connection.execute(statement)
    connection.close()


def journal_of(path: Path) -> Path:
    """The oldest file of the journal."""
    return min((path.parent / "journal").glob("*.jsonl"))


def split(path: Path, after: int = 4) -> None:
    """Make two months of the journal: a damaged line in the newest is mended at the start."""
    newest = journal_of(path)
    lines = newest.read_bytes().splitlines(keepends=True)
    newest.with_name("2020-01.jsonl").write_bytes(b"".join(lines[:after]))
    newest.write_bytes(b"".join(lines[after:]))


def edit(path: Path, change: Callable[[list[bytes]], object]) -> None:
    """Change the journal behind the tracker's back."""
    file = journal_of(path)
    lines = file.read_bytes().splitlines(keepends=True)
    change(lines)
    file.write_bytes(b"".join(lines))


def found(path: Path) -> list[str]:
    tracker = Tracker(path)
    try:
        return list(problems(tracker))
    finally:
        tracker.close()


def replaced(number: int, old: bytes, new: bytes) -> Callable[[list[bytes]], None]:
    def change(lines: list[bytes]) -> None:
        assert old in lines[number - 1]
        lines[number - 1] = lines[number - 1].replace(old, new)

    return change


# --- whole -------------------------------------------------------------------------------


def test_a_whole_tracker_has_no_problems(filled: Path) -> None:
    assert found(filled) == []


def test_an_empty_tracker_is_whole(tracker: Tracker) -> None:
    assert list(problems(tracker)) == []


def test_looking_changes_nothing(filled: Path) -> None:
    before = journal_of(filled).read_bytes()
    tracker = Tracker(filled)
    assert list(problems(tracker)) == list(problems(tracker)) == []
    assert tracker.head == 8
    tracker.close()
    assert journal_of(filled).read_bytes() == before


# --- the journal -------------------------------------------------------------------------


def test_a_text_that_was_changed_in_the_journal_is_found(filled: Path) -> None:
    edit(filled, replaced(3, b"Naam 2", b"Naam 9"))
    assert found(filled) == ["Regel 3 is niet gelijk in tabel en journaal."]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"actor":"Anna"', b'"actor":"Dirk"'),
        (b'"pilot":"north"', b'"pilot":"south"'),
        (b'"subject":"p2"', b'"subject":"p9"'),
        (b'"recorded_at":"2', b'"recorded_at":"3'),
        (b'"body":{"name":"Naam 2"}', b'"body":null'),
    ],
)
def test_whatever_was_changed_in_a_line_it_is_found(filled: Path, old: bytes, new: bytes) -> None:
    edit(filled, replaced(3, old, new))
    assert found(filled) == ["Regel 3 is niet gelijk in tabel en journaal."]


@pytest.mark.parametrize(
    "damage",
    [
        lambda lines: lines.pop(2),
        lambda lines: lines.__setitem__(2, b"onzin\n"),
        lambda lines: lines.__setitem__(2, b"\n"),
        lambda lines: lines.__setitem__(2, lines[2][:20] + b"\n"),
        lambda lines: lines.insert(2, lines[1]),
        lambda lines: lines.__setitem__(slice(2, 4), [lines[3], lines[2]]),
    ],
    ids=["gone", "nonsense", "empty", "half", "twice", "swapped"],
)
def test_a_damaged_line_in_an_older_month_is_mended_from_the_table_and_told(
    filled: Path, damage: Callable[[list[bytes]], object]
) -> None:
    split(filled)
    assert found(filled) == []
    edit(filled, damage)
    assert_mended(filled)


def assert_mended(path: Path) -> None:
    """The journal is whole again after the next opening, which says so."""
    tracker = Tracker(path)
    assert tracker.recovery_notice
    assert list(problems(tracker)) == []
    tracker.close()


def test_a_journal_without_its_first_line_is_mended(filled: Path) -> None:
    split(filled)
    edit(filled, lambda lines: lines.pop(0))
    assert_mended(filled)


def test_a_month_that_is_gone_from_the_journal_is_written_again(filled: Path) -> None:
    split(filled)
    journal_of(filled).unlink()
    assert_mended(filled)


def test_a_line_that_is_damaged_in_its_middle_is_mended_once_it_is_found(filled: Path) -> None:
    """By its looks it is whole, and at the start nobody reads further."""
    split(filled)
    older = journal_of(filled)
    edit(filled, replaced(3, b'"actor":', b'"actor":"'))
    (sentence,) = found(filled)
    assert sentence.startswith(f"Regel 3 van het journaal {older} was niet te lezen.")
    assert found(filled) == []


@pytest.mark.parametrize(
    "damage",
    [lambda lines: lines.pop(2), lambda lines: lines.__setitem__(2, b"onzin\n")],
    ids=["gone", "nonsense"],
)
def test_a_damaged_line_in_the_newest_month_is_mended_from_the_table_and_told(
    filled: Path, damage: Callable[[list[bytes]], object]
) -> None:
    whole = journal_of(filled).read_bytes()
    edit(filled, damage)
    damaged = journal_of(filled).read_bytes()
    tracker = Tracker(filled)
    assert tracker.recovery_notice
    assert list(problems(tracker)) == []
    tracker.close()
    assert journal_of(filled).read_bytes() == whole
    kept = [path.read_bytes() for path in (filled.parent / "journal").iterdir()]
    assert damaged in kept


def test_a_newest_line_that_was_changed_is_said_before_anything_can_be_recorded(
    filled: Path,
) -> None:
    edit(filled, replaced(8, b"Anna", b"Dirk"))
    with pytest.raises(NotTheSame, match="regel 8"):
        Tracker(filled)


# --- the table ---------------------------------------------------------------------------


def lines_of(found: list[str]) -> list[str]:
    """What is said of the logbook, without what is said of the register."""
    return [sentence for sentence in found if not sentence.startswith("Het register")]


def test_a_row_that_was_changed_is_found_in_the_table_and_in_the_register(filled: Path) -> None:
    sql(filled, """UPDATE logbook SET body = '{"name":"Iemand anders"}' WHERE seq = 3""")
    assert found(filled) == [
        "Regel 3 is niet gelijk in tabel en journaal.",
        "Het register wijkt af van het logboek bij: persona p2. "
        "‘python -m pilots rebuild’ maakt het opnieuw.",
    ]


def test_a_row_that_is_gone_is_found_and_the_ones_after_it_are_not_blamed(filled: Path) -> None:
    sql(filled, "DELETE FROM logbook WHERE seq = 3")
    assert lines_of(found(filled)) == ["Regel 3 ontbreekt in de tabel."]


def test_each_row_that_is_gone_is_found(filled: Path) -> None:
    sql(filled, "DELETE FROM logbook WHERE seq IN (1, 3, 4)")
    assert lines_of(found(filled)) == [f"Regel {n} ontbreekt in de tabel." for n in (1, 3, 4)]


def test_the_newest_rows_come_back_from_the_journal_by_themselves(
    filled: Path, anna: Viewer
) -> None:
    sql(filled, "DELETE FROM logbook WHERE seq > 5", "DELETE FROM register.action")
    assert found(filled) == []
    tracker = Tracker(filled)
    assert tracker.head == 8
    assert tracker.ask(records.count, anna.scope, "action") == 1
    assert_whole(tracker)
    tracker.close()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("kind = 'unheard_of'", "Regel 3 is van een onbekende soort: unheard_of."),
        ('body = \'{"name":""}\'', "Regel 3 is niet te lezen: 1 validation error for Persona."),
        ("body = 'onzin'", "Regel 3 is niet te lezen: "),
        ("body = '[1]'", "Regel 3 is niet te lezen: "),
        ("body = '5'", "Regel 3 is niet te lezen: "),
    ],
)
def test_a_line_that_cannot_be_read_today_is_named(filled: Path, change: str, said: str) -> None:
    sql(filled, f"UPDATE logbook SET {change} WHERE seq = 3")
    tracker = Tracker(filled)
    try:
        sentences = list(problems_of_lines(tracker))
    finally:
        tracker.close()
    assert sentences[0] == "Regel 3 is niet gelijk in tabel en journaal."
    assert len(sentences) == 2
    assert sentences[1].startswith(said)


def problems_of_lines(tracker: Tracker) -> list[str]:
    """As far as the reading of lines goes: a register cannot be made of such a line."""
    sentences = []
    for sentence in problems(tracker):
        sentences.append(sentence)
        if len(sentences) == 2:
            break
    return sentences


def test_a_line_that_cannot_be_read_does_not_end_the_check_with_an_error(filled: Path) -> None:
    sql(filled, "UPDATE logbook SET body = 'onzin' WHERE seq = 3")
    assert len(found(filled)) >= 2


def test_many_problems_are_not_all_named(filled: Path, anna: Viewer) -> None:
    tracker = Tracker(filled)
    for n in range(verify.LIMIT + 10):
        tracker.record(anna, Persona(id=f"m{n}", pilot="north", name="x"))
    tracker.record(anna, Persona(pilot="north", name="Laatste"))
    tracker.close()
    sql(filled, "UPDATE logbook SET actor = 'Dirk' WHERE actor = 'Anna' AND seq < 39")
    said = lines_of(found(filled))
    assert len(said) == verify.LIMIT + 1
    assert said[-1] == "Er is meer; hier is het lezen gestopt."


# --- the register ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("UPDATE register.persona SET name = 'Iemand anders' WHERE id = 'p3'", "persona p3"),
        ("DELETE FROM register.persona WHERE id = 'p3'", "persona p3"),
        ("UPDATE register.action SET pilot = 'south'", "action a"),
        ("UPDATE register.action SET _seq = 6", "action a"),
        ("INSERT INTO register.principle (id, text) VALUES ('x', 'Onzin')", "principle x"),
    ],
)
def test_a_row_of_the_register_that_was_changed_is_found_and_mended(
    filled: Path, anna: Viewer, change: str, what: str
) -> None:
    sql(filled, change)
    tracker = Tracker(filled)
    with speaking("en"):
        assert list(problems(tracker)) == [
            f"The register differs from the logbook at: {what}. "
            "To rebuild it, run 'python -m pilots rebuild'."
        ]
    tracker.rebuild()
    assert list(problems(tracker)) == []
    tracker.record(anna, Persona(pilot="north", name="Daarna"))
    assert_whole(tracker)
    tracker.close()


# --- one line ----------------------------------------------------------------------------


def test_a_line_without_a_record_is_readable(filled: Path) -> None:
    tracker = Tracker(filled)
    lines = list(tracker.logbook.lines())
    tracker.close()
    assert lines[-1].body is None
    assert [unreadable(line) for line in lines] == [""] * 8


def test_a_damaged_journal_is_no_reason_not_to_open_where_the_table_has_everything(
    filled: Path, anna: Viewer
) -> None:
    split(filled)
    edit(filled, replaced(3, b'"actor":', b'"actor":"'))
    tracker = Tracker(filled)
    assert tracker.ask(records.count, anna.scope, "persona") == 5
    tracker.close()
    filled.unlink()
    with pytest.raises(JournalDamaged):
        Tracker(filled)


def test_progress_is_told_while_reading(tracker: Tracker, anna: Viewer) -> None:
    people: list[Any] = [Persona(id=f"p{n}", pilot="north", name="x") for n in range(5000)]
    tracker.record(anna, *people)
    told: list[float] = []
    assert list(problems(tracker, lambda share, _what: told.append(share))) == []
    assert 1.0 in told
