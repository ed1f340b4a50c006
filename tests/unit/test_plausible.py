"""What is more often a slip of the pen is said; what cannot be is refused."""

from datetime import date, timedelta
from typing import Any

import pytest

from pilots.rules import plausible
from pilots.rules.plausible import UnknownOutcome
from pilots.tracker import Tracker
from schemas import Action, ActionStatus, Measurement, Outcome
from tests.support.cast import ANNA

TODAY = date(2026, 12, 1)
PILOT = "north"


def doubts(tracker: Tracker, record: Any) -> list[str]:
    return list(plausible.doubts(tracker.reader(ANNA.scope), record, TODAY))


def measured(value: float, on: date = TODAY, **fields: Any) -> Measurement:
    return Measurement(pilot=PILOT, outcome="o", measured_on=on, value=value, **fields)


@pytest.fixture
def total(tracker: Tracker) -> Tracker:
    """A total that only grows: 10 in October, 20 in November."""
    tracker.record(
        ANNA,
        Outcome(id="o", pilot=PILOT, statement="Kaarten", only_grows=True),
        measured(10, date(2026, 10, 1)),
        measured(20, date(2026, 11, 1)),
    )
    return tracker


def test_a_measurement_of_an_outcome_that_does_not_exist_is_refused(tracker: Tracker) -> None:
    with pytest.raises(UnknownOutcome):
        tracker.record(ANNA, measured(7))
    assert tracker.head == 0


def test_an_outcome_and_its_measurement_can_be_recorded_together(tracker: Tracker) -> None:
    tracker.record(ANNA, measured(7), Outcome(id="o", pilot=PILOT, statement="Kaarten"))


def test_what_was_measured_of_a_withdrawn_outcome_can_be_corrected(total: Tracker) -> None:
    total.withdraw(ANNA, 1)
    total.record(ANNA, measured(11, date(2026, 10, 1)))


@pytest.mark.parametrize(("value", "on", "n"), [
    (30, TODAY, 0),
    (20, TODAY, 0),
    (19, TODAY, 1),
    (15, date(2026, 10, 15), 0),
    (25, date(2026, 10, 15), 1),
    (5, date(2026, 9, 1), 0),
    (11, date(2026, 9, 1), 1),
])  # fmt: skip
def test_a_total_that_only_grows_and_falls_is_doubted(
    total: Tracker, value: float, on: date, n: int
) -> None:
    assert len(doubts(total, measured(value, on))) == n


def test_an_outcome_that_may_fall_is_not_doubted(tracker: Tracker) -> None:
    tracker.record(ANNA, Outcome(id="o", pilot=PILOT, statement="Klachten"), measured(20))
    assert doubts(tracker, measured(3, TODAY - timedelta(days=1))) == []


def test_more_than_all_is_doubted(total: Tracker) -> None:
    assert doubts(total, measured(30, of_how_many=18)) == ["30 is meer dan de 18 waar het van is."]
    assert doubts(total, measured(30, of_how_many=30)) == []


def test_what_is_still_to_come_is_no_log(tracker: Tracker) -> None:
    tomorrow = TODAY + timedelta(days=1)
    done = Action(pilot=PILOT, title="Koffie", status=ActionStatus.DONE, done_on=tomorrow)
    assert doubts(tracker, done) == ["2 december 2026 moet nog komen, en dit staat als gedaan."]
    assert doubts(tracker, done.model_copy(update={"done_on": TODAY})) == []


def test_a_day_decades_away_is_doubted(tracker: Tracker) -> None:
    plan = Action(pilot=PILOT, title="Koffie", due=date(2062, 1, 1))
    assert doubts(tracker, plan) == ["1 januari 2062 is meer dan vijf jaar weg."]


@pytest.mark.parametrize(
    ("better", "baseline", "target", "is_said"),
    [
        ("higher", 41, 30, True),
        ("higher", 41, 41, False),
        ("higher", 30, 41, False),
        ("lower", 30, 41, True),
        ("lower", 41, 30, False),
        ("neither", 41, 30, False),
        ("higher", None, 30, False),
        ("higher", 41, None, False),
    ],
)
def test_a_target_that_is_worse_than_the_baseline_is_said(
    tracker: Tracker, better: str, baseline: float | None, target: float | None, is_said: bool
) -> None:
    outcome = Outcome(
        pilot=PILOT, statement="Groen", better=better, baseline=baseline, target=target
    )
    assert bool(doubts(tracker, outcome)) == is_said
