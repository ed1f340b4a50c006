"""Somebody of the cast who signed in, as Streamlit hands that to the screens."""

import time
from pathlib import Path
from typing import Any

from tests.support.oidc import CAST

AUTH = {
    "redirect_uri": "http://localhost:8501/oauth2callback",
    "cookie_secret": "a key with more than enough characters",
    "client_id": "pilots",
    "client_secret": "secret",
    "server_metadata_url": "https://id.example.org/.well-known/openid-configuration",
}
"""Settings of a provider, as they stand in secrets.toml."""


def claims_of(who: str, **claims: Any) -> dict[str, Any]:
    """What the ID token says of somebody who signs in this moment."""
    return {"is_logged_in": True, "iat": int(time.time()), **CAST[who], **claims}


def write_settings(path: Path) -> Path:
    """The same settings in a file as Streamlit reads it; its provider is nowhere."""
    lines = "\n".join(f'{name} = "{value}"' for name, value in AUTH.items())
    path.write_text(f"[auth]\n{lines}\n", encoding="utf-8")
    return path
