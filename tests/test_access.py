"""Who may do what."""

import pytest

from pilots.access import Role, Scope, Verb, Viewer, insist, may
from pilots.errors import NotAllowed

EVERYBODY = list(Role)

MAY = {
    Role.ADMINISTRATOR: {Verb.READ, Verb.READ_PERSONAL, Verb.RECORD},
    Role.LEAD: {Verb.READ, Verb.READ_PERSONAL, Verb.RECORD},
    Role.TEAM: {Verb.READ, Verb.READ_PERSONAL, Verb.RECORD},
    Role.FUNDER: {Verb.READ},
    Role.OUTSIDER: set(),
}
"""Written out once more, so that a right that is given by mistake is seen here."""


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("verb", list(Verb))
def test_every_role_may_do_what_is_written_here_and_no_more(role: Role, verb: Verb) -> None:
    viewer = Viewer(name="Iemand", role=role)
    assert may(viewer, verb, "north") == (verb in MAY[role])
    assert may(viewer, verb) == (verb in MAY[role])


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("verb", list(Verb))
def test_a_role_for_one_pilot_is_none_for_another(role: Role, verb: Verb) -> None:
    viewer = Viewer(name="Iemand", role=role, pilots=frozenset({"north"}))
    assert may(viewer, verb, "north") == (verb in MAY[role])
    assert not may(viewer, verb, "south")


@pytest.mark.parametrize("role", EVERYBODY)
def test_a_role_for_one_pilot_may_not_change_what_all_share(role: Role) -> None:
    viewer = Viewer(name="Iemand", role=role, pilots=frozenset({"north"}))
    assert not may(viewer, Verb.RECORD, None)


@pytest.mark.parametrize("role", EVERYBODY)
def test_a_role_for_no_pilot_may_nothing(role: Role) -> None:
    viewer = Viewer(name="Iemand", role=role, pilots=frozenset())
    assert not any(may(viewer, verb, pilot) for verb in Verb for pilot in (None, "north"))
    assert viewer.scope.pilots == frozenset()


def test_the_refusal_names_who_may_not(chaima: Viewer) -> None:
    with pytest.raises(NotAllowed, match="Chaima"):
        insist(chaima, Verb.RECORD, "north")
    insist(chaima, Verb.READ, "north")


def test_scopes(anna: Viewer, bram: Viewer, chaima: Viewer, dirk: Viewer) -> None:
    assert anna.scope == Scope(pilots=None, personal=True)
    assert bram.scope == Scope(pilots=frozenset({"north"}), personal=True)
    assert chaima.scope == Scope(pilots=frozenset({"north"}), personal=False)
    assert dirk.scope == Scope(pilots=frozenset(), personal=False)


def test_an_outsider_reads_nothing_even_where_pilots_are_named() -> None:
    viewer = Viewer(name="Dirk", role=Role.OUTSIDER, pilots=frozenset({"north"}))
    assert viewer.scope.pilots == frozenset()


def test_scopes_can_be_keys_of_a_cache(anna: Viewer, chaima: Viewer) -> None:
    assert len({anna.scope, chaima.scope, anna.scope}) == 2
