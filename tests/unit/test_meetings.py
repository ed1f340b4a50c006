"""How far a meeting is, and how long it took: kept for everybody who is in it."""

from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pilots.store.meetings import IDLE, MeetingClock
from pilots.tracker import Tracker

NOON = datetime(2026, 11, 23, 12)


def later(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def test_a_meeting_that_nobody_counted_is_nowhere(tracker: Tracker) -> None:
    assert tracker.meetings.find("review-1") is None


def test_where_a_meeting_is_outlives_a_restart(path: Path) -> None:
    pace = MeetingClock("welcome", NOON, 45).moved("numbers", later(4)).moved("decide", later(9))
    first = Tracker(path)
    first.meetings.save("review-1", pace)
    first.close()
    second = Tracker(path)
    assert second.meetings.find("review-1") == pace
    second.close()


def test_one_meeting_knows_nothing_of_another(tracker: Tracker) -> None:
    tracker.meetings.save("review-1", MeetingClock("decide", NOON, 45))
    tracker.meetings.save("review-2", MeetingClock("close", NOON, 30))
    tracker.meetings.delete("review-2")
    assert tracker.meetings.find("review-1") == MeetingClock("decide", NOON, 45)
    assert tracker.meetings.find("review-2") is None


def test_a_meeting_is_nobodys_own_draft(tracker: Tracker) -> None:
    tracker.meetings.save("review-1", MeetingClock("decide", NOON, 45))
    assert tracker.drafts.unfinished("Anna") == {}


def test_the_time_of_a_step_adds_up_when_the_team_comes_back_to_it() -> None:
    pace = MeetingClock("welcome", NOON, 45)
    pace = pace.moved("numbers", later(4)).moved("welcome", later(6))
    assert pace.seconds("welcome", later(7)) == 5 * 60
    assert pace.seconds("numbers", later(7)) == 2 * 60
    assert pace.seconds("close", later(7)) == 0


def test_a_night_between_two_halves_of_a_meeting_is_no_time_that_it_took() -> None:
    pace = MeetingClock("welcome", NOON, 45).moved("decide", later(5))
    assert pace.seconds("decide", later(5) + IDLE) == 0
    assert pace.moved("close", later(60 * 20)).spent == {"welcome": 300, "decide": 0}


def test_a_clock_that_was_set_back_takes_no_time_away() -> None:
    assert MeetingClock("welcome", NOON, 45).seconds("welcome", later(-3)) == 0


@given(
    st.lists(
        st.tuples(st.sampled_from(["welcome", "numbers", "decide"]), st.integers(0, 59)),
        max_size=20,
    )
)
def test_all_time_is_counted_at_one_step_and_no_more(moves: list[tuple[str, int]]) -> None:
    pace, at = MeetingClock("welcome", NOON, 45), NOON
    for step, minutes in moves:
        at += timedelta(minutes=minutes)
        pace = pace.moved(step, at)
    spent = sum(pace.seconds(step, at) for step in ("welcome", "numbers", "decide"))
    assert spent == (at - NOON).total_seconds()
