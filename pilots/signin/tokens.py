"""Tokens of capability URLs: whoever knows the address may read what is there.

Only the digest of a token is stored. Whoever reads the logbook, an export or a back-up learns
no address from it; a token that was lost cannot be recovered, only replaced.
"""

import hashlib
import hmac
import secrets

_BYTES = 32


def new_token() -> str:
    """256 random bits, in characters that can stand in an address."""
    return secrets.token_urlsafe(_BYTES)


def digest(token: str) -> str:
    """The SHA-256 that is stored of a token. A random token of 256 bits needs no salt."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def equal(one: str, other: str) -> bool:
    """Whether two secrets are equal, by a constant-time comparison."""
    return hmac.compare_digest(one.encode(errors="replace"), other.encode(errors="replace"))


def matches(token: str, stored: str) -> bool:
    """Whether a stored digest is of this token, by a constant-time comparison."""
    return equal(digest(token), stored)
