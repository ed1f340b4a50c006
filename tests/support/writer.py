"""A program that records without end, or a number of times, until it is killed.

    python -m tests.support.writer DATABASE [CHECKPOINT_EVERY] [FORMS]

It prints the number and the idempotency key of each line as soon as that is acknowledged,
and `done` after the last form. It never closes the tracker: whoever starts it kills it.
"""

import random
import sys
from pathlib import Path

from pilots.access import Grant, Role, Viewer
from pilots.store.logbook import Line
from pilots.tracker import Tracker
from schemas import Persona

ANNA = Viewer("Anna", (Grant(Role.LEAD),))


def persona(number: int) -> Persona:
    """One of twenty, so that most are newer versions of a record there was."""
    name, needs = f"Persoon {number}", "een praatje en koffie 💬 " * (number % 30 + 1)
    return Persona(id=f"p{number % 20}", pilot="north", name=name, needs=needs)


def write(tracker: Tracker, number: int, chance: random.Random) -> list[Line]:
    """One form: mostly a record, sometimes three, sometimes one taken out or brought back."""
    match chance.randrange(10):
        case 0 if tracker.head:
            return [tracker.withdraw(ANNA, chance.randint(1, tracker.head))]
        case 1 if tracker.head:
            return [tracker.restore(ANNA, chance.randint(1, tracker.head))]
        case 2:
            return tracker.record(ANNA, *(persona(number + n) for n in range(3)))
    return tracker.record(ANNA, persona(number))


def main(path: str, checkpoint_every: int = 0, forms: int = sys.maxsize) -> None:
    tracker = Tracker(Path(path))
    chance = random.Random()
    for number in range(1, forms + 1):
        for line in write(tracker, number, chance):
            print(line.seq, line.idempotency_key)
        sys.stdout.flush()
        if checkpoint_every and number % checkpoint_every == 0:
            with tracker.logbook.database.cursor() as cursor:
                cursor.execute("CHECKPOINT")
    print("done", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
