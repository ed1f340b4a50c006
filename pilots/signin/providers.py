"""Whether sign-in is set up so that it can be trusted: a look at [auth] in the secrets.

What is half set up lets nobody in: with a guessable key, or with a provider that lets people
claim any address, everybody could come in as anybody.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

DEFAULT = "default"
"""What Streamlit calls the one provider that has no name."""

_NEEDS = ("client_id", "client_secret", "server_metadata_url")
_SHORTEST = 32
"""Characters of a key that cannot be guessed."""

_SHARED = ("/common/", "/organizations/", "/consumers/")
"""Entra's addresses for every organisation there is. Of those nobody has checked who may use
which e-mail address."""

_HERE = {"localhost", "127.0.0.1", "::1"}

Auth = Mapping[str, Any]


def providers(auth: Auth) -> tuple[str, ...]:
    """The names of the providers to sign in with."""
    named = tuple(name for name, of in auth.items() if isinstance(of, Mapping) and _is_one(of))
    return ((DEFAULT,) if _is_one(auth) else ()) + named


def _is_one(section: Auth) -> bool:
    return any(key in section for key in _NEEDS)


def problem(auth: Auth) -> str:
    """What is the matter, for the log of who looks after the server; '' for nothing."""
    if len(str(auth.get("cookie_secret", ""))) < _SHORTEST:
        return f"cookie_secret must have at least {_SHORTEST} characters, drawn by lot"
    back = urlsplit(str(auth.get("redirect_uri", "")))
    if not back.path.endswith("/oauth2callback"):
        return "redirect_uri must be the tracker's own address with /oauth2callback after it"
    if back.scheme != "https" and back.hostname not in _HERE:
        return "redirect_uri must begin with https://"
    if not providers(auth):
        return f"there is no provider: it needs {', '.join(_NEEDS)}"
    return next(filter(None, (_problem_of(name, auth) for name in providers(auth))), "")


def _problem_of(name: str, auth: Auth) -> str:
    section = auth if name == DEFAULT and DEFAULT not in auth else auth[name]
    missing = [key for key in _NEEDS if not section.get(key)]
    if missing:
        return f"the provider {name} lacks {', '.join(missing)}"
    if "_" in name:
        return f"the name of a provider has no underscore: {name}"
    where = str(section["server_metadata_url"]).lower()
    if "microsoft" in where and any(each in where for each in _SHARED):
        return "Microsoft's server_metadata_url must name your own tenant"
    return ""
