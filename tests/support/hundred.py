"""A hundred people whose names stand in no program, and how they are erased, also by a process
of its own that is killed meanwhile."""

import signal
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from pilots.access import Grant, Role, Viewer
from pilots.language import today
from pilots.privacy.erasing import PersonalData
from pilots.privacy.person import Person
from pilots.tracker import Tracker

PEOPLE = 100

ANNA = Viewer("Anna", (Grant(Role.ADMINISTRATOR),))

ONSETS = ("bral", "cromp", "drofs", "fleng", "gwist", "klarp", "plonk", "strelm", "twimp", "zwolk")
ENDINGS = ("akker", "broek", "dijk", "esch", "fors", "goed", "horst", "ing", "kamp", "loo")


def name(n: int) -> str:
    """A name that nobody has, and that stands in no program."""
    return f"Q{ONSETS[n // 10]} Xy{ONSETS[n % 10]}{ENDINGS[n // 10]}"


def phone(n: int) -> str:
    return f"06-7391{n:04d}"


def email(n: int) -> str:
    return f"{name(n).replace(' ', '.').lower()}@voorbeeld.example"


def erase(tracker: Tracker, *which: int) -> None:
    person = Person([word for n in which for word in (name(n), email(n), phone(n))])

    def ask(query: Any, *asked: Any) -> Any:
        return tracker.ask(query, ANNA.scope, *asked)

    known = PersonalData.find(person, ask, lambda _line: True)
    seqs = [line.seq for line in known.lines]
    tracker.erase(ANNA, seqs, partial(known.erased, today=today()), is_in=person.is_named_in)


def erase_all_when_told(pipe: Connection, path: Path) -> None:
    """Open the tracker, and erase everybody when told to."""
    tracker = Tracker(path)
    pipe.send("ready")
    pipe.recv()
    erase(tracker, *range(PEOPLE))
    pipe.send("done")
    signal.pause()
