"""Whether each photo that a line names is there, and is the one that was stored."""

import json
from collections.abc import Iterator
from functools import cache

from pilots.language import _
from pilots.store.attachments import Attachments
from pilots.store.logbook import Line
from schemas import KINDS, PhotoFile, marked


class Photos:
    """The photos of a tracker, each read once."""

    def __init__(self, attachments: Attachments) -> None:
        self._attachments = attachments
        self._seen: set[str] = set()

    def problems(self, line: Line) -> Iterator[str]:
        for name in _named_in(line) - self._seen:
            self._seen.add(name)
            match self._attachments.is_as_stored(name):
                case None:
                    yield _("The photo of line {seq} is gone: {name}.", seq=line.seq, name=name)
                case False:
                    yield _(
                        "The photo of line {seq} is not the one that was stored: {name}.",
                        seq=line.seq,
                        name=name,
                    )


def _named_in(line: Line) -> set[str]:
    fields = _photo_fields(line.kind)
    if not fields or line.body is None:
        return set()
    try:
        body = json.loads(line.body)
    except ValueError:  # that the line cannot be read is said elsewhere
        return set()
    return {str(body[name]) for name in fields if isinstance(body, dict) and body.get(name)}


@cache
def _photo_fields(kind: str) -> tuple[str, ...]:
    fields = KINDS[kind].fields().items() if kind in KINDS else ()
    return tuple(name for name, field in fields if marked(field, PhotoFile))
