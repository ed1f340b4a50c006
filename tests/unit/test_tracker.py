"""The tracker: who may write, what is recorded, and how an earlier version comes back."""

import json
from pathlib import Path
from uuid import uuid4

import pytest

from pilots.access import Grant, Role, Viewer
from pilots.errors import JournalDamaged, NotAllowed, UnknownLine
from pilots.store.reader import Reader
from pilots.tracker import Tracker
from schemas import Action, Persona, Pilot, Principle
from tests.support.whole import assert_whole


def persona(name: str = "Ans", pilot: str = "north", id: str = "a") -> Persona:
    return Persona(id=id, pilot=pilot, name=name)


def names(tracker: Tracker, viewer: Viewer) -> list[str]:
    reader = tracker.reader(viewer.scope)
    rows = reader.rows(f"SELECT name FROM {reader.table(Persona)} ORDER BY name")
    return [row["name"] for row in rows]


# --- recording ---------------------------------------------------------------------------


def test_what_is_recorded_is_there_at_once_and_after_a_restart(
    tracker: Tracker, anna: Viewer
) -> None:
    (line,) = tracker.record(anna, persona())
    assert (line.seq, line.actor, line.kind, line.subject) == (1, "Anna", "persona", "a")
    assert (line.pilot, json.loads(line.body)) == ("north", {"name": "Ans"})
    assert names(tracker, anna) == ["Ans"]
    tracker.close()
    again = Tracker(tracker.path)
    assert names(again, anna) == ["Ans"]
    assert again.line(anna, 1) == line
    assert again.recovery_notice == ""
    again.close()


def test_the_head_moves_with_every_write_and_stays_for_a_question(
    tracker: Tracker, anna: Viewer
) -> None:
    heads = [tracker.head]
    tracker.record(anna, persona())
    heads.append(tracker.head)
    names(tracker, anna)
    heads.append(tracker.head)
    tracker.withdraw(anna, 1)
    heads.append(tracker.head)
    assert heads == [0, 1, 1, 2]


def test_a_pilot_belongs_to_itself_and_a_principle_may_belong_to_nobody(
    tracker: Tracker, anna: Viewer
) -> None:
    lines = tracker.record(anna, Pilot(id="north", name="Noord"), Principle(text="Begin klein."))
    assert [line.pilot for line in lines] == ["north", None]


def test_recording_nothing_is_nothing(tracker: Tracker, anna: Viewer) -> None:
    assert tracker.record(anna) == []
    assert tracker.head == 0


def test_the_body_has_no_fields_that_were_not_filled_in(tracker: Tracker, anna: Viewer) -> None:
    (line,) = tracker.record(anna, Action(pilot="north", title="Bellen"))
    assert json.loads(line.body) == {
        "title": "Bellen",
        "kind": "other",
        "status": "planned",
        "with_whom": [],
    }


# --- who may -----------------------------------------------------------------------------


def test_a_team_member_records_in_their_own_pilot_alone(tracker: Tracker, bram: Viewer) -> None:
    tracker.record(bram, persona())
    with pytest.raises(NotAllowed, match="Bram"):
        tracker.record(bram, persona(pilot="south", id="b"))
    with pytest.raises(NotAllowed):
        tracker.record(bram, Pilot(id="south", name="Zuid"))
    with pytest.raises(NotAllowed):
        tracker.record(bram, Principle(text="Voor allen."))
    assert tracker.head == 1
    assert_whole(tracker)


def test_one_record_that_is_not_allowed_takes_the_whole_form_with_it(
    tracker: Tracker, bram: Viewer
) -> None:
    with pytest.raises(NotAllowed):
        tracker.record(bram, persona(), persona(pilot="south", id="b"))
    assert tracker.head == 0
    assert_whole(tracker)


@pytest.mark.parametrize("grants", [(Grant(Role.FUNDER),), ()], ids=["funder", "outsider"])
def test_who_may_only_look_changes_nothing(
    tracker: Tracker, anna: Viewer, grants: tuple[Grant, ...]
) -> None:
    tracker.record(anna, persona())
    viewer = Viewer("Iemand", grants)
    with pytest.raises(NotAllowed):
        tracker.record(viewer, persona("Bea", id="b"))
    for act in (tracker.withdraw, tracker.restore_version, tracker.undo):
        # The history holds names, so for them there is no such line.
        with pytest.raises(UnknownLine):
            act(viewer, 1)
    assert tracker.head == 1
    assert names(tracker, anna) == ["Ans"]


def test_lines_of_other_pilots_cannot_be_reached_by_their_number(
    tracker: Tracker, anna: Viewer, bram: Viewer
) -> None:
    tracker.record(anna, persona(pilot="south"))
    for act in (tracker.line, tracker.withdraw, tracker.restore_version, tracker.undo):
        with pytest.raises(UnknownLine, match="1"):
            act(bram, 1)
    assert tracker.head == 1


@pytest.mark.parametrize("seq", [0, -1, 2, 10**12])
def test_a_line_that_is_not_there_is_said_not_to_be(
    tracker: Tracker, anna: Viewer, seq: int
) -> None:
    tracker.record(anna, persona())
    for act in (tracker.line, tracker.withdraw, tracker.restore_version, tracker.undo):
        with pytest.raises(UnknownLine):
            act(anna, seq)


def test_what_all_share_is_brought_back_by_who_is_there_for_all(
    tracker: Tracker, anna: Viewer, bram: Viewer
) -> None:
    tracker.record(anna, Principle(id="small", text="Begin klein."))
    with pytest.raises(UnknownLine):
        tracker.withdraw(bram, 1)
    with pytest.raises(NotAllowed):
        tracker.record(bram, Principle(id="small", text="Begin groot."))
    assert tracker.withdraw(anna, 1).seq == 2


def test_a_record_of_another_pilot_cannot_be_taken_over_by_its_id(
    tracker: Tracker, anna: Viewer, bram: Viewer
) -> None:
    tracker.record(anna, persona("Van zuid", pilot="south"))
    with pytest.raises(NotAllowed):
        tracker.record(bram, persona("Van noord", pilot="north"))


# --- taking out, bringing back -----------------------------------------------------------


def test_what_is_withdrawn_is_gone_from_view_and_can_be_brought_back(
    tracker: Tracker, anna: Viewer
) -> None:
    tracker.record(anna, persona())
    line = tracker.withdraw(anna, 1)
    assert (line.seq, line.body) == (2, None)
    assert names(tracker, anna) == []
    restored = tracker.restore_version(anna, 1)
    assert restored.body == tracker.line(anna, 1).body
    assert names(tracker, anna) == ["Ans"]
    assert [line.seq for line in tracker.logbook.lines()] == [1, 2, 3]
    assert_whole(tracker)


def test_restoring_brings_back_the_version_of_that_line(tracker: Tracker, anna: Viewer) -> None:
    for name in ("Ans", "Bea", "Cor"):
        tracker.record(anna, persona(name))
    tracker.restore_version(anna, 2)
    assert names(tracker, anna) == ["Bea"]
    assert_whole(tracker)


def test_undoing_a_change_brings_back_what_was_there_before(
    tracker: Tracker, anna: Viewer
) -> None:
    tracker.record(anna, persona("Ans"))
    tracker.record(anna, persona("Bea"))
    tracker.undo(anna, 2)
    assert names(tracker, anna) == ["Ans"]
    tracker.undo(anna, 3)
    assert names(tracker, anna) == ["Bea"]
    assert_whole(tracker)


def test_undoing_the_first_version_takes_the_record_out(tracker: Tracker, anna: Viewer) -> None:
    tracker.record(anna, persona())
    tracker.undo(anna, 1)
    assert names(tracker, anna) == []
    assert_whole(tracker)


def test_undoing_a_withdrawal_brings_the_record_back(tracker: Tracker, anna: Viewer) -> None:
    tracker.record(anna, persona())
    tracker.withdraw(anna, 1)
    tracker.undo(anna, 2)
    assert names(tracker, anna) == ["Ans"]
    assert_whole(tracker)


def test_undoing_a_form_of_several_records_undoes_all_of_them(
    tracker: Tracker, anna: Viewer
) -> None:
    tracker.record(anna, persona("Ans"))
    lines = tracker.record(anna, persona("Eva"), persona("Bea", id="b"), persona("Cor", id="c"))
    idempotency_key = str(uuid4())
    undone = tracker.undo(anna, *(line.seq for line in lines), idempotency_key=idempotency_key)
    assert [line.subject for line in undone] == ["a", "b", "c"]
    assert names(tracker, anna) == ["Ans"]
    assert (
        tracker.undo(anna, *(line.seq for line in lines), idempotency_key=idempotency_key)
        == undone
    )
    assert tracker.head == 7
    assert_whole(tracker)


def test_records_with_one_id_of_two_kinds_are_two_records(tracker: Tracker, anna: Viewer) -> None:
    tracker.record(anna, persona(), Action(id="a", pilot="north", title="Bellen"))
    tracker.undo(anna, 2)
    assert names(tracker, anna) == ["Ans"]
    tracker.withdraw(anna, 1)
    tracker.restore_version(anna, 2)
    assert names(tracker, anna) == []
    assert_whole(tracker)


# --- asking ------------------------------------------------------------------------------


def test_a_question_is_asked_within_the_viewers_scope(
    tracker: Tracker, anna: Viewer, bram: Viewer, chaima: Viewer, dirk: Viewer
) -> None:
    tracker.record(anna, persona("Noord"), persona("Zuid", pilot="south", id="b"))

    def question(see: Reader, kind: type[Persona], at_least: int = 0) -> list[str]:
        rows = see.rows(
            f"SELECT name FROM {see.table(kind)} WHERE len(name) >= $at_least ORDER BY name",
            at_least=at_least,
        )
        return [row["name"] for row in rows]

    asked = {
        viewer.name: tracker.ask(question, viewer.scope, Persona, at_least=1)
        for viewer in (anna, bram, chaima, dirk)
    }
    assert asked == {
        "Anna": ["Noord", "Zuid"],
        "Bram": ["Noord"],
        "Chaima": ["Noord"],
        "Dirk": [],
    }


# --- opening -----------------------------------------------------------------------------


def test_an_opening_that_fails_leaves_the_file_free(path: Path, anna: Viewer) -> None:
    tracker = Tracker(path)
    for number in range(3):
        tracker.record(anna, persona(id=f"p{number}"))
    tracker.close()
    (journal,) = (path.parent / "journal").glob("*.jsonl")
    whole = journal.read_bytes()
    journal.write_bytes(whole.replace(b'"seq":2', b'"seq":7'))
    path.unlink()
    for _ in range(2):  # InUse would say that the first attempt still has it
        with pytest.raises(JournalDamaged):
            Tracker(path)
    journal.write_bytes(whole)
    again = Tracker(path)
    assert again.head == 3
    assert_whole(again)
    again.close()


def test_progress_is_told_while_a_register_is_made(path: Path) -> None:
    told: list[float] = []
    Tracker(path, lambda share, what: told.append(share)).close()
    assert told[-1] == 1
