"""The same pages in a real browser, warm: from navigation to content, from click to new text.

Playwright only steers: every time is taken inside the page, by its own clock, from the
navigation's start or the click itself to the frame in which the content stands there. A
library that waits for the content from outside adds up to two seconds to a page with charts.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote

from playwright.sync_api import Page

from tests.bench import lines
from tests.bench.figures import Floor, Report, Target
from tests.bench.serving import Server
from tests.bench.timing import in_turn, ms, tell
from tests.support import chromium
from tests.support.browsing import AS_IT_MOVES, new_page

_WATCH = """
const MAIN = '[data-testid="stMain"]';
window.bench = (charts, before) => new Promise(done => {
    const look = () => {
        const app = document.querySelector('[data-testid="stApp"]');
        const plots = [...document.querySelectorAll('.js-plotly-plot')];
        const drawn = plots.filter(plot => plot.querySelector('.trace')).length >= charts;
        const text = document.querySelector(MAIN)?.textContent;
        const there = before === undefined
            ? app?.dataset.testScriptState === 'notRunning' && document.querySelector('h1')
            : text !== before;
        if (there && drawn) done(performance.now());
        else requestAnimationFrame(look);
    };
    look();
});
window.benchNext = charts => {
    window.benchSeen = new Promise(done => document.addEventListener('click', () => {
        const clicked = performance.now();
        const before = document.querySelector(MAIN).textContent;
        window.bench(charts, before).then(at => done(at - clicked));
    }, {capture: true, once: true}));
};
"""

NAVIGATION = Target("ratio", most=1.25)
CHARTS = Target("ratio", most=1.15)
SECOND = Target("ratio", most=1.5)
CLICK = Target("ratio", most=1.0)


_SETTLED = 1000
"""Milliseconds after which a page that stands there does not move any more."""


@dataclass(frozen=True)
class View:
    """A page in the browser, and a click that gives it another text."""

    name: str
    url: str
    charts: int
    button: str
    """What to click: to log without filling anything in, which is answered by a sentence; the
    other language, which gives all of a page another text; a floor's own button."""


_LANGUAGE = '[data-testid="stButtonGroup"] button[aria-checked="false"]'
_SUBMIT = '[class*="submit"] button'
_CARD = '[data-testid="stMain"] a:has-text("arrow_forward")'
"""The way from a card to its pilot, by its icon; the quiet pilot comes first."""

_FLOOR_BUTTON = '[data-testid="stButton"] button'


def measure(
    server: Server,
    floors: dict[str, Server],
    size: int,
    charts: int,
    times: int,
    report: Report,
) -> None:
    """Pages of the tracker at one size, and the floors, turn by turn.

    `charts` are how many the pilot's page has.
    """
    tell("in the browser")
    about = f"pilot={quote('Pilot ' + lines.QUIET.removeprefix('pilot-'))}"
    views = [
        View("loggen", f"{server.url}/loggen?{about}", 0, _SUBMIT),
        View("today", f"{server.url}/?{about}", 0, _SUBMIT),
        View("pilots", f"{server.url}/pilots?{about}", 0, _LANGUAGE),
        View("pilot", f"{server.url}/pilot?{about}", charts, _LANGUAGE),
        View("title", floors["title"].url, 0, _FLOOR_BUTTON),
        View("charts", f"{floors['charts'].url}/?charts={charts}", charts, _FLOOR_BUTTON),
    ]
    with _browser() as page:
        for view in views * 2:  # a script is kept compiled from its second use on
            _navigate(page, view)
        gone = in_turn(*_each(page, views, _navigate), times=times)
        clicked = in_turn(*_each(page, views, _click), times=times)
        second = in_turn(lambda: _second_screen(page, views[3]), times=times)[0]
    gone_ms = {view.name: ms(taken) for view, taken in zip(views, gone, strict=True)}
    click_ms = {view.name: ms(taken) for view, taken in zip(views, clicked, strict=True)}
    title, as_many = (
        Floor(f"a page with {what}", gone_ms[name])
        for name, what in (("title", "a title only"), ("charts", f"{charts} charts"))
    )
    say = report.add
    say("browser.loggen.navigation", size, gone_ms["loggen"], "ms", title, NAVIGATION)
    say("browser.today.navigation", size, gone_ms["today"], "ms", title, NAVIGATION)
    say("browser.pilots.navigation", size, gone_ms["pilots"], "ms", title)
    say("browser.pilot.navigation", size, gone_ms["pilot"], "ms", as_many, CHARTS)
    say("browser.pilot.second", size, ms(second), "ms", title, SECOND)
    click = Floor("a page with a title only", click_ms["title"])
    say("browser.loggen.click", size, click_ms["loggen"], "ms", click, CLICK)
    say("browser.today.click", size, click_ms["today"], "ms", click, CLICK)
    say("browser.pilots.click", size, click_ms["pilots"], "ms", click)
    as_many = Floor(f"a page with {charts} charts", click_ms["charts"])
    say("browser.pilot.click", size, click_ms["pilot"], "ms", as_many)


@contextmanager
def _browser() -> Iterator[Page]:
    with chromium.launch() as browser:
        page = new_page(browser, {"width": 1280, "height": 2000}, **AS_IT_MOVES)
        page.add_init_script(_WATCH)
        yield page


def _each(
    page: Page, views: list[View], measure: Callable[[Page, View], float]
) -> list[Callable[[], float]]:
    return [lambda view=view: measure(page, view) for view in views]


def _navigate(page: Page, view: View) -> float:
    """Seconds from the start of the navigation until the page and its charts stand there.

    The visitor comes from elsewhere, as by a bookmark: what a page costs more because its
    headers ask for a process of its own is part of it.
    """
    page.goto("about:blank")
    page.goto(view.url, wait_until="commit")
    return float(page.evaluate(f"window.bench({view.charts})")) / 1000


def _click(page: Page, view: View) -> float:
    """Seconds from a click until the text is another."""
    _navigate(page, view)
    page.wait_for_timeout(_SETTLED)
    return _click_on(page, view.button, 0)


def _second_screen(page: Page, charts: View) -> float:
    """Seconds from a click on a pilot's card to its charts, in a tab that has seen charts."""
    _navigate(page, charts)
    page.click('[data-testid="stTopNavLink"] >> nth=1')
    page.wait_for_selector(_CARD)
    page.wait_for_timeout(_SETTLED)
    return _click_on(page, f"{_CARD} >> nth=0", charts.charts)


def _click_on(page: Page, what: str, charts: int) -> float:
    page.evaluate(f"window.benchNext({charts})")
    page.click(what)
    return float(page.evaluate("window.benchSeen")) / 1000
