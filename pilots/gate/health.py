"""Whether pages can open, for whoever watches over the server."""

import asyncio
from collections.abc import Callable
from time import monotonic

from starlette.concurrency import run_in_threadpool

REMEMBERED_SECONDS = 1
"""However often somebody asks, it is looked at once in so many seconds."""


class Health:
    """Remembers for a moment what `can_open` said, which may have to open the tracker for it."""

    def __init__(self, can_open: Callable[[], bool]) -> None:
        self._can_open = can_open
        self._one_at_a_time = asyncio.Lock()
        self._was_good = False
        self._seen_at: float | None = None

    async def is_good(self) -> bool:
        """Whether pages can open."""
        async with self._one_at_a_time:
            if self._seen_at is None or monotonic() - self._seen_at > REMEMBERED_SECONDS:
                self._was_good = await run_in_threadpool(self._can_open)
                self._seen_at = monotonic()
            return self._was_good
