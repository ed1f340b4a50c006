"""Who may do what."""

from datetime import date
from typing import Any

import pytest

from pilots.access import Grant, Permission, Role, Scope, Viewer, may, may_in_any_pilot, require
from pilots.errors import NotAllowed
from pilots.tracker import Tracker
from schemas import Member, Report, SharedLink

EVERYBODY = list(Role)

MAY = {
    Role.ADMINISTRATOR: {
        Permission.READ,
        Permission.READ_PERSONAL,
        Permission.RECORD,
        Permission.MANAGE,
        Permission.ADMINISTER,
    },
    Role.LEAD: {Permission.READ, Permission.READ_PERSONAL, Permission.RECORD, Permission.MANAGE},
    Role.TEAM: {Permission.READ, Permission.READ_PERSONAL, Permission.RECORD},
    Role.FUNDER: {Permission.READ},
}
"""Written out once more, so that a right that is given by mistake is seen here."""


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("permission", list(Permission))
def test_every_role_may_do_what_is_written_here_and_no_more(
    role: Role, permission: Permission
) -> None:
    viewer = Viewer("Iemand", (Grant(role),))
    assert may(viewer, permission, "north") == (permission in MAY[role])
    assert may(viewer, permission) == (permission in MAY[role])


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("permission", list(Permission))
def test_a_role_for_one_pilot_is_none_for_another(role: Role, permission: Permission) -> None:
    viewer = Viewer("Iemand", (Grant(role, frozenset({"north"})),))
    assert may(viewer, permission, "north") == (permission in MAY[role])
    assert not may(viewer, permission, "south")


@pytest.mark.parametrize("role", EVERYBODY)
def test_a_role_for_one_pilot_may_not_change_what_all_share(role: Role) -> None:
    viewer = Viewer("Iemand", (Grant(role, frozenset({"north"})),))
    assert not may(viewer, Permission.RECORD, None)


@pytest.mark.parametrize("role", EVERYBODY)
def test_a_role_for_no_pilot_may_nothing(role: Role) -> None:
    viewer = Viewer("Iemand", (Grant(role, frozenset()),))
    assert not any(
        may(viewer, permission, pilot) for permission in Permission for pilot in (None, "north")
    )
    assert viewer.scope.pilots == frozenset()


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize(
    "permission", [Permission.RECORD, Permission.MANAGE, Permission.ADMINISTER]
)
def test_whoever_may_change_something_may_read_all_of_it(
    role: Role, permission: Permission
) -> None:
    """Otherwise a form would write fields that were withheld from them back empty."""
    for pilots in (None, frozenset({"north"})):
        viewer = Viewer("Iemand", (Grant(role, pilots),))
        for pilot in (None, "north", "south"):
            assert may(viewer, Permission.READ_PERSONAL, pilot) or not may(
                viewer, permission, pilot
            )


def test_the_refusal_names_who_may_not(chaima: Viewer) -> None:
    with pytest.raises(NotAllowed, match="Chaima"):
        require(chaima, Permission.RECORD, "north")
    require(chaima, Permission.READ, "north")


def test_scopes(anna: Viewer, bram: Viewer, chaima: Viewer, dirk: Viewer) -> None:
    assert anna.scope == Scope(pilots=None, personal=None)
    assert bram.scope == Scope(pilots=frozenset({"north"}), personal=frozenset({"north"}))
    assert chaima.scope == Scope(pilots=frozenset({"north"}), personal=frozenset())
    assert dirk.scope == Scope(pilots=frozenset(), personal=frozenset())


@pytest.mark.parametrize("permission", list(Permission))
def test_an_outsider_has_no_role_and_may_do_nothing(dirk: Viewer, permission: Permission) -> None:
    assert not dirk.grants
    assert not may(dirk, permission, "north")
    assert not may(dirk, permission)
    assert not may_in_any_pilot(dirk, permission)
    assert dirk.scope == dirk.funder_scope == Scope(frozenset(), frozenset())


def test_scopes_can_be_keys_of_a_cache(anna: Viewer, chaima: Viewer) -> None:
    assert len({anna.scope, chaima.scope, anna.scope}) == 2


def test_rights_add_up_of_who_leads_one_pilot_and_looks_at_all() -> None:
    north = frozenset({"north"})
    viewer = Viewer("Anna", (Grant(Role.LEAD, north), Grant(Role.FUNDER)))
    assert viewer.scope == Scope(pilots=north, personal=north)
    assert viewer.funder_scope == Scope(pilots=None, personal=frozenset())
    assert may(viewer, Permission.MANAGE, "north")
    assert not may(viewer, Permission.RECORD, "south")
    assert not may(viewer, Permission.RECORD, None)
    assert may_in_any_pilot(viewer, Permission.RECORD)
    assert not may_in_any_pilot(viewer, Permission.ADMINISTER)


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
        tracker.restore_version(anna, line.seq)
