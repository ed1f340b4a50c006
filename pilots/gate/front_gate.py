"""The front gate: ASGI middleware that reads what comes in before Streamlit does."""

import asyncio
import re
from collections.abc import Callable
from contextlib import AbstractContextManager

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from pilots.gate import request_origin, streamlit_files
from pilots.gate.allowances import Allowances
from pilots.gate.conversation import TRY_LATER, Conversation
from pilots.gate.health import Health
from pilots.gate.runs import Runs
from pilots.gate.sockets import Sockets

_HEALTH = "/_stcore/health"
_METRICS = "/_stcore/metrics"
_SIGN_OUT = "/auth/logout"
_UPLOAD = re.compile(r"/_stcore/upload_file/(?P<session>[^/]+)/[^/]+$")
_SECRETS = re.compile(r"^(/auth/|/oauth2callback|/agenda/|/bestand/)")
"""Addresses at which somebody signs in, or that hold a secret."""


class FrontGate:
    """Refuses other sites, keeps to the limits, and drops messages that no page needs."""

    def __init__(self, app: ASGIApp, can_open: Callable[[], bool]) -> None:
        self.app = app
        self._health = Health(can_open)
        self._sockets = Sockets()
        self._allowances = Allowances()
        self._runs = Runs()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._converse(scope, receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    # --- WebSockets --------------------------------------------------------------------------

    async def _converse(self, scope: Scope, receive: Receive, send: Send) -> None:
        address = request_origin.address(scope)
        is_from_elsewhere = request_origin.is_from_elsewhere(Headers(scope=scope))
        if is_from_elsewhere or not await self._allowances.may_enter(address):
            # Closed before it is accepted, so that the answer is a 403.
            await send({"type": "websocket.close", "code": 1008})
            return
        with self._sockets.open(address) as socket:
            conversation = Conversation(
                receive, send, address, socket, self._allowances, self._runs
            )
            try:
                await self.app(scope, conversation.receive, conversation.send)
            except asyncio.CancelledError:
                if not socket.gives_way:
                    raise
                await conversation.end(TRY_LATER)
            finally:
                conversation.close()

    # --- requests ----------------------------------------------------------------------------

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers, path = Headers(scope=scope), scope["path"]
        answer: ASGIApp = self.app
        reservation: AbstractContextManager[bool] | None = None
        if request_origin.is_from_elsewhere(headers):
            answer = _status(403)
        elif path.endswith(_METRICS) or _is_sign_out_elsewhere(path, headers):
            answer = _status(404)
        elif _SECRETS.match(path) and not await self._allowances.may_try(
            request_origin.address(scope)
        ):
            answer = _status(429, {"Retry-After": "10"})
        elif path.endswith(_HEALTH) and not await self._is_well(headers):
            answer = _status(503)
        elif (found := _UPLOAD.search(path)) and scope["method"] == "PUT":
            reservation = streamlit_files.reserve(found["session"], headers.get("content-length"))
        if reservation is None:
            await answer(_without_origin(scope), receive, send)
            return
        with reservation as fits:
            await (answer if fits else _status(413))(_without_origin(scope), receive, send)

    async def _is_well(self, headers: Headers) -> bool:
        """Whether pages can open. A page of ours is let on: it says in words what is wrong."""
        return request_origin.is_from_our_page(headers) or await self._health.is_good()


def _is_sign_out_elsewhere(path: str, headers: Headers) -> bool:
    """Whether a page of another site signs its visitor out here (cross-site request forgery)."""
    return path.endswith(_SIGN_OUT) and request_origin.is_sent_by_another_site(headers)


def _status(status: int, headers: dict[str, str] | None = None) -> ASGIApp:
    return PlainTextResponse("", status_code=status, headers=headers)


def _without_origin(scope: Scope) -> Scope:
    """The request without its Origin, which is ours: with it Streamlit looks up its own address
    at another host, and keeps everybody waiting meanwhile."""
    headers = [header for header in scope["headers"] if header[0] != b"origin"]
    return {**scope, "headers": headers}
