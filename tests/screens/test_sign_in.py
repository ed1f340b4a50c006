"""The screens where people sign in: who comes in, and what they read who do not."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pilots.access import Grant, Role, Viewer
from pilots.queries import records
from pilots.screens.kit import session
from pilots.tracker import Tracker
from schemas import Member
from tests.support.app import PAGES, field, new_app, shown, submit
from tests.support.oidc import CAST
from tests.support.pool import OpenInApp
from tests.support.sign_in import AUTH, claims_of

BOSS = Viewer("Boss", (Grant(Role.ADMINISTRATOR),))
PILOT = "hagendoornschool"
Visit = Callable[..., AppTest]


def fill_members(tracker: Tracker) -> None:
    """The seeded tracker with a lead of all, somebody of one team and a funder of one pilot."""
    for name, role, pilot in (
        ("Anna", Role.LEAD, None),
        ("Bram", Role.TEAM, PILOT),
        ("Chaima", Role.FUNDER, PILOT),
    ):
        email = CAST[name.lower()]["email"]
        tracker.record(BOSS, Member(name=name, email=email, role=role, pilot=pilot))


@pytest.fixture
def members(open_in_app: OpenInApp) -> Tracker:
    return open_in_app(fill_members)


def visit(
    language: str = "nl",
    user: dict[str, Any] | None = None,
    auth: dict[str, Any] | None = None,
    **state: Any,
) -> AppTest:
    app = new_app()
    app.secrets["auth"] = AUTH if auth is None else auth
    app.user = user or {"is_logged_in": False}
    app.session_state["lang"] = language
    for key, value in state.items():
        app.session_state[key] = value
    return app.run()


ENTRANCES = {
    "nobody": (None, "Inloggen", "Sign in", "wie aan de pilots werkt", "work on the pilots"),
    "too long ago": (
        claims_of("anna", iat=int(time.time()) - 12 * 3600 - 1),
        *("Log opnieuw in", "Sign in again"),
        *("meer dan 12 uur geleden", "more than 12 hours ago"),
    ),
    "unchecked": (
        claims_of("anna", email_verified=False),
        *("Met dit account lukt het niet", "This account cannot be used"),
        *("niet is gecontroleerd", "not verified"),
    ),
    "uninvited": (
        claims_of("dirk"),
        *("Je bent nog niet uitgenodigd", "You are not invited yet"),
        *("dirk@voorbeeld.nl", "dirk@voorbeeld.nl"),
    ),
}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("why", ENTRANCES)
def test_who_is_not_let_in_reads_why_and_what_to_do_and_sees_no_pilot(
    members: Tracker, why: str, language: str
) -> None:
    user, *words = ENTRANCES[why]
    app = visit(language, user)
    assert not app.exception
    english = language == "en"
    assert app.title[0].value == words[english]
    seen = shown(app)
    assert words[2 + english] in seen
    assert "Hagendoornschool" not in seen
    leaves = why in {"unchecked", "uninvited"}
    assert [button.key for button in app.button] == ["sign_out" if leaves else "sign_in.default"]


def test_there_is_a_button_for_each_provider(members: Tracker) -> None:
    one = {name: AUTH[name] for name in ("client_id", "client_secret", "server_metadata_url")}
    shared = {name: AUTH[name] for name in ("redirect_uri", "cookie_secret")}
    app = visit(auth=shared | {"microsoft": one, "google": one})
    assert [button.label for button in app.button] == [
        "Inloggen met Microsoft",
        "Inloggen met Google",
    ]


@pytest.mark.parametrize("auth", [{}, AUTH | {"cookie_secret": "short"}])
def test_a_sign_in_that_is_not_set_up_well_lets_nobody_in(
    members: Tracker, auth: dict[str, Any]
) -> None:
    app = visit(user=claims_of("anna"), auth=auth)
    assert app.title[0].value == "Inloggen kan nog niet"
    assert len(app.error) == 1
    assert not app.button
    assert "Hagendoornschool" not in shown(app)


@pytest.mark.parametrize(("who", "pilots"), [("anna", "Parelketting"), ("bram", None)])
def test_members_see_the_pilots_they_are_in(
    members: Tracker, who: str, pilots: str | None
) -> None:
    app = visit(user=claims_of(who)).switch_page("portfolio/page.py").run()
    assert not app.exception
    assert "Hagendoornschool" in shown(app)
    assert ("Parelketting" in shown(app)) == bool(pilots)


@pytest.mark.parametrize("there_are_pilots", [True, False])
@pytest.mark.parametrize("page", sorted(set(PAGES) - {"register/page.py"}))
def test_every_page_opens_for_who_is_in_one_team_and_offers_nothing_of_all_pilots(
    members: Tracker, page: str, there_are_pilots: bool
) -> None:
    if not there_are_pilots:
        row = members.ask(records.row, BOSS.scope, "pilot", PILOT)
        assert row is not None
        members.withdraw(BOSS, row["_seq"])
    app = visit(user=claims_of("bram"))
    app.switch_page(page).run()
    assert not app.exception
    # The page of a pilot is called as the pilot is.
    called = PAGES[page][0] if there_are_pilots or page != "pilot/page.py" else "Pilot"
    assert [it.value for it in app.title] == [called]
    assert "Pilot registreren" not in shown(app)
    assert "Organisatie" not in [it.value for it in app.subheader]


def test_who_is_in_one_team_has_no_page_to_begin_another_pilot(members: Tracker) -> None:
    with pytest.raises(ValueError, match=r"register/page\.py"):
        visit(user=claims_of("bram")).switch_page("register/page.py")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_head_says_who_is_signed_in_with_their_roles_and_the_way_out(
    members: Tracker, language: str
) -> None:
    members.record(BOSS, Member(name="Bram", email=CAST["bram"]["email"], role="funder"))
    app = visit(language, claims_of("bram"))
    seen = shown(app)
    for words in ("**Bram**", "bram@voorbeeld.nl"):
        assert words in seen
    nl, en = ("Financier: alle pilots", "Funder: all pilots")
    assert (en if language == "en" else nl) in seen
    assert "Team: Hagendoornschool" in seen
    assert app.button(key="sign_out").label == ("Sign out" if language == "en" else "Uitloggen")


def test_where_nobody_signs_in_the_head_says_nothing_of_it(members: Tracker) -> None:
    app = new_app().run()
    assert not app.exception
    assert "sign_out" not in [button.key for button in app.button]
    assert session.viewer() == Viewer("Anna", (Grant(Role.LEAD),))


def test_who_signs_out_is_out_with_every_copy_of_their_cookie(members: Tracker) -> None:
    cookie = claims_of("anna")
    app = visit(user=cookie)
    app.button(key="sign_out").click().run()
    assert app.title[0].value == "Inloggen"
    assert app.user == {"is_logged_in": False}
    copied = visit(user=cookie)
    assert copied.title[0].value == "Log opnieuw in"
    assert "op een ander apparaat" in shown(copied)
    assert "Hagendoornschool" not in shown(copied)
    again = visit(user=claims_of("anna", iat=cookie["iat"] + 1))
    assert again.title[0].value == "Wat vraagt vandaag aandacht?"


def test_what_was_being_typed_when_the_session_ended_is_kept_for_whoever_typed_it(
    members: Tracker,
) -> None:
    begun = int(time.time())
    app = visit(user=claims_of("anna", iat=begun), pilot=PILOT).switch_page("log/page.py").run()
    app.user = claims_of("anna", iat=begun - 13 * 3600)
    field(app, "text_area", ".title").set_value("Halverwege").run()
    assert app.title[0].value == "Log opnieuw in"
    later = visit(user=claims_of("anna"), pilot=PILOT).switch_page("log/page.py").run()
    assert field(later, "text_area", ".title").value == "Halverwege"


def test_nothing_is_recorded_after_the_session_is_over(members: Tracker) -> None:
    app = visit(user=claims_of("anna"), pilot=PILOT).switch_page("log/page.py").run()
    head = members.head
    field(app, "text_area", ".title").set_value("Te laat").run()
    app.user = claims_of("anna", iat=int(time.time()) - 13 * 3600)
    submit(app, "log").click().run()
    assert app.title[0].value == "Log opnieuw in"
    assert members.head == head


def test_two_people_of_one_name_do_not_see_each_others_draft(members: Tracker) -> None:
    namesake = CAST["dirk"]["email"]
    members.record(BOSS, Member(name="Anna", email=namesake, role=Role.LEAD))
    app = visit(user=claims_of("anna"), pilot=PILOT).switch_page("log/page.py").run()
    field(app, "text_area", ".title").set_value("Alleen voor mij").run()
    own = field(app, "text_area", ".title").key
    other = visit(user=claims_of("dirk"), pilot=PILOT).switch_page("log/page.py").run()
    title = field(other, "text_area", ".title")
    assert not title.value
    # The key holds what a submission is recognised by: with one key, one of two would be lost.
    assert title.key != own


def test_a_role_that_is_withdrawn_ends_the_session_at_the_next_click(members: Tracker) -> None:
    seq = members.record(BOSS, Member(name="Dirk", email=CAST["dirk"]["email"], role=Role.TEAM))[
        0
    ].seq
    app = visit(user=claims_of("dirk"))
    assert app.title[0].value == "Wat vraagt vandaag aandacht?"
    members.withdraw(BOSS, seq)
    app.run()
    assert app.title[0].value == "Je bent nog niet uitgenodigd"
    assert "Hagendoornschool" not in shown(app)


def test_headers_of_whoever_asks_are_no_sign_in(
    members: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    import streamlit as st

    get_option = st.get_option
    monkeypatch.setattr(
        st,
        "get_option",
        lambda key: {"X-Email": "email"} if "trusted" in key else get_option(key),
    )
    assert visit(user=claims_of("anna")).title[0].value == "Inloggen kan nog niet"


def test_a_file_with_secrets_that_cannot_be_read_lets_nobody_in(
    members: Tracker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import streamlit as st
    from streamlit.runtime.secrets import Secrets

    from pilots.screens.kit import sign_in

    file = tmp_path / "secrets.toml"
    monkeypatch.setattr(st, "secrets", Secrets())
    get_option = st.get_option
    monkeypatch.setattr(
        st, "get_option", lambda key: [str(file)] if key == "secrets.files" else get_option(key)
    )
    assert not sign_in.has_sign_in()
    file.write_text("[auth\nclient_id =", encoding="utf-8")
    monkeypatch.setattr(st, "secrets", Secrets())
    assert sign_in.has_sign_in()
    assert "cookie_secret" in sign_in.problem()
