"""A stranger who reaches the server's port puts nothing out of action: an honest page opens."""

import socket
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from pilots.gate import messages, sockets
from tests.support.patience import PATIENCE
from tests.support.server import Server, serving
from tests.support.stranger import (
    RESPONSIVE,
    a_rerun,
    a_socket,
    beside_a_flood,
    closed_with,
    honest_page,
    saying,
)

pytestmark = pytest.mark.slow

FORGED = 60
HANDSHAKES = 48
RERUNS = 300
MANY_RERUNS = 3000
GUESSES = 300


class OtherHost:
    """The internet, as the server sees it: a proxy that counts who asks, and answers nothing."""

    def __init__(self) -> None:
        self.asked = 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            near, _address = self._listening.accept()
            self.asked += 1
            near.close()


@pytest.fixture(scope="module")
def elsewhere() -> OtherHost:
    return OtherHost()


@pytest.fixture(scope="module")
def server(elsewhere: OtherHost, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    database = tmp_path_factory.mktemp("server") / "tracker.duckdb"
    with serving(database, http_proxy=elsewhere.url, https_proxy=elsewhere.url) as server:
        honest_page(server)
        yield server


def health(server: Server) -> int:
    return httpx.get(f"{server.url}/_stcore/health", timeout=PATIENCE).status_code


# --- forged messages ---------------------------------------------------------------------------


def test_strangers_who_empty_the_caches_close_the_tracker_for_nobody(server: Server) -> None:
    with ExitStack() as crowd:
        strangers = [crowd.enter_context(a_socket(server)) for _ in range(3)]
        for _try in range(FORGED // 3 + 1):
            for stranger in strangers:
                stranger.send(a_rerun())
                stranger.send(saying(clear_cache=True))
            time.sleep(0.05)  # so that runs are under way
        assert honest_page(server) < RESPONSIVE
    assert honest_page(server) < RESPONSIVE
    assert health(server) == 200


@pytest.mark.parametrize(
    ("sent", "codes"),
    [
        ("text", {1003}),
        (b"\xff\xff\xff", {1002}),
        (a_rerun("x" * messages.MOST_BYTES), {1009}),
        (b"\0" * 10 * messages.MOST_BYTES, {1009, 1006}),  # or while it is sent
    ],
    ids=["text", "no message", "too large", "far too large"],
)
def test_what_is_no_message_ends_the_conversation_and_fills_no_log(
    server: Server, sent: bytes | str, codes: set[int]
) -> None:
    for _try in range(5):
        with a_socket(server) as stranger:
            assert closed_with(stranger, sent) in codes
    assert honest_page(server) < RESPONSIVE
    assert "Traceback" not in server.log.read_text(encoding="utf-8")


# --- other sites -------------------------------------------------------------------------------


def foreign_origins(server: Server) -> list[str]:
    return [
        "http://evil.example",
        "https://evil.example",
        f"http://localhost:{server.port}",  # the server was asked for as 127.0.0.1
        "http://localhost:3000",
        f"http://127.0.0.1:{server.port + 1}",
        "http://127.0.0.1",
        f"http://127.0.0.1:{server.port}.evil.example",
        f"http://evil@127.0.0.1:{server.port}",
        "http://0.0.0.0",
        "http://192.0.2.1",
        "file://",
        "null",
    ]


def test_another_site_opens_no_page_and_makes_the_server_ask_nobody(
    server: Server, elsewhere: OtherHost
) -> None:
    before = elsewhere.asked
    refused: Counter[int] = Counter()
    origins = foreign_origins(server)
    for number in range(HANDSHAKES):
        origin = origins[number % len(origins)]
        try:
            with a_socket(server, origin=origin):
                refused[101] += 1
        except InvalidStatus as error:
            refused[error.response.status_code] += 1
    assert honest_page(server) < RESPONSIVE
    assert refused == {403: HANDSHAKES}
    assert elsewhere.asked == before


def test_nor_does_a_request_of_another_site_or_of_our_own_page(
    server: Server, elsewhere: OtherHost
) -> None:
    before = elsewhere.asked
    for path in ("/_stcore/health", "/_stcore/host-config", "/media/none", "/"):
        for origin in foreign_origins(server):
            answer = httpx.get(server.url + path, headers={"Origin": origin}, timeout=PATIENCE)
            assert answer.status_code == 403
            assert "access-control-allow-origin" not in answer.headers
        own = httpx.get(server.url + path, headers={"Origin": server.url}, timeout=PATIENCE)
        assert own.status_code in (200, 404)
    assert elsewhere.asked == before


def test_a_page_of_our_own_is_let_in(server: Server) -> None:
    with a_socket(server, origin=server.url) as page:
        page.send(a_rerun())
        assert page.recv(timeout=PATIENCE)


# --- floods ------------------------------------------------------------------------------------


def test_after_a_flood_of_broken_off_runs_an_honest_page_opens(server: Server) -> None:
    limit = beside_a_flood(honest_page(server))
    with ExitStack() as crowd:
        strangers = [crowd.enter_context(a_socket(server)) for _ in range(10)]
        for stranger in strangers:
            for _try in range(RERUNS):
                stranger.send(a_rerun())
        assert honest_page(server) < limit
    assert honest_page(server) < limit


def test_who_asks_for_thousands_of_runs_is_cut_off_and_an_honest_page_opens(
    server: Server,
) -> None:
    limit = beside_a_flood(honest_page(server))
    with a_socket(server) as stranger:
        # 1011: on a slow machine the server's own keep-alive finds it deaf before that.
        assert closed_with(stranger, *([a_rerun()] * MANY_RERUNS)) in {1013, 1011}
    assert honest_page(server) < limit


def test_who_never_stops_asking_is_cut_off(server: Server) -> None:
    with a_socket(server) as stranger:
        assert closed_with(stranger, *([saying(app_heartbeat=True)] * 400)) == 1013


def test_a_crowd_of_sockets_makes_room_for_an_honest_page(server: Server) -> None:
    tries = sockets.MOST_OF_AN_ADDRESS + 60
    with ExitStack() as crowd:
        strangers = [crowd.enter_context(a_socket(server)) for _ in range(tries)]
        assert honest_page(server) < RESPONSIVE
        ended = 0
        for stranger in strangers[:60]:  # the longest silent gave way
            try:
                while True:
                    stranger.recv(timeout=PATIENCE)
            except ConnectionClosed:
                ended += 1
        assert ended == 60
    assert honest_page(server) < RESPONSIVE


def test_who_guesses_addresses_is_slowed_down_and_then_refused(server: Server) -> None:
    answers: Counter[int] = Counter()
    with ExitStack() as connections:
        asked = []
        for number in range(GUESSES):
            path = ("/agenda/{}.ics", "/bestand/{}", "/auth/login?provider={}")[number % 3]
            line = connections.enter_context(socket.create_connection(("127.0.0.1", server.port)))
            line.settimeout(PATIENCE)
            line.sendall(f"GET {path.format(number)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
            asked.append(line)
        for line in asked:
            answers[int(line.recv(12).split()[1])] += 1
    assert answers[429] > GUESSES / 3
    assert honest_page(server) < RESPONSIVE


# --- health ------------------------------------------------------------------------------------


def test_health_of_a_second_server_fails_and_its_log_and_a_page_say_why(server: Server) -> None:
    second = Server(server.database)
    second.log = server.database.parent / "second.log"
    second.start()
    try:
        assert "al open in een ander programma" in second.log.read_text(encoding="utf-8")
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(f"{second.url}/_stcore/health", timeout=PATIENCE)
        assert caught.value.code == 503
        # A page asks before it opens, and would show nothing but that it cannot.
        page = httpx.get(
            f"{second.url}/_stcore/health",
            headers={"Sec-Fetch-Site": "same-origin"},
            timeout=PATIENCE,
        )
        assert page.status_code == 200
        with pytest.raises(RuntimeError, match="al open in een ander programma"):
            honest_page(second)
    finally:
        second.stop()
    assert "Traceback" not in second.log.read_text(encoding="utf-8")
    assert health(server) == 200
