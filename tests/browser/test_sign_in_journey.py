"""Signing in with a real provider, in a real browser; and what a thief of cookies could try."""

import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey
from playwright.sync_api import Browser, Page, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from pilots.access import Grant, Role, Viewer
from pilots.seed import open_tracker
from schemas import Member
from tests.support import oidc
from tests.support.browsing import heading, new_page
from tests.support.patience import PATIENCE
from tests.support.server import Server

pytestmark = pytest.mark.slow

BOSS = Viewer("Boss", (Grant(Role.ADMINISTRATOR),))
PILOT = "hagendoornschool"
COOKIE = "_streamlit_user"
XSRF = "_streamlit_xsrf"
TODAY = "Wat vraagt vandaag aandacht?"
Cookies = dict[str, str]


@pytest.fixture(scope="module")
def provider() -> Iterator[oidc.Provider]:
    with oidc.provider() as made:
        yield made


@pytest.fixture(scope="module")
def server(provider: oidc.Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("server")
    started = Server(folder / "tracker.duckdb", STREAMLIT_SECRETS_FILES=f"{folder}/secrets.toml")
    oidc.write_secrets(folder / "secrets.toml", provider, started.url)
    tracker = open_tracker(started.database)
    for name, role, pilot in (
        ("anna", Role.LEAD, None),
        ("bram", Role.TEAM, PILOT),
        ("chaima", Role.FUNDER, PILOT),
    ):
        member = Member(
            id=name,
            name=name.capitalize(),
            email=oidc.CAST[name]["email"],
            role=role,
            pilot=pilot,
        )
        tracker.record(BOSS, member)
    tracker.close()
    started.start()
    yield started
    started.stop()


@pytest.fixture(autouse=True)
def _as_usual(provider: oidc.Provider) -> Iterator[None]:
    yield
    provider.says = {}


@pytest.fixture(scope="module")
def opened(browser: Browser) -> Iterator[Page]:
    page = new_page(browser)
    yield page
    page.context.close()


@pytest.fixture
def page(opened: Page) -> Page:
    """A page of somebody who is not signed in: no cookie is left of the test before."""
    opened.goto("about:blank")
    opened.context.clear_cookies()
    return opened


def sign_in(server: Server, who: str) -> Cookies:
    """Go the way of a browser that signs in, without one: the cookies it ends with."""
    now = int(time.time())
    token = jwt.encode(
        {"alg": "HS256"},
        {"provider": "default", "exp": now + PATIENCE},
        OctKey.import_key(oidc.COOKIES),
    )
    with httpx.Client(timeout=PATIENCE) as client:
        ask = client.get(f"{server.url}/auth/login", params={"provider": token})
        answer = client.get(f"{ask.headers['location']}&who={who}")
        client.get(answer.headers["location"])
        return {cookie.name: cookie.value or "" for cookie in client.cookies.jar}


def seen(server: Server, cookies: Cookies, origin: str | None = None) -> str:
    """All that the server sends to a browser with these cookies, for the first page."""
    xsrf = httpx.get(f"{server.url}/_stcore/health", timeout=PATIENCE).cookies[XSRF]
    header = "; ".join(f"{name}={value}" for name, value in {**cookies, XSRF: xsrf}.items())
    address = server.url.replace("http", "ws", 1) + "/_stcore/stream"
    sent = []
    with connect(
        address,
        subprotocols=["streamlit", xsrf],  # type: ignore[list-item]
        additional_headers={"Cookie": header},
        origin=origin or server.url,  # type: ignore[arg-type]
        max_size=None,
        open_timeout=PATIENCE,
        ping_timeout=PATIENCE,
    ) as wire:
        message = BackMsg()
        message.rerun_script.query_string = "lang=NL"
        wire.send(message.SerializeToString())
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(wire.recv(timeout=PATIENCE))
            sent.append(str(answer))
            if answer.WhichOneof("type") == "script_finished":
                return "\n".join(sent)


def enter(page: Page, server: Server, who: str) -> None:
    page.goto(server.url)
    page.get_by_role("button", name="Inloggen").click()
    page.get_by_role("button", name=who).click()


def test_somebody_signs_in_and_out_and_no_copy_of_their_cookie_works_after_that(
    browser: Browser, page: Page, server: Server, provider: oidc.Provider
) -> None:
    enter(page, server, "anna")
    heading(page, TODAY)
    cookies = {each["name"]: each["value"] for each in page.context.cookies(server.url)}
    assert TODAY in seen(server, cookies)
    elsewhere = sign_in(server, "anna")
    assert TODAY in seen(server, elsewhere)
    thief = new_page(browser)
    thief.context.add_cookies([{"name": COOKIE, "value": cookies[COOKIE], "url": server.url}])
    thief.goto(server.url)
    heading(thief, TODAY)

    page.get_by_role("button", name="Anna").click()
    expect(page.get_by_text("anna@voorbeeld.nl")).to_be_visible()
    expect(page.get_by_text("Projectleider: alle pilots")).to_be_visible()
    ended = provider.ended
    page.get_by_role("button", name="Uitloggen").click()
    heading(page, "Inloggen")
    expect(page).to_have_url(f"{server.url}/")
    assert provider.ended == ended + 1
    assert COOKIE not in {each["name"] for each in page.context.cookies(server.url)}

    for copied in (cookies, elsewhere):
        refused = seen(server, copied)
        assert "Log opnieuw in" in refused
        assert TODAY not in refused
    # A page that was open already is a page no more as soon as anything is done on it.
    thief.get_by_role("textbox", name="Wat").fill("Van een ander")
    thief.get_by_role("textbox", name="Wat").press("Tab")
    heading(thief, "Log opnieuw in")
    expect(thief.get_by_text("Hagendoornschool")).to_have_count(0)
    thief.context.close()


def test_who_was_not_invited_is_told_so_and_can_try_another_account(
    page: Page, server: Server
) -> None:
    enter(page, server, "dirk")
    heading(page, "Je bent nog niet uitgenodigd")
    expect(page.get_by_text("dirk@voorbeeld.nl")).to_be_visible()
    page.get_by_role("button", name="Uitloggen").click()
    heading(page, "Inloggen")
    page.get_by_role("button", name="Inloggen").click()
    page.get_by_role("button", name="bram").click()
    heading(page, TODAY)


def test_an_address_within_the_tracker_leads_to_the_entrance_and_to_nothing_else(
    page: Page, server: Server
) -> None:
    page.goto(f"{server.url}/pilots")
    heading(page, "Inloggen")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text("Hagendoornschool")).to_have_count(0)


def test_a_funder_comes_in_and_reads_no_names(server: Server) -> None:
    answer = seen(server, sign_in(server, "chaima"))
    assert "Chaima" in answer
    assert "Financier: Hagendoornschool" in answer
    assert "Inloggen" not in answer
    assert TODAY not in answer


def test_a_cookie_that_was_changed_opens_nothing(server: Server) -> None:
    cookies = sign_in(server, "bram")
    assert TODAY in seen(server, cookies)
    value = cookies[COOKIE]
    for place in (len(value) // 3, len(value) // 2, len(value) - 5):
        other = "A" if value[place] != "A" else "B"
        changed = value[:place] + other + value[place + 1 :]
        answer = seen(server, {COOKIE: changed})
        assert "Inloggen" in answer
        assert TODAY not in answer


def test_a_cookie_works_from_the_trackers_own_pages_alone(server: Server) -> None:
    cookies = sign_in(server, "bram")
    with pytest.raises(InvalidStatus, match="403"):
        seen(server, cookies, origin="https://evil.example")


@pytest.mark.parametrize(
    "wrong",
    [
        {"aud": "another program"},
        {"aud": ["another program"]},
        {"iss": "https://evil.example"},
        {"nonce": "of another sign-in"},
        {"exp": 1_600_000_000},
    ],
)
def test_a_token_that_is_not_for_this_tracker_and_this_moment_is_no_sign_in(
    server: Server, provider: oidc.Provider, wrong: dict[str, Any]
) -> None:
    provider.says = wrong
    cookies = sign_in(server, "anna")
    assert COOKIE not in cookies
    assert "Inloggen" in seen(server, cookies)


def test_a_session_is_over_after_its_hours(server: Server, provider: oidc.Provider) -> None:
    provider.says = {"iat": int(time.time()) - 13 * 3600}
    answer = seen(server, sign_in(server, "bram"))
    assert "meer dan 12 uur geleden" in answer
    assert TODAY not in answer


def test_an_address_that_nobody_checked_opens_nothing(
    server: Server, provider: oidc.Provider
) -> None:
    provider.says = {"email_verified": False}
    answer = seen(server, sign_in(server, "anna"))
    assert "Met dit account lukt het niet" in answer
    assert TODAY not in answer


def test_sign_in_makes_the_tracker_answer_to_more_than_this_machine(server: Server) -> None:
    headers = {"X-Forwarded-For": "192.0.2.7"}
    proxied = httpx.get(server.url, headers=headers, timeout=PATIENCE)
    assert proxied.status_code == 200


def test_who_loses_their_role_while_signed_in_is_out(
    browser: Browser, page: Page, server: Server
) -> None:
    enter(page, server, "bram")
    heading(page, TODAY)
    cookies = {each["name"]: each["value"] for each in page.context.cookies(server.url)}
    server.stop()
    tracker = open_tracker(server.database)
    with tracker.logbook.database.cursor() as cursor:
        row = cursor.execute("SELECT max(seq) FROM logbook WHERE subject = 'bram'").fetchone()
    assert row
    tracker.withdraw(BOSS, row[0])
    tracker.close()
    server.start()
    assert TODAY not in seen(server, cookies)
    heading(page, "Je bent nog niet uitgenodigd")
