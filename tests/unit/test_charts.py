"""Pictures: what is in them is what was found, and nobody's text does anything there."""

import asyncio
import json
import re
from base64 import b64decode
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import combinations
from math import dist
from typing import Any

import plotly.graph_objects as go
import pytest
from plotly.utils import PlotlyJSONEncoder

from pilots.charts import (
    actions_per_week_chart,
    burnup_chart,
    comparison_chart,
    config,
    hex_of,
    letters_on,
    outcome_chart,
    places_chart,
    plan_chart,
    sparkline,
    turnout_chart,
)
from pilots.charts.template import legible, month, plain, shorten
from pilots.evidence import (
    ActionsPerWeek,
    Burnup,
    Comparison,
    Lane,
    Mark,
    Places,
    Plan,
    Point,
    Progress,
    Spot,
    Stretch,
    Turnout,
)
from pilots.language import LANGUAGES, speaking
from pilots.settings import MAPS
from pilots.signin.headers import SafeHeaders
from schemas import Colour

DAY = date(2026, 11, 2)
NASTY = "<img src=x onerror=alert(1)> $\\href{javascript:alert(1)}{x}$ <b>vet</b> &lt;i&gt;"


def found(*points: Point | float, **changes: Any) -> Progress:
    """An outcome with these points; a number alone is a point a week after the one before."""
    facts: dict[str, Any] = {
        "statement": "Buren kennen elkaar",
        "unit": "mensen",
        "better": "higher",
        "baseline": None,
        "baseline_on": None,
        "target": None,
        "target_on": None,
    }
    made = (
        p if isinstance(p, Point) else Point(DAY + timedelta(weeks=n), p)
        for n, p in enumerate(points)
    )
    return Progress(**facts | changes, points=tuple(made))


def as_json(figure: go.Figure) -> dict[str, Any]:
    """The figure as a browser gets it."""
    return json.loads(json.dumps(figure.to_plotly_json(), cls=PlotlyJSONEncoder, allow_nan=False))


def texts(segment: Any) -> Iterator[str]:
    """Every text somewhere in a figure, but for the template it comes with."""
    if isinstance(segment, str):
        yield segment
    elif isinstance(segment, dict):
        for key, value in segment.items():
            if key != "template":
                yield from texts(value)
    elif isinstance(segment, list | tuple):
        for value in segment:
            yield from texts(value)


def reach(figure: go.Figure) -> tuple[float, float]:
    low, high = figure.layout.yaxis.range
    return low, high


def span(figure: go.Figure) -> tuple[datetime, datetime]:
    """The moments at which the axis of time begins and ends, as a browser gets them."""
    start, end = as_json(figure)["layout"]["xaxis"]["range"]
    return datetime.fromisoformat(start), datetime.fromisoformat(end)


def levels(figure: go.Figure) -> list[tuple[float, str, str]]:
    """The lines across: value, dash and words."""
    return [
        (shape.y0, shape.line.dash, words.text)
        # After the words of the lines come those of the newest value.
        for shape, words in zip(figure.layout.shapes, figure.layout.annotations, strict=False)
    ]


# --- an outcome over time ----------------------------------------------------------------


def test_the_measurements_are_the_line() -> None:
    (line,) = outcome_chart(found(3.0, 1.5, 8.0)).data
    assert list(line.x) == [DAY, DAY + timedelta(7), DAY + timedelta(14)]
    assert list(line.y) == [3.0, 1.5, 8.0]
    assert list(line.text) == [
        "2 november 2026: 3 mensen",
        "9 november 2026: 1,5 mensen",
        "16 november 2026: 8 mensen",
    ]
    assert line.mode == "lines+markers"


def test_baseline_is_dotted_and_target_is_dashed_and_both_say_what_they_are() -> None:
    outcome = found(3.0, baseline=1.0, target=1234.5)
    assert levels(outcome_chart(outcome)) == [
        (1.0, "dot", "Nulmeting 1 mensen"),
        (1234.5, "dash", "Streefwaarde 1.234,5 mensen"),
    ]
    with speaking("en"):
        assert levels(outcome_chart(outcome)) == [
            (1.0, "dot", "Baseline 1 mensen"),
            (1234.5, "dash", "Target 1,234.5 mensen"),
        ]


@pytest.mark.parametrize("level", ["baseline", "target"])
def test_a_level_of_zero_is_drawn_and_one_that_is_not_set_is_not(level: str) -> None:
    (only,) = levels(outcome_chart(found(3.0, **{level: 0.0})))
    assert only[0] == 0
    assert levels(outcome_chart(found(3.0))) == []


def test_the_words_of_baseline_and_target_stand_at_different_sides() -> None:
    baseline, target, _newest = outcome_chart(
        found(3.0, baseline=1.0, target=1.0)
    ).layout.annotations
    assert {baseline.xanchor, target.xanchor} == {"left", "right"}


def test_the_words_of_the_baseline_make_room_for_those_of_the_newest_value() -> None:
    def side(*values: float, target: float) -> str:
        figure = outcome_chart(found(*values, baseline=10.0, target=target))
        return figure.layout.annotations[0].xanchor

    assert side(10.0, 40.0, target=50.0) == "right"
    assert side(40.0, 10.5, target=50.0) == "left"
    assert side(40.0, 10.5, target=11.0) == "right", "at the left stand those of the target"


def test_the_newest_value_is_said_beside_its_mark_which_is_larger() -> None:
    points = [Point(DAY, 3.0), Point(DAY + timedelta(7), 5.0, of_how_many=18)]
    figure = outcome_chart(found(*points))
    (label,) = figure.layout.annotations
    assert label.text == "<b>5 mensen van 18</b>"
    assert (label.x, label.y) == (DAY + timedelta(7), 5.0)
    assert figure.data[0].text[1] == "9 november 2026: 5 mensen van 18"
    first, last = figure.data[0].marker.size
    assert last > first
    assert not outcome_chart(found()).layout.annotations


@pytest.mark.parametrize(
    ("values", "baseline", "target"),
    [
        ((38.0, 42.0), 18.0, 45.0),
        ((15.0, 11.0, 7.0), 17.0, 8.0),
        ((9.0, 5.0), 4.6, 17.0),
        ((5.0,), 5.0, 5.4),
        ((1.0, 20.0), 0.0, 19.0),
        ((20.0, 0.2), 20.0, 1.0),
    ],
)
def test_the_words_of_the_newest_value_stand_clear_of_baseline_and_target(
    values: tuple[float, ...], baseline: float, target: float
) -> None:
    figure = outcome_chart(found(*values, baseline=baseline, target=target))
    label = figure.layout.annotations[-1]
    low, high = figure.layout.yaxis.range
    pixel = (figure.layout.height - 70) / (high - low)
    foot = values[-1] * pixel + label.yshift
    for level in (baseline, target):
        assert not foot < level * pixel < foot + 20
    assert foot >= low * pixel, "and of the days"


def test_the_words_of_the_newest_value_stand_clear_of_the_measurements_before_it() -> None:
    """At the left of its mark, where the line comes from: here they are above its top."""
    figure = outcome_chart(found(*[10] * 24, 22, 9, 12, 18))
    words = figure.layout.annotations[-1]
    low, high = reach(figure)
    pixels = (22 - 18) * (figure.layout.height - 70) / (high - low)
    assert words.yshift >= pixels


def test_words_in_a_chart_can_be_read_on_a_light_and_on_a_dark_page() -> None:
    layout = outcome_chart(found(3.0, baseline=1.0)).to_plotly_json()["layout"]
    for dark, page in ((False, "#ffffff"), (True, "#0e1117")):
        seen = legible(layout, dark)
        inks = {seen["font"]["color"], *(seen[a]["tickfont"]["color"] for a in ("xaxis", "yaxis"))}
        (ink,) = inks | {seen["yaxis"]["title"]["font"]["color"]}
        assert contrast(ink, page) > 7
        assert seen["yaxis"]["title"]["text"] == layout["yaxis"]["title"]["text"]


def test_many_measurements_and_actions_do_not_melt_into_one() -> None:
    actions = [{"id": f"a{n}", "done_on": DAY, "title": "x"} for n in range(200)]
    few = outcome_chart(found(*[1.0] * 10), actions[:10])
    many = outcome_chart(found(*[1.0] * 500), actions)
    assert many.data[0].marker.size[0] <= few.data[0].marker.size[0] / 2
    assert few.data[1].marker.symbol == "triangle-up"
    assert many.data[1].marker.symbol == "line-ns"
    assert len(many.data[1].x) == 200


def test_a_measurement_and_an_action_lead_to_their_records() -> None:
    figure = outcome_chart(
        found(Point(DAY, 1.0, id="m1"), Point(DAY, 2.0, id="m2")),
        [{"id": "a1", "done_on": DAY, "title": "x"}],
    )
    assert list(figure.data[0].customdata) == ["measurement:m1", "measurement:m2"]
    assert list(figure.data[1].customdata) == ["action:a1"]


def test_a_note_is_shown_with_its_point_and_not_in_full_where_it_is_long() -> None:
    points = [Point(DAY, 3.0, note="Geteld bij de deur"), Point(DAY, 4.0, note="lang " * 500)]
    (line,) = outcome_chart(found(*points)).data
    assert line.text[0] == "2 november 2026: 3 mensen<br>Geteld bij de deur"
    assert line.text[1].endswith("…")
    assert len(line.text[1]) < 130


def test_actions_are_marks_on_the_floor_whatever_the_values_are() -> None:
    actions = [{"id": "a", "done_on": DAY + timedelta(3), "title": "Gebeld"}]
    for values in ((3.0, 1e9), (-5.0, -2.0)):
        figure = outcome_chart(found(*values), actions)
        marks = figure.data[1]
        assert list(marks.x) == [DAY + timedelta(3)]
        assert list(marks.text) == ["5 november 2026: Gebeld"]
        assert marks.mode == "markers"
        assert marks.yaxis == "y2"
        assert all(0 < y < 0.1 for y in marks.y)
        assert figure.layout.yaxis2.range == (0, 1)


@pytest.mark.parametrize(
    "values", [(3.0,), (3.0, 8.0), (-3.0, -8.0), (-3.0, 8.0), (0.0,), (1e12,), ()]
)
def test_zero_and_everything_measured_is_in_sight(values: tuple[float, ...]) -> None:
    for target in (None, 20.0, -20.0):
        low, high = reach(outcome_chart(found(*values, baseline=2.0, target=target)))
        seen = [0.0, *values, 2.0, *([target] if target is not None else [])]
        assert low <= min(seen)
        assert high > max(seen)


def test_an_axis_of_values_above_zero_starts_at_zero() -> None:
    assert reach(outcome_chart(found(990.0, 1000.0)))[0] == 0


@pytest.mark.parametrize("days", [1, 2, 10, 40, 4000])
def test_the_first_and_the_last_point_do_not_stand_on_the_edge(days: int) -> None:
    """A mark on the edge is cut in half."""
    first, last = DAY, DAY + timedelta(days)
    start, end = span(outcome_chart(found(Point(first, 1.0), Point(last, 2.0))))
    assert start < datetime(first.year, first.month, first.day)
    assert end > datetime(last.year, last.month, last.day)


def test_the_days_of_baseline_target_and_actions_are_in_sight() -> None:
    figure = outcome_chart(
        found(3.0, baseline_on=date(2026, 1, 1), target_on=date(2027, 6, 1)),
        [{"id": "a", "done_on": date(2027, 12, 1), "title": "x"}],
    )
    start, end = figure.layout.xaxis.range
    assert start.date() <= date(2026, 1, 1)
    assert end.date() >= date(2027, 12, 1)


def test_an_action_of_another_century_presses_nothing_into_a_line() -> None:
    measured = found(Point(date(2026, 1, 1), 3.0), Point(date(2026, 6, 1), 4.0))
    acted = [
        {"id": "a", "done_on": on, "title": "x"} for on in (date(1926, 5, 1), date(2025, 9, 1))
    ]
    start, end = outcome_chart(measured, acted).layout.xaxis.range
    assert start.date() > date(2025, 8, 1)
    assert start.date() <= date(2025, 9, 1)
    assert end.date() < date(2026, 7, 1)


@pytest.mark.parametrize(
    "outcome",
    [
        found(),
        found(3.0),
        found(Point(DAY, 3.0), Point(DAY, 4.0)),
        found(Point(date(1900, 1, 1), -1e12), Point(date(2200, 12, 31), 1e12)),
        found(3.0, baseline_on=DAY, target_on=DAY, baseline=3.0, target=3.0),
        found(target=5.0, target_on=DAY, unit=""),
    ],
    ids=["none", "one", "twice a day", "far apart", "all alike", "only a target"],
)
def test_it_draws_whatever_was_measured(outcome: Progress) -> None:
    for actions in ((), [{"id": "a", "done_on": DAY, "title": "x"}] * 2):
        drawn = as_json(outcome_chart(outcome, actions))
        assert [float(y) for y in outcome_chart(outcome).data[0].y] == [
            point.value for point in outcome.points
        ]
        assert len(drawn["data"]) == 1 + bool(actions)


# --- actions per week --------------------------------------------------------------------


def actions_per_week(*done: int, **counts: tuple[int, ...]) -> ActionsPerWeek:
    zeros = (0,) * len(done)
    return ActionsPerWeek(
        today=DAY + timedelta(days=2),
        weeks=tuple(DAY + timedelta(weeks=n) for n in range(len(done))),
        done=done,
        planned=counts.get("planned", zeros),
        dropped=counts.get("dropped", zeros),
    )


def test_each_week_is_a_bar_and_a_quiet_week_an_empty_place() -> None:
    figure = actions_per_week_chart(
        actions_per_week(2, 0, 1, planned=(0, 1, 0), dropped=(1, 0, 0))
    )
    done, planned, dropped = figure.data
    assert list(done.x) == [DAY, DAY + timedelta(7), DAY + timedelta(14)]
    assert list(done.y) == [2, None, 1]
    assert list(planned.y) == [None, 1, None]
    assert list(dropped.y) == [1, None, None]
    assert [bars.name for bars in figure.data] == ["Gedaan", "Gepland", "Vervallen"]
    assert figure.layout.barmode == "stack"
    assert done.text[0] == "Week van 2 november 2026: 2 acties gedaan"
    assert planned.text[1] == "Week van 9 november 2026: 1 actie gepland"
    assert dropped.text[0] == "Week van 2 november 2026: 1 actie vervallen"
    with speaking("en"):
        assert actions_per_week_chart(actions_per_week(1)).data[0].text == (
            "Week of 2 November 2026: 1 action done",
        )


def test_a_bar_stands_on_its_week_from_monday_on_and_today_is_a_line() -> None:
    figure = actions_per_week_chart(actions_per_week(2, 1))
    assert {bars.offset for bars in figure.data} == {0}
    assert all(0 < bars.width < 7 * 24 * 3600 * 1000 for bars in figure.data)
    assert figure.layout.shapes[0].x0 == DAY + timedelta(days=2)
    assert figure.layout.annotations[0].text == "vandaag"


def test_a_week_leads_to_its_actions_from_monday_to_sunday_and_a_quiet_one_nowhere() -> None:
    done, planned, dropped = actions_per_week_chart(
        actions_per_week(2, 0, planned=(0, 3), dropped=(1, 0))
    ).data
    assert list(done.customdata) == ["actions:done:2026-11-02:2026-11-08", None]
    assert list(planned.customdata) == [None, "actions:planned:2026-11-09:2026-11-15"]
    assert list(dropped.customdata) == ["actions:dropped:2026-11-02:2026-11-08", None]


def test_bars_start_at_zero_and_the_axis_counts_in_whole_actions() -> None:
    for done in ((), (0, 0), (1,), (3, 7), (1234, 1)):
        for planned in ((0,) * len(done), (5,) * len(done)):
            axis = actions_per_week_chart(actions_per_week(*done, planned=planned)).layout.yaxis
            assert axis.rangemode == "tozero"
            assert axis.range is None
            assert isinstance(axis.dtick, int)
            assert axis.dtick >= 1
            highest = max((d + p for d, p in zip(done, planned, strict=True)), default=0)
            assert highest / axis.dtick <= 6


# --- how the work is catching up ---------------------------------------------------------


def burnup(known: tuple[int, ...], done: tuple[int, ...]) -> Burnup:
    return Burnup(
        today=DAY + timedelta(weeks=len(known) - 1, days=2),
        weeks=tuple(DAY + timedelta(weeks=n) for n in range(len(known))),
        written=known,
        known=known,
        done=done,
    )


def test_what_is_done_fills_up_towards_what_there_is() -> None:
    figure = burnup_chart(burnup((4, 6, 25), (0, 5, 18)))
    known, done = figure.data
    assert list(known.x) == [date(2026, 11, 8), date(2026, 11, 15), date(2026, 11, 18)]
    assert list(known.y) == [4, 6, 25]
    assert list(done.y) == [0, 5, 18]
    assert (known.fill, done.fill) == (None, "tozeroy")
    assert done.text[1] == "Tot en met 15 november 2026: 5 van de 6 gedaan"
    assert [label.text for label in figure.layout.annotations] == ["25 acties", "18 gedaan"]
    assert [label.y for label in figure.layout.annotations] == [25, 18]


def test_a_point_of_what_grows_leads_to_all_there_was_by_then() -> None:
    known, done = burnup_chart(burnup((4, 6), (0, 5))).data
    assert known.customdata[0] == "actions:known:1900-01-01:2026-11-08"
    assert list(done.customdata) == [None, "actions:done:1900-01-01:2026-11-11"]


@pytest.mark.parametrize("known", [(), (0,), (1,), (3, 3), (1000, 40)])
def test_what_grows_is_drawn_from_zero(known: tuple[int, ...]) -> None:
    axis = burnup_chart(burnup(known, (0,) * len(known))).layout.yaxis
    assert axis.range[0] == 0
    assert axis.range[1] > max(known, default=0)


# --- how many people took part -----------------------------------------------------------


def turnout(*months: tuple[int, int, int]) -> Turnout:
    return Turnout(
        months=tuple(date(2026 + n // 12, n % 12 + 1, 1) for n in range(len(months))),
        people=tuple(m[0] for m in months),
        reported=tuple(m[1] for m in months),
        silent=tuple(m[2] for m in months),
    )


def test_each_month_is_a_bar_with_its_number_and_what_nobody_reported_a_question_mark() -> None:
    (bars,) = turnout_chart(turnout((30, 2, 1), (0, 0, 2), (0, 0, 0), (0, 1, 0))).data
    assert list(bars.y) == [30, 0, 0, 0]
    assert list(bars.text) == ["30", "?", "", "0"]
    assert bars.hovertext[0] == "januari 2026: 30 deelnemers<br>Opgegeven bij 2 van 3 acties"
    assert bars.hovertext[1].startswith("februari 2026: aantal deelnemers niet opgegeven")
    assert list(bars.customdata) == [
        "actions:done:2026-01-01:2026-01-31",
        "actions:done:2026-02-01:2026-02-28",
        None,
        "actions:done:2026-04-01:2026-04-30",
    ]


def test_where_bars_are_many_the_numbers_are_not_written_above_them() -> None:
    (bars,) = turnout_chart(turnout(*[(5, 1, 0)] * 23, (0, 0, 1))).data
    assert set(bars.text) == {"", "?"}


def test_bars_of_people_start_at_zero_with_room_for_the_number_above() -> None:
    for people in (0, 1, 5000):
        axis = turnout_chart(turnout((people, 1, 0))).layout.yaxis
        assert axis.range[0] == 0
        assert axis.range[1] > people


# --- what is planned ---------------------------------------------------------------------


def stretch(state: str, first: int, last: int, is_open: bool = False) -> Stretch:
    return Stretch(
        id=f"{state}{first}",
        title="Koffie in de hal",
        state=state,
        first=DAY + timedelta(first),
        last=DAY + timedelta(last),
        is_open=is_open,
    )


ALL_STATES = Plan(
    today=DAY,
    stretches=(
        stretch("done", -20, -10),
        stretch("overdue", -9, -2),
        stretch("doing", -5, 0, is_open=True),
        stretch("planned", 3, 9),
    ),
    left_out=0,
)


def test_an_action_is_a_bar_from_its_first_day_to_its_last() -> None:
    *bars, ends, titles = plan_chart(ALL_STATES).data
    drawn = {bar.hovertext[0]: (bar.base[0], bar.x[0] / (24 * 3600 * 1000)) for bar in bars}
    assert drawn == {
        "Koffie in de hal<br>13 oktober 2026 tot en met 23 oktober 2026 · gedaan": (
            DAY - timedelta(20),
            10,
        ),
        "Koffie in de hal<br>24 oktober 2026 tot en met 31 oktober 2026 · te laat": (
            DAY - timedelta(9),
            7,
        ),
        "Koffie in de hal<br>Vanaf 28 oktober 2026, zonder einddatum · bezig": (
            DAY - timedelta(5),
            5,
        ),
        "Koffie in de hal<br>5 november 2026 tot en met 11 november 2026 · gepland": (
            DAY + timedelta(3),
            6,
        ),
    }
    assert list(ends.x) == [stretch.last for stretch in ALL_STATES.stretches]
    assert list(ends.customdata) == [f"action:{s.id}" for s in ALL_STATES.stretches]
    assert list(titles.text)[1:3] == [
        "<b>Koffie in de hal</b> · te laat",
        "<b>Koffie in de hal</b> · bezig",
    ]


def test_states_differ_in_more_than_colour_and_an_open_end_is_an_arrow() -> None:
    *bars, ends, _titles = plan_chart(ALL_STATES).data
    patterns = [bar.marker.pattern.shape for bar in bars]
    assert len(set(patterns)) == len(patterns) == 4
    assert len(set(ends.marker.symbol)) == 4
    assert ends.marker.symbol[2] == "triangle-right"


def test_each_action_has_a_row_of_its_own_and_today_is_a_line() -> None:
    figure = plan_chart(ALL_STATES)
    assert sorted(round(y) for y in figure.data[-2].y) == [0, 1, 2, 3]
    assert figure.layout.shapes[0].x0 == DAY
    taller = plan_chart(Plan(DAY, (stretch("done", 0, 0),) * 30, 0))
    assert taller.layout.height - figure.layout.height == 26 * 34


def test_one_action_far_away_does_not_make_the_others_too_small_to_see() -> None:
    far = Plan(DAY, (stretch("planned", 0, 60_000), stretch("done", -40_000, -9_000)), 0)
    start, end = span(plan_chart(far))
    assert (end - start).days < 1000


def test_a_long_title_is_short_in_the_picture_and_longer_where_one_points() -> None:
    long = Stretch("x", "woord " * 30, "done", DAY, DAY, False)
    *bars, _ends, titles = plan_chart(Plan(DAY, (long,), 0)).data
    assert titles.text[0] == f"<b>{shorten('woord ' * 30, 30)}</b> · gedaan"
    (_bar, _end, wide) = plan_chart(Plan(DAY, (long,), 0), limit=70).data
    assert len(wide.text[0]) > 70, "where there is room"
    assert len(bars[0].hovertext[0].split("<br>")[0]) > 60


# --- pilots side by side -----------------------------------------------------------------


def compared(*shares: float) -> Comparison:
    marks = tuple(Mark(f"Uitkomst {n}", f"m{n}", s, "") for n, s in enumerate(shares))
    return Comparison((Lane("a", "Aan de Plas", 4, marks), Lane("b", "Boven", 0, ())))


def test_an_outcome_stands_where_it_is_between_its_start_and_its_target() -> None:
    _tracks, names, unknown, marks = comparison_chart(
        compared(-0.5, 0.0, 0.299999, 0.29, 1.0, 1.4), {"a": "#123456"}
    ).data
    assert [round(x, 6) for x in marks.x] == [0, 0, 29.9999, 29, 100, 100]
    assert list(marks.marker.symbol) == [
        "triangle-left",
        "circle",
        "circle",
        "circle",
        "star",
        "triangle-right",
    ]
    assert [text.split("<br>")[1] for text in marks.text] == [
        "Verder van de streefwaarde dan aan het begin",
        "0% van de weg naar de streefwaarde",
        "29% van de weg naar de streefwaarde",
        "29% van de weg naar de streefwaarde",
        "100% van de weg naar de streefwaarde",
        "140% van de weg naar de streefwaarde",
    ]
    assert set(marks.marker.color) == {"#123456"}
    assert marks.customdata[2] == "measurement:m2"
    assert names.text[0] == " <b>Aan de Plas</b> · 4 acties gedaan"
    assert list(names.customdata) == ["pilot:a", "pilot:b"]
    assert list(unknown.y) == [1.2]
    assert list(unknown.text) == ["nog niet te zeggen"]


def test_the_start_is_dotted_and_the_target_dashed() -> None:
    layout = comparison_chart(compared(0.5)).layout
    assert [(line.x0, line.line.dash) for line in layout.shapes] == [(0, "dot"), (100, "dash")]
    assert [words.text for words in layout.annotations] == ["Nulmeting", "Streefwaarde"]
    assert layout.xaxis.range[0] < 0
    assert layout.xaxis.range[1] > 100


# --- where pilots are --------------------------------------------------------------------


def spot(number: int, latitude: float, longitude: float, label: str = "Noord") -> Spot:
    return Spot(number, f"p{number}", label, "Wijk", "#123456", latitude, longitude)


def test_a_pilot_is_a_mark_with_its_number_on_its_place() -> None:
    figure = places_chart(Places((spot(1, 51.8, 4.4), spot(2, 52.4, 6.6, "Zuid")), 0))
    (marks,) = figure.data
    assert list(marks.lat) == [51.8, 52.4]
    assert list(marks.lon) == [4.4, 6.6]
    assert list(marks.text) == ["1", "2"]
    assert marks.mode == "markers+text"
    assert list(marks.hovertext) == ["1. Noord<br>Wijk", "2. Zuid<br>Wijk"]
    assert list(marks.customdata) == ["pilot:p1", "pilot:p2"]


def test_without_a_connection_the_map_is_plain_and_asks_for_nothing_but_the_background() -> None:
    drawn = as_json(places_chart(Places((spot(1, 51.8, 4.4),), 0)))["layout"]["map"]
    assert [layer["type"] for layer in drawn["style"]["layers"]] == ["background"]
    assert not drawn["style"]["sources"]
    addresses = [text for text in texts(drawn) if "://" in text]
    assert len(addresses) == 1
    assert addresses[0].startswith(f"{MAPS}/brt/achtergrondkaart/")
    assert "Kaartgegevens: Kadaster (PDOK)" in list(texts(drawn))


def test_a_page_may_ask_the_host_of_the_map_and_no_other() -> None:
    sent: list[Any] = []

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(SafeHeaders(app)({"type": "http"}, None, send))
    policy = dict(sent[0]["headers"])[b"content-security-policy"].decode()
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["connect-src"] == f"'self' {MAPS}"
    assert rules["img-src"] == f"'self' data: blob: {MAPS}"
    assert policy.count("//") == 2
    assert "blob:" in rules["worker-src"], "the map draws in a worker of its own"


@pytest.mark.parametrize(
    ("spots", "zoom"),
    [
        ([(52.0, 5.0)], (12, 14)),
        ([(52.0, 5.0), (52.0, 5.0)], (12, 14)),
        ([(50.8, 3.4), (53.5, 7.2)], (5, 6.5)),
        ([(51.8, 4.40), (51.81, 4.42)], (11, 14)),
        ([(-34.0, 151.0), (52.0, 5.0)], (0, 2)),
        ([], (5, 14)),
    ],
)
def test_all_spots_are_in_sight_and_not_smaller_than_needed(
    spots: list[tuple[float, float]], zoom: tuple[float, float]
) -> None:
    view = places_chart(Places(tuple(spot(1, *at) for at in spots), 0)).layout.map
    assert zoom[0] <= view.zoom <= zoom[1]
    # 340 pixels of a phone, at 512 pixels for the whole world at zoom 0.
    degrees = 340 * 360 / 512 / 2**view.zoom
    if spots:
        lons = [lon for _lat, lon in spots]
        assert view.center.lon == pytest.approx((min(lons) + max(lons)) / 2)
        assert max(lons) - min(lons) <= degrees


# --- the colours of pilots ---------------------------------------------------------------

PAGES = ("#ffffff", "#0e1117")
LESS_COLOUR = {
    "everything": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""What somebody sees of light (linear RGB), after Machado, Oliveira and Fernandes (2009)."""


def light(colour: str) -> list[float]:
    """Linear red, green and blue."""
    segments = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in segments]


def contrast(one: str, other: str) -> float:
    """As WCAG has it."""
    weights = (0.2126, 0.7152, 0.0722)
    low, high = sorted(
        sum(w * p for w, p in zip(weights, light(c), strict=True)) for c in (one, other)
    )
    return (high + 0.05) / (low + 0.05)


def seen(colour: str, eyes: str) -> tuple[float, float, float]:
    """The place of a colour in CIELAB, for these eyes."""
    own = light(colour)
    r, g, b = (
        min(1.0, max(0.0, sum(w * p for w, p in zip(row, own, strict=True))))
        for row in LESS_COLOUR[eyes]
    )
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
    )
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("colour", list(Colour))
def test_a_pilots_colour_stands_out_from_a_light_and_a_dark_page(colour: Colour) -> None:
    for page in PAGES:
        assert contrast(hex_of(colour), page) >= 3


@pytest.mark.parametrize("colour", list(Colour))
def test_the_letters_on_a_pilots_colour_can_be_read(colour: Colour) -> None:
    assert contrast(letters_on(colour), hex_of(colour)) >= 4.5


@pytest.mark.parametrize("eyes", LESS_COLOUR)
def test_any_two_pilots_colours_differ_also_for_who_sees_fewer_colours(eyes: str) -> None:
    for one, other in combinations(Colour, 2):
        distance = dist(seen(hex_of(one), eyes), seen(hex_of(other), eyes))
        assert distance >= 18, (one, other)


# --- every picture -----------------------------------------------------------------------


def pictures() -> list[go.Figure]:
    actions = [{"id": "a", "done_on": DAY, "title": NASTY}]
    outcome = found(
        Point(DAY, 1.0, note=NASTY),
        2.0,
        statement=NASTY,
        unit=NASTY,
        baseline=1.0,
        target=2.0,
    )
    nasty = Stretch("x", NASTY, "done", DAY, DAY, False)
    lanes = (Lane("a", NASTY, 1, (Mark(NASTY, "m", 0.5, NASTY),)),)
    return [
        outcome_chart(outcome, actions),
        actions_per_week_chart(actions_per_week(1, 2)),
        burnup_chart(burnup((2, 3), (1, 1))),
        turnout_chart(turnout((3, 1, 1))),
        plan_chart(Plan(DAY, (nasty,), 0)),
        comparison_chart(Comparison(lanes)),
        places_chart(Places((spot(1, 52, 5, NASTY),), 0)),
    ]


def test_nobodys_text_is_read_as_html_or_as_a_formula() -> None:
    for figure in pictures():
        for text in texts(as_json(figure)):
            markup = re.sub(r"<br>|</?b>|<extra></extra>", "", text)
            assert "<" not in markup, text
            assert "$" not in markup, text


def test_a_text_in_a_picture_is_still_the_text_that_was_typed() -> None:
    assert plain(NASTY).replace("&lt;", "<").replace("&gt;", ">").replace("&#36;", "$").replace(
        "&amp;", "&"
    ) == (NASTY)
    assert plain("Jip & Janneke < 3") == "Jip &amp; Janneke &lt; 3"
    assert plain("Gewoon, 100% één €") == "Gewoon, 100% één €"
    hover = "\n".join(texts(as_json(pictures()[0])))
    assert "&lt;img src=x onerror=alert(1)&gt;" in hover


def test_a_long_text_is_shortened_before_it_is_made_safe() -> None:
    """Otherwise it could be cut in the middle of what stands for one character."""
    actions = [{"id": "a", "done_on": DAY, "title": "<" * 200}]
    text = outcome_chart(found(1.0), actions).data[1].text[0]
    assert text == f"2 november 2026: {'&lt;' * 79}…"


def test_a_very_long_unit_does_not_push_the_picture_away() -> None:
    figure = outcome_chart(found(1.0, unit="bewoners " * 22, baseline=1.0, target=2.0))
    words = [figure.layout.yaxis.title.text, *(a.text for a in figure.layout.annotations)]
    assert max(len(text) for text in words) <= 80


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("kort", "kort"),
        ("x" * 40, "x" * 40),
        ("x" * 41, "x" * 39 + "…"),
        ("woord " * 10, ("woord " * 7)[:39].rstrip() + "…"),
        ("", ""),
    ],
)
def test_a_text_is_shortened_to_what_fits(text: str, short: str) -> None:
    assert shorten(text) == short
    assert len(shorten(text)) <= 40


@pytest.mark.parametrize(("language", "separators"), [("nl", ",."), ("en", ".,")])
def test_numbers_are_written_in_the_readers_way(language: str, separators: str) -> None:
    with speaking(language):
        for figure in pictures():
            assert figure.layout.separators == separators


def test_a_figure_is_valid_json_without_numbers_that_json_does_not_have() -> None:
    for figure in pictures():
        assert as_json(figure)["data"]


def test_no_picture_can_be_dragged_by_a_finger_that_scrolls_the_page() -> None:
    for figure in pictures():
        assert figure.layout.dragmode is False
        for name in as_json(figure)["layout"]:
            if "axis" in name and name[-1] != "2":
                assert figure.layout[name].fixedrange, name


@pytest.mark.parametrize(
    ("language", "sunday", "march"), [("nl", "zondag", "maart"), ("en", "Sunday", "March")]
)
def test_plotly_is_told_days_and_months_in_the_readers_language(
    language: str, sunday: str, march: str
) -> None:
    with speaking(language):
        settings = config()
    assert settings["locale"] == language
    words = settings["locales"][language]["format"]
    assert words["days"][0] == sunday
    assert words["months"][2] == march
    assert [len(words[key]) for key in ("days", "shortDays", "months", "shortMonths")] == [
        7,
        7,
        12,
        12,
    ]
    assert settings["displaylogo"] is False
    assert json.loads(json.dumps(settings)) == settings


def test_a_month_is_said_as_people_say_it() -> None:
    assert month(date(2026, 3, 1)) == "maart 2026"
    with speaking("en"):
        assert month(date(2026, 3, 1)) == "March 2026"


def test_a_picture_is_the_same_when_it_is_drawn_again() -> None:
    for language in LANGUAGES:
        with speaking(language):
            assert [p.to_json() for p in pictures()] == [p.to_json() for p in pictures()]


def test_a_line_in_a_row_ends_at_the_newest_value_and_needs_two() -> None:
    assert sparkline([]) == sparkline([3]) == ""
    for values, heights in (([1, 3, 2], [17.0, 3.0, 10.0]), ([5, 5], [10.0, 10.0])):
        picture = b64decode(sparkline(values).partition(",")[2]).decode()
        points = re.findall(r"([\d.]+),([\d.]+)", picture)
        assert [float(y) for _x, y in points] == heights
        assert f'cx="{points[-1][0]}" cy="{points[-1][1]}"' in picture
