"""Session revocation: after signing out, a copied cookie is worth nothing.

The cookie of a signed-in browser holds a token that is valid for as long as it exists, whoever
has it. So for each person the newest token is remembered, and the last one they signed out of.
Tokens are compared by the moment of issue in them, never with our own clock: a provider's clock
can be minutes behind, and whoever signs out must be able to come back at once.
"""

from contextlib import suppress
from dataclasses import replace

from pilots.errors import TrackerError
from pilots.signin.tokens import digest
from pilots.store.logbook import Logbook
from pilots.store.sign_ins import SignIn, SignIns


class Revocation:
    """The tokens of everybody. One process owns the database, so the table is read once."""

    def __init__(self, logbook: Logbook) -> None:
        self._stored = SignIns(logbook)
        self._sign_ins = self._stored.all()

    def is_valid(self, address: str, issued: int) -> bool:
        """Whether a token, issued at this second, was not revoked. It is remembered."""
        person = digest(address)
        sign_in = self._sign_ins.get(person, SignIn())
        if issued > sign_in.newest:
            # Stored for after a restart; a full disk locks nobody out.
            with suppress(TrackerError):
                self._save(person, replace(sign_in, newest=issued))
        return issued > sign_in.ended

    def revoke(self, address: str) -> None:
        """Sign somebody out on every device. Raises DiskFull or NotRecorded."""
        person = digest(address)
        if sign_in := self._sign_ins.get(person):
            self._save(person, replace(sign_in, ended=sign_in.newest))

    def _save(self, person: str, sign_in: SignIn) -> None:
        # First in memory: what cannot be stored holds for as long as the server runs.
        self._sign_ins[person] = sign_in
        self._stored.save(person, sign_in)
