"""Which sign-ins still count: what makes a copied cookie worth nothing after signing out.

The cookie of who signed in holds a token, and is good for as long as it exists, whoever has it.
So it is remembered of each person which token is their newest, and up to which one they signed
out. Tokens are compared by the moment that stands in them, never with our own clock: a provider's
can be minutes behind, and who signs out must be able to come back at once.

It is no record of what anybody did, so it is not in the logbook; and it holds no address, only
its digest.
"""

from contextlib import suppress
from dataclasses import dataclass, replace

from pilots.errors import TrackerError
from pilots.signin.tokens import digest
from pilots.store.logbook import Logbook

_TABLE = """
CREATE TABLE IF NOT EXISTS sign_ins (
    person VARCHAR NOT NULL,
    newest BIGINT NOT NULL,
    ended BIGINT NOT NULL
)"""

_NEVER = -1


@dataclass(frozen=True)
class _Person:
    newest: int = _NEVER
    """When their newest token was issued: seconds, as it says itself."""
    ended: int = _NEVER
    """The token up to which they signed out."""


class SignIns:
    """The sign-ins of everybody. One process owns the database, so they are read once."""

    def __init__(self, logbook: Logbook) -> None:
        self._logbook = logbook
        self._database = logbook.database
        with logbook.explaining(), self._database.lock, self._database.cursor() as cursor:
            cursor.execute(_TABLE)
            rows = cursor.execute("SELECT person, newest, ended FROM sign_ins").fetchall()
        self._known = {person: _Person(newest, ended) for person, newest, ended in rows}

    def counts(self, address: str, issued: int) -> bool:
        """Whether this token of theirs is one they did not sign out of. It is remembered."""
        person = digest(address)
        known = self._known.get(person, _Person())
        if issued > known.newest:
            # Written down for after a restart; a full disk keeps nobody out.
            with suppress(TrackerError):
                self._keep(person, replace(known, newest=issued))
        return issued > known.ended

    def end(self, address: str) -> None:
        """Sign somebody out, wherever they are signed in. Raises as the logbook does."""
        person = digest(address)
        if known := self._known.get(person):
            self._keep(person, replace(known, ended=known.newest))

    def _keep(self, person: str, known: _Person) -> None:
        # First in memory: what cannot be written holds for as long as the server runs.
        self._known[person] = known
        with self._logbook.explaining(), self._database.lock, self._database.cursor() as cursor:
            cursor.begin()
            cursor.execute("DELETE FROM sign_ins WHERE person = $person", {"person": person})
            cursor.execute(
                "INSERT INTO sign_ins VALUES ($person, $newest, $ended)",
                {"person": person, "newest": known.newest, "ended": known.ended},
            )
            cursor.commit()
