"""What the front gate costs a page, and how soon an honest page is there after a flood."""

import asyncio
import time
from contextlib import ExitStack
from unittest import mock

from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed

from pilots.gate import allowances, conversation
from pilots.gate.front_gate import FrontGate
from pilots.gate.limits import Rate
from tests.bench.figures import Floor, Report, Target
from tests.bench.serving import Server
from tests.bench.timing import seconds, tell
from tests.support.patience import PATIENCE
from tests.support.stranger import a_rerun, a_socket, honest_page

LITTLE = Target("value", most=2)
SOON = Target("value", most=1)
FLOODS = (300, 3000)
"""Reruns that a stranger asks for on one WebSocket, without a pause."""

_TIMES = 300


def measure(server: Server, size: int, report: Report) -> None:
    """`server` is one that nobody else uses meanwhile."""
    tell("the front gate")
    page, sent = _one_run(server)
    cost = _cpu(sent, with_gate=True) - _cpu(sent, with_gate=False)
    report.add("gate.cost", size, 100 * cost / page, "% of a page's run", None, LITTLE)
    calm = min(honest_page(server) for _ in range(3))
    for reruns in FLOODS:
        tell(f"a flood of {reruns:,} runs")
        waited = _after_a_flood(server, reruns)
        floor = Floor("the same page before it", calm)
        report.add(f"flood.{reruns}", size, waited, "s", floor, SOON)


def _after_a_flood(server: Server, reruns: int) -> float:
    """Seconds until an honest page is there, which is asked for as soon as the flood was sent."""
    with a_socket(server) as stranger:
        try:
            for _ in range(reruns):
                stranger.send(a_rerun())
        except ConnectionClosed:  # cut off before it was done
            pass
        return honest_page(server)


def _one_run(server: Server) -> tuple[float, list[bytes]]:
    """The seconds that a page takes, and the messages that it sends."""
    with a_socket(server) as page:

        def run() -> list[bytes]:
            page.send(a_rerun())
            sent = []
            while not sent or ForwardMsg.FromString(sent[-1]).WhichOneof("type") != (
                "script_finished"
            ):
                content = page.recv(timeout=PATIENCE)
                assert isinstance(content, bytes)
                sent.append(content)
            return sent

        sent = run()
        return min(seconds(run) for _ in range(10)), sent


def _cpu(sent: list[bytes], with_gate: bool) -> float:
    """Seconds of processor time for one message in and these out, without a network."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        for _ in range(_TIMES):
            await receive()
            for content in sent:
                await send({"type": "websocket.send", "bytes": content})

    async def receive() -> Message:
        return {"type": "websocket.receive", "bytes": a_rerun()}

    async def send(_event: Message) -> None:
        return

    async def converse() -> float:
        scope = {"type": "websocket", "headers": [], "client": ("192.0.2.1", 1)}
        began = time.process_time()
        await (FrontGate(app, lambda: True) if with_gate else app)(scope, receive, send)
        return (time.process_time() - began) / _TIMES

    endless = Rate(at_once=10**9, a_second=10**9)
    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(conversation, "OF_A_SOCKET", endless))
        stack.enter_context(mock.patch.object(allowances, "MESSAGES", endless))
        return min(asyncio.run(converse()) for _ in range(7))
