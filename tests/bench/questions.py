"""Every question that screens ask, asked anew and asked again.

Questions are found, not listed: each public function of `pilots.queries` and `pilots.assessments`
whose first argument is a Reader. What its other arguments are filled with goes by their names.
"""

import inspect
import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from pilots.points import ActionsPoint
from pilots.store.reader import Reader
from tests.bench import lines
from tests.bench.figures import Report, Target
from tests.bench.timing import ms, seconds, tell

MOST = 150
"""Milliseconds at a million lines."""

_NOISE = "streamlit.runtime.scriptrunner_utils.script_run_context"


@dataclass(frozen=True)
class Question:
    """A question with what it is asked about."""

    name: str
    ask: Callable[..., Any]
    about: dict[str, Any]


_VARIANTS: dict[str, dict[str, dict[str, Any]]] = {
    "records.of_kind": {"page": {"limit": 20}, "table": {}},
    "records.names": {"pilots": {"table": "pilot", "pilot_id": None}, "people": {}},
}
"""Questions that screens ask in more than one way: what differs, by a name for the way."""

_TABLES = {"records.names": "stakeholder"}


def found(reader: Reader) -> Iterator[Question]:
    """All questions, about a pilot that has its share of the lines."""
    from pilots import assessments, queries

    for package in (queries, assessments):
        for file in iter_modules(package.__path__, f"{package.__name__}."):
            module = import_module(file.name)
            for name, function in vars(module).items():
                if function_is_question(function, module, name):
                    room = file.name.removeprefix("pilots.queries.").removeprefix("pilots.")
                    yield from _asked(f"{room}.{name}", function, reader)


def function_is_question(function: Any, module: ModuleType, name: str) -> bool:
    if not inspect.isfunction(function) or name.startswith("_"):
        return False
    first = next(iter(inspect.signature(function).parameters.values()), None)
    own = function.__module__ == module.__name__
    if inspect.signature(function).return_annotation in (str, "str"):
        return False  # a part of a question
    return own and first is not None and first.annotation in (Reader, "Reader")


def _asked(name: str, function: Callable[..., Any], reader: Reader) -> Iterator[Question]:
    about = {}
    for parameter in list(inspect.signature(function).parameters.values())[1:]:
        if parameter.annotation == date | None:
            continue  # the whole time is the most
        if parameter.name in _subjects(name, reader):
            about[parameter.name] = _subjects(name, reader)[parameter.name]
        elif parameter.default is parameter.empty:
            tell(f"NOT MEASURED: {name}, nothing is known to ask with as {parameter.name}")
            return
    for way, other in _VARIANTS.get(name, {"": {}}).items():
        yield Question(f"{name}.{way}" if way else name, function, about | other)


def _subjects(name: str, reader: Reader) -> dict[str, Any]:
    """What a question is about, by the name of its parameter."""
    outcome = reader.rows(
        "SELECT id FROM register.outcome WHERE pilot = $pilot LIMIT 1", pilot=lines.BUSY
    )
    action = reader.rows("SELECT id FROM register.action LIMIT 1")
    return {
        "pilot_id": lines.BUSY,
        "pilots": (lines.QUIET, lines.BUSY),
        "table": _TABLES.get(name, "action"),
        "id": action[0]["id"],
        "outcome": outcome[0]["id"],
        "besides": "",
        "since": 0,
        "review": "review",
        "decisions": ["decision"],
        "today": date.today(),
        "day": date.today(),
        "text": "koffie",
        "name": "Koffie",
        "neighbourhood": "Wijk 1",
        "municipality": "Hoeksche Waard",
        "search": "koffie",
        "point": ActionsPoint("done", date(1900, 1, 1), date.today()),
        "actor": "Anna",
        "owner": "Anna",
        "digest": "0a" * 32,
        "field": "with_whom",
        "email": "anna@example.org",
        "report": "report",
        "terms": ("Koffie",),
        "months": 24,
        "ids": (lines.BUSY,),
        "photos": ("0a" * 32,),
        "seqs": (1, 2, 3),
        "subjects": (lines.BUSY,),
    }


def measure(path: Path, size: int, times: int, report: Report) -> None:
    """Ask everything through the one tracker of this process, as a screen does."""
    os.environ["TRACKER_DATABASE"] = str(path)
    from pilots.screens.kit import answers, session

    logging.getLogger(_NOISE).setLevel(logging.ERROR)
    tell(f"asking every question at {size:,} lines")
    tracker = session.tracker()
    try:
        scope = session.viewer().scope
        for question in list(found(tracker.reader(scope))):
            anew = [
                seconds(lambda q=question: tracker.ask(q.ask, scope, **q.about))
                for _ in range(times)
            ]
            target = Target("value", most=MOST)
            report.add(f"question.{question.name}", size, ms(anew), "ms", target=target)
            answers.for_viewer(question.ask, **question.about)
            again = [
                seconds(lambda q=question: answers.for_viewer(q.ask, **q.about))
                for _ in range(times)
            ]
            report.add(f"cached.{question.name}", size, ms(again), "ms")
    finally:
        tracker.close()
        answers.forget()
