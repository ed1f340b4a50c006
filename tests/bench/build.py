"""Building a logbook of a given size, and filling another as an import would."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from pilots.store.logbook import Line, Transaction, batches
from pilots.tracker import Tracker
from tests.bench import lines
from tests.bench.timing import bar, tell


def build(path: Path, entries: int) -> None:
    """A tracker at this path with so many lines, closed again."""
    tracker = Tracker(path)
    try:
        for batch in batches(lines.made(entries, date.today())):
            with tracker.logbook.transaction() as transaction:
                transaction.add(list(transaction.chained(batch)))
            bar(tracker.head, entries, f"{tracker.head:,} of {entries:,} lines")
        tell("deriving the register")
        tracker.rebuild()
    finally:
        tracker.close()


def following(tracker: Tracker, count: int) -> list[Line]:
    """New lines that can be taken in after the newest: new records, of known pilots."""
    made = lines.made(max(count * 2, 200), date.today(), seed=lines.SEED + 1)
    fresh = (line for line in made if line.kind in ("action", "measurement") and line.body)
    numbered = [
        Line(
            seq=tracker.head + n,
            idempotency_key=line.idempotency_key,
            recorded_at=line.recorded_at,
            actor=line.actor,
            kind=line.kind,
            subject=f"import-{line.subject}",
            pilot=line.pilot,
            body=line.body,
        )
        for n, line in enumerate(islice(fresh, count), start=1)
    ]
    # An import brings its digests along.
    chained, above = [], tracker.logbook.newest
    for line in numbered:
        above = line.chained(above)
        chained.append(above)
    return chained


def take_in(
    tracker: Tracker,
    given: Sequence[Line],
    derive: Callable[[Transaction, Sequence[Line]], None],
) -> None:
    """Take lines in as an import does, in one transaction; `derive` brings the register along."""
    with tracker.logbook.transaction() as transaction:
        for batch in batches(given):
            transaction.add(batch)
        derive(transaction, given)
