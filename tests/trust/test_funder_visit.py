"""Everything that the server sends a funder in a full visit, searched for secret words.

All traffic is searched, not only what the page shows: pages, scripts, pictures, files and the
frames of the WebSocket, which carry the content of every page.
"""

import re
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    Error,
    Page,
    Response,
    WebSocket,
    expect,
)
from pypdf import PdfReader

from pilots.access import Grant, Role, Viewer
from pilots.tracker import Tracker
from schemas import (
    Better,
    Consent,
    Decision,
    DecisionKind,
    Measurement,
    Outcome,
    Question,
    Record,
    Report,
    Review,
    Standing,
    Story,
)
from tests.support import planted
from tests.support.browsing import new_page, settle
from tests.support.planted import ACTOR, DAY, NORTH, NORTHERN_PILOT
from tests.support.server import Server, serving

pytestmark = pytest.mark.slow

ANNA = Viewer(ACTOR, (Grant(Role.ADMINISTRATOR),))
SECRET = {word for _record, word in [*planted.withheld(), *planted.unshared()]} | {ACTOR}

SHOWN: list[Record] = [
    NORTHERN_PILOT,
    Question(id="question", pilot=NORTH, text="Hoe leren buren elkaar kennen?", since=DAY),
    Outcome(
        id="outcome",
        pilot=NORTH,
        statement="Buren kennen elkaar",
        unit="buren",
        better=Better.HIGHER,
        baseline=10,
        target=30,
    ),
    *(
        Measurement(
            id=f"m{n}",
            pilot=NORTH,
            outcome="outcome",
            measured_on=DAY.replace(day=n + 1),
            value=10 + n,
        )
        for n in range(8)
    ),
    Decision(
        id="stop",
        pilot=NORTH,
        text="De koffie in de hal stopt",
        kind=DecisionKind.STOP,
        decider="Geheim decider",
        decided_on=DAY,
    ),
    Review(
        id="held",
        pilot=NORTH,
        held_on=DAY,
        present=("Geheim present",),
        notes="Geheim notes",
        status=Standing.AT_RISK,
        why="Er komen weinig buren",
        since=0,
        upto=5,
    ),
    Story(
        id="told",
        pilot=NORTH,
        title="Twee buren tuinieren samen",
        what="Ze kwamen elkaar tegen bij de koffie.",
        teller="Geheim teller",
        source="Geheim source",
        consent=Consent.GIVEN,
        consent_on=DAY,
        happened_on=DAY,
    ),
]
"""Records that a funder sees, with secret words in the fields that a funder does not."""

SECRET |= {f"Geheim {word}" for word in ("decider", "present", "notes", "teller", "source")}


@dataclass
class Sent:
    """Everything that the server sent, as raw bytes."""

    parts: dict[str, list[bytes]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    """Of the page at each path."""
    dialogs: set[str] = field(default_factory=set)
    """The paths where a dialog stood over the page: it says that there is no such page."""

    def watch(self, page: Page) -> None:
        page.context.on("response", self._answered)
        page.on("websocket", self._connected)

    def add(self, where: str, content: bytes) -> None:
        self.parts.setdefault(where, []).append(content)

    def _answered(self, response: Response) -> None:
        try:
            content = response.body()
        except Error:  # an answer without content, such as one that leads elsewhere
            content = b""
        self.add(response.url, repr(response.headers).encode() + content)

    def _connected(self, socket: WebSocket) -> None:
        def came(frame: str | bytes) -> None:
            self.add("websocket", frame.encode() if isinstance(frame, str) else frame)

        socket.on("framereceived", came)

    def found(self, words: set[str]) -> dict[str, set[str]]:
        """Which of these words were sent, by address."""
        return {
            where: present
            for where, contents in self.parts.items()
            if (present := {word for word in words if word.encode() in b"\n".join(contents)})
        }


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("visit") / "tracker.duckdb"
    tracker = Tracker(path)
    tracker.record(ANNA, *SHOWN, *planted.records(planted.withheld(), planted.unshared()))
    tracker.record(
        ANNA,
        Report(
            id="report",
            pilot=NORTH,
            title="Verslag van het najaar",
            since=DAY.replace(month=7, day=1),
            until=DAY.replace(month=12, day=31),
            summary="Buren leren elkaar langzaam kennen.",
            upto=tracker.head,
            published_on=DAY,
        ),
    )
    tracker.close()
    return path


def visit(browser: Browser, server: Server, paths: list[str], opening: bool = True) -> Sent:
    """Go to every path; with `opening`, also open every tab and make and fetch every file."""
    sent = Sent()
    page = new_page(browser, accept_downloads=True)
    context = page.context
    sent.watch(page)
    for path in paths:
        page.goto(f"{server.url}/{path}")
        _wait_for_all(page)
        sent.titles[path] = page.get_by_role("heading", level=1).inner_text()
        if page.get_by_role("dialog").count():
            sent.dialogs.add(path)
        if opening:
            _open_all(page)
            _fetch_all(page, sent)
    for address in ADDRESSES:
        sent.add(address, context.request.get(f"{server.url}/{address}").body())
    context.close()
    return sent


def _wait_for_all(page: Page) -> None:
    settle(page)
    page.wait_for_load_state("networkidle")


def _open_all(page: Page) -> None:
    if page.get_by_role("dialog").count():  # it says that this page does not exist
        page.keyboard.press("Escape")
    for what in ('[data-testid="stExpander"] summary', '[role="tab"]'):
        for n in range(page.locator(what).count()):
            page.locator(what).nth(n).click()
            _wait_for_all(page)
    for plot in page.locator(".js-plotly-plot .plot").all():
        plot.hover()


def _fetch_all(page: Page, sent: Sent) -> None:
    """Have the page make every file that it offers, and fetch them."""
    to_make = page.get_by_role("button", name=re.compile("(Maak|Make): "))
    for _n in range(to_make.count()):
        left = to_make.count()
        to_make.first.click()
        expect(to_make).to_have_count(left - 1)
        _wait_for_all(page)
    for link in page.locator('a[href*="/bestand/"]').all():
        answer = page.context.request.get(link.get_attribute("href") or "")
        name = answer.headers["content-disposition"].rpartition("'")[2]
        sent.add(name, repr(answer.headers).encode() + answer.body() + _inside(answer.body()))


def _inside(content: bytes) -> bytes:
    """The texts in a PDF, which are compressed, and its metadata."""
    if not content.startswith(b"%PDF"):
        return b""
    read = PdfReader(BytesIO(content))
    texts = [page.extract_text() for page in read.pages]
    xmp = read.trailer["/Root"].get("/Metadata")
    description = xmp.get_object().get_data() if xmp else b""  # type: ignore[union-attr]
    return " ".join(" ".join(texts).split()).encode() + repr(read.metadata).encode() + description


PATHS = [
    "",
    "?about=Noordelijk",
    "voortgang?about=Noordelijk",
    "voortgang?about=Noordelijk&lang=EN",
    "voortgang?by=Op+thema",
    "verslag",
    "verslag?verslag=Noordelijk:+Verslag+van+het+najaar",
    *("pilots", "pilot?pilot=Noordelijk", "vandaag", "loggen", "overleg", "beheer"),
    "vergadering?pilot=Noordelijk",
    "registreren",
    "?example=true",
]
ADDRESSES = ["agenda/guess.ics", "bestand/guess", "media/guess", "_stcore/metrics"]


@pytest.fixture(scope="module")
def sent(browser: Browser, database: Path) -> Sent:
    """What a funder was sent in a visit to all there is."""
    with serving(database, TRACKER_ROLE="funder", TRACKER_PERSON="Chaima") as server:
        return visit(browser, server, PATHS)


def test_a_funder_is_sent_no_secret_word(sent: Sent) -> None:
    assert sent.found(SECRET) == {}
    for word in ("Buren kennen elkaar", "De koffie in de hal stopt", "Twee buren tuinieren samen"):
        assert "websocket" in sent.found({word}), word
    for kind in (".pdf", ".html"):
        (file,) = (name for name in sent.parts if name.startswith("verslag") and kind in name)
        assert file in sent.found({"Buren leren elkaar langzaam kennen."}), file


def test_a_link_to_progress_opens_for_who_only_looks(sent: Sent) -> None:
    assert {path for path in PATHS if path.startswith("voortgang")}.isdisjoint(sent.dialogs)
    for path in ("", "voortgang?about=Noordelijk"):
        assert path not in sent.dialogs
        assert sent.titles[path] == "Wat kwam er van wat we beloofden?"


def test_the_team_is_sent_the_secret_words(browser: Browser, database: Path) -> None:
    """Otherwise the search above could be blind."""
    with serving(database, TRACKER_ROLE="team", TRACKER_PERSON="Bram") as server:
        sent = visit(browser, server, ["pilot?pilot=Noordelijk&tab=Mensen"], opening=False)
    assert "Geheim stakeholder name" in sent.found(SECRET)["websocket"]
