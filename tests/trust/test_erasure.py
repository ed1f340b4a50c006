"""Of a hundred people nothing is left in any file, whatever happens while they are erased."""

import random
import time
from pathlib import Path

import pytest

from pilots import exchange
from pilots.access import Grant, Role, Viewer
from pilots.language import today
from pilots.queries import records
from pilots.tracker import Tracker
from pilots.verify import problems
from schemas import Action, Pilot, Record, Review, Stakeholder
from tests.support import hundred
from tests.support.hundred import ANNA, PEOPLE, email, erase, name, phone
from tests.support.processes import conversing, last_word
from tests.support.whole import assert_whole, times

pytestmark = pytest.mark.slow

KILLS = times("TRUST_ERASURES", 12)


def about(n: int) -> list[Record]:
    """What is known of somebody: in their own record, and in what was written about others."""
    other = name((n + 1) % PEOPLE)
    notes = f'{name(n)} wil "graag" mee.\n{other.upper()} ook: {phone(n).replace("-", "")}.'
    return [
        Stakeholder(id=f"s{n}", pilot="p", name=name(n), email=email(n), phone=phone(n)),
        Action(id=f"a{n}", pilot="p", title=f"Koffie met {name(n)} en {other}", owner=other),
        Review(id=f"r{n}", pilot="p", held_on=today(), present=(name(n), other), notes=notes),
    ]


def filled(folder: Path) -> Path:
    """A tracker with all of them in it, also in versions that are not the newest any more."""
    path = folder / "tracker.duckdb"
    tracker = Tracker(path)
    tracker.record(ANNA, Pilot(id="p", name="Proef"))
    tracker.record(ANNA, *(it for n in range(PEOPLE) for it in about(n)))
    tracker.record(ANNA, *(Action(id=f"a{n}", pilot="p", title="Koffie") for n in range(50)))
    tracker.withdraw(ANNA, 2)
    for n in range(0, PEOPLE, 10):
        writer = Viewer(name(n), (Grant(Role.TEAM),))
        tracker.record(writer, Action(id=f"w{n}", pilot="p", title="Gebeld"))
        tracker.drafts.save(email(n), "log", "1", {"title": f"Koffie met {name(n)}"})
    tracker.close()
    return path


def left(folder: Path) -> set[tuple[str, int]]:
    """Who is found in which file: by their name, in any capitals, or their number."""
    found = set()
    for path in (it for it in folder.rglob("*") if it.is_file()):
        content = path.read_bytes().lower()
        for n in range(PEOPLE):
            words = [*name(n).lower().split()[1:], email(n), phone(n), phone(n).replace("-", "")]
            if any(word.encode() in content for word in words):
                found.add((path.name, n))
    return found


def test_of_a_hundred_people_no_byte_is_left_not_even_after_an_older_export_came_back(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "tracker"
    path = filled(folder)
    tracker = Tracker(path)
    older, newer = tmp_path / "older.jsonl", folder / "newer.jsonl"
    exchange.export_file(tracker, older)
    tracker.close()
    assert len({n for _, n in left(folder)}) == PEOPLE

    tracker = Tracker(path)
    for tens in range(0, PEOPLE, 10):
        erase(tracker, *range(tens, tens + 10))
    exchange.export_file(tracker, newer)
    assert_whole(tracker)
    with tracker.logbook.database.cursor() as cursor:
        cursor.execute("CHECKPOINT")
    tracker.close()
    assert left(folder) == set()

    for file in (path, *(folder / "journal").iterdir()):
        file.unlink()
    again = Tracker(path)
    exchange.restore(again, older)
    assert_whole(again)
    assert list(problems(again)) == []
    again.close()
    assert left(folder) == set()


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a tracker with everybody in it."""
    folder = filled(tmp_path_factory.mktemp("full")).parent
    files = (it for it in folder.rglob("*") if it.is_file())
    return {it.relative_to(folder).as_posix(): it.read_bytes() for it in files}


@pytest.mark.parametrize("kill", range(KILLS))
def test_a_kill_at_any_moment_leaves_it_all_erased_or_nothing(
    kill: int, full: dict[str, bytes], tmp_path: Path
) -> None:
    for file, content in full.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_bytes(content)
    path = tmp_path / "tracker.duckdb"
    with conversing(hundred.erase_all_when_told, path) as (process, pipe):
        assert pipe.recv() == "ready"
        pipe.send("go")
        # The moment is what is tried here; an erasure takes some tenths of a second.
        time.sleep(random.Random(kill).uniform(0.1, 0.5))
        process.kill()
        was_done = last_word(pipe) == "done"
    tracker = Tracker(path)
    assert_whole(tracker)
    assert list(problems(tracker)) == []
    told = tracker.ask(records.of_kind, ANNA.scope, "erasure")
    tracker.close()
    if told:
        assert left(tmp_path) == set()
    else:
        assert not was_done
        assert [it.read_bytes() for it in (tmp_path / "journal").iterdir()] == [
            content for file, content in full.items() if file.startswith("journal/")
        ]
