"""The WebSockets that are open: each is a session of Streamlit, with its thread and its memory.

Nobody is refused because others are there. Where there are too many, the one that was silent for
longest gives way: a page in a browser connects again by itself when it is needed, and finds its
session as it was.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

MOST_OF_AN_ADDRESS = 200
"""A neighbourhood centre with everybody online has one address."""

MOST = 1_000
"""Of all addresses together."""


class Socket:
    """An open WebSocket: the task that serves it, and when it was last heard of."""

    def __init__(self) -> None:
        self._task = asyncio.current_task()
        self.heard_at = monotonic()
        self.gives_way = False

    def give_way(self) -> None:
        """End the task, as if the connection were lost."""
        self.gives_way = True
        if self._task:
            self._task.cancel()


class Sockets:
    """The open WebSockets by address. Only for the event loop."""

    def __init__(self, most: int = MOST, most_of_an_address: int = MOST_OF_AN_ADDRESS) -> None:
        self._most, self._most_of_an_address = most, most_of_an_address
        self._open: defaultdict[str, set[Socket]] = defaultdict(set)

    @contextmanager
    def open(self, address: str) -> Iterator[Socket]:
        """A WebSocket for as long as the block lasts; others give way to it where needed."""
        self._make_room(address)
        socket = Socket()
        self._open[address].add(socket)
        try:
            yield socket
        finally:
            self._forget(address, socket)

    def _make_room(self, address: str) -> None:
        if len(self._open.get(address, ())) >= self._most_of_an_address:
            self._give_way(address)
        elif sum(map(len, self._open.values())) >= self._most:
            # Of whoever has most, so that a crowd of strangers' sockets makes room, and no team.
            self._give_way(max(self._open, key=lambda each: len(self._open[each])))

    def _give_way(self, address: str) -> None:
        silent = min(self._open[address], key=lambda socket: socket.heard_at)
        self._forget(address, silent)
        silent.give_way()

    def _forget(self, address: str, socket: Socket) -> None:
        sockets = self._open.get(address, set())
        sockets.discard(socket)
        if not sockets:
            self._open.pop(address, None)
