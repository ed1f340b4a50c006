"""A pilot with two reviews, as a team would hold them: what its minutes are made of."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from pilots.access import Viewer
from pilots.tracker import Tracker
from schemas import (
    Action,
    Adherence,
    Decision,
    DecisionKind,
    DecisionStatus,
    Measurement,
    Outcome,
    Pilot,
    Principle,
    PrincipleCheck,
    Question,
    Record,
    Review,
    Stakeholder,
    Standing,
)

FIRST_DAY = date(2026, 10, 12)
SECOND_DAY = date(2026, 11, 23)


class Team:
    """Writes things down for one pilot, one line after the other."""

    def __init__(self, tracker: Tracker, viewer: Viewer, pilot: str = "north") -> None:
        self.tracker = tracker
        self.viewer = viewer
        self.pilot = pilot
        self._together: list[Record] | None = None

    @contextmanager
    def together(self) -> Iterator[None]:
        """The same lines in the same order, in one transaction: a tenth of the time."""
        self._together = []
        yield
        kept, self._together = self._together, None
        self.tracker.record(self.viewer, *kept)

    def keep(self, *kept: Record) -> None:
        if self._together is not None:
            self._together += kept
            return
        for record in kept:
            self.tracker.record(self.viewer, record)

    def of(self, schema: type[Record], id: str, **fields: Any) -> None:
        """A record of the pilot, new or changed."""
        self.keep(schema.read(id, self.pilot, fields))

    def begin(self, id: str, on: date, since: int = 0, **fields: Any) -> None:
        self.of(Review, id, held_on=on, since=since, **fields)

    def close(self, id: str, on: date, since: int = 0, **fields: Any) -> int:
        """End a review, as the screen does; gives how far it looked."""
        upto = self.tracker.head
        said = {"status": Standing.ON_TRACK, "why": "Er komen mensen.", **fields}
        self.of(Review, id, held_on=on, since=since, upto=upto, **said)
        return upto


def hold_two_reviews(team: Team) -> int:
    """A pilot with everything there is, and two reviews that are over: `first` and `second`.

    Gives the line up to which the second one looked.
    """
    with team.together():
        _before(team)
        _first_review(team)
    since = team.close("first", FIRST_DAY)
    with team.together():
        _second_review(team, since)
    return team.close(
        "second",
        SECOND_DAY,
        since,
        present=["Anna", "Bram"],
        status=Standing.AT_RISK,
        why="De sleutel is er nog niet.",
        notes="Fatma wil meedenken.\nZij kent de hele straat.",
        next_on=date(2027, 1, 11),
    )


def _before(team: Team) -> None:
    team.keep(
        Pilot(
            id="north",
            name="Hagendoornschool",
            neighbourhood="Zuidwijk",
            municipality="Hoeksche Waard",
        ),
        Principle(id="small", text="Begin klein."),
        Principle(id="join", text="Sluit aan bij wat er is."),
    )
    team.of(Question, "q", text="Hoe wordt de school weer van de buurt?")
    team.of(Stakeholder, "sam", name="Sam de Wit", role="key_person")
    team.of(Outcome, "o", statement="Buren kennen elkaar", unit="buren", baseline=0, target=40)
    team.of(Action, "old", title="Sleutel vragen", due=date(2026, 11, 1), owner="Otto Bos")


def _first_review(team: Team) -> None:
    team.begin("first", FIRST_DAY)
    team.of(
        Decision,
        "open-up",
        text="We openen de school op woensdag",
        reason="Dan is de conciërge er.",
        decider="Anna",
        decided_on=FIRST_DAY,
        review="first",
    )
    team.of(
        Action,
        "letter",
        title="Brief aan de buurt",
        owner="Anna",
        due=date(2026, 11, 2),
        decision="open-up",
    )


def _second_review(team: Team, since: int) -> None:
    team.of(Stakeholder, "fatma", name="Fatma Aydın", role="participant")
    team.of(
        Action,
        "soup",
        title="Soep op het plein",
        done_on=date(2026, 11, 18),
        with_whom=["sam", "fatma"],
        participants=23,
        happened="Er kwamen meer mensen dan gedacht.",
    )
    team.of(Action, "letter", title="Brief aan de buurt", done_on=FIRST_DAY, decision="open-up")
    team.of(Action, "flyer", title="Flyers drukken", status="dropped", owner="Otto Bos")
    team.of(Measurement, "m", outcome="o", measured_on=date(2026, 11, 20), value=12)
    team.begin("second", SECOND_DAY, since, present=["Anna", "Bram"])
    team.of(
        Decision,
        "open-up",
        text="We openen de school op woensdag",
        reason="Dan is de conciërge er.",
        decider="Anna",
        decided_on=FIRST_DAY,
        review="first",
        carried=DecisionStatus.DONE,
        carried_why="Elke week open.",
    )
    _checks(team)
    team.of(
        Decision,
        "music",
        text="We vragen de muziekschool",
        kind=DecisionKind.ADAPT,
        reason="Kinderen vragen erom.",
        decider="Bram",
        decided_on=SECOND_DAY,
        review="second",
    )
    team.of(
        Action,
        "call",
        title="Muziekschool bellen",
        owner="Bram",
        due=date(2026, 12, 1),
        decision="music",
    )
    team.of(Action, "thanks", title="Sam bedanken", owner="Anna", due=date(2026, 11, 30))


def _checks(team: Team) -> None:
    team.of(
        PrincipleCheck,
        "c1",
        principle="small",
        held=Adherence.KEPT,
        example="Eén pan soep.",
        checked_on=SECOND_DAY,
        review="second",
    )
    team.of(
        PrincipleCheck,
        "c2",
        principle="join",
        held=Adherence.BROKEN,
        checked_on=SECOND_DAY,
        review="second",
    )


def change_everything(team: Team, upto: int) -> None:
    """Afterwards: all is renamed, changed, corrected or withdrawn."""
    tracker, viewer = team.tracker, team.viewer
    with team.together():
        team.keep(Pilot(id="north", name="Heel anders", neighbourhood="Elders"))
        team.of(Question, "q2", text="Een andere vraag?", since=SECOND_DAY)
        team.of(
            Outcome,
            "o",
            statement="Iets anders",
            unit="euro",
            baseline=5,
            target=9,
            retargeted="Te hoog ingezet.",
            redefined="Wij tellen nu geld",
        )
        team.of(Measurement, "m", outcome="o", measured_on=date(2026, 11, 20), value=99)
        team.of(Measurement, "m2", outcome="o", measured_on=date(2026, 11, 19), value=98)
        team.of(Stakeholder, "new", name="Nieuw Persoon")
        team.of(Action, "soup", title="Geen soep", done_on=date(2026, 1, 1))
        team.of(Action, "call", title="Niet bellen", status="dropped", decision="music")
        team.of(Action, "late", title="Alsnog vastgelegd", done_on=date(2026, 11, 19))
        team.of(Decision, "music", text="Toch geen muziek", kind="stop", review="second")
        team.of(Decision, "extra", text="Nog een besluit", review="second")
        team.of(Principle, "small", text="Begin groot.")
        team.of(PrincipleCheck, "c1", principle="small", held="broken", checked_on=SECOND_DAY)
        team.of(
            Review,
            "second",
            held_on=date(2026, 11, 24),
            since=1,
            upto=upto,
            present=["Iemand"],
            status="off_track",
            why="Toch anders.",
            notes="Verbeterd.",
        )
    for row in tracker.reader(viewer.scope).rows(
        "SELECT max(seq) AS seq FROM logbook "
        "WHERE subject IN ('sam', 'fatma', 'open-up', 'thanks', 'old', 'join', 'first') "
        "GROUP BY subject"
    ):
        tracker.withdraw(viewer, row["seq"])
    team.of(Review, "third", held_on=date(2027, 1, 11), since=upto)
