"""Somebody who speaks Streamlit's protocol to the server by hand, and an honest page."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.bench.visitor import visit
from tests.support.patience import PATIENCE
from tests.support.server import Server

RESPONSIVE = 60
"""Seconds in which a page is there, also on a busy machine; a quiet one takes a fraction of one.
Without the gate it was some minutes, or never."""


def beside_a_flood(calm: float) -> float:
    """Seconds in which a page is there beside a flood, where it takes `calm` without.

    Measured on the same machine just before, and with much to spare, so that other work on it
    does not decide. Without the gate it was some minutes.
    """
    return 60 + 20 * calm


@contextmanager
def a_socket(server: Server, **options: Any) -> Iterator[ClientConnection]:
    """A WebSocket as a program opens one: raises InvalidStatus where it is refused."""
    address = server.url.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(
        address,
        subprotocols=["streamlit"],  # type: ignore[list-item]
        max_size=None,
        open_timeout=PATIENCE,
        close_timeout=1,
        ping_timeout=PATIENCE,
        **options,
    ) as socket:
        yield socket


def saying(**fields: Any) -> bytes:
    """A message with one of its kinds set."""
    return BackMsg(**fields).SerializeToString()


def a_rerun(query: str = "") -> bytes:
    """Asks for the page to be drawn."""
    message = BackMsg()
    message.rerun_script.query_string = query
    return message.SerializeToString()


def closed_with(socket: ClientConnection, *sent: bytes | str) -> int | None:
    """The code with which the server closes it upon these messages."""
    with suppress(ConnectionClosed):
        for message in sent:
            socket.send(message)
        while True:
            socket.recv(timeout=PATIENCE)
    return socket.close_code


def honest_page(server: Server, page: str = "", query: str = "") -> float:
    """Open a page as a browser does: the seconds it takes; an error where it shows one."""
    with visit(server.port, page, query) as visitor:
        return visitor.run()


def session_of(socket: ClientConnection, page: str = "") -> str:
    """Open a page to its end on this WebSocket: the id of its session."""
    message = BackMsg()
    message.rerun_script.page_name = page
    socket.send(message.SerializeToString())
    session = ""
    while True:
        answer = ForwardMsg.FromString(socket.recv(timeout=PATIENCE))
        kind = answer.WhichOneof("type")
        if kind == "new_session":
            session = answer.new_session.initialize.session_id
        elif kind == "script_finished":
            return session
