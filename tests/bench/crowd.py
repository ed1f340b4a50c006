"""A hundred people who all click at once, on a pilot's page and on its floor.

Each has a session of their own, and clicks again as soon as the page is there.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from time import perf_counter

from tests.bench.figures import Floor, Report, Target
from tests.bench.serving import Server
from tests.bench.timing import tell
from tests.bench.visitor import Visitor, visit

FASTER = Target("ratio", least=3)


def measure(
    server: Server, page: str, query: str, floor: Server, size: int, people: int, report: Report
) -> None:
    """Runs a second with everybody clicking, the answers being remembered."""
    tell(f"{people} people at once")
    with visit(server.port, page, query) as visitor:
        visitor.run()
        charts = visitor.shown["plotly_chart"]
    mine = _runs_a_second(server, page, query, people)
    theirs = _runs_a_second(floor, "", f"charts={charts}", people)
    name = f"a page with as many charts: {charts}"
    report.add("crowd", size, mine, "runs/s", Floor(name, theirs), FASTER)


def _runs_a_second(server: Server, page: str, query: str, people: int, each: int = 3) -> float:
    with _crowd(server, page, query, people) as crowd, ThreadPoolExecutor(people) as pool:
        list(pool.map(Visitor.run, crowd))
        began = perf_counter()
        list(pool.map(lambda visitor: [visitor.run() for _ in range(each)], crowd))
        return people * each / (perf_counter() - began)


@contextmanager
def _crowd(server: Server, page: str, query: str, people: int) -> Iterator[list[Visitor]]:
    with ExitStack() as stack:
        yield [stack.enter_context(visit(server.port, page, query)) for _ in range(people)]
