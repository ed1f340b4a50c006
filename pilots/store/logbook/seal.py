"""The seal: one digest over all lines of versions before 0.6, which have none of their own.

It stands in a line of the logbook, the first that has a digest itself. Nothing before it is
rewritten. What happened to those lines before that day, it cannot show.
"""

import json
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from uuid import uuid4

from pilots.language import today
from pilots.store.logbook.line import Line, PendingLine, canonical
from schemas import Seal

ACTOR = "Tracker"


def seal_of(lines: Iterable[Line], upto: int) -> PendingLine:
    """The line that seals these lines, which end with number `upto`."""
    seal = Seal(upto=upto, digest=digest_of(lines), sealed_on=today())
    body = canonical(seal.body())
    return PendingLine(str(uuid4()), ACTOR, Seal.table, seal.id, None, body)


def digest_of(lines: Iterable[Line]) -> str:
    """The SHA-256 of these lines as they stand in the journal: `sha256sum` gives the same."""
    hasher = sha256()
    for line in lines:
        hasher.update(line.to_bytes())
    return hasher.hexdigest()


def sealed(line: Line) -> Seal | None:
    """What a line seals; None for all but a seal, and one that cannot be read."""
    if line.kind != Seal.table or line.body is None:
        return None
    try:
        return Seal.read(line.subject, line.pilot, json.loads(line.body))
    except ValueError:  # pydantic's ValidationError is one too
        return None


def renewed(line: Line, seal: Seal, digest: str) -> Line:
    """The line of a seal, for the same lines after something in them was erased."""
    body = canonical(seal.model_copy(update={"digest": digest}).body())
    return replace(line, body=body).salted()
