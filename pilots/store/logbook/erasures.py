"""What erasures left of lines: the one way in which the content of a line may be another than
was recorded.

A line whose content was erased keeps its digest, so the chain holds; its salt is new, so the
digest tells nobody what stood there. The line that records the erasure holds a digest of what
was left, and is in the chain itself.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from pilots.language import today
from pilots.store.logbook.line import Line
from schemas import Erasure


def is_rewritten(line: Line) -> bool:
    """Whether the content is another than was recorded."""
    return line.digest is not None and line.content_digest() != line.digest


def left_behind(erasures: Iterable[Line]) -> dict[int, str]:
    """By number, the digest of what an erasure left of a line; the last erasure counts.

    `erasures` are the lines that record erasures. One that was changed says nothing, unless a
    later one says what is left of it.
    """
    left: dict[int, str] = {}
    for line in sorted(erasures, key=lambda line: line.seq, reverse=True):
        if not is_rewritten(line) or left.get(line.seq) == line.content_digest():
            for seq, digest in _said(line):
                if seq < line.seq:
                    left.setdefault(seq, digest)
    return left


def _said(line: Line) -> Iterator[tuple[int, str]]:
    if line.body is None:
        return
    with suppress(ValueError):  # one that cannot be read says nothing
        record = Erasure.read(line.subject, line.pilot, json.loads(line.body))
        # Erasures of versions before 0.6 have no digests.
        yield from zip(record.lines, record.digests, strict=False)


def erasures_of(lines: Sequence[Line], reason: str | None = None) -> Iterator[Erasure]:
    """The records that say which lines were erased: one for each pilot of these lines.

    `lines` are as erasing left them: the digest of what is left goes into the record.
    """
    for pilot in sorted({line.pilot for line in lines}, key=str):
        of_pilot = [line for line in lines if line.pilot == pilot]
        yield Erasure(
            pilot=pilot,
            erased_on=today(),
            reason=reason,
            lines=tuple(line.seq for line in of_pilot),
            digests=tuple(line.content_digest() for line in of_pilot),
        )
