"""Pictures: what is in them is what was found, and nobody's text does anything there."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import plotly.graph_objects as go
import pytest
from plotly.utils import PlotlyJSONEncoder

from pilots.charts import config, outcome_chart, weeks_chart
from pilots.charts.template import plain, shorten
from pilots.evidence import Pace, Point, Progress
from pilots.language import LANGUAGES, speaking

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


def texts(part: Any) -> Iterator[str]:
    """Every text somewhere in a figure, but for the template it comes with."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for key, value in part.items():
            if key != "template":
                yield from texts(value)
    elif isinstance(part, list | tuple):
        for value in part:
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
        for shape, words in zip(figure.layout.shapes, figure.layout.annotations, strict=True)
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
    words = outcome_chart(found(3.0, baseline=1.0, target=1.0)).layout.annotations
    assert {word.xanchor for word in words} == {"left", "right"}


def test_a_note_is_shown_with_its_point_and_not_in_full_where_it_is_long() -> None:
    points = [Point(DAY, 3.0, note="Geteld bij de deur"), Point(DAY, 4.0, note="lang " * 500)]
    (line,) = outcome_chart(found(*points)).data
    assert line.text[0] == "2 november 2026: 3 mensen<br>Geteld bij de deur"
    assert line.text[1].endswith("…")
    assert len(line.text[1]) < 130


def test_actions_are_marks_on_the_floor_whatever_the_values_are() -> None:
    actions = [{"done_on": DAY + timedelta(3), "title": "Gebeld"}]
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
        [{"done_on": date(2027, 12, 1), "title": "x"}],
    )
    start, end = figure.layout.xaxis.range
    assert start.date() <= date(2026, 1, 1)
    assert end.date() >= date(2027, 12, 1)


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
    for actions in ((), [{"done_on": DAY, "title": "x"}] * 2):
        drawn = as_json(outcome_chart(outcome, actions))
        assert [float(y) for y in outcome_chart(outcome).data[0].y] == [
            point.value for point in outcome.points
        ]
        assert len(drawn["data"]) == 1 + bool(actions)


# --- actions per week --------------------------------------------------------------------


def pace(*done: int) -> Pace:
    return Pace(tuple(DAY + timedelta(weeks=n) for n in range(len(done))), done)


def test_each_week_is_a_bar_and_a_quiet_week_an_empty_place() -> None:
    (bars,) = weeks_chart(pace(2, 0, 1)).data
    assert bars.type == "bar"
    assert list(bars.x) == [DAY, DAY + timedelta(7), DAY + timedelta(14)]
    assert list(bars.y) == [2, 0, 1]
    assert list(bars.text) == [
        "Week van 2 november 2026: 2 acties",
        "Week van 9 november 2026: 0 acties",
        "Week van 16 november 2026: 1 actie",
    ]
    with speaking("en"):
        assert weeks_chart(pace(1)).data[0].text == ("Week of 2 November 2026: 1 action",)


def test_bars_start_at_zero_and_the_axis_counts_in_whole_actions() -> None:
    for done in ((), (0, 0), (1,), (3, 7), (1234, 1)):
        axis = weeks_chart(pace(*done)).layout.yaxis
        assert axis.rangemode == "tozero"
        assert axis.range is None
        assert isinstance(axis.dtick, int)
        assert axis.dtick >= 1
        assert max(done, default=0) / axis.dtick <= 6


# --- every picture -----------------------------------------------------------------------


def pictures() -> list[go.Figure]:
    actions = [{"done_on": DAY, "title": NASTY}]
    outcome = found(
        Point(DAY, 1.0, note=NASTY),
        2.0,
        statement=NASTY,
        unit=NASTY,
        baseline=1.0,
        target=2.0,
    )
    return [outcome_chart(outcome, actions), weeks_chart(pace(1, 2))]


def test_nobodys_text_is_read_as_html_or_as_a_formula() -> None:
    for figure in pictures():
        for text in texts(as_json(figure)):
            markup = text.replace("<br>", "").replace("<extra></extra>", "")
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
    actions = [{"done_on": DAY, "title": "<" * 200}]
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
        assert figure.layout.xaxis.fixedrange
        assert figure.layout.yaxis.fixedrange


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


def test_a_picture_is_the_same_when_it_is_drawn_again() -> None:
    for language in LANGUAGES:
        with speaking(language):
            assert [p.to_json() for p in pictures()] == [p.to_json() for p in pictures()]
