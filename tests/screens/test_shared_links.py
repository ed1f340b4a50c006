"""Shared links, for people without an account: what they open, for how long, who is refused."""

import random
import secrets as lots
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from pilots import language
from pilots.access import EVERYTHING, Grant, Permission, Role, Scope, Viewer, may
from pilots.errors import DiskFull
from pilots.queries import access, portfolio
from pilots.rules.parse_input import day_text
from pilots.signin import tokens
from pilots.signin.links import DEFAULT_LIFETIME, MAX_LIFETIME, SharedLinks
from pilots.store.link_views import Views
from pilots.tracker import Tracker
from schemas import Decision, Member, Pilot, SharedLink
from tests.support.app import new_app, open_page, shown
from tests.support.cast import ANNA
from tests.support.oidc import CAST
from tests.support.sign_in import AUTH, claims_of

pytestmark = pytest.mark.slow

BOSS = Viewer("Boss", (Grant(Role.ADMINISTRATOR),))
LAST = date(2026, 11, 20)
NEXT = LAST + timedelta(days=1)
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

HOME, OTHER = "hagendoornschool", "parelketting-zuidwijk"
BOTH = pytest.mark.parametrize("spoken", ["nl", "en"])


def link(token: str, *pilots: str, **changes: Any) -> SharedLink:
    fields = {"name": "Het fonds", "until": LAST, "digest": tokens.digest(token)}
    return SharedLink(**{**fields, "pilots": pilots, **changes})


@pytest.fixture
def token(tracker: Tracker) -> str:
    """Of a link to `north`, which is line 3; there is a `south` too."""
    made = tokens.new_token()
    tracker.record(ANNA, Pilot(id="north", name="Noord"))
    tracker.record(ANNA, Pilot(id="south", name="Zuid"))
    tracker.record(ANNA, link(made, "north", id="link"))
    return made


@pytest.fixture
def sharing(tracker: Tracker) -> SharedLinks:
    return SharedLinks(tracker)


def names(tracker: Tracker, viewer: Viewer) -> list[str]:
    return list(tracker.ask(portfolio.names, viewer.scope))


# --- what a token opens -------------------------------------------------------------------


def test_a_link_opens_the_funders_view_of_its_pilots_and_nothing_else(
    tracker: Tracker, sharing: SharedLinks, token: str
) -> None:
    opened = sharing.open(token, LAST)
    assert opened
    viewer = opened.viewer
    assert (viewer.name, viewer.email) == ("", "")
    assert viewer.scope == Scope(pilots=frozenset({"north"}), personal=frozenset())
    assert {each for each in Permission if may(viewer, each, "north")} == {Permission.READ}
    assert not [each for each in Permission if may(viewer, each, "south") or may(viewer, each)]
    assert names(tracker, viewer) == ["north"]


def test_a_link_can_be_to_several_pilots_or_to_all_there_will_be(
    tracker: Tracker, sharing: SharedLinks, token: str
) -> None:
    several, all_ = tokens.new_token(), tokens.new_token()
    tracker.record(ANNA, link(several, "north", "south"), link(all_))
    tracker.record(ANNA, Pilot(id="west", name="West"))
    shows = {"north": token, "north south": several, "north west south": all_}
    for pilots, each in shows.items():
        opened = sharing.open(each, LAST)
        assert opened
        assert " ".join(names(tracker, opened.viewer)) == pilots


def test_a_link_works_on_its_last_day_and_not_on_the_day_after(
    sharing: SharedLinks, token: str
) -> None:
    assert sharing.open(token, LAST)
    assert sharing.open(token, NEXT) is None
    assert sharing.open(token, LAST - timedelta(days=100))


def test_a_withdrawn_link_opens_nothing_until_it_is_brought_back(
    tracker: Tracker, sharing: SharedLinks, token: str
) -> None:
    assert sharing.open(token, LAST)
    gone = tracker.withdraw(ANNA, 3)
    assert sharing.open(token, LAST) is None
    tracker.undo(ANNA, gone.seq)
    assert sharing.open(token, LAST)


def test_a_link_of_which_the_time_was_made_shorter_is_over_at_once(
    tracker: Tracker, sharing: SharedLinks, token: str
) -> None:
    assert sharing.open(token, LAST)
    tracker.record(ANNA, link(token, "north", id="link", until=LAST - timedelta(days=1)))
    assert sharing.open(token, LAST) is None


def test_a_token_with_one_other_character_opens_nothing(sharing: SharedLinks, token: str) -> None:
    lot = random.Random(20261120)
    for _n in range(1_000):
        at = lot.randrange(len(token))
        other = lot.choice(ALPHABET.replace(token[at], ""))
        assert sharing.open(token[:at] + other + token[at + 1 :], LAST) is None
    assert sharing.open(token, LAST)


def test_guesses_open_nothing_and_leave_nothing_behind(
    tracker: Tracker, sharing: SharedLinks, token: str
) -> None:
    head = tracker.head
    odd = ["", " ", "%", "0", "é\ufffd", "\ud800", "x" * 10_000, "' OR 1=1 --", "*", token + "A"]
    odd += [token[:-1], token.swapcase(), tokens.digest(token), f" {token}", f"{token}\0"]
    guesses = [*odd, *(lots.token_urlsafe(32) for _n in range(3_000))]
    assert {sharing.open(guess, LAST) for guess in guesses} == {None}
    assert (tracker.head, sharing.views()) == (head, {})
    assert sharing.open(token, LAST)


# --- how often it was looked at -----------------------------------------------------------


def test_views_are_counted_with_their_day_and_outlive_a_restart(
    tracker: Tracker, sharing: SharedLinks, token: str, path: Path
) -> None:
    head = tracker.head
    assert sharing.views() == {}
    for link_, day in (("link", LAST), ("other", LAST), ("link", NEXT)):
        sharing.count_view(link_, day)
    there = {"link": Views(2, NEXT), "other": Views(1, LAST)}
    assert sharing.views() == there
    assert tracker.head == head, "who looked is no part of the history"
    tracker.close()
    again = Tracker(path)
    assert SharedLinks(again).views() == there
    again.close()


def test_of_who_looked_nothing_is_kept_but_that_they_did(
    tracker: Tracker, sharing: SharedLinks
) -> None:
    sharing.count_view("link", LAST)
    assert tracker.reader(EVERYTHING).rows("FROM link_views") == [
        {"link": "link", "times": 1, "last_on": LAST}
    ]


# --- who knows of which links -------------------------------------------------------------


def test_links_are_told_to_who_answers_for_their_pilots(
    tracker: Tracker, token: str, bram: Viewer, chaima: Viewer
) -> None:
    tracker.record(ANNA, link(tokens.new_token(), "south", name="De gemeente"))
    tracker.record(ANNA, link(tokens.new_token(), name="Iedereen"))
    told = tracker.ask(access.links, ANNA.scope)
    assert [row["name"] for row in told] == ["Iedereen", "De gemeente", "Het fonds"]
    (row,) = tracker.ask(access.links, bram.scope)
    assert row == {
        "id": "link",
        "pilot": "north",
        "pilots": ["north"],
        "name": "Het fonds",
        "until": LAST,
        "_seq": 3,
    }
    assert tracker.ask(access.links, chaima.scope) == []


def test_the_digest_of_a_link_is_looked_for_by_the_tracker_alone(
    tracker: Tracker, token: str, chaima: Viewer
) -> None:
    kept = tokens.digest(token)
    assert tracker.ask(access.link, EVERYTHING, kept) == {
        "id": "link",
        "pilots": ["north"],
        "until": LAST,
        "digest": kept,
    }
    assert tracker.ask(access.link, chaima.scope, kept) is None


# --- making one ---------------------------------------------------------------------------

WORDS = {
    "nl": ("Links om te delen", "alle pilots", "nog niet bekeken", "1 keer bekeken", "vandaag"),
    "en": ("Links to share", "all pilots", "not opened yet", "opened 1 time", "today"),
}
REFUSED = {"nl": "Deze link werkt niet", "en": "This link does not work"}


def manage(spoken: str = "nl", **state: Any) -> AppTest:
    app = open_page("manage/page.py", spoken, **state)
    assert not app.exception
    return app


def make(app: AppTest, name: str = "Het fonds", pilots: tuple[str, ...] = (HOME,)) -> str:
    """Make a link on the page; its token."""
    app.text_input(key="link.name").set_value(name)
    app.multiselect(key="link.pilots").set_value(list(pilots))
    app.button(key="link.make").click().run()
    assert not app.exception
    (address,) = app.code
    found = urlsplit(str(address.value))
    assert (found.path, found.query[:5]) == ("/voortgang", "deel=")
    return found.query[5:]


def come(token: str, spoken: str = "nl", signed_in: str = "", **state: Any) -> AppTest:
    """Open the tracker with a link, in a session of its own."""
    app = new_app()
    app.query_params["deel"] = token
    app.session_state["lang"] = spoken
    for key, value in state.items():
        app.session_state[key] = value
    if signed_in:
        app.secrets["auth"] = AUTH
        app.user = {"is_logged_in": False} if signed_in == "nobody" else claims_of(signed_in)
    app.run()
    assert not app.exception
    return app


def kept(tracker: Tracker) -> list[dict[str, Any]]:
    return tracker.ask(access.links, EVERYTHING)


def is_in(app: AppTest) -> bool:
    return app.title[0].value not in REFUSED.values()


@BOTH
def test_a_link_is_made_shown_once_looked_at_withdrawn_and_brought_back(
    app_tracker: Tracker, spoken: str
) -> None:
    app = manage(spoken)
    heading, all_pilots, unseen, seen, today = WORDS[spoken]
    assert heading in [it.value for it in app.subheader]
    token = make(app, pilots=())
    assert all_pilots in shown(app)
    assert unseen in shown(app)
    app.run()
    assert not app.code
    assert token not in shown(app)
    assert "link.made" not in app.session_state

    assert is_in(come(token, spoken))
    told = shown(app.run())
    assert seen in told
    assert today in told

    (row,) = kept(app_tracker)
    app.button(key=f"link.withdraw.{row['id']}").click().run()
    assert kept(app_tracker) == []
    assert come(token, spoken).title[0].value == REFUSED[spoken]
    app.button(key="undo").click().run()
    assert is_in(come(token, spoken))


def test_a_link_works_for_three_months_unless_one_says_otherwise(app_tracker: Tracker) -> None:
    make(manage())
    (row,) = kept(app_tracker)
    assert (row["name"], row["pilots"]) == ("Het fonds", [HOME])
    assert row["until"] == language.today() + DEFAULT_LIFETIME


def test_a_link_works_for_a_year_at_most(app_tracker: Tracker) -> None:
    app = manage()
    last = language.today() + MAX_LIFETIME
    app.text_input(key="link.until").set_value(day_text(last + timedelta(days=1)))
    app.text_input(key="link.name").set_value("Het fonds")
    app.multiselect(key="link.pilots").set_value([HOME])
    app.button(key="link.make").click().run()
    assert not kept(app_tracker)
    assert "Kies een laatste dag van vandaag tot en met" in shown(app)
    app.text_input(key="link.until").set_value(day_text(last))
    make(app)
    (row,) = kept(app_tracker)
    assert row["until"] == last


def test_a_link_that_shows_who_somebody_is_is_made_after_a_second_press(
    app_tracker: Tracker,
) -> None:
    told = Decision(
        pilot=HOME, text="Wij vragen het twee bewoners", kind="continue", decided_on=LAST
    )
    app_tracker.record(ANNA, told)
    app = manage()
    app.text_input(key="link.name").set_value("Het fonds")
    app.multiselect(key="link.pilots").set_value([HOME])
    app.button(key="link.make").click().run()
    assert "Aan 1 tekst is misschien iemand te herkennen." in shown(app)
    assert "twee bewoners" in shown(app)
    assert not kept(app_tracker)
    app.button(key="link.not_now").click().run()
    assert "misschien iemand te herkennen" not in shown(app)
    app.button(key="link.make").click().run()
    app.button(key="link.anyway").click().run()
    assert not app.exception
    assert len(kept(app_tracker)) == 1
    assert app.text_input(key="link.name").value == ""


def test_a_link_for_nobody_is_not_made(app_tracker: Tracker) -> None:
    before = app_tracker.head
    app = manage()
    app.text_input(key="link.name").set_value("  ")
    app.button(key="link.make").click().run()
    assert len(app.error) == 1
    assert "Voor wie: vul dit in." in shown(app)
    assert (app_tracker.head, len(app.code)) == (before, 0)


def test_a_link_made_by_who_may_not_is_not_recorded(
    app_tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = manage()
    before = app_tracker.head
    app.text_input(key="link.name").set_value("Het fonds")
    monkeypatch.setenv("TRACKER_ROLE", "team")
    app.button(key="link.make").click().run()
    assert (app_tracker.head, len(app.code)) == (before, 0)


def test_the_token_is_nowhere_in_what_the_tracker_keeps(app_tracker: Tracker) -> None:
    token = make(manage())
    assert is_in(come(token))
    app_tracker.close()
    files = [file for file in app_tracker.path.parent.rglob("*") if file.is_file()]
    assert app_tracker.path in files
    for file in files:
        assert token.encode() not in file.read_bytes(), file


def test_a_team_has_no_links_to_make(
    app_tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_ROLE", "team")
    assert WORDS["nl"][0] not in shown(manage())


def test_in_the_example_no_link_is_made(app_tracker: Tracker) -> None:
    assert manage(example=True).button(key="link.make").disabled


def test_without_pilots_there_is_nothing_to_show_anybody(app_tracker: Tracker) -> None:
    for line in range(1, app_tracker.head + 1):
        app_tracker.withdraw(ANNA, line)
    assert "link.make" not in [button.key for button in manage().button]


def test_who_leads_one_pilot_makes_links_to_that_one(app_tracker: Tracker) -> None:
    app_tracker.record(
        BOSS, Member(name="Bram", email=CAST["bram"]["email"], role="lead", pilot=HOME)
    )
    app_tracker.record(ANNA, link(tokens.new_token(), OTHER, name="Van een ander"))
    app = new_app()
    app.secrets["auth"] = AUTH
    app.user = claims_of("bram")
    app.run().switch_page("manage/page.py").run()
    assert app.selectbox(key="link.pilot").options == ["Hagendoornschool"]
    assert "Van een ander" not in shown(app)
    app.text_input(key="link.name").set_value("Het fonds")
    app.button(key="link.make").click().run()
    assert not app.exception
    assert [row["pilots"] for row in kept(app_tracker)] == [[HOME], [OTHER]]


# --- coming by one ------------------------------------------------------------------------


@pytest.fixture
def home(app_tracker: Tracker) -> str:
    """The token of a link to one pilot of three, that is good for a while."""
    made = tokens.new_token()
    app_tracker.record(ANNA, link(made, HOME, id="link", until=language.today()))
    return made


WHOEVER = ("", "nobody", "anna")
"""Where nobody signs in, and where people do: who did not, and who leads the pilots."""


@BOTH
def test_a_link_shows_its_pilot_alone_to_whoever_comes_by_it(
    app_tracker: Tracker, home: str, spoken: str
) -> None:
    app_tracker.record(BOSS, Member(name="Anna", email=CAST["anna"]["email"], role="lead"))
    for signed_in in WHOEVER:
        app = come(home, spoken, signed_in)
        assert is_in(app)
        seen = shown(app)
        assert "Hagendoornschool" in seen
        assert "Parelketting" not in seen
        assert "sign_out" not in [button.key for button in app.button]
        for name in ("today", "log", "reviews", "register", "manage"):
            page = f"{name}/page.py"
            with pytest.raises(ValueError, match=page):
                app.switch_page(page)


def test_what_opens_nothing_says_the_same_whatever_is_the_matter(
    app_tracker: Tracker, home: str
) -> None:
    expired, withdrawn = tokens.new_token(), tokens.new_token()
    yesterday = language.today() - timedelta(days=1)
    app_tracker.record(ANNA, link(expired, HOME, until=yesterday))
    (line,) = app_tracker.record(ANNA, link(withdrawn, until=language.today()))
    app_tracker.withdraw(ANNA, line.seq)
    app_tracker.record(BOSS, Member(name="Anna", email=CAST["anna"]["email"], role="lead"))
    wrong = ["", tokens.new_token(), home[:-1] + "*", expired, withdrawn]
    for spoken, signed_in in product(REFUSED, WHOEVER):
        came = [come(token, spoken, signed_in) for token in wrong]
        (answer,) = {shown(app) for app in came}
        assert REFUSED[spoken] in answer
        assert "Hagendoornschool" not in answer
        by_expired = came[wrong.index(expired)]
        told = (len(by_expired.title), len(by_expired.markdown), list(by_expired.button))
        assert told == (1, 1, [])


def test_a_look_is_counted_once_for_each_session(app_tracker: Tracker, home: str) -> None:
    app = come(home)
    app.run().run()
    assert SharedLinks(app_tracker).views() == {"link": Views(1, language.today())}
    come(home)
    come(home[:-1])
    assert SharedLinks(app_tracker).views() == {"link": Views(2, language.today())}


def test_a_full_disk_keeps_nobody_out(
    app_tracker: Tracker, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise DiskFull

    monkeypatch.setattr(SharedLinks, "count_view", full)
    assert "Hagendoornschool" in shown(come(home))


def test_the_token_stays_when_the_navigation_leaves_it_out(
    app_tracker: Tracker, home: str
) -> None:
    app = come(home)
    del app.query_params["deel"]
    app.run()
    assert is_in(app)
    assert app.query_params["deel"] == home
    with pytest.raises(ValueError, match=r"today/page\.py"):
        app.switch_page("today/page.py")


def test_who_is_looking_when_a_link_is_withdrawn_sees_nothing_more(
    app_tracker: Tracker, home: str
) -> None:
    app = come(home)
    (row,) = kept(app_tracker)
    app_tracker.withdraw(ANNA, row["_seq"])
    app.run()
    assert app.title[0].value == REFUSED["nl"]
    assert "Hagendoornschool" not in shown(app)


def test_a_link_opens_no_more_in_the_example_than_a_funder_sees(
    app_tracker: Tracker, home: str
) -> None:
    app = come(home, example=True)
    assert is_in(app)
    with pytest.raises(ValueError, match=r"manage/page\.py"):
        app.switch_page("manage/page.py")
