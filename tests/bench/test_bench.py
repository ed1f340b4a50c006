"""The benchmark itself: it runs, and every figure is whole. How fast it was is not judged."""

import json
import subprocess
import sys
from collections import Counter
from datetime import date
from typing import Any

import pytest

from pilots.verify import unreadable
from tests.bench import lines
from tests.support import ROOT
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.slow

MEASURED = {
    "record.median",
    "record.p95",
    "register.rebuild",
    "opening",
    "bulk.apply",
    "bulk.rebuild",
    "question.portfolio.pilots_at_a_glance",
    "question.pilot.timeline",
    "question.records.names.people",
    "question.history.changes",
    "cached.portfolio.pilots_at_a_glance",
    "page.pilot.first",
    "page.pilot.again",
    "page.pilot.cpu",
    "page.pilot.recorded",
    "page.pilot.people.again",
    "page.loggen.again",
    "memory",
    "gate.cost",
    "flood.300",
    "flood.3000",
}


PAGES = "page.pilot,page.pilot.people,page.loggen"
"""One with charts, a tab of it, and one where people write; the others are measured alike."""


@pytest.fixture(scope="module")
def figures() -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench", "--entries", "200", "--quick", "--only", PAGES],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_everything_is_measured(figures: list[dict[str, Any]]) -> None:
    assert {figure["name"] for figure in figures} >= MEASURED
    for figure in figures:
        assert {"name", "entries", "value", "unit"} <= figure.keys()


def test_a_figure_with_a_floor_says_how_many_times_the_floor(
    figures: list[dict[str, Any]],
) -> None:
    assert any("floor" in figure for figure in figures)
    for figure in figures:
        assert ("floor" in figure) == ("floor_value" in figure) == ("ratio" in figure)
        assert figure.get("ratio", 1.0) is not None or figure["floor_value"] == 0


def test_the_summary_counts_the_targets(figures: list[dict[str, Any]]) -> None:
    *others, summary = figures
    asked = [figure for figure in others if "target" in figure]
    assert summary["name"] == "summary"
    assert summary["of"] == len(asked)
    assert summary["value"] == sum(figure["met"] for figure in asked)
    assert summary["machine"]["cores"] >= 1


@pytest.mark.parametrize("entries", [100, 200, 1000])
def test_the_logbook_it_makes_is_one_that_people_could_have_made(entries: int) -> None:
    made = list(lines.made(entries, date(2026, 11, 20)))
    assert [line.seq for line in made] == list(range(1, entries + 1))
    assert [unreadable(line) for line in made if unreadable(line)] == []
    assert made == list(lines.made(entries, date(2026, 11, 20)))


def test_the_quiet_pilot_is_the_same_at_every_size() -> None:
    kinds = [
        Counter(line.kind for line in lines.made(n, date.today()) if line.pilot == lines.QUIET)
        for n in (200, 5000)
    ]
    assert kinds[0] == kinds[1]
    assert sum(kinds[0].values()) == 40
