"""A provider to sign in with, on this machine: small, and as strict as a real one.

It asks who one is on a page with a button for each of the cast, and hands out ID tokens signed
with its own key, only to a client that has the code, the secret and the verifier that belong
together. What a token says can be changed before it is signed (`says`), as a provider with other
ideas would.
"""

import base64
import hashlib
import html
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.support.patience import PATIENCE

CLIENT = "pilots"
SECRET = "a secret between the provider and the tracker"
COOKIES = "a key of the tracker alone, with more than enough characters"
"""What the tracker signs its cookies with."""

CAST = {
    name: {"sub": name, "name": name.capitalize(), "email": f"{name}@voorbeeld.nl"}
    for name in ("anna", "bram", "chaima", "dirk")
}


class Provider:
    """The provider; `url` is where it is once it listens."""

    def __init__(self) -> None:
        self.url = ""
        self.says: dict[str, Any] = {}
        """Claims in place of the ordinary ones, for whoever signs in next."""
        self.ended = 0
        """How often somebody was signed out here too."""
        self._key = RSAKey.generate_key(2048, {"kid": "1", "use": "sig", "alg": "RS256"})
        self._codes: dict[str, dict[str, str]] = {}
        self.app = Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._discover),
                Route("/authorize", self._authorize),
                Route("/token", self._token, methods=["POST"]),
                Route("/jwks", self._jwks),
                Route("/end", self._end),
            ]
        )

    async def _discover(self, _request: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "jwks_uri": f"{self.url}/jwks",
                "end_session_endpoint": f"{self.url}/end",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    async def _authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        if asked.get("client_id") != CLIENT or asked.get("code_challenge_method") != "S256":
            return Response("unknown client, or no PKCE", status_code=400)
        who = asked.pop("who", None)
        if who in CAST:
            code = secrets.token_urlsafe(16)
            self._codes[code] = asked | {"who": who}
            back = urlencode({"code": code, "state": asked["state"]})
            return RedirectResponse(f"{asked['redirect_uri']}?{back}", status_code=302)
        kept = "".join(
            f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">'
            for name, value in asked.items()
        )
        buttons = "".join(f'<button name="who" value="{name}">{name}</button>' for name in CAST)
        return HTMLResponse(f"<h1>Who are you?</h1><form>{kept}{buttons}</form>")

    async def _token(self, request: Request) -> Response:
        form = await request.form()
        asked = self._codes.pop(str(form.get("code")), None)
        if asked is None or not _authentic(request.headers.get("authorization", "")):
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        if asked["redirect_uri"] != form["redirect_uri"] or not _verified(asked, form):
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        return JSONResponse(
            {
                "token_type": "Bearer",
                "access_token": secrets.token_urlsafe(16),
                "id_token": self._id_token(asked),
            }
        )

    def _id_token(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        claims = {
            **CAST[asked["who"]],
            "iss": self.url,
            "aud": CLIENT,
            "nonce": asked["nonce"],
            "iat": now,
            "exp": now + 3600,
            "email_verified": True,
            **self.says,
        }
        return jwt.encode({"alg": "RS256", "kid": "1"}, claims, self._key)

    async def _jwks(self, _request: Request) -> Response:
        return JSONResponse({"keys": [self._key.as_dict(private=False)]})

    async def _end(self, request: Request) -> Response:
        self.ended += 1
        return RedirectResponse(request.query_params["post_logout_redirect_uri"], status_code=302)


def _authentic(header: str) -> bool:
    given = base64.b64decode(header.removeprefix("Basic ")).decode()
    return secrets.compare_digest(given, f"{CLIENT}:{SECRET}")


def _verified(asked: dict[str, str], form: Any) -> bool:
    digest = hashlib.sha256(str(form.get("code_verifier")).encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == asked["code_challenge"]


@contextmanager
def provider() -> Iterator[Provider]:
    """A provider that listens on a port of its own."""
    made = Provider()
    config = uvicorn.Config(made.app, host="127.0.0.1", port=0, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + PATIENCE
    while not server.started:
        assert time.monotonic() < until, "the provider does not start"
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    made.url = f"http://127.0.0.1:{port}"
    yield made
    server.should_exit = True
    thread.join(timeout=PATIENCE)


def write_secrets(path: Path, of: Provider, tracker: str) -> Path:
    """What the tracker at this address needs to know of the provider, in Streamlit's own file."""
    path.write_text(
        f"""
[auth]
redirect_uri = "{tracker}/oauth2callback"
cookie_secret = "{COOKIES}"
client_id = "{CLIENT}"
client_secret = "{SECRET}"
server_metadata_url = "{of.url}/.well-known/openid-configuration"
""",
        encoding="utf-8",
    )
    return path
