"""Who may come in: inviting people, changing what they may do, and ending it."""

from datetime import timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pilots import language
from pilots.access import EVERYTHING, Grant, Role, Viewer
from pilots.queries import access
from pilots.tracker import Tracker
from schemas import Member
from tests.support.app import (
    new_app,
    open_app,
    open_page,
    shown,
    submit,
)
from tests.support.oidc import CAST
from tests.support.sign_in import AUTH, claims_of

pytestmark = pytest.mark.slow

BOSS = Viewer("Boss", (Grant(Role.ADMINISTRATOR),))
HOME, OTHER = "hagendoornschool", "parelketting-zuidwijk"
EMAIL = CAST["bram"]["email"]
ROLES = ["lead", "team", "funder"]
BOTH = pytest.mark.parametrize("spoken", ["nl", "en"])
Row = dict[str, Any]


def manage(spoken: str = "nl", **state: Any) -> AppTest:
    app = open_page("manage/page.py", spoken, **state)
    assert not app.exception
    return app


def signed_in(who: str) -> AppTest:
    """The page as somebody sees it who signed in."""
    app = new_app()
    app.secrets["auth"] = AUTH
    app.user = claims_of(who)
    app.run().switch_page("manage/page.py").run()
    assert not app.exception
    return app


def keep(tracker: Tracker, who: str = "bram", role: str = "team", **fields: Any) -> Member:
    """Somebody of the cast as a member."""
    member = Member(name=who.capitalize(), email=CAST[who]["email"], role=role, **fields)
    tracker.record(BOSS, member)
    return member


def members(tracker: Tracker) -> list[Row]:
    return tracker.ask(access.members, EVERYTHING)


def field(app: AppTest, name: str, form: str = "invite") -> Any:
    """An input of this form; other forms on the page have fields of the same name."""
    inputs = [*app.text_input]
    return next(it for it in inputs if it.key.startswith(form) and it.key.endswith(name))


def invite(app: AppTest, role: str = "team", pilot: str | None = HOME, **typed: str) -> AppTest:
    """Open the form, fill it in and send it."""
    app.button(key="invite.open").click().run()
    app.radio(key="invite.role").set_value(role)
    if pilot is not None:
        app.selectbox(key="invite.pilot").set_value(pilot)
    for name, value in ({"name": "Bram", "email": EMAIL} | typed).items():
        field(app, f".{name}").set_value(value)
    submit(app, "invite").click().run()
    assert not app.exception
    return app


# --- whom one knows of --------------------------------------------------------------------


def test_members_are_told_by_name_to_who_works_on_their_pilot(
    tracker: Tracker, anna: Viewer, bram: Viewer, chaima: Viewer, dirk: Viewer
) -> None:
    north = keep(tracker, "dirk", pilot="north")
    south = keep(tracker, "chaima", "funder", pilot="south")
    everywhere = keep(tracker, "anna", "lead")

    def told(viewer: Viewer) -> list[str]:
        return [row["id"] for row in tracker.ask(access.members, viewer.scope)]

    assert told(anna) == [everywhere.id, south.id, north.id]
    assert told(bram) == [north.id]
    assert told(chaima) == told(dirk) == []
    (row,) = tracker.ask(access.members, bram.scope)
    assert row == {
        "id": north.id,
        "pilot": "north",
        "name": "Dirk",
        "email": CAST["dirk"]["email"],
        "role": "team",
        "until": None,
        "_seq": 1,
    }


# --- the list -----------------------------------------------------------------------------

WORDS = {
    "nl": ("Wie binnenkomt", "logt nog niemand in", "Financier: alle pilots", "voorbij", "Team"),
    "en": ("Who has access", "Nobody signs in", "Funder: all pilots", "expired: the last", "Team"),
}


@BOTH
def test_the_list_says_who_may_do_what_where_and_until_when(
    app_tracker: Tracker, spoken: str
) -> None:
    yesterday = language.today() - timedelta(days=1)
    keep(app_tracker, "chaima", "funder", until=yesterday)
    keep(app_tracker, "bram", pilot=HOME)
    app = manage(spoken)
    heading, nobody, funder, over, team = WORDS[spoken]
    assert heading in [it.value for it in app.subheader]
    seen = shown(app)
    for words in ("**Chaima**", "**Bram**", EMAIL, nobody, funder, over):
        assert words in seen
    assert f"{team}: Hagendoornschool" in seen


def test_where_people_sign_in_it_is_not_said_that_nobody_does(app_tracker: Tracker) -> None:
    keep(app_tracker, "anna", "lead")
    assert WORDS["nl"][1] not in shown(signed_in("anna"))


def test_nobody_is_invited_yet(app_tracker: Tracker) -> None:
    app = manage()
    assert not [it for it in app.button if it.key and it.key.startswith("member.")]


def test_many_members_come_in_pages(app_tracker: Tracker) -> None:
    people = [Member(name=f"Lid {n:02}", email=f"lid{n:02}@voorbeeld.nl") for n in range(25)]
    app_tracker.record(BOSS, *people)
    seen = shown(manage())
    assert "Lid 19" in seen
    assert "Lid 20" not in seen


@pytest.mark.parametrize("role", ["team", "funder"])
def test_only_who_answers_for_pilots_lets_people_in(
    app_tracker: Tracker, monkeypatch: pytest.MonkeyPatch, role: str
) -> None:
    keep(app_tracker)
    monkeypatch.setenv("TRACKER_ROLE", role)
    app = open_app()
    if role == "team":
        app.switch_page("manage/page.py").run()
    assert EMAIL not in shown(app)


# --- inviting -----------------------------------------------------------------------------

INVITED = {
    "nl": ("Bram is uitgenodigd, met de rol", "heeft de rol", "legt vast wat er gebeurt"),
    "en": ("Bram is invited, with the role", "no longer has the role", "writes down what happens"),
}


@BOTH
def test_somebody_is_invited_in_every_role_and_that_can_be_undone(
    app_tracker: Tracker, spoken: str
) -> None:
    app = manage(spoken)
    for role in ROLES:
        invite(app, role, email="Bram@Voorbeeld.NL ")
        assert INVITED[spoken][0] in shown(app)
        (row,) = members(app_tracker)
        assert (row["name"], row["email"], row["role"], row["pilot"], row["until"]) == (
            *("Bram", EMAIL, role),
            *(HOME, None),
        )
        app.button(key="undo").click().run()
        assert members(app_tracker) == []


@BOTH
def test_every_role_says_in_a_line_what_it_means(app_tracker: Tracker, spoken: str) -> None:
    app = manage(spoken)
    app.button(key="invite.open").click().run()
    radio = app.radio(key="invite.role")
    assert len(radio.options) == len(list(radio.proto.captions)) == 3
    assert INVITED[spoken][2] in " ".join(radio.proto.captions)


def test_an_invitation_is_for_all_pilots_only_where_somebody_says_so(
    app_tracker: Tracker,
) -> None:
    app = invite(manage(), pilot=None)
    assert members(app_tracker) == []
    app.button(key="invite.open").click().run()
    assert "Kies een pilot, of alle pilots." in shown(app)
    app.selectbox(key="invite.pilot").set_value("")
    submit(app, "invite").click().run()
    (row,) = members(app_tracker)
    assert (row["name"], row["pilot"]) == ("Bram", None)


def test_what_is_missing_or_wrong_is_said_and_nothing_is_recorded(app_tracker: Tracker) -> None:
    before = app_tracker.head
    app = manage()
    for typed, sentence in (
        ({"email": "bram"}, "E-mailadres: ‘bram’ is niet geschreven zoals het hoort."),
        ({"email": " "}, "E-mailadres: vul dit in."),
        ({"name": ""}, "Naam: vul dit in."),
    ):
        invite(app, **typed)
        assert app_tracker.head == before
        app.button(key="invite.open").click().run()
        assert len(app.error) == 1
        assert sentence in shown(app)
    app.selectbox(key="invite.pilot").set_value(HOME)
    field(app, ".name").set_value("Bram")
    field(app, ".email").set_value(EMAIL)
    submit(app, "invite").click().run()
    assert [row["email"] for row in members(app_tracker)] == [EMAIL]


def test_who_is_invited_twice_to_one_pilot_is_there_once_as_said_last(
    app_tracker: Tracker,
) -> None:
    app = invite(manage(), "team")
    (first,) = members(app_tracker)
    invite(app, "funder", email="BRAM@voorbeeld.nl", name="Bram B.")
    (row,) = members(app_tracker)
    assert (row["id"], row["name"], row["role"]) == (first["id"], "Bram B.", "funder")
    assert "Bram B. heeft voortaan de rol Financier." in shown(app)
    invite(app, "team", OTHER)
    invite(app, "funder", "")
    assert {(row["pilot"], row["role"]) for row in members(app_tracker)} == {
        (HOME, "funder"),
        (OTHER, "team"),
        (None, "funder"),
    }
    app.button(key="undo").click().run()
    assert len(members(app_tracker)) == 2


def test_who_was_withdrawn_can_be_invited_again(app_tracker: Tracker) -> None:
    app = invite(manage())
    (row,) = members(app_tracker)
    app.button(key=f"member.withdraw.{row['id']}").click().run()
    invite(app, "lead")
    assert [row["role"] for row in members(app_tracker)] == ["lead"]


def test_an_administrator_is_invited_by_an_administrator_for_all_pilots(
    app_tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = manage()
    app.button(key="invite.open").click().run()
    assert len(app.radio(key="invite.role").options) == 3
    monkeypatch.setenv("TRACKER_ROLE", "administrator")
    invite(manage(), "administrator", pilot=None)
    (row,) = members(app_tracker)
    assert (row["role"], row["pilot"]) == ("administrator", None)


def test_who_is_an_administrator_is_not_made_less_by_a_lead(
    app_tracker: Tracker,
) -> None:
    boss = keep(app_tracker, "bram", "administrator")
    before = app_tracker.head
    app = manage()
    assert f"member.withdraw.{boss.id}" not in [it.key for it in app.button]
    invite(app, "team", "")
    assert app_tracker.head == before
    app.button(key="invite.open").click().run()
    assert len(app.error) == 1


# --- changing and ending ------------------------------------------------------------------


@BOTH
def test_a_role_is_changed_and_withdrawn_and_either_can_be_undone(
    app_tracker: Tracker, spoken: str
) -> None:
    member = keep(app_tracker, pilot=HOME)
    app = manage(spoken)
    app.button(key=f"member.change.{member.id}").click().run()
    form = f"member.{member.id}"
    assert app.radio(key=f"{form}.role").value == "team"
    until = language.today() + timedelta(days=30)
    app.radio(key=f"{form}.role").set_value("lead")
    field(app, ".until", form).set_value(f"{until:%d-%m-%Y}")
    submit(app, form).click().run()
    assert not app.exception
    (row,) = members(app_tracker)
    assert (row["id"], row["email"], row["pilot"]) == (member.id, EMAIL, HOME)
    assert (row["role"], row["until"]) == ("lead", until)
    app.button(key="undo").click().run()
    assert [row["role"] for row in members(app_tracker)] == ["team"]

    app.button(key=f"member.withdraw.{member.id}").click().run()
    assert INVITED[spoken][1] in shown(app)
    assert members(app_tracker) == []
    app.button(key="undo").click().run()
    assert [row["id"] for row in members(app_tracker)] == [member.id]


def test_nobody_ends_or_changes_what_they_may_do_themselves(app_tracker: Tracker) -> None:
    anna = keep(app_tracker, "anna", "lead")
    before = app_tracker.head
    app = signed_in("anna")
    assert "Dit ben jij." in shown(app)
    assert f"member.change.{anna.id}" not in [it.key for it in app.button]
    invite(app, "funder", "", email=anna.email)
    assert app_tracker.head == before
    app.button(key="invite.open").click().run()
    assert "Dit is je eigen adres." in shown(app)


# --- who leads one pilot ------------------------------------------------------------------


def test_who_leads_one_pilot_sees_and_invites_for_that_one(app_tracker: Tracker) -> None:
    keep(app_tracker, "bram", "lead", pilot=HOME)
    keep(app_tracker, "anna", "lead")
    keep(app_tracker, "chaima", "funder", pilot=OTHER)
    app = signed_in("bram")
    seen = shown(app)
    assert "**Bram**" in seen
    assert "Chaima" not in seen
    assert CAST["anna"]["email"] not in seen
    app.button(key="invite.open").click().run()
    assert app.selectbox(key="invite.pilot").options == ["Hagendoornschool"]
    invite(app, "funder", name="Dirk", email=CAST["dirk"]["email"])
    assert {(row["name"], row["pilot"]) for row in members(app_tracker)} >= {("Dirk", HOME)}
    assert "**Dirk**" in shown(app)


def test_an_invitation_by_who_may_not_any_more_is_not_recorded(
    app_tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = manage()
    app.button(key="invite.open").click().run()
    before = app_tracker.head
    app.selectbox(key="invite.pilot").set_value(HOME)
    field(app, ".name").set_value("Bram")
    field(app, ".email").set_value(EMAIL)
    monkeypatch.setenv("TRACKER_ROLE", "team")
    submit(app, "invite").click().run()
    assert app_tracker.head == before
