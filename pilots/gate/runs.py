"""How many pages are drawn at the same time, and who is next.

Every run is a thread, and with many of them at work even a short answer waits for each of them.
A few at a time are all done sooner; and while somebody asks for hundreds, whoever asked for
little is next.
"""

import asyncio
import heapq
from itertools import count

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

AT_A_TIME = 2
"""Runs at the same time: Python computes one, and another may wait for the disk meanwhile."""

LONGEST = 1.0
"""Seconds after which a run no longer counts: one that takes so long mostly waits itself."""

_SHORT = 400
"""Bytes below which a message may be the one that says that a run has ended."""


class Runs:
    """The runs under way, and those that wait. Only for the event loop."""

    def __init__(self) -> None:
        self._free = AT_A_TIME
        self._waiting: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = count()

    async def begin(self, asked: float) -> "Run":
        """Wait for a place; whoever `asked` for least is next."""
        if self._free:
            self._free -= 1
        else:
            place = asyncio.get_running_loop().create_future()
            heapq.heappush(self._waiting, (asked, next(self._numbers), place))
            try:
                await place
            except asyncio.CancelledError:
                if place.done() and not place.cancelled():
                    self.give_back()
                raise
        return Run(self)

    def give_back(self) -> None:
        """A place is free: for the next who still waits."""
        while self._waiting:
            _asked, _number, place = heapq.heappop(self._waiting)
            if not place.done():
                place.set_result(None)
                return
        self._free += 1


class Run:
    """A place that is taken until the run has ended, and not for long."""

    def __init__(self, runs: Runs) -> None:
        self._runs = runs
        self.is_under_way = True
        self._timer = asyncio.get_running_loop().call_later(LONGEST, self.end)

    def end(self) -> None:
        """Give the place back, once."""
        if self.is_under_way:
            self.is_under_way = False
            self._timer.cancel()
            self._runs.give_back()


def has_ended(sent: bytes | None) -> bool:
    """Whether a page is told by this message that its run has ended, and was not broken off."""
    if sent is None or len(sent) > _SHORT:
        return False
    message = ForwardMsg.FromString(sent)
    if message.WhichOneof("type") != "script_finished":
        return False
    return bool(message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN)
