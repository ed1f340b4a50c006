"""Secret addresses: who knows one may read what is there, and nobody can guess one.

Only the digest of a token is kept. Who reads the logbook, an export or a back-up learns no
address from it; a token that was lost cannot be found back, only replaced.
"""

import hashlib
import hmac
import secrets

_BYTES = 32


def new_token() -> str:
    """256 bits drawn by lot, in characters that can stand in an address."""
    return secrets.token_urlsafe(_BYTES)


def digest(token: str) -> str:
    """What is kept of a token. No salt or stretching: nobody tries 256 bits one by one."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two secrets are alike, in a time that tells nothing of how nearly."""
    return hmac.compare_digest(one.encode(errors="replace"), other.encode(errors="replace"))


def fits(token: str, kept: str) -> bool:
    """Whether this digest is of this token, in a time that tells nothing of how nearly."""
    return same(digest(token), kept)
