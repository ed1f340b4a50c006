"""Every page, as a server sends it: at each size and beside its floor, turn by turn.

All servers run at once, one for each size and one for each floor, and every turn runs the
page once on each: what the machine does besides slows all alike. The pages are
found, not listed. The floor of a page is the one with the same number of charts or, without
charts, the one with a table or a title only.
"""

from collections.abc import Collection, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pilots.screens.kit import links
from tests.bench import crowd, gate, lines
from tests.bench.figures import Floor, Report, Target
from tests.bench.serving import Server, floor_server, tracker_server
from tests.bench.timing import in_turn, ms, tell
from tests.bench.visitor import Visitor, visit

CPU = Target("ratio", most=0.6)
TITLE_ONLY = Target("ratio", most=1.0)
GROWTH = Target("ratio", most=1.2)
GROWTH_RECORDED = Target("ratio", most=2.0)
MEMORY = Target("ratio", most=1.5)

Servers = dict[int, Server]
"""By the number of lines, the fewest first."""


@dataclass(frozen=True)
class Place:
    """A page, or a place on one, about a pilot."""

    name: str
    page: str
    query: str = ""
    same: bool = True
    """Whether it shows the same at every size."""


def measure(
    paths: dict[int, Path],
    folder: Path,
    times: int,
    only: Collection[str],
    in_browser: bool,
    report: Report,
) -> None:
    """All pages at all sizes, or only those with these names; and what memory the servers have
    after that."""
    tell("starting servers")
    with ExitStack() as stack:
        servers = {size: stack.enter_context(tracker_server(path)) for size, path in paths.items()}
        floors = {
            name: stack.enter_context(floor_server(name, folder))
            for name in ("title", "table", "charts")
        }
        # Each server is seen through once, so that all have loaded what their pages need.
        (found, *_) = [list(places(server)) for server in servers.values()]
        for place in found:
            if only and place.name not in only:
                continue
            _measure(place, servers, floors, times, report)
        largest = max(servers)
        people = 100 if times >= 10 else 5
        about = _about(lines.QUIET)
        crowd.measure(servers[largest], "pilot", about, floors["charts"], largest, people, report)
        _memory(servers, floors["charts"], report)
        gate.measure(servers[largest], largest, report)
        if in_browser:
            from tests.bench import browser  # only here is Playwright needed

            with visit(servers[largest].port, "pilot", _about(lines.QUIET)) as visitor:
                visitor.run()
                charts = visitor.shown["plotly_chart"]
            often = max(2, times // 5)
            browser.measure(servers[largest], floors, largest, charts, often, report)


def places(server: Server) -> Iterator[Place]:
    """Every page about the quiet pilot, each place on its own page, and the busy pilot's own."""
    places_of_a_pilot = [place for places in links.TABS.values() for place in places]
    with visit(server.port) as visitor:
        visitor.run()
        pages = visitor.pages
    for page in pages:
        name = f"page.{page or 'home'}"
        yield Place(name, page, _about(lines.QUIET))
        with visit(server.port, page, _about(lines.QUIET)) as visitor:
            visitor.run()
            if visitor.has("-place"):
                for place in places_of_a_pilot[1:]:
                    query = f"{_about(lines.QUIET)}&{links.PLACE}={place}"
                    yield Place(f"{name}.{place}", page, query)
            if visitor.has("-pilot"):
                yield Place(f"{name}.busy", page, _about(lines.BUSY), same=False)


def _about(pilot: str) -> str:
    """The address binds the pilot by what it is called."""
    return f"pilot={quote('Pilot ' + pilot.removeprefix('pilot-'))}"


def _measure(
    place: Place, servers: Servers, floors: dict[str, Server], times: int, report: Report
) -> None:
    tell(place.name)
    with ExitStack() as stack:
        visitors = [
            stack.enter_context(visit(server.port, place.page, place.query))
            for server in servers.values()
        ]
        first = [visitor.run() for visitor in visitors]
        shown = dict(visitors[-1].shown)
        floor, query, name = _floor_of(shown, floors)
        idle = stack.enter_context(visit(floor.port, query=query))
        idle.run()
        visitors.append(idle)
        again = in_turn(*(visitor.run for visitor in visitors), times=times)
        cpu = [
            _cpu(server, visitor, times)
            for server, visitor in zip([*servers.values(), floor], visitors, strict=True)
        ]
        recorded = in_turn(
            *(
                lambda server=server, visitor=visitor: _just_recorded(server, visitor)
                for server, visitor in zip(servers.values(), visitors, strict=False)
            ),
            times=max(1, times // 3),
        )
    _tell_times(place, list(servers), first, again, name, report)
    _tell_cpu(place, list(servers), cpu, name, shown, report)
    _tell_recorded(place, list(servers), recorded, report)


def _floor_of(shown: dict[str, int], floors: dict[str, Server]) -> tuple[Server, str, str]:
    """The floor with the same elements, its query string and what it is called."""
    charts = shown.get("plotly_chart", 0)
    if charts:
        return floors["charts"], f"charts={charts}", f"a page with as many charts: {charts}"
    if shown.get("arrow_data_frame", 0) or shown.get("dataframe", 0):
        return floors["table"], "", "a page with a table of 200 rows"
    return floors["title"], "", "a page with a title only"


def _cpu(server: Server, visitor: Visitor, times: int) -> float:
    """Processor time of a run, in seconds. Nobody else uses the server meanwhile."""
    before = server.cpu()
    for _ in range(times):
        visitor.run()
    return (server.cpu() - before) / times


def _just_recorded(server: Server, visitor: Visitor) -> float:
    """A run after a colleague has recorded something: nothing remembered holds any more.

    But for what the colleague's own page asked again after recording.
    """
    with visit(server.port, "loggen", _about(lines.BUSY)) as colleague:
        colleague.run()
        colleague.fill(".title", string_value="Koffie op het plein")
        colleague.click(".submit")
        if not colleague.has("undo"):
            raise RuntimeError("the form of the log did not record")
    return visitor.run()


def _tell_times(
    place: Place,
    sizes: list[int],
    first: list[float],
    again: list[list[float]],
    name: str,
    report: Report,
) -> None:
    *mine, idle = map(ms, again)
    # Faster than Streamlit's own empty page: asked of the pages where people write.
    target = TITLE_ONLY if place.page in {"", "loggen"} and place.same else None
    for size, once, value in zip(sizes, first, mine, strict=True):
        report.add(f"{place.name}.first", size, once * 1000, "ms")
        report.add(f"{place.name}.again", size, value, "ms", Floor(name, idle), target)
    _growth(f"{place.name}.growth", sizes, mine, GROWTH if place.same else None, report)


def _tell_cpu(
    place: Place,
    sizes: list[int],
    cpu: list[float],
    name: str,
    shown: dict[str, int],
    report: Report,
) -> None:
    *mine, idle = cpu
    target = CPU if shown.get("plotly_chart") and place.same else None
    for size, value in zip(sizes, mine, strict=True):
        floor = Floor(name, idle * 1000)
        report.add(f"{place.name}.cpu", size, value * 1000, "ms", floor, target)


def _tell_recorded(
    place: Place, sizes: list[int], recorded: list[list[float]], report: Report
) -> None:
    values = [ms(durations) for durations in recorded]
    for size, value in zip(sizes, values, strict=True):
        report.add(f"{place.name}.recorded", size, value, "ms")
    target = GROWTH_RECORDED if place.same else None
    _growth(f"{place.name}.recorded.growth", sizes, values, target, report)


def _growth(
    name: str, sizes: list[int], values: list[float], target: Target | None, report: Report
) -> None:
    """The largest beside the smallest."""
    if len(sizes) > 1:
        floor = Floor(f"the same at {sizes[0]:,}", values[0])
        report.add(name, sizes[-1], values[-1], "ms", floor, target)


def _memory(servers: Servers, charts: Server, report: Report) -> None:
    """After all pages were opened, against the server of six charts."""
    floor = Floor("a server with six charts", charts.memory())
    for size, server in servers.items():
        report.add("memory", size, server.memory(), "MB", floor, MEMORY)
