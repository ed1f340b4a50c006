"""What a process of its own does that records, without end or some forms, until it is killed.

See `tests.support.processes`, which starts it.
"""

import random
import signal
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from pilots.store.logbook import Line
from pilots.tracker import Tracker
from schemas import Persona
from tests.support.cast import ANNA


def persona(number: int) -> Persona:
    """One of twenty, so that most are newer versions of a record there was."""
    name, needs = f"Persoon {number}", "een praatje en koffie 💬 " * (number % 30 + 1)
    return Persona(id=f"p{number % 20}", pilot="north", name=name, needs=needs)


def write(tracker: Tracker, number: int, chance: random.Random) -> list[Line]:
    """One form: mostly a record, sometimes three, sometimes one taken out or brought back."""
    match chance.randrange(10):
        case 0 if tracker.head:
            # What was written since an older line is no conflict: the newest of its record.
            subject = tracker.line(ANNA, chance.randint(1, tracker.head)).subject
            lines = [line for line in tracker.logbook.lines() if line.subject == subject]
            return [tracker.withdraw(ANNA, lines[-1].seq)]
        case 1 if tracker.head:
            return [tracker.restore_version(ANNA, chance.randint(1, tracker.head))]
        case 2:
            return tracker.record(ANNA, *(persona(number + n) for n in range(3)))
    return tracker.record(ANNA, persona(number))


def run(
    sender: Connection, path: Path, checkpoint_every: int = 0, forms: int = sys.maxsize
) -> None:
    """Send the number and the idempotency key of each line as soon as that is acknowledged, form
    by form, and an empty list after the last. The tracker is never closed."""
    tracker = Tracker(path)
    chance = random.Random()
    for number in range(1, forms + 1):
        lines = write(tracker, number, chance)
        sender.send([(line.seq, line.idempotency_key) for line in lines])
        if checkpoint_every and number % checkpoint_every == 0:
            with tracker.logbook.database.cursor() as cursor:
                cursor.execute("CHECKPOINT")
    sender.send([])
    signal.pause()
