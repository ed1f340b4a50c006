"""Files are taken in only where a page asks for one, only so many, and while it is there."""

import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import psutil
import pytest

from pilots.gate import uploads
from tests.support import ROOT
from tests.support.patience import PATIENCE
from tests.support.server import Server, serving
from tests.support.sign_in import write_settings
from tests.support.stranger import RESPONSIVE, a_socket, honest_page, session_of

pytestmark = pytest.mark.slow

TRIES = 60
SIZE = 10_000_000
MEGABYTES = 16
"""The largest file that is taken in here. Room is a number of those; eight of the size that the
settings allow are half a gigabyte."""
LARGEST = MEGABYTES * 1024 * 1024
WITH_A_FIELD, WITHOUT = "beheer", "pilots"
XSRF = "_streamlit_xsrf"
KEPT = 3
"""Seconds that the server keeps a session without a connection, here."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    database = tmp_path_factory.mktemp("server") / "tracker.duckdb"
    options = {
        "STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": str(KEPT),
        "STREAMLIT_SERVER_MAX_UPLOAD_SIZE": str(MEGABYTES),
    }
    with serving(database, TRACKER_ROLE="administrator", **options) as server:
        honest_page(server)
        yield server


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=PATIENCE) as made:
        yield made


def send(client: httpx.Client, server: Server, session: str, name: object, size: int) -> int:
    """Send a file as Streamlit's field does: the status of the answer."""
    if XSRF not in client.cookies:
        client.get(f"{server.url}/_stcore/health")
    return client.put(
        f"{server.url}/_stcore/upload_file/{session}/{name}",
        files={"file": ("photo.jpg", bytes(size), "image/jpeg")},
        headers={"X-Xsrftoken": client.cookies[XSRF]},
    ).status_code


def memory(server: Server) -> float:
    assert server._process
    return psutil.Process(server._process.pid).memory_info().rss


def test_the_photo_of_a_phone_may_be_as_large_as_is_said() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["server"]["maxUploadSize"] == 64


def test_who_is_not_signed_in_sends_nothing(tmp_path: Path, client: httpx.Client) -> None:
    secrets = write_settings(tmp_path / "secrets.toml")
    path = tmp_path / "tracker.duckdb"
    with serving(path, STREAMLIT_SECRETS_FILES=str(secrets)) as server, a_socket(server) as socket:
        session = session_of(socket, WITH_A_FIELD)
        before = memory(server)
        answers = Counter(send(client, server, session, n, SIZE) for n in range(TRIES))
        assert answers == {413: TRIES}
        assert memory(server) - before < 5 * SIZE
        assert honest_page(server) < RESPONSIVE


def test_a_page_without_a_field_for_it_is_sent_nothing(
    server: Server, client: httpx.Client
) -> None:
    with a_socket(server) as socket:
        session = session_of(socket, WITHOUT)
        answers = Counter(send(client, server, session, n, 1000) for n in range(TRIES))
    assert answers == {413: TRIES}
    assert send(client, server, "nobody's session", 1, 1000) == 413


def test_a_session_sends_so_much_and_no_more_and_gets_it_back_when_it_ends(
    server: Server, client: httpx.Client
) -> None:
    with a_socket(server) as socket:
        session = session_of(socket, WITH_A_FIELD)
        answers = Counter(send(client, server, session, n, SIZE) for n in range(TRIES))
        room = uploads.MOST_OF_A_SESSION * LARGEST // SIZE
        assert set(answers) == {204, 413}
        assert room - 1 <= answers[204] <= room


def test_small_files_count_too(server: Server, client: httpx.Client) -> None:
    room = uploads.MOST_OF_A_SESSION * LARGEST // uploads.LEAST_COUNTED
    with a_socket(server) as socket:
        session = session_of(socket, WITH_A_FIELD)
        answers = Counter(send(client, server, session, n, 1) for n in range(room + TRIES))
    assert answers == {204: room, 413: TRIES}


def test_all_sessions_together_send_so_much_and_it_is_given_back(
    server: Server, client: httpx.Client
) -> None:
    size = LARGEST - 10_000
    with ExitStack() as crowd:
        sessions = [
            session_of(crowd.enter_context(a_socket(server)), WITH_A_FIELD)
            for _ in range(uploads.MOST)
        ]
        answers = Counter(
            send(client, server, session, n, size) for session in sessions for n in range(2)
        )
        assert answers[204] <= uploads.MOST
        assert answers[413] >= uploads.MOST
    with a_socket(server) as socket:
        session, until = session_of(socket, WITH_A_FIELD), time.monotonic() + PATIENCE
        while send(client, server, session, 1, size) != 204:
            assert time.monotonic() < until, "it stays"
            time.sleep(0.5)
    assert honest_page(server) < RESPONSIVE
