"""The moments of people's sign-ins and sign-outs: what session revocation remembers.

It is no record of what anybody did, so it is not in the logbook. It is pseudonymous: it holds no
address, only the digest of one.
"""

from dataclasses import dataclass

from pilots.store.logbook import Logbook

_TABLE = """
CREATE TABLE IF NOT EXISTS sign_ins (
    person VARCHAR NOT NULL,
    newest BIGINT NOT NULL,
    ended BIGINT NOT NULL
)"""

_NEVER = -1


@dataclass(frozen=True)
class SignIn:
    """Of one person: the newest token, and the last one that was revoked."""

    newest: int = _NEVER
    """When their newest token was issued, as it says itself: seconds since 1970."""
    ended: int = _NEVER
    """Tokens that were issued at or before this moment are revoked."""


class SignIns:
    """All sign-ins, by the digest of their address. Raises DiskFull or NotRecorded."""

    def __init__(self, logbook: Logbook) -> None:
        self._logbook = logbook
        with logbook.side_transaction() as cursor:
            cursor.execute(_TABLE)

    def all(self) -> dict[str, SignIn]:
        with self._logbook.database.cursor() as cursor:
            rows = cursor.execute("SELECT person, newest, ended FROM sign_ins").fetchall()
        return {person: SignIn(newest, ended) for person, newest, ended in rows}

    def save(self, person: str, sign_in: SignIn) -> None:
        with self._logbook.side_transaction() as cursor:
            cursor.execute("DELETE FROM sign_ins WHERE person = $person", {"person": person})
            cursor.execute(
                "INSERT INTO sign_ins VALUES ($person, $newest, $ended)",
                {"person": person, "newest": sign_in.newest, "ended": sign_in.ended},
            )
