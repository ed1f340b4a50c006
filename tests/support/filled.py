"""A pilot of the seed with a little of everything, names of people among it."""

from datetime import date

from pilots.tracker import Tracker
from schemas import Action, Measurement, Outcome, Question, Stakeholder
from tests.support.cast import ANNA

PILOT = "hagendoornschool"
SECRETS = ("Mevrouw Geheim", "geheim@voorbeeld.nl", "06-99887766", "Trekker Verborgen")
"""What is for the team alone."""


def fill(tracker: Tracker) -> None:
    """Record it all, as somebody who leads all pilots."""
    who = Stakeholder(pilot=PILOT, name=SECRETS[0], email=SECRETS[1], phone=SECRETS[2])
    outcome = Outcome(
        pilot=PILOT, statement="Buren kennen elkaar", unit="buren", baseline=4, target=20
    )
    tracker.record(
        ANNA,
        who,
        outcome,
        Action(
            pilot=PILOT,
            title="Koffie in de hal",
            done_on=date(2026, 11, 2),
            with_whom=(who.id,),
            participants=7,
            owner=SECRETS[3],
        ),
        Action(pilot=PILOT, title="Iets dat te laat is", due=date(2020, 1, 1)),
        Measurement(pilot=PILOT, outcome=outcome.id, measured_on=date(2026, 11, 3), value=8),
        Measurement(pilot=PILOT, outcome=outcome.id, measured_on=date(2026, 11, 9), value=11.5),
        Question(pilot=PILOT, text="En nu?", since=date(2026, 11, 5), reason="Geleerd"),
    )
