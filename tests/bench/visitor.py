"""A visitor without a browser: speaks Streamlit's own protocol to a running server.

Chosen because it times what the server does, script and messages and all, and nothing else:
no drawing, no test library in between, and it is as stable as the server is. A visit opens
the WebSocket that the page would open, asks for a page with its query string, and reads
messages until the script has finished. What a browser adds is timed in `browser.py`.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect

from tests.support.patience import PATIENCE


class Failed(RuntimeError):
    """A page showed an error instead of what it should show."""


class Visitor:
    """One session in one tab."""

    def __init__(self, connection: ClientConnection, page: str, query: str) -> None:
        self._connection = connection
        self._page = page
        self._query = query
        self._hash = ""
        """Of the page that is open; '' until the server has named it."""
        self._cached: dict[str, None] = {}
        """Hashes of the messages the server need not send again."""
        self._widgets: dict[str, WidgetState] = {}
        self.pages: list[str] = []
        """The addresses of all pages, the default one is ''."""
        self.shown: Counter[str] = Counter()
        """How many elements of each type the last run sent."""
        self._ids: list[str] = []

    def run(self, trigger: WidgetState | None = None) -> float:
        """Run the page once, as a click would; the seconds until its script has finished."""
        request = self._request(trigger)
        self.shown.clear()
        self._ids.clear()
        start = perf_counter()
        self._connection.send(request)
        while not self._read():
            pass
        return perf_counter() - start

    def fill(self, ending: str, **value: str) -> None:
        """Give a widget a value for the next runs; `ending` is how its id ends."""
        state = WidgetState(id=self._id(ending), **value)
        self._widgets[state.id] = state

    def click(self, ending: str) -> float:
        """Press the button whose id ends like this."""
        return self.run(WidgetState(id=self._id(ending), trigger_value=True))

    def has(self, ending: str) -> bool:
        return any(id.endswith(ending) for id in self._ids)

    def _id(self, ending: str) -> str:
        return next(id for id in self._ids if id.endswith(ending))

    def _request(self, trigger: WidgetState | None) -> bytes:
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self._query
        state.page_script_hash = self._hash
        state.page_name = "" if self._hash else self._page
        state.cached_message_hashes.extend(self._cached)
        state.widget_states.widgets.extend(self._widgets.values())
        if trigger:
            state.widget_states.widgets.append(trigger)
        return message.SerializeToString()

    def _read(self) -> bool:
        """Take in one message; True for the one that ends the run."""
        message = ForwardMsg()
        message.ParseFromString(self._connection.recv(timeout=PATIENCE))
        kind = message.WhichOneof("type")
        if message.metadata.cacheable and message.hash:
            self._cached[message.hash] = None
        if kind == "navigation":
            self._hash = message.navigation.page_script_hash
            self.pages = [page.url_pathname for page in message.navigation.app_pages]
        elif kind == "new_session" and not self._hash:
            self._hash = message.new_session.page_script_hash
        elif kind == "delta":
            self._heed(message)
        return kind == "script_finished" and message.script_finished != _EARLY

    def _heed(self, message: ForwardMsg) -> None:
        delta = message.delta
        if delta.WhichOneof("type") == "add_block":
            self.shown["block"] += 1
            self._ids.append(delta.add_block.tab_container.id)
            return
        kind = delta.new_element.WhichOneof("type")
        if kind is None:  # a message in passing, such as a spinner
            return
        self.shown[kind] += 1
        element = getattr(delta.new_element, kind)
        self._ids.append(getattr(element, "id", ""))
        if kind == "exception" or (kind == "alert" and element.format == element.ERROR):
            raise Failed(f"page {self._page or '(first)'} shows: {element}")


_EARLY = ForwardMsg.FINISHED_EARLY_FOR_RERUN


@contextmanager
def visit(port: int, page: str = "", query: str = "") -> Iterator[Visitor]:
    """A new session, that has not run yet."""
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    with connect(
        address,
        subprotocols=["streamlit"],
        max_size=None,
        open_timeout=PATIENCE,
        ping_timeout=PATIENCE,
    ) as connection:
        yield Visitor(connection, page, query)
