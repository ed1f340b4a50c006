"""Erasing what is known of somebody, also in a process that is killed while it does."""

import os
import signal
from collections.abc import Sequence
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any

from pilots.access import Grant, Role, Viewer
from pilots.language import today
from pilots.privacy.erasing import PersonalData
from pilots.privacy.person import Person
from pilots.store.logbook import Line
from pilots.tracker import Tracker


def known(tracker: Tracker, viewer: Viewer, person: Person) -> PersonalData:
    def ask(query: Any, *asked: Any) -> Any:
        return tracker.ask(query, viewer.scope, *asked)

    return PersonalData.find(person, ask, lambda _line: True)


def erase(tracker: Tracker, viewer: Viewer, person: Person) -> list[Line]:
    """Erase what is known of somebody; give the lines that it changed, as they were."""
    of_them = known(tracker, viewer, person)
    instead = partial(of_them.erased, today=today())
    changed = [line for line in of_them.lines if instead(line) != line]
    seqs = [line.seq for line in changed]
    tracker.erase(viewer, seqs, instead, "Op verzoek", is_in=person.is_named_in)
    return changed


def administrator() -> Viewer:
    return Viewer("Anna", (Grant(Role.ADMINISTRATOR),))


def killed_while_erasing(path: Path, terms: Sequence[str], step: str) -> None:
    """Erase who is known by these words, and be killed (SIGKILL) before this step."""
    tracker = Tracker(path)
    *part, name = step.split(".")

    def die(*_args: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(attrgetter(*part)(tracker.logbook) if part else tracker.logbook, name, die)
    erase(tracker, administrator(), Person(terms))
