"""Checks the configuration of sign-in: [auth] in the secrets.

An unsafe configuration lets nobody in: with a guessable key, or with a provider that lets people
claim any address, everybody could sign in as anybody.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

DEFAULT = "default"
"""What Streamlit calls the one provider that has no name."""

_REQUIRED = ("client_id", "client_secret", "server_metadata_url")
_MIN_KEY_LENGTH = 32
"""Characters of a key that cannot be guessed."""

_MULTI_TENANT = ("/common/", "/organizations/", "/consumers/")
"""Entra's multi-tenant addresses: there, nobody has verified who owns which e-mail address."""

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}

Auth = Mapping[str, Any]


def providers(auth: Auth) -> tuple[str, ...]:
    """The names of the providers to sign in with."""
    named = tuple(
        name
        for name, section in auth.items()
        if isinstance(section, Mapping) and _is_provider(section)
    )
    return ((DEFAULT,) if _is_provider(auth) else ()) + named


def _is_provider(section: Auth) -> bool:
    return any(key in section for key in _REQUIRED)


def problem(auth: Auth) -> str:
    """What is wrong, in a sentence for the server's log; '' for nothing."""
    if len(str(auth.get("cookie_secret", ""))) < _MIN_KEY_LENGTH:
        return f"cookie_secret must have at least {_MIN_KEY_LENGTH} characters, drawn by lot"
    redirect = urlsplit(str(auth.get("redirect_uri", "")))
    if not redirect.path.endswith("/oauth2callback"):
        return "redirect_uri must be the tracker's own address with /oauth2callback after it"
    if redirect.scheme != "https" and redirect.hostname not in _LOOPBACK:
        return "redirect_uri must begin with https://"
    if not providers(auth):
        return f"there is no provider: it needs {', '.join(_REQUIRED)}"
    return next(filter(None, (_problem_of(name, auth) for name in providers(auth))), "")


def _problem_of(name: str, auth: Auth) -> str:
    section = auth if name == DEFAULT and DEFAULT not in auth else auth[name]
    missing = [key for key in _REQUIRED if not section.get(key)]
    if missing:
        return f"the provider {name} lacks {', '.join(missing)}"
    if "_" in name:
        return f"the name of a provider has no underscore: {name}"
    url = str(section["server_metadata_url"]).lower()
    if "microsoft" in url and any(path in url for path in _MULTI_TENANT):
        return "Microsoft's server_metadata_url must name your own tenant"
    return ""
