"""Without sign-in the tracker is of this machine alone: whatever comes from elsewhere is refused.

The server listens on this machine alone by default, but that is a setting, and a proxy or a
tunnel can hand on what came from the world. So each request is looked at too, those of
WebSockets with them, over which everything goes that a page shows.
"""

from collections.abc import Callable
from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from pilots.language import LANGUAGES, _, speaking

_HANDED_ON = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
"""Headers by which a proxy tells that it stands in between."""


class ThisMachineOnly:
    """ASGI middleware; `has_sign_in` says whether it may let everything through."""

    def __init__(self, app: ASGIApp, has_sign_in: Callable[[], bool]) -> None:
        self.app = app
        self._has_sign_in = has_sign_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"} or self._has_sign_in() or _is_here(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            # Before it is accepted, so that the answer is a 403.
            await send({"type": "websocket.close", "code": 1008})
        else:
            await PlainTextResponse(_refusal(), status_code=403)(scope, receive, send)


def _is_here(scope: Scope) -> bool:
    """Whether a browser on this machine asks, and by this machine's own name.

    A page from elsewhere can have its own name lead to this machine; its requests then come
    from here, but ask for that name.
    """
    headers = Headers(scope=scope)
    return (
        is_this_machine((scope.get("client") or ("",))[0])
        and is_this_machine(_name(headers.get("host", "")))
        and not any(name in headers for name in _HANDED_ON)
    )


def _name(host: str) -> str:
    """The name in a Host header, without its port."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def is_this_machine(name: str) -> bool:
    """Whether a name or an address can only be that of this machine."""
    if name.lower() == "localhost":
        return True
    try:
        return ip_address(name.removeprefix("::ffff:")).is_loopback
    except ValueError:
        return False


def _refusal() -> str:
    said = []
    for language in LANGUAGES:
        with speaking(language):
            said.append(
                _(
                    "This tracker can only be opened on the computer it runs on, because no "
                    "sign-in is set up. The README says how to set it up, under “Sign-in”."
                )
            )
    return "\n\n".join(said) + "\n"
