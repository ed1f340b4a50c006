"""What stands on the card of an outcome is true, possible, and says one thing."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pilots.access import Viewer
from pilots.assessments.outcomes import assess as assess_for_team
from pilots.assessments.promises import promises_of
from pilots.charts import outcome_chart
from pilots.evidence import (
    Assessment,
    assess,
    certainty,
    control_chart,
    decision_card,
    promise,
    rate_posterior,
)
from pilots.evidence.backtest import steps_ahead
from pilots.evidence.progress import Point
from pilots.language import significant, speaking
from pilots.queries.public_versions import public_versions
from pilots.tracker import Tracker
from schemas import Measurement, Outcome, Pilot

pytestmark = pytest.mark.slow

FIRST = date(2026, 1, 1)

Row = dict[str, Any]


def week(n: float) -> date:
    return FIRST + timedelta(weeks=1) * n


def outcome(**fields: Any) -> Row:
    return {
        "id": "o",
        "pilot": "north",
        "statement": "Visits",
        "unit": "",
        "better": "higher",
        "baseline": None,
        "baseline_on": None,
        "target": None,
        "target_on": None,
        "frequency": "weekly",
        "counts_people": False,
        "only_grows": False,
        "target_of": None,
        "few": False,
        "breaks": [],
        **fields,
    }


def measured(
    values: Sequence[float], asked: Sequence[int | None] = (), days: Sequence[date] = ()
) -> list[Row]:
    return [
        {
            "id": f"m{n}",
            "measured_on": days[n] if days else week(n),
            "value": value,
            "of_how_many": asked[n] if asked else None,
            "note": None,
            "few": False,
        }
        for n, value in enumerate(values)
    ]


def lines(rows: Sequence[Row]) -> list[Row]:
    return [
        {**row, "recorded_at": datetime.combine(row["measured_on"], datetime.min.time())}
        for row in rows
    ]


def judged(row: Row, rows: Sequence[Row], today: date | None = None) -> Assessment:
    return assess(row, rows, [], today or rows[-1]["measured_on"], lines(rows))


def card(found: Assessment) -> str:
    """All sentences that stand together on the card, in English."""
    with speaking("en"):
        forecast = found.forecast.sentence if found.forecast else found.lateness
        record = found.track_record
        return " ".join([found.progress.sentence, found.change, forecast, record, *found.warnings])


def hovers(found: Assessment) -> list[str]:
    with speaking("en"):
        return [t for trace in outcome_chart(found.progress, (), found).data for t in trace.text]


# --- what is possible --------------------------------------------------------------------


def test_a_number_of_complaints_is_forecast_no_lower_than_none_also_in_the_picture() -> None:
    row = outcome(better="lower", target=0, target_on=week(13))
    found = judged(row, measured([12, 10, 9, 7, 5, 4, 3, 2]))
    assert found.forecast
    assert all(0 <= interval.low <= interval.high for interval in found.forecast.fan)
    assert not any(re.search(r"-\d", text) for text in [card(found), *hovers(found)])


def test_a_percentage_is_forecast_no_higher_than_all() -> None:
    row = outcome(unit="% of residents", target=100, target_on=week(30))
    found = judged(row, measured([70, 74, 81, 86, 92, 95, 97, 99]))
    assert found.forecast
    assert all(interval.low <= interval.high <= 100 for interval in found.forecast.fan)
    numbers = [int(n) for text in hovers(found) for n in re.findall(r"(\d+) %", text)]
    assert max(numbers) == 100
    # Growth in percent can pass a hundred.
    growth = judged({**row, "target": 400}, measured([70, 90, 120, 150, 190, 230]))
    assert growth.forecast
    assert growth.forecast.fan[-1].high > 230


def test_of_twenty_people_whole_people_and_no_more_than_twenty_are_forecast() -> None:
    row = outcome(unit="people", counts_people=True, target=19, target_on=week(16))
    found = judged(row, measured([14, 15, 15, 17, 17, 18, 18, 19, 19, 20], [20] * 10))
    assert found.forecast
    assert max(interval.high for interval in found.forecast.fan) == 20
    assert re.search(r"will be \d+ to 20\.", card(found))


def test_shares_of_numbers_that_differ_are_forecast_as_if_as_many_are_asked_again() -> None:
    row = outcome(unit="people", counts_people=True, target=9, target_on=week(12))
    asked = [20, 20, 20, 20, 20, 20, 10]
    found = judged(row, measured([10, 11, 10, 9, 10, 10, 5], asked))
    assert found.forecast
    assert found.forecast.fan[-1].high <= 10
    assert "as if 10 people are asked, as last time" in card(found)


def test_a_total_is_forecast_no_lower_than_it_is() -> None:
    row = outcome(unit="hours", only_grows=True, target=60, target_on=week(30))
    found = judged(row, measured([2.5, 9, 9, 21.5, 22, 22.5, 23]))
    assert found.forecast
    assert min(interval.low for interval in found.forecast.fan) == 23


# --- what was counted --------------------------------------------------------------------


def test_time_is_said_in_units_of_the_calendar_and_not_in_measurements() -> None:
    days = [week(n) for n in (0, 0.5, 1, 1.5, 30)]
    row = outcome(frequency=None, only_grows=True, target=60, target_on=week(52))
    said = card(judged(row, measured([0, 5, 11, 20, 27], days=days)))
    assert "So far: 27 in" in said
    assert not re.search(r"in \d+ measurements", said)


def test_a_forecast_of_days_or_months_is_said_in_those() -> None:
    for gap, unit in ((1, "day"), (7, "week"), (30, "month"), (91, "quarter"), (365, "year")):
        days = [FIRST + timedelta(gap * n) for n in range(7)]
        row = outcome(frequency=None, target=9, target_on=days[-1] + timedelta(4 * gap))
        said = card(judged(row, measured([1] * 6 + [2], days=days)))
        assert re.search(rf"(4|3\.9) {unit}s after the last measurement", said), unit


def test_a_total_says_nothing_before_four_increments() -> None:
    row = outcome(only_grows=True, target=60, target_on=week(26))
    days = [week(0), week(2 / 7)]
    assert "Too early" in card(judged(row, measured([0, 12], days=days)))
    assert "Too early to say: 1 measurement more needed." in card(
        judged(row, measured([0, 4, 8, 12], days=[week(n) for n in (0, 2, 4, 6)]))
    )
    enough = judged(row, measured([0, 4, 8, 12, 16], days=[week(n) for n in (0, 2, 4, 6, 8)]))
    assert "8 of 10 cases" in card(enough)


# --- limits and averages -----------------------------------------------------------------


def test_a_computed_share_raises_an_alarm_where_its_count_does() -> None:
    hits = [2, 1, 2, 2, 3, 2, 1, 2, 2, 2, 3, 2, 2, 2, 2, 2, 2, 2, 2]
    counts = control_chart(hits)
    for shares in (
        [100 * hit / 3 for hit in hits],
        [hit / 3 * 100 for hit in hits],
        [hit / 3 for hit in hits],
    ):
        assert [point.signal for point in control_chart(shares).points] == [
            point.signal for point in counts.points
        ]
    equal = control_chart([66.66666666666667, 66.66666666666666, 66.66666666666667] * 3)
    assert not any(point.signal for point in equal.points)


@given(
    st.lists(st.integers(0, 60), min_size=6, max_size=24), st.sampled_from([1, 10, 100, 3, 7, 60])
)
@settings(max_examples=80)
def test_a_last_value_beyond_a_limit_never_looks_equal_to_it(values: list[int], by: int) -> None:
    with speaking("en"):
        said = control_chart([value / by for value in values]).sentence
    if found := re.search(r"The last value, (\S+), is higher .*: (\S+) at most", said):
        assert float(found[1]) > float(found[2])
    if found := re.search(r"The last value, (\S+), is lower .*: (\S+) at least", said):
        assert float(found[1]) < float(found[2])
    if found := re.search(r"lie above the (?:old )?average of (\S+)\. That", said):
        assert min(values[-7:]) / by > float(found[1])
    if found := re.search(r"nothing stands out: (\S+) to (\S+) is", said):
        assert float(found[1]) <= float(found[2])


def test_nineteen_is_higher_than_eighteen_at_most() -> None:
    base = [9, 12, 10, 13, 11, 14, 9, 12, 13, 10, 12, 11]
    chart = control_chart([*base, 19])
    assert chart.limits
    assert 18 < chart.limits.upper < 19
    with speaking("en"):
        assert "19, is higher than chance usually gives: 18 at most" in chart.sentence


def test_an_average_of_before_is_called_old_in_words_and_in_the_picture() -> None:
    found = judged(outcome(), measured([4, 6] * 6 + [9, 6, 9]))
    with speaking("en"):
        assert "far above the old average of 5" in found.change
    assert "Average of the first 12 measurements: 5" in hovers(found)
    assert "Average: 5" in hovers(judged(outcome(), measured([4, 6] * 6)))


# --- what a funder reads -----------------------------------------------------------------

LEAPS = (0, 1, 0, 1, 0, 1, 9, 30, 80, 200, 500, 1200)


def as_promised(row: Row, rows: Sequence[Row]) -> Row:
    return {**row, "measurements": list(rows)}


def test_a_funder_reads_that_earlier_forecasts_were_wrong_as_the_team_does(
    tracker: Tracker, anna: Viewer, chaima: Viewer
) -> None:
    aim = Outcome(
        id="o",
        pilot="north",
        statement="Visits",
        unit="visits",
        target=700,
        target_on=week(15),
        frequency="weekly",
    )
    tracker.record(anna, Pilot(id="north", name="Noord"), aim)
    for n, value in enumerate(LEAPS):
        tracker.record(
            anna,
            Measurement(
                id=f"m{n}",
                pilot="north",
                outcome="o",
                measured_on=week(n),
                value=value,
                note="Geheim van Sam",
            ),
        )
    team = tracker.ask(assess_for_team, anna.scope, "o", week(12))
    (promised,) = tracker.ask(promises_of, chaima.funder_scope, "north", None, week(12))
    assert team
    assert promised.assessment
    assert team.is_unreliable
    assert promised.assessment.backtest == team.backtest
    with speaking("en"):
        assert "So do not rely on this one." in certainty(promised)
    rows = tracker.ask(public_versions, chaima.funder_scope, "north")
    assert len(rows) == len(LEAPS)
    assert "Sam" not in repr(rows)


def test_a_version_with_a_small_number_of_people_is_no_version_for_a_funder(
    tracker: Tracker, anna: Viewer, chaima: Viewer
) -> None:
    tracker.record(
        anna,
        Pilot(id="north", name="Noord"),
        Outcome(id="o", pilot="north", statement="Buren", counts_people=True),
    )
    first = Measurement(
        id="m", pilot="north", outcome="o", measured_on=FIRST, value=3, of_how_many=20
    )
    tracker.record(anna, first)
    tracker.record(anna, first.model_copy(update={"value": 18}))
    (last,) = tracker.record(anna, first.model_copy(update={"value": 9}))
    tracker.withdraw(anna, last.seq)
    rows = tracker.ask(public_versions, chaima.funder_scope, "north")
    assert [(row["value"], row["of_how_many"]) for row in rows] == [
        (None, None),
        (16, 20),
        (9, 20),
        (None, None),
    ]
    assert tracker.ask(public_versions, chaima.funder_scope, "north", until=week(-1)) == [rows[-1]]


def test_a_day_that_is_over_is_not_forecast_for_a_funder_either() -> None:
    row = outcome(target=12, target_on=week(12))
    promised = as_promised(row, measured([4, 6, 5, 7, 6, 8, 9, 8, 10, 9]))
    before, after = (promise(promised, today=week(n)).assessment for n in (11, 13))
    assert before
    assert before.forecast
    assert after
    assert after.forecast is None
    with speaking("en"):
        said = certainty(promise(promised, today=week(13)))
    assert "likely" not in said
    assert "The day of the target was 26 March 2026, and nothing has been measured since." in said


def test_a_share_whose_day_is_over_is_not_forecast() -> None:
    row = outcome(counts_people=True, target=24, target_of=40, target_on=week(1))
    found = judged(row, measured([5, 12], [18, 30]))
    assert "Time is up and the target of 24 of 40 was not met. So far: 12 out of 30." in card(
        found
    )
    assert "likely" not in card(found)


# --- how sure it is ----------------------------------------------------------------------


def test_measurements_that_look_like_the_one_before_are_warned_of() -> None:
    wandering = judged(
        outcome(), measured(list(accumulate([5, 1, 1, 1, -1, -1, -1, 1, 1, 1] * 2)))
    )
    alternating = judged(outcome(), measured([5, 7] * 10))
    assert "Each measurement looks like the one before it" in card(wandering)
    assert "looks like the one before" not in card(alternating)
    with speaking("en"):
        assert "looks like the one before" in wandering.caution


def test_uneven_spacing_is_said_and_a_missed_week_is_not() -> None:
    pairs = [week(9 * (n // 2)) + timedelta(2 * (n % 2)) for n in range(12)]
    values = [5, 7, 6, 4, 5, 7, 6, 4, 5, 7, 6, 4]
    assert "not evenly spaced" in card(judged(outcome(), measured(values, days=pairs)))
    missed = [week(n + (n > 5)) for n in range(12)]
    assert "not evenly spaced" not in card(judged(outcome(), measured(values, days=missed)))


def test_seasons_look_like_change_for_two_years() -> None:
    values = [5, 7, 6, 4] * 8
    months = [date(2024 + n // 12, n % 12 + 1, 1) for n in range(32)]
    row = outcome(frequency="monthly")
    with speaking("en"):
        assert (
            "Only after two years" in judged(row, measured(values[:24], days=months[:24])).caution
        )
        assert "same month a year earlier" in judged(row, measured(values, days=months)).caution


def test_the_caution_is_that_of_the_kind_of_data() -> None:
    few = judged(outcome(), measured([1, 0, 2, 1, 0, 1, 3, 0, 1, 2, 0, 1]))
    many = judged(outcome(), measured([5, 7, 6, 4] * 3))
    with speaking("en"):
        assert "about 5 of 100 charts with 12 points have one, and 25 of 100" in few.caution
        assert "31 of 100 if the limits stay" in many.caution
        assert "If each measurement stands on its own" in many.caution


def test_it_looks_back_as_far_ahead_as_the_target_lies_and_at_most_half_of_what_there_is() -> None:
    points = [Point(week(n), 1.0) for n in range(20)]
    assert steps_ahead(points, None, 7) == steps_ahead(points, week(20), 7) == 1
    assert steps_ahead(points, week(24), 7) == 5
    assert steps_ahead(points, week(90), 7) == 10
    assert steps_ahead(points[:12], week(90), 7) == 4  # three forecasts to look back at
    assert steps_ahead(points[:5], week(90), 7) == 1
    row = outcome(target=9, target_on=week(24))
    found = judged(row, measured([5, 7, 6, 4] * 5))
    assert {forecast.ahead for forecast in found.backtest} == {5}
    assert "Earlier forecasts, 5 measurements ahead, that were right: 9 of 10." in card(found)


# --- one card says one thing ---------------------------------------------------------------


@given(
    st.lists(st.integers(0, 30), min_size=1, max_size=26),
    st.integers(-1, 40),
    st.integers(-4, 30),
    st.sampled_from(["higher", "lower"]),
    st.sampled_from(["values", "people", "total", "percent"]),
    st.integers(0, 20),
)
@settings(max_examples=150, deadline=None)
def test_no_sentence_on_a_card_contradicts_another(
    values: list[int], target: int, ahead: int, better: str, kind: str, later: int
) -> None:
    last = len(values) - 1
    row = outcome(
        better=better,
        target=target,
        target_on=week(last + ahead),
        counts_people=kind == "people",
        only_grows=kind == "total",
        unit="%" if kind == "percent" else "",
    )
    assume(ahead + last > 0)
    asked = [30 + n % 3 for n in range(len(values))] if kind == "people" else []
    rows = measured(list(accumulate(values)) if kind == "total" else values, asked)
    found = judged(row, rows, week(last + later))
    said = card(found)
    hopeful = "likely" in said and "unlikely" not in said
    assert not (hopeful and ("not met" in said or "no longer" in said))
    assert not ("is reached" in said and "not met" in said)
    assert not ("Time is up" in said and "Meeting the target" in said)
    assert not ("If nothing changes" in said and "8 of 10 cases" in said)
    assert not ("right direction" in said and "is not met" in said)
    assert not ("The same in all" in said and "stand out" in said)
    assert not ("nothing has been measured since" in said and "8 of 10 cases" in said)
    assert not ("do not rely" in said and "8 of 10 cases" not in said)
    if found.forecast:
        assert all(interval.low <= interval.high for interval in found.forecast.fan)
    promised = promise(as_promised(row, rows), lines(rows), week(last + later))
    with speaking("en"):
        sure = certainty(promised)
        assert found.change in sure or found.newest is None or found.newest.limits is None
        assert not found.forecast or found.forecast.sentence in sure
        assert ("do not rely" in sure) == found.is_unreliable
        assert not (found.is_unreliable and ("Time is up" in said or "Too early" in sure))


@pytest.mark.parametrize("better", ["higher", "lower"])
def test_what_happens_if_nothing_changes_is_not_said_of_a_target_that_is_reached(
    better: str,
) -> None:
    found = judged(outcome(better=better, target=5), measured([4, 6] * 6 + [5]))
    assert "is reached" in card(found)
    assert "If nothing changes" not in card(found)


def test_numbers_on_a_card_that_differ_are_written_so_that_they_do() -> None:
    found = judged(outcome(target=66.67, baseline=0.008), measured([0.002, 66.66666666666667]))
    assert "Last measured on 8 January 2026: 66.667." in card(found)
    assert "from 0.008 to the target of 66.67." in card(found)
    agreed = {
        "id": "c",
        "better": "higher",
        "unit": "",
        "expected": None,
        "green": 20,
        "red": 10,
        "decide_by": None,
        "is_beforehand": True,
        "value": 19.996,
        "decided": None,
    }
    light = decision_card(agreed, FIRST)
    assert light
    with speaking("en"):
        assert "at 20 or more we continue" in light.sentence
        assert "It is 19.996: in between." in light.sentence
        assert "between 0.998 and 1.002" in rate_posterior(1_000_000, 1_000_000).sentence


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_a_number_never_looks_like_another_that_stands_near_it(one: float, two: float) -> None:
    assume(abs(one - two) > 1e-9)
    with speaking("en"):
        assert significant(one, two) != significant(two, one)


@given(
    st.lists(
        st.tuples(
            st.one_of(st.integers(-3, 30), st.floats(-5, 130).map(lambda v: round(v, 2))),
            st.one_of(st.none(), st.integers(0, 40)),
            st.integers(1, 90),
        ),
        min_size=1,
        max_size=20,
    ),
    st.fixed_dictionaries(
        {
            "better": st.sampled_from(["higher", "lower", "neither"]),
            "target": st.one_of(st.none(), st.integers(-2, 120)),
            "baseline": st.one_of(st.none(), st.integers(-2, 120)),
            "target_of": st.one_of(st.none(), st.integers(0, 60)),
            "unit": st.sampled_from(["", "%", "procent", "mensen"]),
            "counts_people": st.booleans(),
            "only_grows": st.booleans(),
            "frequency": st.sampled_from([None, "weekly", "monthly", "once"]),
        }
    ),
)
@settings(max_examples=150, deadline=None)
def test_whatever_can_be_recorded_is_judged_drawn_and_told(
    points: list[tuple[float, int | None, int]], fields: dict[str, Any]
) -> None:
    days = [FIRST + timedelta(gap) for gap in accumulate(gap for _v, _n, gap in points)]
    rows = measured([value for value, *_ in points], [n for _v, n, _gap in points], days)
    row = outcome(target_on=days[-1] + timedelta(100), **fields)
    found = judged(row, rows)
    assert card(found)
    assert hovers(found)
    assert found.caution or found.newest is None or found.newest.limits is None
    if found.forecast:
        assert all(interval.low <= interval.high for interval in found.forecast.fan)
    with speaking("nl"):
        assert certainty(promise(as_promised(row, rows), lines(rows)))
