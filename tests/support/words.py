"""Every text that people can see: found in the code and in the schemas."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pilots.cli
import schemas
from pilots.errors import TrackerError
from tests.support import ROOT


@cache
def used() -> set[str]:
    """The English text of everything that is translated, as it stands in the catalogue."""
    return {*_in_code(), *_in_schemas(), *_in_errors(), *_in_rules()} - {""}


def _in_code() -> Iterator[str]:
    for path in (ROOT / "tracker_app.py", *(ROOT / "pilots").rglob("*.py")):
        for call in (*_calls(path, "_"), *_calls(path, "plural")):
            if isinstance(call.args[0], ast.Constant):
                yield call.args[0].value


def _in_schemas() -> Iterator[str]:
    for schema in schemas.KINDS.values():
        yield from (schema.one, schema.many, schema.purpose)
        for field in schema.fields().values():
            yield field.title or ""
            yield field.description or ""
            base = schemas.base_type(field)
            if issubclass(base, schemas.Choice):
                yield from (choice.label for choice in base)


def _in_errors() -> Iterator[str]:
    waiting = [TrackerError]
    while waiting:
        error = waiting.pop()
        waiting += error.__subclasses__()
        yield getattr(error, "sentence", "")


def _in_rules() -> Iterator[str]:
    """The messages of the schemas' own rules."""
    for path in (ROOT / "schemas").glob("*.py"):
        for call in _calls(path, "PydanticCustomError"):
            yield ast.literal_eval(call.args[1])


def _calls(path: Path, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
            yield node


assert pilots.cli  # imported so that every error class is known
