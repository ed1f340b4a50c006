"""Who somebody is to the tracker, by what a provider says of them and what our records say."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pilots.access import EVERYTHING, Grant, Permission, Role, Scope, Viewer, may
from pilots.errors import BadSetting, DiskFull
from pilots.queries.access import roles_of
from pilots.settings import Settings, current
from pilots.signin.identity import Authentication, Authenticator, Refusal, address
from pilots.signin.revocation import Revocation
from pilots.tracker import Tracker
from schemas import Member, Pilot

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TODAY = NOW.date()
EMAIL = "bram@voorbeeld.nl"
BOSS = Viewer("Boss", (Grant(Role.ADMINISTRATOR),))


def claims(**said: Any) -> dict[str, Any]:
    issued = said.pop("issued", NOW - timedelta(minutes=1))
    return {
        "is_logged_in": True,
        "email": EMAIL,
        "name": "B. van Provider",
        "iat": int(issued.timestamp()),
    } | said


def invite(tracker: Tracker, role: Role = Role.TEAM, **fields: Any) -> int:
    member = Member(**{"name": "Bram", "email": EMAIL, "role": role} | fields)
    return tracker.record(BOSS, member)[0].seq


@pytest.fixture
def settings() -> Settings:
    return Settings(administrator=None, session_hours=12)


@pytest.fixture
def authenticator(tracker: Tracker) -> Authenticator:
    return Authenticator(tracker)


def test_a_member_comes_in_by_their_address_with_the_name_they_have_here(
    tracker: Tracker, authenticator: Authenticator, settings: Settings
) -> None:
    invite(tracker, pilot="north")
    arrived = authenticator.authenticate(claims(), settings, NOW)
    grants = (Grant(Role.TEAM, frozenset({"north"})),)
    assert arrived == Authentication(Viewer("Bram", grants, EMAIL))


def test_roles_add_up(tracker: Tracker, authenticator: Authenticator, settings: Settings) -> None:
    invite(tracker, Role.LEAD, pilot="north")
    invite(tracker, Role.FUNDER, pilot="south")
    viewer = authenticator.authenticate(claims(), settings, NOW).viewer
    assert viewer.scope == Scope(frozenset({"north"}), frozenset({"north"}))
    assert viewer.funder_scope == Scope(frozenset({"north", "south"}), frozenset())
    assert may(viewer, Permission.MANAGE, "north")
    assert not may(viewer, Permission.RECORD, "south")


@pytest.mark.parametrize("role", Role)
def test_a_role_without_a_pilot_is_for_all_of_them(
    tracker: Tracker, authenticator: Authenticator, settings: Settings, role: Role
) -> None:
    invite(tracker, role)
    assert authenticator.authenticate(claims(), settings, NOW).viewer.grants == (Grant(role),)


def test_capitals_in_an_address_make_no_difference(
    tracker: Tracker, authenticator: Authenticator, settings: Settings
) -> None:
    invite(tracker, email="Bram@Voorbeeld.NL")
    assert not authenticator.authenticate(
        claims(email=" BRAM@voorbeeld.nl"), settings, NOW
    ).refusal


def test_who_nobody_invited_is_refused_by_name_and_address(
    authenticator: Authenticator, settings: Settings
) -> None:
    refused = authenticator.authenticate(
        claims(email="dirk@voorbeeld.nl", name="Dirk"), settings, NOW
    )
    assert refused == Authentication(Viewer("Dirk", email="dirk@voorbeeld.nl"), Refusal.UNINVITED)
    assert refused.viewer.scope == Scope(frozenset(), frozenset())


def test_who_did_not_sign_in_is_refused(
    tracker: Tracker, authenticator: Authenticator, settings: Settings
) -> None:
    invite(tracker)
    for said in ({}, {"is_logged_in": False}, claims(is_logged_in=False)):
        assert authenticator.authenticate(said, settings, NOW).refusal is Refusal.UNKNOWN


@pytest.mark.parametrize(
    ("said", "known_as"),
    [
        ({"email": EMAIL}, EMAIL),
        ({"email": EMAIL, "email_verified": True}, EMAIL),
        ({"email": EMAIL, "email_verified": "true"}, EMAIL),
        ({"email": EMAIL, "email_verified": False}, None),
        ({"email": EMAIL, "email_verified": "false"}, None),
        ({"email": EMAIL, "email_verified": None}, None),
        ({}, None),
        ({"email": ""}, None),
        ({"email": "bram"}, None),
        ({"email": ["bram@voorbeeld.nl"]}, None),
        ({"email": 7}, None),
        ({"preferred_username": EMAIL}, None),
        ({"preferred_username": EMAIL, "iss": "https://evil.example/"}, None),
        (
            {
                "preferred_username": EMAIL.upper(),
                "iss": "https://login.microsoftonline.com/42/v2.0",
            },
            EMAIL,
        ),
        (
            {
                "email": EMAIL,
                "preferred_username": "anna@voorbeeld.nl",
                "iss": "https://login.microsoftonline.com/42/v2.0",
            },
            EMAIL,
        ),
    ],
)
def test_an_address_counts_only_where_the_provider_vouches_for_it(
    said: dict[str, Any], known_as: str | None
) -> None:
    assert address(said) == known_as


def test_an_address_that_nobody_checked_is_no_way_in(
    tracker: Tracker, authenticator: Authenticator, settings: Settings
) -> None:
    invite(tracker)
    refused = authenticator.authenticate(claims(email_verified=False), settings, NOW)
    assert refused.refusal is Refusal.NO_ADDRESS
    assert not refused.viewer.grants


def test_a_session_ends_after_the_hours_that_were_set(
    tracker: Tracker, authenticator: Authenticator, settings: Settings
) -> None:
    invite(tracker)
    last = claims(issued=NOW - timedelta(hours=12) + timedelta(seconds=1))
    assert not authenticator.authenticate(last, settings, NOW).refusal
    over = claims(issued=NOW - timedelta(hours=12))
    refused = authenticator.authenticate(over, settings, NOW)
    assert refused.refusal is Refusal.OVERDUE
    assert refused.viewer == Viewer("B. van Provider", email=EMAIL)
    longer = Settings(session_hours=13)
    assert not authenticator.authenticate(over, longer, NOW).refusal


@pytest.mark.parametrize("iat", [None, "today", True])
def test_a_token_that_does_not_say_when_it_was_issued_is_overdue(
    tracker: Tracker, authenticator: Authenticator, settings: Settings, iat: object
) -> None:
    invite(tracker)
    assert authenticator.authenticate(claims(iat=iat), settings, NOW).refusal is Refusal.OVERDUE


def test_who_signed_out_is_refused_with_every_token_from_before(
    tracker: Tracker, authenticator: Authenticator, settings: Settings
) -> None:
    invite(tracker)
    earlier = claims(issued=NOW - timedelta(hours=2))
    later = claims(issued=NOW - timedelta(hours=1))
    assert not authenticator.authenticate(later, settings, NOW).refusal
    assert not authenticator.authenticate(earlier, settings, NOW).refusal
    authenticator.sign_out(earlier)
    for copied in (earlier, later):
        assert authenticator.authenticate(copied, settings, NOW).refusal is Refusal.SIGNED_OUT
    again = claims(issued=NOW - timedelta(minutes=59))
    assert not authenticator.authenticate(again, settings, NOW).refusal


def test_a_sign_out_is_of_one_person_alone(
    tracker: Tracker, authenticator: Authenticator, settings: Settings
) -> None:
    invite(tracker)
    invite(tracker, email="anna@voorbeeld.nl")
    anna = claims(email="anna@voorbeeld.nl")
    for said in (anna, claims()):
        assert not authenticator.authenticate(said, settings, NOW).refusal
    authenticator.sign_out(anna)
    assert not authenticator.authenticate(claims(), settings, NOW).refusal


def test_a_sign_out_outlives_a_restart_also_for_a_token_of_before_it(
    path: Path, settings: Settings
) -> None:
    first = Tracker(path)
    invite(first)
    earlier, later = (claims(issued=NOW - timedelta(hours=n)) for n in (2, 1))
    assert not Authenticator(first).authenticate(later, settings, NOW).refusal
    first.close()
    second = Tracker(path)
    authenticator = Authenticator(second)
    assert not authenticator.authenticate(earlier, settings, NOW).refusal
    authenticator.sign_out(earlier)
    second.close()
    third = Tracker(path)
    for copied in (earlier, later):
        assert (
            Authenticator(third).authenticate(copied, settings, NOW).refusal is Refusal.SIGNED_OUT
        )
    third.close()


def test_nothing_is_kept_of_who_was_never_let_in(
    tracker: Tracker, authenticator: Authenticator, settings: Settings
) -> None:
    authenticator.authenticate(claims(), settings, NOW)
    authenticator.sign_out(claims())
    with tracker.logbook.database.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM sign_ins").fetchone() == (0,)


def test_what_is_kept_of_sign_ins_holds_no_address(
    tracker: Tracker, authenticator: Authenticator, settings: Settings
) -> None:
    invite(tracker)
    authenticator.authenticate(claims(), settings, NOW)
    with tracker.logbook.database.cursor() as cursor:
        rows = cursor.execute("SELECT * FROM sign_ins").fetchall()
    assert len(rows) == 1
    assert "bram" not in str(rows).lower()


def test_a_full_disk_keeps_nobody_out(
    tracker: Tracker, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    invite(tracker)
    authenticator = Authenticator(tracker)

    def full() -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tracker.logbook.database, "cursor", full)
    revocation: Revocation = authenticator._revocation
    assert revocation.is_valid(EMAIL, 5)
    with pytest.raises(DiskFull):
        revocation.revoke(EMAIL)
    assert not revocation.is_valid(EMAIL, 5)


def test_a_role_that_was_withdrawn_is_over_at_once(
    tracker: Tracker, authenticator: Authenticator, settings: Settings
) -> None:
    seq = invite(tracker)
    assert not authenticator.authenticate(claims(), settings, NOW).refusal
    tracker.withdraw(BOSS, seq)
    assert authenticator.authenticate(claims(), settings, NOW).refusal is Refusal.UNINVITED
    tracker.restore_version(BOSS, seq)
    assert not authenticator.authenticate(claims(), settings, NOW).refusal


def test_a_role_holds_until_its_last_day_is_over(
    tracker: Tracker, authenticator: Authenticator, settings: Settings
) -> None:
    invite(tracker, until=TODAY)
    # A quarter to twelve at night, in the Netherlands.
    late = NOW.replace(hour=22, minute=45)
    fresh = claims(issued=late - timedelta(minutes=1))
    assert not authenticator.authenticate(fresh, settings, late).refusal
    next_day = late + timedelta(minutes=15)
    assert authenticator.authenticate(fresh, settings, next_day).refusal is Refusal.UNINVITED


def test_the_administrator_of_the_settings_administers_without_being_a_member(
    tracker: Tracker, authenticator: Authenticator
) -> None:
    settings = Settings(administrator="BRAM@voorbeeld.nl")
    arrived = authenticator.authenticate(claims(), settings, NOW)
    assert arrived == Authentication(
        Viewer("B. van Provider", (Grant(Role.ADMINISTRATOR),), EMAIL)
    )
    assert authenticator.authenticate(claims(email="eve@voorbeeld.nl"), settings, NOW).refusal
    invite(tracker, pilot="north")
    both = authenticator.authenticate(claims(), settings, NOW).viewer
    assert both.name == "Bram"
    assert {grant.role for grant in both.grants} == {Role.ADMINISTRATOR, Role.TEAM}


@pytest.mark.parametrize("name", [None, "", 7, "x" * 201])
def test_who_has_no_name_is_called_by_their_address(
    authenticator: Authenticator, name: object
) -> None:
    settings = Settings(administrator=EMAIL)
    assert authenticator.authenticate(claims(name=name), settings, NOW).viewer.name == EMAIL


def test_the_name_that_was_written_down_last_counts(
    tracker: Tracker, authenticator: Authenticator, settings: Settings
) -> None:
    invite(tracker, pilot="north", name="Bram")
    invite(tracker, pilot="south", name="Bram Bakker")
    assert authenticator.authenticate(claims(), settings, NOW).viewer.name == "Bram Bakker"


def test_two_people_of_one_name_are_two_people(
    tracker: Tracker, authenticator: Authenticator, settings: Settings
) -> None:
    invite(tracker)
    invite(tracker, email="bram@elders.nl")
    one, other = (
        authenticator.authenticate(claims(email=email), settings, NOW).viewer
        for email in (EMAIL, "bram@elders.nl")
    )
    assert one.name == other.name == "Bram"
    assert one.key != other.key


def test_where_nobody_signs_in_a_person_is_their_name(anna: Viewer) -> None:
    assert anna.key == "Anna"


def test_in_the_example_a_role_is_for_all_that_is_invented(
    tracker: Tracker, authenticator: Authenticator, settings: Settings
) -> None:
    invite(tracker, pilot="north")
    invite(tracker, pilot="south")
    arrived = authenticator.authenticate(claims(), settings, NOW).in_example()
    assert arrived.viewer.grants == (Grant(Role.TEAM),)
    refused = authenticator.authenticate(
        claims(email="dirk@voorbeeld.nl"), settings, NOW
    ).in_example()
    assert (refused.refusal, refused.viewer.grants) == (Refusal.UNINVITED, ())


@pytest.mark.parametrize(
    ("name", "value"),
    [("ADMINISTRATOR", "anna"), ("SESSION_HOURS", "0"), ("SESSION_HOURS", "a day")],
)
def test_a_setting_of_sign_in_that_makes_no_sense_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"TRACKER_{name}", value)
    with pytest.raises(BadSetting, match=f"TRACKER_{name}"):
        current()


def test_roles_of_tells_the_roles_of_one_address_on_one_day(tracker: Tracker) -> None:
    tracker.record(BOSS, Pilot(id="north", name="Noord"))
    invite(tracker, pilot="north", until=date(2026, 11, 19))
    invite(tracker, Role.FUNDER, until=date(2026, 11, 21))
    invite(tracker, email="anna@voorbeeld.nl")
    assert tracker.ask(roles_of, EVERYTHING, EMAIL, TODAY) == [
        {"name": "Bram", "role": "funder", "pilot": None}
    ]
    nobody = Scope(frozenset(), frozenset())
    assert tracker.ask(roles_of, nobody, EMAIL, TODAY) == []
