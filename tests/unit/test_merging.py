"""Two people who are one are merged, and one who is two is split; both can be undone."""

from datetime import date
from typing import Any

import pytest

from pilots.access import Viewer
from pilots.errors import NoLongerThere, NotAllowed, TooLongTogether
from pilots.queries import people, records
from pilots.rules.merging import Keep, can_be_shared, choices, merged, moved, shared
from pilots.tracker import Tracker
from pilots.verify import problems
from schemas import KINDS, Action, Pilot, Record, Rung, RungReached, Stakeholder, Tie

PIET = Stakeholder(id="piet", pilot="north", name="Piet Jansen", phone="0612345678", brings="Tijd")
DUPLICATE = Stakeholder(
    id="p",
    pilot="north",
    name="P. Jansen",
    email="p@example.org",
    brings="Een bus",
    role="driver",
    phone="0101234567",
    differs_from=("bea",),
)
BEA = Stakeholder(id="bea", pilot="north", name="Bea", differs_from=("p",))
BOTH = Action(id="both", pilot="north", title="Samen", with_whom=("p", "bea", "piet"))
ONE = Action(id="one", pilot="north", title="Alleen", with_whom=("p",))
OTHER = Action(id="other", pilot="north", title="Ander", with_whom=("bea",))
REACHED = RungReached(
    id="r", pilot="north", stakeholder="p", rung=Rung.ADVISE, seen_on=date(2026, 5, 1)
)


@pytest.fixture
def met(tracker: Tracker, anna: Viewer) -> Tracker:
    tracker.record(anna, Pilot(id="north", name="Noord"), Pilot(id="south", name="Zuid"))
    tracker.record(anna, PIET, DUPLICATE, BEA, BOTH, ONE, OTHER, REACHED)
    return tracker


def everything(tracker: Tracker, viewer: Viewer) -> dict[tuple[str, str], Record]:
    """Every record by its table and id."""
    found: dict[tuple[str, str], Record] = {}
    for table in KINDS:
        for row in tracker.ask(records.of_kind, viewer.scope, table):
            record = tracker.ask(records.one, viewer.scope, table, row["id"])
            assert record
            found[table, record.id] = record
    return found


def test_a_link_between_the_two_is_withdrawn_and_comes_back_with_undo(
    met: Tracker, anna: Viewer
) -> None:
    since = date(2026, 5, 1)
    between = Tie(id="between", pilot="north", who="p", other="piet", since=since)
    met.record(anna, between, Tie(id="to", pilot="north", who="bea", other="p", since=since))
    before = everything(met, anna)
    lines = met.merge_people(anna, "piet", "p", {})
    now: dict[tuple[str, str], Any] = everything(met, anna)
    assert ("tie", "between") not in now
    assert now["tie", "to"].other == "piet"
    met.undo(anna, *[line.seq for line in lines])
    assert everything(met, anna) == before


def test_what_referred_to_either_refers_to_the_one_that_stays(met: Tracker, anna: Viewer) -> None:
    head = met.head
    lines = met.merge_people(anna, "piet", "p", {})
    now: dict[tuple[str, str], Any] = everything(met, anna)
    assert ("stakeholder", "p") not in now
    assert now["action", "both"].with_whom == ("piet", "bea")
    assert now["action", "one"].with_whom == ("piet",)
    assert now[RungReached.table, "r"].stakeholder == "piet"
    assert now["stakeholder", "bea"].differs_from == ("piet",)
    assert now["action", "other"] == OTHER
    assert met.ask(people.referring, anna.scope, "stakeholder", "p") == []
    assert met.head == head + len(lines), "nothing else was written"
    assert list(problems(met)) == []


def test_a_merge_is_undone_as_a_whole(met: Tracker, anna: Viewer) -> None:
    before = everything(met, anna)
    lines = met.merge_people(anna, "piet", "p", {"phone": Keep.GONE})
    assert everything(met, anna) != before
    met.undo(anna, *[line.seq for line in lines])
    assert everything(met, anna) == before


def test_what_only_one_of_them_has_is_kept_and_so_are_both_names(
    met: Tracker, anna: Viewer
) -> None:
    met.merge_people(anna, "piet", "p", {"phone": Keep.GONE, "brings": Keep.BOTH})
    one = met.ask(records.one, anna.scope, "stakeholder", "piet")
    assert one == Stakeholder(
        id="piet",
        pilot="north",
        name="Piet Jansen",
        role="driver",
        brings="Tijd\n\nEen bus",
        email="p@example.org",
        phone="0101234567",
        also_called=("P. Jansen",),
        differs_from=("bea",),
    )
    assert met.ask(people.aliases, anna.scope, "north") == {"P. Jansen": "piet"}


def test_where_they_differ_there_is_a_choice_that_loses_nothing_by_itself() -> None:
    assert choices(PIET, DUPLICATE) == {
        "name": [Keep.STAYS, Keep.GONE],
        "brings": [Keep.BOTH, Keep.STAYS, Keep.GONE],
        "phone": [Keep.STAYS, Keep.GONE],
    }
    assert merged(PIET, DUPLICATE, {"name": Keep.GONE}).also_called == ("Piet Jansen",)
    assert merged(PIET, DUPLICATE, {"brings": Keep.BOTH}).brings == "Tijd\n\nEen bus"


def test_two_spellings_of_a_name_are_not_kept_as_two_names() -> None:
    twin = Stakeholder(id="t", pilot="north", name="PIET  jansen", also_called=("Pietje",))
    assert merged(PIET, twin, {}).also_called == ("Pietje",)


def test_texts_that_are_too_long_together_are_refused(met: Tracker, anna: Viewer) -> None:
    for person, letter in ((PIET, "a"), (DUPLICATE, "b")):
        met.record(anna, person.model_copy(update={"brings": letter * 3000}))
    before = met.head
    with pytest.raises(TooLongTogether):
        met.merge_people(anna, "piet", "p", {"brings": Keep.BOTH})
    assert met.head == before


def test_who_may_not_record_in_the_pilot_cannot_merge(
    met: Tracker, bram: Viewer, chaima: Viewer, dirk: Viewer
) -> None:
    before = met.head
    for viewer in (chaima, dirk):
        with pytest.raises(NotAllowed):
            met.merge_people(viewer, "piet", "p", {})
    assert met.head == before
    assert met.merge_people(bram, "piet", "p", {})


def test_somebody_who_was_withdrawn_meanwhile_is_not_merged(met: Tracker, anna: Viewer) -> None:
    met.merge_people(anna, "piet", "p", {})
    for stays, gone in (("piet", "p"), ("p", "piet"), ("piet", "nobody")):
        with pytest.raises(NoLongerThere):
            met.merge_people(anna, stays, gone, {})


def test_people_of_two_pilots_are_two_people(met: Tracker, anna: Viewer) -> None:
    met.record(anna, Stakeholder(id="south", pilot="south", name="Piet Jansen"))
    with pytest.raises(NoLongerThere):
        met.merge_people(anna, "piet", "south", {})


def test_a_split_moves_what_goes_along_and_shares_what_both_were_in() -> None:
    (alone,) = moved([ONE], "p", "new")
    assert alone == ONE.model_copy(update={"with_whom": ("new",)})
    assert shared([BOTH], "p", "new") == [
        BOTH.model_copy(update={"with_whom": ("p", "new", "bea", "piet")})
    ]
    assert moved([REACHED], "p", "new") == [REACHED.model_copy(update={"stakeholder": "new"})]
    assert shared([REACHED], "p", "new") == [REACHED]
    assert [can_be_shared(record) for record in (ONE, REACHED)] == [True, False]


def test_merging_after_a_split_gives_what_there_was(met: Tracker, anna: Viewer) -> None:
    before = everything(met, anna)
    met.record(
        anna,
        Stakeholder(id="new", pilot="north", name="P. Jansen jr."),
        *moved([ONE, REACHED], "p", "new"),
        *shared([BOTH], "p", "new"),
    )
    assert [it.id for it in met.ask(people.referring, anna.scope, "stakeholder", "new")] == [
        "both",
        "one",
        "r",
    ]
    met.merge_people(anna, "p", "new", {})
    after = everything(met, anna)
    known = after.pop(("stakeholder", "p"))
    assert known == DUPLICATE.model_copy(update={"also_called": ("P. Jansen jr.",)})
    assert after == {key: it for key, it in before.items() if key != ("stakeholder", "p")}
