"""The assessment of an outcome: segments, forecasts, backtest, and how it is drawn."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilots.charts import meanings, outcome_chart
from pilots.evidence import Assessment, Method, assess, note, track_record
from pilots.evidence.levels import chance_of_level
from pilots.evidence.phases import phase_change
from pilots.evidence.progress import Point
from pilots.evidence.sampling import sampling_period
from pilots.language import speaking
from pilots.screens.kit import markup
from pilots.screens.kit.pictures import meaning

FIRST = date(2026, 1, 1)
TODAY = date(2026, 11, 20)
STEADY = (4, 6, 5, 7, 5, 6, 4, 5, 6, 5, 7, 6)
RISEN = (8, 9, 7, 10, 9, 8, 11, 9)
RISING = (4, 6, 5, 7, 6, 8, 9, 8, 10, 9)

Row = dict[str, Any]


def outcome(**fields: Any) -> Row:
    return {
        "id": "visits",
        "pilot": "north",
        "statement": "Visits",
        "unit": "visits",
        "better": "higher",
        "baseline": None,
        "baseline_on": None,
        "target": None,
        "target_on": None,
        "frequency": "weekly",
        "counts_people": False,
        "only_grows": False,
        "target_of": None,
        **fields,
    }


def week(n: float) -> date:
    return FIRST + timedelta(weeks=1) * n


def measured(values: Sequence[float], of_how_many: int | None = None) -> list[Row]:
    return [
        {
            "id": f"m{n}",
            "measured_on": week(n),
            "value": value,
            "of_how_many": of_how_many,
            "note": None,
        }
        for n, value in enumerate(values)
    ]


def lines(rows: Sequence[Row]) -> list[Row]:
    """Each measurement written down on its own day."""
    return [
        {**row, "recorded_at": datetime.combine(row["measured_on"], datetime.min.time())}
        for row in rows
    ]


def broken(
    since: date, redefined: bool = False, why: str = "A new room", after: str | None = None
) -> Row:
    """`after`: the title of the action that explains it."""
    return {
        "id": None if redefined else "b1",
        "since": since,
        "why": why,
        "redefined": redefined,
        "action": after,
        "title": after,
    }


def found(
    values: Sequence[float], *breaks: Row, today: date | None = None, **fields: Any
) -> Assessment:
    """Looked at on the day of the last measurement, unless another day is given."""
    rows = measured(values)
    return assess(outcome(**fields), rows, breaks, today or week(len(values) - 1), lines(rows))


# --- change, or chance -------------------------------------------------------------------


def test_the_limits_lock_at_twelve_and_what_comes_after_stands_out() -> None:
    result = found([*STEADY, *RISEN])
    (segment,) = result.segments
    assert segment.chart
    assert segment.chart.limits
    assert segment.chart.limits.mean == 5.5
    assert (round(segment.chart.limits.lower, 4), round(segment.chart.limits.upper, 4)) == (
        1.6309,
        9.3691,
    )
    standing_out = [n for n, point in enumerate(segment.chart.points, 1) if point.signal]
    assert standing_out == list(range(11, 21))
    with speaking("en"):
        assert "lie above the old average of 5.5" in result.change


def test_it_speaks_of_weeks_where_there_is_one_measurement_in_each_and_else_of_measurements() -> (
    None
):
    with speaking("en"):
        assert "In 12 weeks nothing stands out" in found(STEADY).change
        gap = [row for n, row in enumerate(measured([*STEADY, 5])) if n != 3]
        assert "In 12 measurements" in assess(outcome(), gap, [], TODAY).change


def test_too_few_points_get_a_sentence_and_no_limits() -> None:
    result = found(STEADY[:4])
    assert result.newest
    assert result.newest.limits is None
    with speaking("nl"):
        assert result.change.startswith("Nog te vroeg om iets te zeggen. Nog nodig: 2 weken")


def test_a_total_that_only_grows_is_not_held_against_chance() -> None:
    result = found([0, 1, 3, 4, 6, 8, 9, 12], only_grows=True)
    assert result.newest is None
    assert [segment.chart for segment in result.segments] == [None]
    with speaking("en"):
        assert "a total can only rise" in result.change


def test_shares_are_compared_where_how_many_were_asked_differs() -> None:
    rows = [
        {**row, "of_how_many": 20 if n % 2 else 10}
        for n, row in enumerate(measured([5, 10, 6, 11, 5, 10, 6]))
    ]
    people = assess(outcome(counts_people=True), rows, [], TODAY)
    assert people.newest
    assert people.newest.kind == "shares"
    assert [point.limits and point.limits.mean for point in people.newest.points][:2] == [
        pytest.approx(53 / 100 * 10),
        pytest.approx(53 / 100 * 20),
    ]
    # An average over so many is no count of them.
    average = assess(outcome(), rows, [], TODAY)
    assert average.newest
    assert average.newest.kind == "values"
    unknown = assess(outcome(counts_people=True), [*rows, *measured([5])], [], TODAY)
    assert unknown.newest is None
    with speaking("en"):
        assert "do not say out of how many people" in unknown.change


def test_the_same_number_out_of_more_people_is_not_the_same() -> None:
    rows = [
        {**row, "of_how_many": 16 if n < 12 else 20} for n, row in enumerate(measured([16] * 13))
    ]
    with speaking("en"):
        alike = assess(outcome(counts_people=True), rows[:12], [], TODAY)
        assert alike.change == "The same in all 12 weeks: 16."
        early = assess(outcome(counts_people=True), rows[1:], [], TODAY)
        assert "The same" not in early.change
        result = assess(outcome(counts_people=True), rows, [], TODAY)
        assert result.change.startswith("The last value, 80%, is lower than chance usually gives:")


def test_small_whole_numbers_have_limits_of_their_own() -> None:
    few = found([1, 0, 2, 1, 0, 1, 3, 0, 1, 2, 0, 1])
    assert few.newest
    assert (few.newest.kind, few.newest.drawn_lower) == ("counts", 0)
    more = found([5, 4, 6, 5, 4, 5, 7, 4, 5, 6, 4, 5])
    assert more.newest
    assert more.newest.kind == "values"


def test_of_a_measurement_x_of_n_the_share_is_said_and_of_an_average_over_n_it_is_not() -> None:
    rows = measured([12], of_how_many=18)
    share = assess(outcome(counts_people=True), rows, [], TODAY).share
    assert share
    assert (share.hits, share.trials) == (12, 18)
    assert assess(outcome(), rows, [], TODAY).share is None


# --- where it begins anew ----------------------------------------------------------------


def test_what_is_normal_is_reckoned_anew_from_the_day_that_was_chosen() -> None:
    result = found([*STEADY, *RISEN], broken(week(12)))
    before, after = result.segments
    assert before.chart
    assert after.chart
    assert before.chart.limits
    assert after.chart.limits
    assert (before.chart.limits.mean, after.chart.limits.mean) == (5.5, 8.875)
    assert after.chart.is_provisional
    assert not before.chart.is_provisional
    assert result.newest is after.chart
    with speaking("en"):
        (why,) = result.breaks
        assert why.sentence == (
            "The limits are recalculated from 26 March 2026 on. Why: A new room"
        )


def test_what_is_measured_otherwise_breaks_the_line_and_says_when_and_why() -> None:
    result = found([*STEADY, *RISEN], broken(week(12), redefined=True, why="Cups, not heads"))
    figure = outcome_chart(result.progress, (), result)
    (line,) = [trace for trace in figure.data if trace.mode == "lines+markers"]
    assert list(line.y) == [*STEADY, None, *RISEN]
    with speaking("en"):
        assert result.breaks[0].sentence == (
            "It has been measured differently since 26 March 2026, so the line starts again. "
            "Why: Cups, not heads"
        )
    unbroken = found([*STEADY, *RISEN], broken(week(12)))
    (line,) = [
        trace
        for trace in outcome_chart(unbroken.progress, (), unbroken).data
        if trace.mode == "lines+markers"
    ]
    assert None not in line.y


def test_what_was_measured_before_an_action_is_compared_with_what_was_measured_since() -> None:
    result = found([*STEADY, *RISEN], broken(week(12), after="Koffie"))
    assert result.phases == phase_change(STEADY, RISEN)
    with speaking("en"):
        assert result.phases
        assert markup.escape(result.phases.sentence) in meaning.lines(result)
    assert Method.PHASES in set(meaning.methods_of(result))


@pytest.mark.parametrize(
    "start",
    [
        broken(week(12)),
        broken(week(12), redefined=True, after="Koffie"),
        broken(week(18), after="Koffie"),
    ],
    ids=["no action", "measured in another way", "two measurements since"],
)
def test_a_day_that_was_chosen_by_the_figures_is_no_start_to_compare_with(start: Row) -> None:
    assert found([*STEADY, *RISEN], start).phases is None


def test_people_out_of_different_numbers_are_compared_as_shares() -> None:
    rows = [
        {**row, "of_how_many": 10 if n < 8 else 40}
        for n, row in enumerate(measured([5] * 8 + [20] * 8))
    ]
    start = broken(week(8), after="Koffie")
    result = assess(outcome(counts_people=True), rows, [start], week(15), lines(rows))
    assert result.phases
    assert (result.phases.higher, result.phases.lower) == (0, 0)


def test_a_break_before_or_after_all_measurements_makes_no_empty_part() -> None:
    for since in (week(-5), week(50)):
        assert len(found(STEADY, broken(since)).segments) == 1


@given(st.lists(st.integers(0, 40), max_size=30), st.lists(st.integers(-3, 33), max_size=4))
def test_every_measurement_is_in_one_segment_in_order(values: list[int], days: list[int]) -> None:
    result = found(values, *(broken(week(n), redefined=n % 2 == 0) for n in days))
    assert [point for segment in result.segments for point in segment.points] == list(
        result.progress.points
    )
    assert all(segment.points for segment in result.segments)
    assert len(meanings(result)) == len(values)
    outcome_chart(result.progress, (), result)


# --- where it is going -------------------------------------------------------------------


def test_a_level_is_forecast_as_the_method_does() -> None:
    result = found(RISING, target=12, target_on=week(15))
    same = chance_of_level(RISING, 12, 6)
    assert result.forecast
    assert result.forecast.chance.chance == pytest.approx(same.chance)
    end = result.forecast.fan[-1]
    assert end.on == week(15)
    assert (end.low, end.high) == pytest.approx((same.low, same.high))
    assert result.forecast.fan[0].low == result.forecast.fan[0].high == 9


def test_a_total_that_only_grows_is_forecast_as_counts() -> None:
    counted = [0, 2, 4, 5, 7, 9, 11, 13, 15, 16, 18]
    result = found(counted, only_grows=True, target=60, target_on=week(26))
    assert result.forecast
    assert result.forecast.chance.chance == pytest.approx(0.0950, abs=5e-5)
    assert (result.forecast.fan[-1].low, result.forecast.fan[-1].high) == (37, 59)
    fell = found([*counted[:-1], 3], only_grows=True, target=60, target_on=week(26))
    assert fell.forecast
    assert type(fell.forecast.chance) is not type(result.forecast.chance)


def test_a_share_of_people_who_add_up_is_forecast_by_those_who_were_asked() -> None:
    rows = measured([5, 12], of_how_many=18)
    row = outcome(counts_people=True, target=24, target_of=40, target_on=week(20))
    result = assess(row, rows, [], week(1), lines(rows))
    assert result.forecast
    assert result.forecast.chance.chance == pytest.approx(0.8092, abs=5e-5)
    assert [reach.on for reach in result.forecast.fan] == [week(1), week(20)]
    assert result.backtest == ()
    with speaking("en"):
        assert "Meeting the target of 24 of 40: likely" in result.forecast.sentence
    whenever = assess({**row, "target_on": None}, rows, [], week(1))
    assert whenever.forecast
    assert whenever.forecast.fan == ()
    # More were asked than were planned, or fewer is better: then it is a value like others.
    for other in ({"target_of": 10}, {"better": "lower"}):
        result = assess({**row, **other}, rows, [], week(1))
        assert result.forecast
        assert result.forecast.chance.chance is None


@pytest.mark.parametrize(
    "fields",
    [
        {"target": None, "target_on": week(15)},
        {"target": 12, "target_on": None},
        {"target": 12, "target_on": week(15), "better": "neither"},
        # The day is over, and nobody measured on it.
        {"target": 12, "target_on": week(10), "today": TODAY},
    ],
)
def test_without_something_to_meet_nothing_is_forecast(fields: Row) -> None:
    assert found(RISING, **fields).forecast is None


def test_with_few_points_a_forecast_says_that_it_is_too_early_and_draws_no_fan() -> None:
    result = found(RISING[:4], target=12, target_on=TODAY + timedelta(60))
    assert result.forecast
    assert not result.forecast.fan
    with speaking("en"):
        assert result.forecast.sentence == "Too early to say: 2 measurements more needed."


def test_what_would_come_of_the_target_if_nothing_changed_is_not_said_beside_a_forecast() -> None:
    rising = found([*STEADY, *RISEN], target=12, target_on=TODAY + timedelta(60))
    steady = found(STEADY, target=12, target_on=TODAY + timedelta(60))
    without = found(STEADY, target=12)
    with speaking("en"):
        assert "If nothing changes" not in rising.change
        assert "If nothing changes" not in steady.change
        assert "If nothing changes, the target of 12 is not met." in without.change


@given(st.lists(st.integers(0, 1000), min_size=6, max_size=20), st.integers(1, 60))
def test_a_fan_is_ordered_and_begins_where_the_measurements_end(
    values: list[int], weeks: int
) -> None:
    last = week(len(values) - 1)
    rows = measured(values)
    row = outcome(target=500, target_on=last + timedelta(weeks=weeks))
    result = assess(row, rows, [], last)
    assert result.forecast
    assert result.forecast.fan
    days = [reach.on for reach in result.forecast.fan]
    assert days == sorted(set(days))
    assert days[0] == last
    assert days[-1] == row["target_on"]
    assert all(reach.low <= reach.high for reach in result.forecast.fan)


# --- what was forecast before ------------------------------------------------------------


def test_each_measurement_from_the_seventh_on_looks_back_at_its_forecast() -> None:
    result = found(RISING)
    assert [backtest.on for backtest in result.backtest] == [week(n) for n in range(6, 10)]
    band = chance_of_level(RISING[:6], 0, 1)
    assert result.backtest[0].low == pytest.approx(band.low)
    assert result.backtest[0].high == pytest.approx(band.high)
    with speaking("en"):
        assert track_record(result.backtest).startswith("Earlier forecasts that were right: ")
        assert not track_record(())


def test_a_forecast_is_made_of_what_was_known_then_also_where_that_was_wrong() -> None:
    rows = measured(RISING)
    slip = {**rows[3], "value": 70, "recorded_at": datetime(2026, 1, 22)}
    put_right = {**rows[3], "recorded_at": datetime(2026, 6, 1)}
    said = [slip if row["id"] == "m3" else row for row in lines(rows)]
    with_slip = assess(outcome(), rows, [], TODAY, [*said, put_right])
    without = assess(outcome(), rows, [], TODAY, lines(rows))
    assert with_slip.backtest[0].high > 2 * without.backtest[0].high
    assert [result.actual for result in with_slip.backtest] == [
        result.actual for result in without.backtest
    ]


def test_forecasts_that_were_mostly_wrong_say_not_to_build_on_the_next() -> None:
    turned = [0, 1, 0, 1, 0, 1, 9, 30, 80, 200, 500, 1200]
    result = found(turned, target=2000, target_on=TODAY + timedelta(60))
    assert result.is_unreliable
    with speaking("en"):
        assert track_record(result.backtest).endswith("So do not rely on this one.")
    assert not found(RISING).is_unreliable


def test_what_was_withdrawn_is_in_no_later_forecast() -> None:
    rows = measured(RISING)
    gone = {"id": "m9", "measured_on": None, "value": None, "recorded_at": datetime(2026, 6, 1)}
    result = assess(outcome(), rows[:-1], [], TODAY, [*lines(rows), gone])
    assert [backtest.on for backtest in result.backtest] == [week(n) for n in range(6, 9)]


# --- how often it is measured --------------------------------------------------------------


def test_a_period_is_as_agreed_or_else_as_it_was_done_mostly() -> None:
    points = [Point(week(n), 1.0) for n in (0, 2, 4, 7)]
    assert sampling_period(points, "weekly").days == 7
    assert (sampling_period(points, None).days, sampling_period(points, None).every) == (
        14,
        "measurement",
    )
    assert sampling_period([], None).days == 1
    assert not sampling_period(points, "weekly").is_regular(points)
    assert sampling_period(points, None).is_regular(points[:3])


# --- how it looks --------------------------------------------------------------------------


def test_what_stands_out_has_a_colour_and_a_shape_and_says_so() -> None:
    higher = found([*STEADY, *RISEN])
    lower = found([*STEADY, *RISEN], better="lower")
    neither = found([*STEADY, *RISEN], better="neither")
    styles = set()
    for result, words in ((higher, "for the better"), (lower, "for the worse"), (neither, "out")):
        with speaking("en"):
            assert meanings(result)[-1].endswith(words)
            line = next(
                trace
                for trace in outcome_chart(result.progress, (), result).data
                if trace.mode == "lines+markers"
            )
        assert line.marker.symbol[0] == "circle"
        styles.add((line.marker.color[-1], line.marker.symbol[-1]))
    assert len({colour for colour, _shape in styles}) == len({shape for _c, shape in styles}) == 3


def test_provisional_limits_are_dashed_and_locked_ones_are_not() -> None:
    def dashes(values: Sequence[float]) -> set[str]:
        result = found(values)
        return {
            trace.line.dash
            for trace in outcome_chart(result.progress, (), result).data
            if trace.mode == "lines"
        }

    assert dashes(STEADY[:8]) == {"dash"}
    assert dashes(STEADY) == {"solid"}
    assert dashes(STEADY[:5]) == set()


def test_a_number_of_things_is_drawn_no_lower_than_nothing() -> None:
    result = found([1, 9, 0, 8, 1, 9, 5, 0], target=9, target_on=TODAY + timedelta(90))
    drawn = [
        trace for trace in outcome_chart(result.progress, (), result).data if trace.mode == "lines"
    ]
    assert min(value for trace in drawn for value in trace.y) == 0
    assert result.newest
    assert result.newest.limits
    assert result.newest.limits.lower < 0


def test_a_wide_fan_does_not_press_the_measurements_into_a_line() -> None:
    result = found([1, 9, 1, 9, 1, 9], target=10, target_on=TODAY + timedelta(3000))
    low, high = outcome_chart(result.progress, (), result).layout.yaxis.range
    assert high - low < 60


def test_all_that_is_drawn_can_be_read_by_pointing_at_it() -> None:
    result = found(STEADY, target=12, target_on=TODAY + timedelta(60))
    with speaking("nl"):
        said = [
            text
            for trace in outcome_chart(result.progress, (), result).data
            for text in trace.text
        ]
    assert any("Toeval geeft meestal niet meer dan 9 visits." in text for text in said)
    assert any("in 8 van de 10 gevallen" in text for text in said)
    assert all(text for text in said)


# --- what to know of a method --------------------------------------------------------------


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_method_is_told_to_who_lives_there_in_at_most_80_words(
    method: Method, language: str
) -> None:
    with speaking(language):
        found = note(method)
    assert 20 < len(found.lay.split()) <= 80
    assert found.title
    assert found.exact
    assert found.source
