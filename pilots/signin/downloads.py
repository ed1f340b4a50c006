"""Downloads that hold personal data (PII), each for the one browser that it was offered to.

Streamlit serves its own downloads to whoever knows the address, with or without a cookie, and
for some minutes after the page is gone. So files that are for a team get a capability URL that
works only in the browser it was made for, and only for a short time. A file is made when it is
fetched, so none is stored.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from urllib.parse import quote

from pilots.signin import tokens

ADDRESS = "/bestand/{token}"
"""The path of a file, by its token."""

LIFETIME = 15 * 60
"""Seconds for which an offer is valid; a page that is drawn again renews it."""

_LIMIT = 500
"""Offers at a time; the oldest are dropped first."""

_SIGN_IN_COOKIE = "_streamlit_user"
"""How the names of Streamlit's sign-in cookies begin."""


@dataclass(frozen=True)
class File:
    """A file that can be downloaded."""

    name: str
    media_type: str
    make: Callable[[], bytes]

    @property
    def disposition(self) -> str:
        """The Content-Disposition header that makes a browser save it by its name (RFC 6266)."""
        return f"attachment; filename*=UTF-8''{quote(self.name)}"


@dataclass(frozen=True)
class _Offer:
    file: File
    holder: str
    until: float


def holder(cookies: Mapping[str, str]) -> str:
    """Identifies a browser by its sign-in cookies; '' for all where nobody is signed in."""
    sign_in = sorted(item for item in cookies.items() if item[0].startswith(_SIGN_IN_COOKIE))
    return tokens.digest(repr(sign_in)) if sign_in else ""


class Offers:
    """The files that are on offer at this moment."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._offers: OrderedDict[str, _Offer] = OrderedDict()
        self._tokens: dict[tuple[str, str], str] = {}
        self._lock = Lock()

    def offer(self, holder: str, name: str, file: File) -> str:
        """The path at which this holder can download a file; the same while the offer is valid.

        `name` tells it apart from the holder's other files.
        """
        with self._lock:
            token = self._tokens.setdefault((holder, name), tokens.new_token())
            self._offers[token] = _Offer(file, holder, self._clock() + LIFETIME)
            self._offers.move_to_end(token)
            self._drop_expired()
        return ADDRESS.format(token=token)

    def take(self, holder: str, token: str) -> File | None:
        """The file of this token; None where it is another holder's, expired, or never existed."""
        with self._lock:
            self._drop_expired()
            offer = self._offers.get(token)
        return offer.file if offer and tokens.equal(offer.holder, holder) else None

    def _drop_expired(self) -> None:
        now = self._clock()
        expired = [token for token, offer in self._offers.items() if offer.until <= now]
        for token in [*expired, *list(self._offers)[:-_LIMIT]]:
            self._offers.pop(token, None)
        self._tokens = {key: token for key, token in self._tokens.items() if token in self._offers}


offers = Offers()
"""The offers of this server."""
