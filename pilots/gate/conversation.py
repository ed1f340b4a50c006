"""One WebSocket: what is read from it before Streamlit does, and how fast.

A message over the rate is not lost, it waits; meanwhile nothing more is read, and the sender's own
buffers fill. Whoever stays over it for long is cut off.
"""

import asyncio
from time import monotonic

from starlette.types import Message, Receive, Send

from pilots.gate import messages
from pilots.gate.allowances import Allowances
from pilots.gate.limits import Bucket, Rate
from pilots.gate.runs import Run, Runs, has_ended
from pilots.gate.sockets import Socket

OF_A_SOCKET = Rate(at_once=50, a_second=10)
"""Messages: somebody who taps as fast as they can sends some five a second."""

LONGEST_OVER = 10
"""Seconds of waiting without a pause, after which a sender is cut off."""

PAUSE = 0.1
"""Seconds without a message: whoever floods has the next one there already."""

UNSUPPORTED, PROTOCOL_ERROR, TOO_BIG, TRY_LATER = 1003, 1002, 1009, 1013
"""Why a WebSocket is closed (RFC 6455)."""


class _Refused(Exception):
    """The WebSocket is closed, with this code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Conversation:
    """The `receive` and `send` of a WebSocket, as Streamlit gets them."""

    def __init__(
        self,
        receive: Receive,
        send: Send,
        address: str,
        socket: Socket,
        allowances: Allowances,
        runs: Runs,
    ) -> None:
        self._receive, self._send = receive, send
        self._address, self._socket, self._allowances = address, socket, allowances
        self._runs = runs
        self._run: Run | None = None
        self._bucket = Bucket(OF_A_SOCKET)
        self._waited = 0.0
        self._link: str | None = None
        self._has_ended = False

    async def receive(self) -> Message:
        """The next message that pages need."""
        while True:
            began = monotonic()
            event = await self._receive()
            if monotonic() - began > PAUSE:
                self._waited = 0
            if event["type"] != "websocket.receive":
                return event
            try:
                is_needed = await self._let_in(event.get("bytes"))
            except _Refused as refused:
                await self.end(refused.code)
                return {"type": "websocket.disconnect", "code": refused.code}
            if is_needed:
                return event

    def close(self) -> None:
        """Nothing more is drawn for it."""
        if self._run:
            self._run.end()

    async def send(self, event: Message) -> None:
        """Send, unless it has ended: Streamlit hears of that only at its next `receive`.

        Told at once, it takes a reader who left for one who broke the rules, and logs a traceback.
        """
        if self._run and has_ended(event.get("bytes")):
            self._run.end()
        if self._has_ended:
            return
        try:
            await self._send(event)
        except OSError:  # the reader has left
            self._has_ended = True

    async def end(self, code: int) -> None:
        """Close it."""
        await self.send({"type": "websocket.close", "code": code})
        self._has_ended = True

    async def _let_in(self, content: bytes | None) -> bool:
        """Wait for the turn of this message; whether pages need it.

        Raises _Refused where the WebSocket is closed instead.
        """
        if content is None:
            raise _Refused(UNSUPPORTED)
        if len(content) > messages.MOST_BYTES:
            raise _Refused(TOO_BIG)
        if not await self._waits_its_turn():
            raise _Refused(TRY_LATER)
        message = messages.read(content)
        if message is None:
            raise _Refused(PROTOCOL_ERROR)
        self._socket.heard_at = monotonic()
        if not await self._may_try(messages.link(message)):
            raise _Refused(TRY_LATER)
        if messages.is_run(message) and not (self._run and self._run.is_under_way):
            self._run = await self._runs.begin(self._bucket.taken)
        return messages.is_needed(message)

    async def _waits_its_turn(self) -> bool:
        """Whether its turn came before it was over the rate for too long."""
        wait = max(self._bucket.turn() or 0.0, self._allowances.until_message(self._address))
        self._waited += wait
        if wait:
            await asyncio.sleep(wait)
        return self._waited < LONGEST_OVER

    async def _may_try(self, link: str | None) -> bool:
        """Whether a shared link may be tried; the one that was tried last always may."""
        if link is None or link == self._link:
            return True
        self._link = link
        return await self._allowances.may_try(self._address)
