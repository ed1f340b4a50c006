"""python -m tests.bench --entries 1000,1000000 [--quick] [--browser] [--only page.pilot]

Builds logbooks of these sizes in a temporary folder and measures what people wait for. Prints
one JSON object a line; how far it is stands on stderr.
"""

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pilots.tracker import Tracker
from tests.bench import build, pages, questions, storage
from tests.bench.figures import Report
from tests.bench.timing import tell

LEAST = 100
"""Lines that the made-up logbook needs for its pilots."""


@dataclass(frozen=True)
class Effort:
    """How often things are measured."""

    records: int = 200
    asked: int = 5
    opened: int = 5
    runs: int = 15
    imported: int = 100_000


QUICK = Effort(records=10, asked=2, opened=1, runs=2, imported=500)


def main() -> None:
    arguments = _arguments()
    effort = QUICK if arguments.quick else Effort()
    report = Report()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        paths = _build(Path(folder), arguments.entries)
        storage.openings(paths, effort.opened, report)
        for size, path in paths.items():
            questions.measure(path, size, effort.asked, report)
        pages.measure(
            paths,
            Path(folder) / "floors",
            effort.runs,
            arguments.only,
            arguments.browser,
            report,
        )
        # Last, as this changes the sizes.
        for path in paths.values():
            _store(path, effort, report)
    report.summary(max(arguments.entries))


def _build(folder: Path, sizes: list[int]) -> dict[int, Path]:
    """A tracker of each size, the smallest first."""
    paths = {size: folder / str(size) / "tracker.duckdb" for size in sizes}
    for size, path in paths.items():
        tell(f"building {size:,} lines")
        build.build(path, size)
    return paths


def _store(path: Path, effort: Effort, report: Report) -> None:
    tracker = Tracker(path)
    try:
        storage.record(tracker, path.parent, effort.records, report)
        storage.rebuild(tracker, report)
        storage.bulk(tracker, path.parent, effort.imported, report)
    finally:
        tracker.close()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "--entries", type=_sizes, default=_sizes("1000,1000000"), help="lines, with commas between"
    )
    parser.add_argument("--quick", action="store_true", help="once or twice instead of often")
    parser.add_argument("--browser", action="store_true", help="in a browser as well")
    parser.add_argument(
        "--only", type=_names, default=(), help="pages to open, with commas between; else all"
    )
    return parser.parse_args()


def _names(text: str) -> list[str]:
    return text.split(",")


def _sizes(text: str) -> list[int]:
    sizes = sorted({int(size) for size in text.split(",")})
    if sizes[0] < LEAST:
        raise argparse.ArgumentTypeError(f"{LEAST} lines or more")
    return sizes


if __name__ == "__main__":
    main()
