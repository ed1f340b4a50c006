"""Who may do what."""

from datetime import date
from typing import Any

import pytest

from pilots.access import Grant, Role, Scope, Verb, Viewer, insist, may, may_somewhere
from pilots.errors import NotAllowed
from pilots.tracker import Tracker
from schemas import Member, Report, SharedLink

EVERYBODY = list(Role)

MAY = {
    Role.ADMINISTRATOR: {
        Verb.READ,
        Verb.READ_PERSONAL,
        Verb.RECORD,
        Verb.ANSWER_FOR,
        Verb.ADMINISTER,
    },
    Role.LEAD: {Verb.READ, Verb.READ_PERSONAL, Verb.RECORD, Verb.ANSWER_FOR},
    Role.TEAM: {Verb.READ, Verb.READ_PERSONAL, Verb.RECORD},
    Role.FUNDER: {Verb.READ},
}
"""Written out once more, so that a right that is given by mistake is seen here."""


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("verb", list(Verb))
def test_every_role_may_do_what_is_written_here_and_no_more(role: Role, verb: Verb) -> None:
    viewer = Viewer("Iemand", (Grant(role),))
    assert may(viewer, verb, "north") == (verb in MAY[role])
    assert may(viewer, verb) == (verb in MAY[role])


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("verb", list(Verb))
def test_a_role_for_one_pilot_is_none_for_another(role: Role, verb: Verb) -> None:
    viewer = Viewer("Iemand", (Grant(role, frozenset({"north"})),))
    assert may(viewer, verb, "north") == (verb in MAY[role])
    assert not may(viewer, verb, "south")


@pytest.mark.parametrize("role", EVERYBODY)
def test_a_role_for_one_pilot_may_not_change_what_all_share(role: Role) -> None:
    viewer = Viewer("Iemand", (Grant(role, frozenset({"north"})),))
    assert not may(viewer, Verb.RECORD, None)


@pytest.mark.parametrize("role", EVERYBODY)
def test_a_role_for_no_pilot_may_nothing(role: Role) -> None:
    viewer = Viewer("Iemand", (Grant(role, frozenset()),))
    assert not any(may(viewer, verb, pilot) for verb in Verb for pilot in (None, "north"))
    assert viewer.scope.pilots == frozenset()


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("verb", [Verb.RECORD, Verb.ANSWER_FOR, Verb.ADMINISTER])
def test_whoever_may_change_something_may_read_all_of_it(role: Role, verb: Verb) -> None:
    """Otherwise a form would write fields that were withheld from them back empty."""
    for pilots in (None, frozenset({"north"})):
        viewer = Viewer("Iemand", (Grant(role, pilots),))
        for pilot in (None, "north", "south"):
            assert may(viewer, Verb.READ_PERSONAL, pilot) or not may(viewer, verb, pilot)


def test_the_refusal_names_who_may_not(chaima: Viewer) -> None:
    with pytest.raises(NotAllowed, match="Chaima"):
        insist(chaima, Verb.RECORD, "north")
    insist(chaima, Verb.READ, "north")


def test_scopes(anna: Viewer, bram: Viewer, chaima: Viewer, dirk: Viewer) -> None:
    assert anna.scope == Scope(pilots=None, personal=None)
    assert bram.scope == Scope(pilots=frozenset({"north"}), personal=frozenset({"north"}))
    assert chaima.scope == Scope(pilots=frozenset({"north"}), personal=frozenset())
    assert dirk.scope == Scope(pilots=frozenset(), personal=frozenset())


@pytest.mark.parametrize("verb", list(Verb))
def test_an_outsider_has_no_role_and_may_do_nothing(dirk: Viewer, verb: Verb) -> None:
    assert not dirk.grants
    assert not may(dirk, verb, "north")
    assert not may(dirk, verb)
    assert not may_somewhere(dirk, verb)
    assert dirk.scope == dirk.outside == Scope(frozenset(), frozenset())


def test_scopes_can_be_keys_of_a_cache(anna: Viewer, chaima: Viewer) -> None:
    assert len({anna.scope, chaima.scope, anna.scope}) == 2


def test_rights_add_up_of_who_leads_one_pilot_and_looks_at_all() -> None:
    north = frozenset({"north"})
    viewer = Viewer("Anna", (Grant(Role.LEAD, north), Grant(Role.FUNDER)))
    assert viewer.scope == Scope(pilots=north, personal=north)
    assert viewer.outside == Scope(pilots=None, personal=frozenset())
    assert may(viewer, Verb.ANSWER_FOR, "north")
    assert not may(viewer, Verb.RECORD, "south")
    assert not may(viewer, Verb.RECORD, None)
    assert may_somewhere(viewer, Verb.RECORD)
    assert not may_somewhere(viewer, Verb.ADMINISTER)


def member(role: Role, id: str = "who", pilot: str | None = None) -> Member:
    return Member(id=id, pilot=pilot, name="Bram", email="bram@example.org", role=role)


def link(*pilots: str) -> SharedLink:
    return SharedLink(
        id="link", name="Fonds", pilots=pilots, until=date(2027, 1, 1), digest="0" * 64
    )


def report(**fields: Any) -> Report:
    day = date(2026, 9, 30)
    return Report(id="q3", pilot="north", title="Q3", since=day, until=day, **fields)


def test_who_is_let_in_is_for_who_answers_for_the_pilot(tracker: Tracker, bram: Viewer) -> None:
    leads = Viewer("Noor", (Grant(Role.LEAD, frozenset({"north"})),))
    for record in (member(Role.FUNDER, pilot="north"), link("north"), report(upto=1)):
        with pytest.raises(NotAllowed):
            tracker.record(bram, record)
        (line,) = tracker.record(leads, record)
        with pytest.raises(NotAllowed):
            tracker.withdraw(bram, line.seq)
    for record in (member(Role.TEAM), link(), link("north", "south"), link("south")):
        with pytest.raises(NotAllowed):
            tracker.record(leads, record)


def test_a_team_writes_a_report_and_only_a_lead_publishes_it(
    tracker: Tracker, anna: Viewer, bram: Viewer
) -> None:
    tracker.record(bram, report())
    with pytest.raises(NotAllowed):
        tracker.record(bram, report(upto=1))
    tracker.record(anna, report(upto=1))
    with pytest.raises(NotAllowed):
        tracker.record(bram, report())


def test_an_administrator_is_made_and_unmade_by_administrators_alone(
    tracker: Tracker, anna: Viewer
) -> None:
    administrator = Viewer("Ada", (Grant(Role.ADMINISTRATOR),))
    with pytest.raises(NotAllowed):
        tracker.record(anna, member(Role.ADMINISTRATOR))
    (line,) = tracker.record(administrator, member(Role.ADMINISTRATOR))
    with pytest.raises(NotAllowed):
        tracker.record(anna, member(Role.FUNDER))
    with pytest.raises(NotAllowed):
        tracker.withdraw(anna, line.seq)
    tracker.withdraw(administrator, line.seq)
    with pytest.raises(NotAllowed):
        tracker.restore(anna, line.seq)
