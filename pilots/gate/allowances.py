"""How much each address may ask of the server, in all its pages together."""

import asyncio

from pilots.gate.limits import Buckets, Rate

SESSIONS = Rate(at_once=250, a_second=20)
"""New WebSockets: one for each page that is opened, and each costs a session."""

MESSAGES = Rate(at_once=50, a_second=50)
"""Messages of all WebSockets: no more pages than that can be drawn in a second anyway."""

SECRETS = Rate(at_once=60, a_second=10)
"""Tries of what only some know, or that costs a question to a provider: links, calendars, files,
signing in. A room full of people who open the same link at once stays below it."""

LONGEST_WAIT = 1.0
"""Seconds that a new WebSocket and a try wait for their turn, at most; then they are refused."""


class Allowances:
    """What addresses have left."""

    def __init__(self) -> None:
        self._sessions, self._messages = Buckets(SESSIONS), Buckets(MESSAGES)
        self._secrets = Buckets(SECRETS)

    async def may_enter(self, address: str) -> bool:
        """Wait for a turn to open a WebSocket; False where there are too many before it."""
        return await _comes(self._sessions.turn(address, LONGEST_WAIT))

    async def may_try(self, address: str) -> bool:
        """Wait for a turn to try a secret; False where there are too many before it."""
        return await _comes(self._secrets.turn(address, LONGEST_WAIT))

    def until_message(self, address: str) -> float:
        """Take a turn for a message: the seconds until it comes."""
        return self._messages.turn(address) or 0.0


async def _comes(wait: float | None) -> bool:
    if wait:
        await asyncio.sleep(wait)
    return wait is not None
