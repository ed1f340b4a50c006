"""What the server answers at an address, without a server between."""

import asyncio
from collections.abc import Mapping
from typing import Any

from starlette.applications import Starlette

from pilots import api

Answer = tuple[int, dict[str, str], bytes]
"""Status, headers and content."""


def ask(tracker: Any, path: str, method: str = "GET", **headers: str) -> Answer:
    """What an address of `pilots.api` answers, over this tracker or what gives one."""
    app = Starlette(routes=api.routes(lambda: tracker() if callable(tracker) else tracker))
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "root_path": "",
        "query_string": b"",
        "headers": [
            (k.lower().replace("_", "-").encode(), v.encode()) for k, v in headers.items()
        ],
    }
    asyncio.run(app(scope, receive, send))
    told = {k.decode(): v.decode() for k, v in sent[0]["headers"]}
    return sent[0]["status"], told, b"".join(it.get("body", b"") for it in sent[1:])


def fetch(path: str, cookies: Mapping[str, str]) -> Answer:
    """What a browser with these cookies gets."""
    return ask(None, path, cookie="; ".join(f"{name}={value}" for name, value in cookies.items()))
