"""Files with names of people in them, for the one browser that was offered them.

What Streamlit serves itself, it serves to whoever knows the address, with or without a cookie,
and some minutes longer than the page lives. Files that are for a team go this way instead: an
address that nobody can guess, that works in the browser it was made for, and for a short while.
They are made when they are fetched, so nothing lies about.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from urllib.parse import quote

from pilots.signin import tokens

ADDRESS = "/bestand/{token}"
"""Where a file is, by its token."""

LASTS = 15 * 60
"""Seconds for which an offer stands; a page that is drawn again offers it anew."""

_MOST = 500
"""Offers at a time: the oldest go first."""

_SIGNED_IN = "_streamlit_user"
"""What the names of the cookies begin with by which Streamlit knows who is signed in."""


@dataclass(frozen=True)
class File:
    """A file that somebody is offered."""

    name: str
    media_type: str
    make: Callable[[], bytes]

    @property
    def disposition(self) -> str:
        """How to tell a browser to keep it under its name (RFC 6266)."""
        return f"attachment; filename*=UTF-8''{quote(self.name)}"


@dataclass(frozen=True)
class _Offer:
    file: File
    holder: str
    until: float


def holder(cookies: Mapping[str, str]) -> str:
    """Whose browser this is: alike for nobody else who is signed in, and '' for who is not."""
    signs = sorted(item for item in cookies.items() if item[0].startswith(_SIGNED_IN))
    return tokens.digest(repr(signs)) if signs else ""


class Handouts:
    """The files that are offered at this moment."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._offers: OrderedDict[str, _Offer] = OrderedDict()
        self._tokens: dict[tuple[str, str], str] = {}
        self._lock = Lock()

    def offer(self, holder: str, what: str, file: File) -> str:
        """The path at which this holder finds a file; the same for as long as it is offered.

        `what` tells it apart from the holder's other files.
        """
        with self._lock:
            token = self._tokens.setdefault((holder, what), tokens.new_token())
            self._offers[token] = _Offer(file, holder, self._clock() + LASTS)
            self._offers.move_to_end(token)
            self._forget()
        return ADDRESS.format(token=token)

    def take(self, holder: str, token: str) -> File | None:
        """The file of this token; None where it is another's, over, or never was."""
        with self._lock:
            self._forget()
            offer = self._offers.get(token)
        return offer.file if offer and tokens.same(offer.holder, holder) else None

    def _forget(self) -> None:
        now = self._clock()
        over = [token for token, offer in self._offers.items() if offer.until <= now]
        for token in [*over, *list(self._offers)[: -_MOST or None]]:
            self._offers.pop(token, None)
        self._tokens = {key: it for key, it in self._tokens.items() if it in self._offers}


handouts = Handouts()
"""Those of this server."""
