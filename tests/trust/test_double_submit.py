"""A form that is sent twice is recorded once, whatever happened in between."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from pilots.access import Viewer
from pilots.errors import NotRecorded, TrackerError
from pilots.tracker import Tracker
from schemas import Persona, Pilot
from tests.support.threads import at_once
from tests.support.whole import assert_whole

pytestmark = pytest.mark.slow


def persona(number: int = 1) -> Persona:
    return Persona(id=f"p{number}", pilot="north", name=f"Persoon {number}")


def test_a_replayed_form_is_one_line(tracker: Tracker, anna: Viewer) -> None:
    idempotency_key = str(uuid4())
    first = tracker.record(anna, persona(), idempotency_key=idempotency_key)
    tracker.record(anna, persona(2))
    assert tracker.record(anna, persona(), idempotency_key=idempotency_key) == first
    assert tracker.head == 2
    assert_whole(tracker)


def test_a_replayed_form_does_not_undo_what_came_after_it(tracker: Tracker, anna: Viewer) -> None:
    idempotency_key = str(uuid4())
    tracker.record(anna, persona(), idempotency_key=idempotency_key)
    tracker.record(anna, persona().model_copy(update={"name": "Later"}))
    tracker.record(anna, persona(), idempotency_key=idempotency_key)
    reader = tracker.reader(anna.scope)
    assert reader.rows(f"SELECT name FROM {reader.table(Persona)}") == [{"name": "Later"}]
    assert_whole(tracker)


@pytest.mark.parametrize(
    "spelled", [str.upper, lambda idempotency_key: UUID(idempotency_key).hex, "{{{}}}".format]
)
def test_an_entry_is_the_same_however_it_is_spelled(
    tracker: Tracker, anna: Viewer, spelled: Callable[[str], str]
) -> None:
    idempotency_key = str(uuid4())
    (first,) = tracker.record(anna, persona(), idempotency_key=spelled(idempotency_key))
    assert first.idempotency_key == idempotency_key
    assert tracker.record(anna, persona(), idempotency_key=idempotency_key) == [first]
    assert tracker.record(anna, persona(), idempotency_key=spelled(idempotency_key)) == [first]
    assert tracker.head == 1
    assert_whole(tracker)


def test_a_form_of_several_records_is_found_back_whole(tracker: Tracker, anna: Viewer) -> None:
    idempotency_key = str(uuid4())
    records = [Pilot(id="north", name="Noord"), persona(1), persona(2)]
    first = tracker.record(anna, *records, idempotency_key=idempotency_key)
    assert [line.subject for line in first] == ["north", "p1", "p2"]
    assert tracker.record(anna, *records, idempotency_key=idempotency_key) == first
    assert tracker.head == 3
    assert_whole(tracker)


def test_a_form_sent_from_many_threads_at_once_is_one_line(tracker: Tracker, anna: Viewer) -> None:
    for number in range(10):
        idempotency_key = str(uuid4())
        sent = at_once(
            lambda _, number=number, idempotency_key=idempotency_key: tracker.record(
                anna, persona(number), persona(number + 1), idempotency_key=idempotency_key
            )
        )
        assert all(lines == sent[0] for lines in sent)
        assert tracker.head == 2 * (number + 1)
    assert_whole(tracker)


def test_a_form_sent_again_after_a_restart_is_one_line(tracker: Tracker, anna: Viewer) -> None:
    idempotency_key = str(uuid4())
    first = tracker.record(anna, persona(1), persona(2), idempotency_key=idempotency_key)
    tracker.close()
    again = Tracker(tracker.path)
    assert again.record(anna, persona(1), persona(2), idempotency_key=idempotency_key) == first
    assert again.head == 2
    assert_whole(again)
    again.close()


def test_a_form_sent_again_after_the_database_was_lost_is_one_line(
    tracker: Tracker, anna: Viewer
) -> None:
    idempotency_key = str(uuid4())
    first = tracker.record(anna, persona(1), persona(2), idempotency_key=idempotency_key)
    tracker.close()
    tracker.path.unlink()
    again = Tracker(tracker.path)
    assert again.record(anna, persona(1), persona(2), idempotency_key=idempotency_key) == first
    assert_whole(again)
    again.close()


def test_taking_out_bringing_back_and_undoing_twice_is_once(
    tracker: Tracker, anna: Viewer
) -> None:
    (line,) = tracker.record(anna, persona())
    idempotency_keys = [str(uuid4()) for _ in range(3)]
    for _ in range(2):
        tracker.withdraw(anna, line.seq, idempotency_key=idempotency_keys[0])
        tracker.restore_version(anna, line.seq, idempotency_key=idempotency_keys[1])
        tracker.undo(anna, line.seq, idempotency_key=idempotency_keys[2])
    assert tracker.head == 4
    assert_whole(tracker)


# --- a write that is broken off ----------------------------------------------------------


@pytest.mark.parametrize(
    "problem", [ValueError("x"), TrackerError(), KeyboardInterrupt(), SystemExit(), MemoryError()]
)
def test_an_exception_within_a_write_leaves_nothing_behind(
    tracker: Tracker, anna: Viewer, problem: BaseException
) -> None:
    tracker.record(anna, persona(1))
    register = tracker.register.apply

    def broken_off(*arguments: object) -> None:
        register(*arguments)
        raise problem

    tracker.register.apply = broken_off
    with pytest.raises(type(problem)) as raised:
        tracker.record(anna, persona(2), persona(1))
    assert raised.value is problem
    del tracker.register.apply
    assert tracker.head == 1
    assert_whole(tracker)
    assert tracker.record(anna, persona(3))[0].seq == 2
    assert_whole(tracker)


def test_an_interruption_while_the_journal_is_written_leaves_nothing_behind(
    tracker: Tracker, anna: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The interruption comes in place of the operating system's fsync, every first time."""
    tracker.record(anna, persona(1))
    for number in range(5):
        with monkeypatch.context() as interrupted:
            fsync = iter([KeyboardInterrupt()])

            def once(handle: int, fsync=fsync) -> None:
                for problem in fsync:
                    raise problem

            interrupted.setattr("os.fsync", once)
            with pytest.raises(KeyboardInterrupt):
                tracker.record(anna, persona(number))
        assert tracker.head == 1
        assert_whole(tracker)
    tracker.record(anna, persona(3))
    assert_whole(tracker)
    tracker.close()
    again = Tracker(tracker.path)
    assert again.head == 2
    assert_whole(again)
    again.close()


def test_one_record_that_cannot_be_stored_takes_the_whole_form_with_it(
    tracker: Tracker, anna: Viewer
) -> None:
    broken = persona(2).model_copy(update={"name": "\ud800"})
    with pytest.raises(NotRecorded):
        tracker.record(anna, persona(1), broken)
    assert tracker.head == 0
    assert_whole(tracker)
    tracker.record(anna, persona(1))
    assert_whole(tracker)
