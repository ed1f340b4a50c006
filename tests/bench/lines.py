"""A made-up logbook: many pilots and people, the same one for a seed, a size and a day.

One pilot is *quiet*: it has the same 40 lines at every size, in among everybody else's. What
its page costs more in a large logbook is the logbook's doing, not what the page shows. All
others share what is left, so they grow with the logbook.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from pilots.store.logbook import Line, canonical

SEED = 7
YEARS = 3
"""How long people have been recording, up to today."""

QUIET = "pilot-0"
BUSY = "pilot-1"
PEOPLE = ("Anna", "Bram", "Chaima", "Dirk", "Elif", "Farid")

_QUIET_OUTCOMES = 5
"""With the chart of its pace the quiet pilot's page has six charts, as the floor has."""
_OUTCOMES = 3
_QUESTIONS = 6
"""The most versions of a question: they do not become more with the lines."""
_RECENT = 200
"""Records of a pilot that may still be changed: people change what is fresh."""

_DID = ("Koffie", "Buurtwandeling", "Gesprek", "Werkatelier", "Moestuin", "Repaircafé", "Maaltijd")
_WHERE = ("op het plein", "in de Zuidwijk", "bij de flat", "in de school", "aan de Dorpsstraat")
_NOTE = (
    "Er kwamen meer mensen dan verwacht, ook van buiten de straat.",
    "Niemand had de brief gelezen; langsgaan werkt beter.",
    "Twee bewoners willen zelf een volgende keer organiseren.\nWe houden contact.",
)


@dataclass
class _Pilot:
    """What is known of a pilot so far, as far as later lines need it."""

    id: str
    outcomes: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    recent: deque[tuple[str, str, dict[str, Any]]] = field(
        default_factory=lambda: deque(maxlen=_RECENT)
    )
    questions: int = 0


class _Village:
    """Deals out drafts: (kind, subject, pilot, body)."""

    def __init__(self, entries: int, random: Random) -> None:
        self.random = random
        self.made = 0
        count = max(2, min(100, entries // 10))
        self.pilots = [_Pilot(f"pilot-{n}") for n in range(count)]

    def new(self, pilot: _Pilot, kind: str, body: dict[str, Any]) -> tuple[Any, ...]:
        self.made += 1
        subject = f"{kind}-{self.made}"
        if kind == "outcome":
            pilot.outcomes.append(subject)
        elif kind == "stakeholder":
            pilot.people.append(subject)
        pilot.recent.append((kind, subject, body))
        return kind, subject, pilot.id, body

    def foundation(self, pilot: _Pilot) -> Iterator[tuple[Any, ...]]:
        """What a pilot begins with: itself, a question and the changes it wants to see."""
        number = pilot.id.removeprefix("pilot-")
        place = {"neighbourhood": f"Wijk {number}", "municipality": "Hoeksche Waard"}
        yield "pilot", pilot.id, pilot.id, {"name": f"Pilot {number}", "phase": "idea", **place}
        yield self.question(pilot, None)
        for n in range(_QUIET_OUTCOMES if pilot.id == QUIET else _OUTCOMES):
            statement = f"Bewoners kennen elkaar, {n + 1}"
            levels = {"baseline": 3.0, "target": 40.0} if n % 2 == 0 else {}
            yield self.new(pilot, "outcome", {"statement": statement, "unit": "mensen", **levels})

    def question(self, pilot: _Pilot, day: date | None) -> tuple[Any, ...]:
        pilot.questions += 1
        text = f"Hoe komen we, versie {pilot.questions}, tot samenspel in de wijk?"
        since = {"since": day.isoformat(), "reason": _NOTE[1]} if day else {}
        return self.new(pilot, "question", {"text": text, **since})

    def action(self, pilot: _Pilot, day: date) -> tuple[Any, ...]:
        random = self.random
        title = f"{random.choice(_DID)} {random.choice(_WHERE)} {self.made}"
        body: dict[str, Any] = {"title": title, "kind": random.choice(("visit", "event", "other"))}
        if random.random() < 0.75:
            body |= {"status": "done", "done_on": day.isoformat()}
            body["participants"] = random.randrange(40)
            if random.random() < 0.4:
                body["happened"] = random.choice(_NOTE)
        else:
            due = day + timedelta(days=random.randrange(60))
            body |= {"status": random.choice(("planned", "doing", "dropped"))}
            body |= {"due": due.isoformat(), "owner": random.choice(PEOPLE)}
        if pilot.people and random.random() < 0.5:
            body["with_whom"] = [random.choice(pilot.people)]
        return self.new(pilot, "action", body)

    def measurement(self, pilot: _Pilot, day: date, outcome: str) -> tuple[Any, ...]:
        value = float(self.random.randrange(60))
        body = {"outcome": outcome, "measured_on": day.isoformat(), "value": value}
        return self.new(pilot, "measurement", body)

    def stakeholder(self, pilot: _Pilot) -> tuple[Any, ...]:
        name = f"{self.random.choice(PEOPLE)} {self.made}"
        return self.new(pilot, "stakeholder", {"name": name, "role": "participant"})

    def edit(self, pilot: _Pilot) -> tuple[Any, ...]:
        """A record of late gets another text, as people correct what they wrote."""
        at = self.random.randrange(len(pilot.recent))
        kind, subject, body = pilot.recent[at]
        changed = dict(body)
        if kind in ("action", "measurement"):
            field_ = "struck" if kind == "action" else "note"
            changed[field_] = f"{self.random.choice(_NOTE)} ({self.made})"
        else:
            headline = {"stakeholder": "brings", "question": "reason", "outcome": "method"}[kind]
            changed[headline] = f"{self.random.choice(_NOTE)} ({self.made})"
        self.made += 1
        pilot.recent[at] = (kind, subject, changed)
        return kind, subject, pilot.id, changed

    def withdrawal(self, pilot: _Pilot, day: date) -> tuple[Any, ...]:
        """An action or measurement of late is withdrawn; an action is planned where none is."""
        for at, (kind, subject, _body) in enumerate(pilot.recent):
            if kind in ("action", "measurement"):
                del pilot.recent[at]
                return kind, subject, pilot.id, None
        return self.action(pilot, day)

    def anything(self, day: date) -> tuple[Any, ...]:
        """A line of any pilot but the quiet one. Mostly actions, measurements and changes."""
        random = self.random
        pilot = self.pilots[random.randrange(1, len(self.pilots))]
        chance = random.random()
        if chance < 0.48:
            return self.action(pilot, day)
        if chance < 0.66:
            return self.measurement(pilot, day, random.choice(pilot.outcomes))
        if chance < 0.70:
            return self.stakeholder(pilot)
        if chance < 0.705 and pilot.questions < _QUESTIONS:
            return self.question(pilot, day)
        if chance < 0.97:
            return self.edit(pilot)
        return self.withdrawal(pilot, day)

    def quiet(self, day: date) -> list[tuple[Any, ...]]:
        """What the quiet pilot gets, besides its foundation: 33 lines over the years."""
        pilot = self.pilots[0]
        rest = [self.stakeholder(pilot) for _ in range(3)]
        days = [day - timedelta(days=30 * n) for n in range(15)]
        rest += [self.measurement(pilot, d, pilot.outcomes[n % 5]) for n, d in enumerate(days)]
        return rest + [self.action(pilot, day - timedelta(days=20 * n)) for n in range(15)]


def made(entries: int, today: date, seed: int = SEED) -> Iterator[Line]:
    """The lines 1 … `entries`, in order, up to today. At least 100."""
    random = Random(seed)
    village = _Village(entries, random)
    start = datetime.combine(today - timedelta(days=365 * YEARS), datetime.min.time())
    step = timedelta(days=365 * YEARS) / entries
    foundations = [draft for pilot in village.pilots for draft in village.foundation(pilot)]
    quiet = village.quiet(today)
    every = (entries - len(foundations)) // len(quiet)
    for n in range(entries):
        at = start + step * n
        since = n - len(foundations)
        if since < 0:
            draft = foundations[n]
        elif since % every == 0 and quiet:
            draft = quiet.pop(0)
        else:
            draft = village.anything(at.date())
        yield _line(n + 1, at, draft, random)


def _line(seq: int, at: datetime, draft: tuple[Any, ...], random: Random) -> Line:
    kind, subject, pilot, body = draft
    return Line(
        seq=seq,
        idempotency_key=str(UUID(int=random.getrandbits(128))),
        recorded_at=at,
        actor=PEOPLE[seq % len(PEOPLE)],
        kind=kind,
        subject=subject,
        pilot=pilot,
        body=None if body is None else canonical(body),
    )
