"""The parts of the front gate: rates, rooms, places, and the kinds of message that pages need."""

import asyncio
import logging
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from pilots.gate import allowances, messages, request_origin, runs
from pilots.gate.front_gate import FrontGate
from pilots.gate.limits import MOST_ADDRESSES, Bucket, Buckets, Rate
from pilots.gate.process_singletons import singleton
from pilots.gate.runs import AT_A_TIME, Runs, has_ended
from pilots.gate.server_log import hide_session_ids
from pilots.gate.sockets import Sockets
from pilots.gate.uploads import DRAWING_SECONDS, MOST, MOST_OF_A_SESSION, Uploads


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


# --- messages ------------------------------------------------------------------------------------

KINDS = [field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields]
OPERATION = "backend_operation_request"
NEEDED = {"rerun_script", "stop_script", "app_heartbeat", "file_urls_request"}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != OPERATION])
def test_a_kind_of_message_is_let_through_only_if_pages_need_it(kind: str) -> None:
    message = BackMsg()
    field = BackMsg.DESCRIPTOR.fields_by_name[kind]
    if field.message_type:
        getattr(message, kind).SetInParent()
    else:
        setattr(message, kind, True)
    read = messages.read(message.SerializeToString())
    assert read is not None
    assert messages.is_needed(read) == (kind in NEEDED)


@pytest.mark.parametrize(
    "field",
    list(BackMsg().backend_operation_request.DESCRIPTOR.fields),
    ids=lambda field: field.name,
)
def test_of_operations_only_downloads_and_large_tables_are_let_through(field: Any) -> None:
    message = BackMsg()
    message.backend_operation_request.request_id = "1"
    if field.message_type:
        getattr(message.backend_operation_request, field.name).SetInParent()
    assert messages.is_needed(message) == (field.name in {"deferred_file", "dataframe_chunk"})


def test_what_comes_last_in_a_message_decides_as_it_does_for_streamlit() -> None:
    rerun, clear = BackMsg(), BackMsg(clear_cache=True)
    rerun.rerun_script.query_string = "x"
    both = messages.read(rerun.SerializeToString() + clear.SerializeToString())
    assert both is not None
    assert not messages.is_needed(both)


def test_a_forged_message_never_reaches_streamlit() -> None:
    forged = [BackMsg(**{kind: True}) for kind in set(KINDS) - NEEDED - {OPERATION}]
    forged += [BackMsg(), BackMsg(backend_operation_request={"install_skills": {}})]
    wanted = BackMsg(app_heartbeat=True)
    sent = [message.SerializeToString() for message in [*forged, wanted, *forged]]
    assert len(forged) >= 7
    assert through_the_gate(sent) == ([wanted.SerializeToString()], [])


def test_who_guesses_links_is_cut_off_and_who_has_one_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(allowances, "SECRETS", Rate(at_once=2, a_second=0.001))
    has_one = [a_run("deel=mine&lang=nl")] * 20
    assert through_the_gate(has_one) == (has_one, [])
    guesses = [a_run(f"deel={number}") for number in range(20)]
    assert through_the_gate(guesses) == (guesses[:2], [1013])


def a_run(query: str) -> bytes:
    return BackMsg(rerun_script={"query_string": query}).SerializeToString()


def through_the_gate(sent: list[bytes]) -> tuple[list[bytes], list[int]]:
    """What the app behind the gate gets of these messages of one WebSocket, and with which codes
    it is closed."""
    coming: list[Any] = [{"type": "websocket.receive", "bytes": content} for content in sent]
    coming += [{"type": "websocket.disconnect", "code": 1000}]
    arrived: list[bytes] = []
    closed: list[int] = []

    async def app(_scope: Scope, receive: Receive, _send: Send) -> None:
        while (event := await receive())["type"] == "websocket.receive":
            arrived.append(event["bytes"])

    async def receive() -> Any:
        return coming.pop(0)

    async def send(event: Any) -> None:
        closed.append(event["code"])

    gate = FrontGate(app, can_open=lambda: True)
    asyncio.run(gate({"type": "websocket", "headers": []}, receive, send))
    return arrived, closed


def test_nothing_and_what_is_unknown_are_not_needed() -> None:
    for content in (b"", b"\xfa\x3f\x03abc"):
        read = messages.read(content)
        assert read is not None
        assert not messages.is_needed(read)
    assert messages.read(b"\xff\xff") is None


# --- who asks ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("somewhere", "somewhere"),
        (None, ""),
    ],
)
def test_an_address_is_a_network_where_one_person_has_all_of_it(
    host: str | None, address: str
) -> None:
    assert request_origin.address({"type": "http", "client": host and (host, 1)}) == address


# --- rates ---------------------------------------------------------------------------------------


def test_so_many_go_at_once_and_the_others_wait_their_turn() -> None:
    clock = Clock()
    bucket = Bucket(Rate(at_once=3, a_second=2), clock)
    assert [bucket.turn() for _ in range(5)] == [0, 0, 0, 0.5, 1.0]
    assert bucket.turn(most=1.0) is None
    clock.now = 1.0
    assert bucket.turn(most=1.0) == 0.5
    clock.now = 60.0
    assert [bucket.turn() for _ in range(4)] == [0, 0, 0, 0.5]


def test_one_address_takes_nothing_from_another_and_not_all_are_remembered() -> None:
    buckets = Buckets(Rate(at_once=1, a_second=1), Clock())
    assert buckets.turn("a") == 0
    assert buckets.turn("b") == 0
    assert buckets.turn("a", most=0.5) is None
    for number in range(MOST_ADDRESSES + 5):
        buckets.turn(str(number))
    assert len(buckets._buckets) == MOST_ADDRESSES


# --- sockets -------------------------------------------------------------------------------------


def test_the_longest_silent_socket_of_whoever_has_most_gives_way() -> None:
    async def enter(address: str, ended: list[str], name: str) -> None:
        try:
            with sockets.open(address) as socket:
                socket.heard_at = len(names)
                names.append(name)
                await asyncio.Event().wait()
        except asyncio.CancelledError:
            ended.append(name)

    async def play() -> list[str]:
        ended: list[str] = []
        tasks = []
        for address, name in (
            ("team", "team"),
            ("crowd", "first"),
            ("crowd", "second"),
            ("crowd", "third"),  # one too many of this address
            ("other", "other"),  # one too many of all
        ):
            tasks.append(asyncio.create_task(enter(address, ended, name)))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
        seen = list(ended)
        for task in tasks:
            task.cancel()
        return seen

    names: list[str] = []
    sockets = Sockets(most=3, most_of_an_address=2)
    assert asyncio.run(play()) == ["first", "second"]


# --- runs ----------------------------------------------------------------------------------------


def test_who_asked_for_least_is_drawn_next() -> None:
    async def play() -> list[str]:
        order: list[str] = []
        places = Runs()
        first = [await places.begin(0) for _ in range(AT_A_TIME)]

        async def ask(name: str, asked: float) -> None:
            run = await places.begin(asked)
            order.append(name)
            run.end()

        gone = asyncio.create_task(ask("gone", 0))
        others = [
            asyncio.create_task(ask(name, asked))
            for name, asked in (("flood", 50), ("honest", 1), ("later", 1))
        ]
        await asyncio.sleep(0)
        gone.cancel()
        first[0].end()
        first[0].end()  # a place is given back once
        await asyncio.gather(*others)
        for run in first:
            run.end()
        assert places._free == AT_A_TIME
        return order

    assert asyncio.run(play()) == ["honest", "later", "flood"]


def test_a_run_that_takes_long_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "LONGEST", 0.01)

    async def play() -> None:
        places = Runs()
        for _ in range(3 * AT_A_TIME):
            await places.begin(0)  # none of them ends

    asyncio.run(play())


def test_the_end_of_a_run_is_seen_and_a_run_that_was_broken_off_is_no_end() -> None:
    ended = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY).SerializeToString()
    early = ForwardMsg(script_finished=ForwardMsg.FINISHED_EARLY_FOR_RERUN).SerializeToString()
    assert has_ended(ended)
    assert not has_ended(early)
    assert not has_ended(ForwardMsg(hash="x").SerializeToString())
    assert not has_ended(None)


# --- uploads -------------------------------------------------------------------------------------


class Kept:
    """What Streamlit keeps."""

    def __init__(self) -> None:
        self.file_storage: dict[str, dict[str, Any]] = {}

    def add(self, session: str, name: str, size: int) -> None:
        file = SimpleNamespace(data=bytes(size))
        self.file_storage.setdefault(session, {})[name] = file

    def remove_session_files(self, session_id: str) -> None:
        self.file_storage.pop(session_id, None)


def test_a_field_is_open_from_when_it_is_drawn_until_a_page_without_it() -> None:
    clock = Clock()
    uploads = Uploads(clock)
    uploads.begin_run("one")
    assert not uploads.is_offered("one")
    uploads.offer("one")
    assert not uploads.is_offered("another")
    clock.now = 5000
    uploads.begin_run("one")
    assert uploads.is_offered("one"), "it may be drawn again further down"
    clock.now += DRAWING_SECONDS / 2
    uploads.begin_run("one")
    clock.now += DRAWING_SECONDS / 2
    assert not uploads.is_offered("one")


def test_what_arrives_counts_beside_what_is_kept_and_is_given_back() -> None:
    largest = 5_000_000
    uploads, kept = Uploads(Clock()), Kept()
    kept.add("one", "kept", largest)
    with uploads.reserve("one", largest, largest, kept) as first:
        assert first
        with uploads.reserve("one", 1, largest, kept) as second:
            assert not second
    with uploads.reserve("one", largest, largest, kept) as again:
        assert again
    for number in range(MOST - 1):
        kept.add(str(number), "kept", largest)
    with uploads.reserve("new", 1, largest, kept) as full:
        assert not full
    assert MOST_OF_A_SESSION < MOST


def test_what_a_session_left_behind_is_given_back_some_time_after_it_ended() -> None:
    clock = Clock()
    uploads, kept, is_open = Uploads(clock), Kept(), {"one", "two"}
    for session in is_open:
        kept.add(session, "kept", 1)
        uploads.offer(session)
    is_open.remove("one")
    uploads.tidy(kept, is_open.__contains__, kept_seconds=120)
    clock.now = 119
    is_open.add("one")  # it came back
    uploads.tidy(kept, is_open.__contains__, kept_seconds=120)
    is_open.remove("one")
    clock.now = 200
    uploads.tidy(kept, is_open.__contains__, kept_seconds=120)
    assert "one" in kept.file_storage
    clock.now = 320
    uploads.tidy(kept, is_open.__contains__, kept_seconds=120)
    assert set(kept.file_storage) == {"two"}
    assert not uploads.is_offered("one")
    assert uploads.is_offered("two")


# --- what lasts ----------------------------------------------------------------------------------


def test_what_lasts_is_made_once() -> None:
    made: list[object] = []

    def make() -> object:
        made.append(object())
        return made[-1]

    assert singleton("of a test", make) is singleton("of a test", make)
    assert len(made) == 1


# --- addresses that nobody needs ----------------------------------------------------------------


def answered(path: str, **headers: str) -> int:
    """The status that a request gets; 200 where Streamlit would answer it."""
    sent: list[Any] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("")(scope, receive, send)

    async def receive() -> Any:
        return {"type": "http.request", "body": b""}

    async def send(event: Any) -> None:
        sent.append(event)

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "headers": [
            (name.replace("_", "-").encode(), text.encode()) for name, text in headers.items()
        ],
    }
    asyncio.run(FrontGate(app, can_open=lambda: True)(scope, receive, send))
    return int(sent[0]["status"])


@pytest.mark.parametrize("base", ["", "/tracker"])
def test_how_the_server_fares_inside_is_told_to_nobody(base: str) -> None:
    assert answered(f"{base}/_stcore/metrics") == 404
    assert answered(f"{base}/_stcore/health") == 200


@pytest.mark.parametrize(
    ("sent_by", "status"),
    [("cross-site", 404), ("same-site", 404), ("same-origin", 200), ("none", 200), (None, 200)],
)
def test_another_site_signs_nobody_out(sent_by: str | None, status: int) -> None:
    headers = {"sec_fetch_site": sent_by} if sent_by else {}
    assert answered("/auth/logout", **headers) == status


# --- the log -------------------------------------------------------------------------------------


@pytest.fixture
def made_as_before() -> Iterator[None]:
    factory = logging.getLogRecordFactory()
    yield
    logging.setLogRecordFactory(factory)


@pytest.mark.usefixtures("made_as_before")
def test_the_log_of_the_server_holds_no_ids_of_sessions(caplog: pytest.LogCaptureFixture) -> None:
    session = "7a0e4d5c-2f3b-4c1d-9e8f-0123456789ab"
    hide_session_ids()
    with caplog.at_level(logging.INFO):
        logging.getLogger("streamlit.runtime").warning("Session with id %s is connected", session)
        logging.getLogger("uvicorn.access").info('"%s /upload/%s" %d', "PUT", session, 204)
        logging.getLogger("uvicorn.error").info(f"refused {session}")
        logging.getLogger("pilots").info("error %s", session)
    assert [record.getMessage() for record in caplog.records] == [
        "Session with id … is connected",
        '"PUT /upload/…" 204',
        "refused …",
        f"error {session}",
    ]
