"""Two people and one record: no act of the one is undone by the other's save."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from pilots.access import Grant, Role, Viewer
from pilots.store.logbook import Line, canonical
from pilots.tracker import Tracker
from pilots.versions import (
    CONSENT,
    BroughtBackMeanwhile,
    Conflict,
    Version,
    WithdrawnMeanwhile,
    merge,
)
from schemas import (
    KINDS,
    Action,
    ArchivedReport,
    CalendarFeed,
    Choice,
    Consent,
    Erasure,
    Measurement,
    Member,
    Outcome,
    Record,
    Ref,
    Seal,
    SharedLink,
    Story,
    Tie,
    base_type,
    holds_several,
    marked,
    new_id,
)

pytestmark = pytest.mark.slow

ANNA = Viewer("Anna", (Grant(Role.ADMINISTRATOR),))
BRAM = Viewer("Bram", (Grant(Role.ADMINISTRATOR),))
PILOT = "north"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tracker]:
    """A tracker for all examples of this file: each has records of its own."""
    tracker = Tracker(tmp_path_factory.mktemp("versions") / "tracker.duckdb")
    tracker.record(ANNA, Outcome(id="gemeten", pilot=PILOT, statement="Contact"))
    yield tracker
    tracker.close()


# --- the merge ---------------------------------------------------------------------------

values = st.none() | st.integers(0, 3) | st.lists(st.sampled_from("abcd"), unique=True)
bodies = st.dictionaries(st.sampled_from(["p", "q", "r"]), values)


def clean(body: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if value is not None}


@given(bodies, bodies)
def test_who_changed_nothing_takes_nothing_away(base: dict[str, Any], theirs: Any) -> None:
    assert merge(base, base, theirs) == (clean(theirs), [])


@given(bodies, bodies)
def test_who_is_alone_gets_what_they_typed(base: dict[str, Any], mine: Any) -> None:
    assert merge(base, mine, base) == (clean(mine), [])


@given(bodies, bodies, bodies)
def test_a_merge_has_both_changes_or_names_the_field(base: Any, mine: Any, theirs: Any) -> None:
    merged, conflicting = merge(base, mine, theirs)
    for name in {*base, *mine, *theirs} - set(conflicting):
        was, my_value, their_value = (body.get(name) for body in (base, mine, theirs))
        if my_value == was:
            assert merged.get(name) == their_value
        if their_value == was:
            assert merged.get(name) == my_value
    for name in conflicting:
        assert mine.get(name) != theirs.get(name) != base.get(name) != mine.get(name)


def test_names_that_two_people_add_are_both_there_and_one_that_is_removed_stays_away() -> None:
    base, mine, theirs = ({"who": list(text)} for text in ("ab", "ac", "abd"))
    assert merge(base, mine, theirs) == ({"who": ["a", "d", "c"]}, [])


# --- every kind, every pair of acts ---------------------------------------------------------


class Scene:
    """A record of some kind that Bram has open while Anna does something to it."""

    def __init__(self, tracker: Tracker, schema: type[Record]) -> None:
        self.tracker = tracker
        self.first, self.anna, self.bram = one_field_each(schema)

    def begin(self, earlier: Line, line: Line) -> None:
        """It was recorded twice, and what it was the second time is what Bram has open."""
        self.earlier, self.line = earlier, line
        self.opened = Version.of(self.first, line.seq)

    def newest(self) -> Line:
        return self.tracker._versions(self.first.table, self.first.id)[-1]

    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = json.loads(self.newest().body or "{}")
        return body


def change(tracker: Tracker, scenes: list[Scene]) -> None:
    tracker.record(
        ANNA, *[scene.anna for scene in scenes], based_on=[scene.opened for scene in scenes]
    )


def withdraw(tracker: Tracker, scenes: list[Scene]) -> None:
    for scene in scenes:
        tracker.withdraw(ANNA, scene.newest().seq)


def withdraw_and_bring_back(tracker: Tracker, scenes: list[Scene]) -> None:
    change(tracker, scenes)
    for scene in scenes:
        seq = scene.newest().seq
        tracker.withdraw(ANNA, seq)
        tracker.restore_version(ANNA, seq)


def erase(tracker: Tracker, scenes: list[Scene]) -> None:
    both = [seq for scene in scenes for seq in (scene.earlier.seq, scene.line.seq)]
    tracker.erase(ANNA, both, without_texts)


def without_texts(line: Line) -> Line:
    """The line as an erasure leaves it: other words in every text that its schema lets go."""
    assert line.body
    schema, body = KINDS[line.kind], json.loads(line.body)
    for name, field in schema.fields().items():
        is_text = base_type(field) is str and not marked(field, Ref)
        if is_text and isinstance(body.get(name), str):
            try:
                schema.read(line.subject, line.pilot, body | {name: "erased"})
            except ValidationError:
                continue
            body[name] = "erased"
    return replace(line, body=canonical(body))


def save(scene: Scene) -> None:
    """Bram saves the form that he opened before, as a draft of weeks ago does too."""
    scene.tracker.record(BRAM, scene.bram, based_on=[scene.opened])


def take_away(scene: Scene) -> None:
    scene.tracker.withdraw(BRAM, scene.line.seq)


def undo(scene: Scene) -> None:
    scene.tracker.undo(BRAM, scene.line.seq)


def bring_back(scene: Scene) -> None:
    scene.tracker.restore_version(BRAM, scene.earlier.seq, scene.line.seq)


First = Callable[[Tracker, list[Scene]], None]
Second = Callable[[Scene], None]
FIRST: tuple[First, ...] = (change, withdraw, withdraw_and_bring_back, erase)
SECOND: tuple[Second, ...] = (save, take_away, undo, bring_back)
SCHEMAS = [kind for kind in KINDS.values() if kind not in {Erasure, Seal}]

Scenes = dict[tuple[type[Record], First, Second], Scene]


@pytest.fixture(scope="module")
def scenes(shared: Tracker) -> Scenes:
    """A record for each test below, to which Anna has done what she does in it.

    What she does to all of them she does at once where she can: an erasure, above all, writes the
    whole file again.
    """
    scenes = {which: Scene(shared, which[0]) for which in product(SCHEMAS, FIRST, SECOND)}
    firsts = [scene.first for scene in scenes.values()]
    twice = (shared.record(BRAM, *firsts) for _ in range(2))
    for scene, earlier, line in zip(scenes.values(), *twice, strict=True):
        scene.begin(earlier, line)
    for act in FIRST:
        act(shared, [scene for (_, first, _), scene in scenes.items() if first is act])
    return scenes


def samples(field: FieldInfo) -> list[Any]:
    """Values of the type of a field, as JSON: at least two that fit."""
    kind = base_type(field)
    if issubclass(kind, Choice):
        values: list[Any] = [str(choice) for choice in kind][:2]
    elif kind in (int, float):
        values = [2001, 2002]
    elif kind is bool:
        values = [True, False]
    elif kind is date:
        values = ["2026-01-02", "2026-01-03"]
    else:  # some texts must look like a digest, or like an address
        values = ["een", "twee", "a" * 64, "b" * 64, "bo@voorbeeld.nl", "cas@voorbeeld.nl"]
    return [[value] for value in values] if holds_several(field) else values


def read(schema: type[Record], id: str, body: dict[str, Any]) -> Record | None:
    try:
        return schema.read(id, PILOT, body)
    except ValidationError:
        return None


def one_field_each(schema: type[Record]) -> tuple[Record, Record, Record]:
    """A record, the same with a field changed by Anna, and the same with one changed by Bram."""
    id, fields = new_id(), schema.fields()
    body = {n: samples(f)[0] for n, f in fields.items() if f.is_required()} | REQUIRED.get(
        schema, {}
    )
    first = schema.read(id, PILOT, body)
    changed = [
        record
        for name, field in fields.items()
        if holds_several(field) or not marked(field, Ref)
        for value in reversed(samples(field))
        if first.body().get(name) != value
        and (record := read(schema, id, first.body() | {name: value}))
    ]
    anna = changed[0]
    by_anna = _changed(first, anna)
    others = (record for record in changed if not by_anna & _changed(first, record))
    return first, anna, next(others, changed[-1])  # a principle has only one field


REQUIRED: dict[type[Record], dict[str, Any]] = {
    ArchivedReport: {"digest": "a" * 64},
    Member: {"email": "dirk@voorbeeld.nl"},
    CalendarFeed: {"digest": "a" * 64},
    Measurement: {"outcome": "gemeten"},
    Tie: {"place": "hal"},
    SharedLink: {"digest": "a" * 64},
}
"""What is required and has a form of its own."""


@pytest.mark.parametrize("second", SECOND)
@pytest.mark.parametrize("first", FIRST)
@pytest.mark.parametrize("schema", SCHEMAS)
def test_what_one_did_is_still_so_after_the_other(
    scenes: Scenes, schema: type[Record], first: First, second: Second
) -> None:
    scene = scenes[schema, first, second]
    after_anna, line = scene.body(), scene.newest()
    try:
        second(scene)
    except Conflict:
        assert scene.newest() == line  # asked, and nothing was changed
        return
    assert first is not withdraw  # it comes back only on purpose
    if second is take_away:
        assert first is erase  # Bram had seen all that was in it
        return
    mine = _changed(scene.first, scene.bram)
    assert mine or second is not save
    kept = {name: value for name, value in after_anna.items() if name not in mine}
    assert kept.items() <= scene.body().items() or second is bring_back
    if first is erase:
        erased = {name for name, value in after_anna.items() if value == "erased"}
        assert all(scene.body().get(name) == "erased" for name in erased - mine)


def _changed(old: Record, new: Record) -> set[str]:
    return {name for name in type(old).fields() if getattr(old, name) != getattr(new, name)}


# --- what is said ---------------------------------------------------------------------------


@pytest.fixture
def action(tracker: Tracker) -> Action:
    action = Action(pilot=PILOT, title="Brief", owner="Anna")
    tracker.record(ANNA, action)
    return action


def test_both_changed_one_field_and_it_says_who_wrote_what(
    tracker: Tracker, action: Action
) -> None:
    opened = Version.of(action, tracker.head)
    tracker.record(ANNA, action.model_copy(update={"title": "Kaart"}), based_on=[opened])
    with pytest.raises(Conflict) as caught:
        tracker.record(BRAM, action.model_copy(update={"title": "Flyer"}), based_on=[opened])
    (field,) = caught.value.fields
    assert (field.name, field.mine, field.theirs, field.actor) == (
        "title",
        "Flyer",
        "Kaart",
        "Anna",
    )
    assert tracker.head == 2


def test_who_knows_of_the_other_text_may_replace_it(tracker: Tracker, action: Action) -> None:
    opened = Version.of(action, tracker.head)
    tracker.record(ANNA, action.model_copy(update={"title": "Kaart"}), based_on=[opened])
    mine = action.model_copy(update={"title": "Flyer"})
    with pytest.raises(Conflict) as caught:
        tracker.record(BRAM, mine, based_on=[opened])
    (line,) = tracker.record(BRAM, mine, based_on=[caught.value.newest])
    assert json.loads(line.body or "")["title"] == "Flyer"


def test_what_was_withdrawn_comes_back_only_on_purpose(tracker: Tracker, action: Action) -> None:
    opened = Version.of(action, tracker.head)
    tracker.withdraw(ANNA, tracker.head)
    mine = action.model_copy(update={"title": "Flyer"})
    with pytest.raises(WithdrawnMeanwhile) as caught:
        tracker.record(BRAM, mine, based_on=[opened])
    (line,) = tracker.record(BRAM, mine, based_on=[caught.value.newest])
    assert json.loads(line.body or "")["title"] == "Flyer"


def test_a_change_that_others_built_on_is_not_undone(tracker: Tracker, action: Action) -> None:
    opened = Version.of(action, tracker.head)
    (mine,) = tracker.record(BRAM, action.model_copy(update={"title": "Flyer"}), based_on=[opened])
    shown = tracker.version(ANNA, mine.seq)
    other = action.model_copy(update={"title": "Flyer in kleur"})
    tracker.record(ANNA, other, based_on=[shown])
    with pytest.raises(Conflict, match="Anna"):
        tracker.undo(BRAM, mine.seq)


def test_an_undo_leaves_what_others_wrote_in_other_fields(
    tracker: Tracker, action: Action
) -> None:
    opened = Version.of(action, tracker.head)
    (mine,) = tracker.record(BRAM, action.model_copy(update={"title": "Flyer"}), based_on=[opened])
    tracker.record(ANNA, action.model_copy(update={"owner": "Chaima"}), based_on=[opened])
    (line,) = tracker.undo(BRAM, mine.seq)
    body = json.loads(line.body or "")
    assert (body["title"], body["owner"]) == ("Brief", "Chaima")


def test_what_somebody_brought_back_is_not_brought_back_twice(
    tracker: Tracker, action: Action
) -> None:
    gone = tracker.withdraw(BRAM, tracker.head)
    back = tracker.restore_version(ANNA, 1)
    other = action.model_copy(update={"title": "Kaart"})
    tracker.record(ANNA, other, based_on=[tracker.version(ANNA, back.seq)])
    with pytest.raises(BroughtBackMeanwhile, match="Anna"):
        tracker.undo(BRAM, gone.seq)


def test_an_old_version_that_is_brought_back_does_not_bring_back_consent(
    tracker: Tracker,
) -> None:
    given_on = "2026-11-01"
    story = Story.read(
        new_id(), PILOT, {"title": "A", "what": "B", "consent": "given", "consent_on": given_on}
    )
    (told,) = tracker.record(ANNA, story)
    taken = Story.read(story.id, PILOT, story.body() | {"consent": Consent.WITHDRAWN})
    tracker.record(ANNA, taken, based_on=[Version.of(story, told.seq)])
    line = tracker.restore_version(BRAM, told.seq, tracker.head)
    assert json.loads(line.body or "")["consent"] == "withdrawn"
    assert set(CONSENT) <= Story.model_fields.keys()


def test_who_publishes_has_seen_what_is_published(tracker: Tracker, action: Action) -> None:
    opened = Version.of(action, tracker.head)
    tracker.record(ANNA, action.model_copy(update={"owner": "Chaima"}), based_on=[opened])
    mine = action.model_copy(update={"title": "Flyer"})
    with pytest.raises(Conflict, match="Anna"):
        tracker.record(BRAM, mine, based_on=[opened], merge=False)


def test_a_repeated_submission_is_no_conflict_with_itself(
    tracker: Tracker, action: Action, path: Path
) -> None:
    opened, key = Version.of(action, tracker.head), "8d7e6f5a-4b3c-2d1e-0f9a-8b7c6d5e4f3a"
    mine = action.model_copy(update={"title": "Flyer"})
    (once,) = tracker.record(BRAM, mine, based_on=[opened], idempotency_key=key)
    tracker.record(ANNA, action.model_copy(update={"title": "Kaart"}))
    assert tracker.record(BRAM, mine, based_on=[opened], idempotency_key=key) == [once]
