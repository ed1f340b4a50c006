"""Without sign-in, only this machine gets an answer."""

import asyncio
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from pilots.signin.local import ThisMachineOnly, is_this_machine
from tests.support.patience import PATIENCE
from tests.support.server import Server

pytestmark = pytest.mark.slow


def status(kind: str, client: str | None, sign_in: bool = False, **headers: str) -> int:
    """What the middleware answers; 200 where it lets the request through."""
    sent: list[dict[str, Any]] = []

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": f"{kind}.let.through", "status": 200})

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": kind,
        "client": (client, 1234) if client else None,
        "headers": [
            (name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()
        ],
    }
    middleware = ThisMachineOnly(app, has_sign_in=lambda: sign_in)
    asyncio.run(middleware(scope, receive, send))
    if kind == "http":
        status.text = b"".join(each.get("body", b"") for each in sent).decode()  # type: ignore[attr-defined]
    refused = sent[0]["type"] == "websocket.close"
    return 403 if refused else int(sent[0]["status"])


KINDS = ["http", "websocket"]


def test_a_server_that_others_can_reach_says_at_the_start_that_they_will_be_refused(
    tmp_path: Path,
) -> None:
    open_to_all = Server(tmp_path / "tracker.duckdb", STREAMLIT_SERVER_ADDRESS="0.0.0.0")
    open_to_all.start()
    try:
        assert "there is no sign-in" in open_to_all.log.read_text(encoding="utf-8")
        ask = urllib.request.Request(open_to_all.url, headers={"X-Forwarded-For": "192.0.2.7"})
        with pytest.raises(urllib.error.HTTPError, match="403") as refused:
            urllib.request.urlopen(ask)
        assert "docs/operating.md" in refused.value.read().decode()
        address = open_to_all.url.replace("http", "ws", 1) + "/_stcore/stream"
        with (
            pytest.raises(InvalidStatus, match="403"),
            connect(
                address,
                additional_headers={"X-Forwarded-For": "192.0.2.7"},
                open_timeout=PATIENCE,
            ),
        ):
            pass
        with connect(address, subprotocols=[Subprotocol("streamlit")], open_timeout=PATIENCE):
            pass  # this machine itself
    finally:
        open_to_all.stop()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("client", "host"),
    [
        ("127.0.0.1", "localhost:8501"),
        ("127.0.0.1", "127.0.0.1:8501"),
        ("127.0.0.1", "LOCALHOST"),
        ("::1", "[::1]:8501"),
        ("::ffff:127.0.0.1", "[::1]"),
    ],
)
def test_this_machine_is_let_in_by_its_own_names(kind: str, client: str, host: str) -> None:
    assert status(kind, client, host=host) == 200


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("client", "headers"),
    [
        ("192.168.1.7", {"host": "localhost:8501"}),
        ("2001:db8::7", {"host": "[::1]:8501"}),
        ("::ffff:192.168.1.7", {"host": "localhost:8501"}),
        (None, {"host": "localhost:8501"}),
        ("127.0.0.1", {"host": "pilots.example.org"}),
        ("127.0.0.1", {"host": "localhost.example.org"}),
        ("127.0.0.1", {"host": "127.0.0.1.example.org"}),
        ("127.0.0.1", {"host": "0.0.0.0:8501"}),
        ("127.0.0.1", {"host": ""}),
        ("127.0.0.1", {}),
        ("127.0.0.1", {"host": "localhost", "x_forwarded_for": "127.0.0.1"}),
        ("127.0.0.1", {"host": "localhost", "x_real_ip": "127.0.0.1"}),
        ("127.0.0.1", {"host": "localhost", "forwarded": "for=127.0.0.1"}),
        ("127.0.0.1", {"host": "localhost", "via": "1.1 proxy"}),
        *(
            ("127.0.0.1", {"host": "localhost", name: "203.0.113.7"})
            for name in (
                *("x_forwarded_proto", "x_forwarded_user", "x_client_ip", "true_client_ip"),
                *("cf_connecting_ip", "cf_ray", "x_amzn_trace_id", "x_envoy_external_address"),
                *("tailscale_user_login", "ngrok_trace_id", "x_original_host", "cdn_loop"),
            )
        ),
    ],
)
def test_whatever_comes_from_elsewhere_is_refused_until_there_is_sign_in(
    kind: str, client: str | None, headers: dict[str, str]
) -> None:
    assert status(kind, client, **headers) == 403
    assert status(kind, client, sign_in=True, **headers) == 200


def test_the_refusal_tells_in_both_languages_what_to_do() -> None:
    status("http", "192.168.1.7", host="localhost")
    dutch, english = status.text.strip().split("\n\n")  # type: ignore[attr-defined]
    assert "op de computer waarop hij draait" in dutch
    assert "on the computer it runs on" in english
    assert "docs/operating.md" in dutch
    assert "docs/operating.md" in english


@pytest.mark.parametrize("name", ["", "0.0.0.0", "::", "example.org", "localhost.example.org"])
def test_what_others_can_reach_is_not_this_machine_alone(name: str) -> None:
    assert not is_this_machine(name)
