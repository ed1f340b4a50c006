"""What was measured: one JSON object a line, and at the end how many targets were met."""

import json
import os
import platform
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any


@dataclass(frozen=True)
class Floor:
    """The least that the same thing can cost, measured in the same run."""

    name: str
    value: float


@dataclass(frozen=True)
class Target:
    """A limit for the ratio to the floor, or for the value itself."""

    of: str
    """`ratio` or `value`."""
    most: float | None = None
    least: float | None = None

    def __str__(self) -> str:
        sign, limit = ("<=", self.most) if self.most is not None else (">=", self.least)
        return f"{self.of} {sign} {limit:g}"

    def met(self, measured: float) -> bool:
        if self.most is not None:
            return measured <= self.most
        return self.least is not None and measured >= self.least


class Report:
    """Prints each figure as soon as it is known, and counts the targets."""

    def __init__(self) -> None:
        self.targets = 0
        self.met = 0
        self.missed: list[str] = []

    def add(
        self,
        name: str,
        entries: int,
        value: float,
        unit: str,
        floor: Floor | None = None,
        target: Target | None = None,
    ) -> None:
        figure: dict[str, Any] = {"name": name, "entries": entries}
        figure |= {"value": _short(value), "unit": unit}
        if floor:
            figure |= {"floor": floor.name, "floor_value": _short(floor.value)}
            figure["ratio"] = _short(value / floor.value) if floor.value else None
        if target:
            measured = value / floor.value if floor and target.of == "ratio" else value
            figure |= {"target": str(target), "met": target.met(measured)}
            self._count(f"{name} at {entries:,}", figure["met"])
        print(json.dumps(figure), flush=True)

    def _count(self, what: str, met: bool) -> None:
        self.targets += 1
        self.met += met
        if not met:
            self.missed.append(what)

    def summary(self, entries: int) -> None:
        """The last line: how many targets were met, and on what machine."""
        figure = {"name": "summary", "entries": entries, "value": self.met, "unit": "targets met"}
        figure |= {"of": self.targets, "missed": self.missed, "machine": _machine()}
        print(json.dumps(figure), flush=True)


def _short(value: float) -> float:
    """Four digits that mean something."""
    return float(f"{value:.4g}")


def _machine() -> dict[str, Any]:
    libraries = ("streamlit", "duckdb", "plotly", "pandas")
    known = {"cores": os.cpu_count(), "python": platform.python_version()}
    return known | {library: version(library) for library in libraries}
