"""Without sign-in the tracker answers this machine only (loopback); other requests get a 403.

By default the server listens on this machine only, but that is a setting, and a proxy or a
tunnel can pass on requests from elsewhere. So every request is checked, also the WebSockets
that carry what a page shows.
"""

from collections.abc import Callable
from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from pilots.language import LANGUAGES, _, speaking

_PROXY_HEADERS = {
    "forwarded",
    "via",
    "x-real-ip",
    "x-client-ip",
    "x-cluster-client-ip",
    "client-ip",
    "true-client-ip",
    "cdn-loop",
    "x-original-host",
    "x-original-url",
    "x-proxy-id",
    "x-envoy-external-address",
    "x-arr-log-id",
    "x-azure-ref",
    "fly-client-ip",
    "x-request-start",
}
_PROXY_PREFIXES = ("x-forwarded-", "cf-", "x-amzn-", "x-amz-cf-", "tailscale-", "ngrok-", "x-ms-")
"""Headers by which proxies and tunnels reveal themselves."""


class ThisMachineOnly:
    """ASGI middleware. With sign-in (`has_sign_in`) it lets everything through."""

    def __init__(self, app: ASGIApp, has_sign_in: Callable[[], bool]) -> None:
        self.app = app
        self._has_sign_in = has_sign_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"} or self._has_sign_in() or _is_local(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            # Closed before it is accepted, so that the answer is a 403.
            await send({"type": "websocket.close", "code": 1008})
        else:
            await PlainTextResponse(_refusal(), status_code=403)(scope, receive, send)


def _is_local(scope: Scope) -> bool:
    """Whether the request comes from this machine and asks for it by its own name.

    The name keeps out DNS rebinding: a page from elsewhere can let its own name point to this
    machine, and its requests then come from here but ask for that name.
    """
    headers = Headers(scope=scope)
    return (
        is_this_machine((scope.get("client") or ("",))[0])
        and is_this_machine(_name(headers.get("host", "")))
        and not any(map(_is_of_proxy, headers))
    )


def _is_of_proxy(header: str) -> bool:
    name = header.lower()
    return name in _PROXY_HEADERS or name.startswith(_PROXY_PREFIXES)


def _name(host: str) -> str:
    """The name in a Host header, without its port."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def is_this_machine(name: str) -> bool:
    """Whether a host name or an address is a loopback one."""
    if name.lower() == "localhost":
        return True
    try:
        return ip_address(name.removeprefix("::ffff:")).is_loopback
    except ValueError:
        return False


def _refusal() -> str:
    sentences = []
    for language in LANGUAGES:
        with speaking(language):
            sentences.append(
                _(
                    "This tracker can only be opened on the computer it runs on, because no "
                    "sign-in is set up. How to set it up is in docs/operating.md, under “Sign-in”."
                )
            )
    return "\n\n".join(sentences) + "\n"
