"""Pictures for a funder: how pilots stood, what became of decisions, how many took part."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st
from plotly.utils import PlotlyJSONEncoder

from pilots.charts import carried_out_chart, participants_chart, standings_chart
from pilots.evidence import promise
from pilots.evidence.outcome_overview import against_target, verdict_of_first
from pilots.evidence.small_cells import FEWEST, participant_spans
from pilots.evidence.standings import Standings
from pilots.evidence.target_history import TargetStep
from pilots.language import speaking
from pilots.queries.progress import DecisionRow, ReviewRow, SharedStory
from pilots.queries.withdrawn import WithdrawnRecord
from pilots.reports.sections.at_a_glance import how_they_stood, what_became
from pilots.reports.sections.setbacks import Setback, answers_to_them, setbacks

TODAY = date(2026, 12, 1)
JANUARY, MAY, JULY = date(2026, 1, 20), date(2026, 5, 4), date(2026, 7, 6)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with speaking("en"):
        yield


def review(on: date, status: str, why: str = "Zo ging het.") -> ReviewRow:
    return {"id": str(on), "held_on": on, "status": status, "why": why, "next_on": None}


def decision(
    on: date | None, text: str = "Door", kind: str = "continue", **said: Any
) -> DecisionRow:
    row: DecisionRow = {
        "id": text,
        "text": text,
        "kind": kind,
        "reason": None,
        "decided_on": on,
        "carried": "open",
    }
    return {**row, **said}  # type: ignore[typeddict-item]


def named(figure: go.Figure) -> dict[str, Any]:
    """The traces that the legend names, by name."""
    return {trace.name: trace for trace in figure.data if trace.name}


# --- how pilots stood --------------------------------------------------------------------

NORTH = [review(JULY, "off_track"), review(MAY, "at_risk"), review(JANUARY, "on_track")]


def stood(*decisions: DecisionRow) -> Standings:
    return how_they_stood([("Noord", NORTH, decisions)], TODAY)


def test_a_pilot_stood_as_its_review_said_until_the_next_one() -> None:
    (track,) = stood().tracks
    assert [(it.status, it.since, it.until) for it in track.judgements] == [
        ("on_track", JANUARY, MAY),
        ("at_risk", MAY, JULY),
        ("off_track", JULY, TODAY),
    ]


def test_where_it_was_decided_to_stop_its_strip_ends() -> None:
    end = date(2026, 9, 1)
    (track,) = stood(decision(end, kind="stop"), decision(MAY)).tracks
    assert track.judgements[-1].until == end
    assert [(turn.on, turn.kind) for turn in track.turns] == [(end, "stop")]
    went_on = stood(decision(TODAY), decision(end, kind="stop"))
    assert went_on.tracks[0].judgements[-1].until == TODAY


def test_a_pilot_that_was_scaled_up_goes_on_with_a_mark() -> None:
    found = stood(decision(date(2026, 9, 1), kind="scale"))
    assert found.tracks[0].judgements[-1].until == TODAY
    assert list(named(standings_chart(found))["Decided: scale"].x) == [date(2026, 9, 1)]


def test_each_status_has_a_shape_and_a_name_in_the_legend() -> None:
    marks = named(standings_chart(stood()))
    assert list(marks) == ["On track", "At risk", "Off track"]
    assert len({trace.marker.symbol for trace in marks.values()}) == 3
    assert marks["At risk"].hovertext == ("<b>At risk</b>, 4 May 2026<br>Zo ging het.",)


def test_how_they_stand_now_is_said_in_a_sentence() -> None:
    assert stood().sentence == "3 reviews; at the last one, on 6 July 2026: off track."
    south = ("Zuid", [review(MAY, "on_track")], [])
    both = how_they_stood([("Noord", NORTH, []), south, ("Oost", [], [])], TODAY)
    assert both.sentence == "At the last review: 1 on track and 1 off track."
    assert [track.pilot_name for track in both.tracks] == ["Noord", "Zuid"]
    assert how_they_stood([], TODAY).sentence == "No review was held in this period."


# --- what became of decisions ------------------------------------------------------------


def test_decisions_stand_from_old_to_new_with_what_became_of_them() -> None:
    rows = [
        decision(JULY, "Drie"),
        decision(MAY, "Twee", carried="not_done"),
        decision(JANUARY, "Een", carried="done"),
    ]
    found = what_became([("Noord", rows), ("Zuid", [])])
    assert found.sentence == "3 decisions: 1 done, 1 not done and 1 still open."
    marks = named(carried_out_chart(found))
    assert {name: tuple(trace.x) for name, trace in marks.items()} == {
        "Done": (0,),
        "Not done": (1,),
        "Still open": (2,),
    }
    assert len({trace.marker.symbol for trace in marks.values()}) == 3
    assert marks["Not done"].hovertext == ("<b>Not done</b>, 4 May 2026<br>Twee",)


def test_what_people_wrote_is_no_html_in_a_picture() -> None:
    nasty = "<img src=x onerror=alert(1)>"
    pictures = [
        standings_chart(how_they_stood([(nasty, [review(MAY, "on_track", nasty)], [])], TODAY)),
        carried_out_chart(what_became([(nasty, [decision(MAY, nasty)])])),
    ]
    for picture in pictures:
        assert "<img" not in json.dumps(picture.to_plotly_json(), cls=PlotlyJSONEncoder)


# --- how many took part ------------------------------------------------------------------

MONTHS = [date(2025, month, 1) for month in range(1, 13)]
COUNTS = st.lists(st.integers(0, 12), min_size=1, max_size=12)


@given(COUNTS)
def test_no_number_of_people_from_1_to_4_is_in_the_picture(counts: list[int]) -> None:
    rows = [{"month": month, "people": n} for month, n in zip(MONTHS, counts, strict=False)]
    found = participant_spans(rows, TODAY)
    figure = participants_chart(found)
    bars = figure.data[0]
    heights = list(bars.y)
    assert all(height >= FEWEST for height in heights)
    assert list(map(int, bars.text)) == heights
    for words in bars.hovertext:
        assert int(re.findall(r"(\d+) participant", words)[0]) >= FEWEST
    for rest in figure.data[1:]:
        assert set(rest.y) == {0}
        assert all(words.endswith("fewer than 5") for words in rest.hovertext)


def test_a_bar_is_as_wide_as_its_months() -> None:
    rows = [{"month": month, "people": n} for month, n in zip(MONTHS, (9, 2, 1, 4), strict=False)]
    bars = participants_chart(participant_spans(rows, TODAY)).data[0]
    days = [timedelta(milliseconds=width) + timedelta(days=3) for width in bars.width]
    assert days == [timedelta(31), timedelta(28 + 31 + 30)]
    assert bars.hovertext == (
        "January 2025: about 10 participants",
        "February 2025 – April 2025: about 5 participants",
    )


# --- what went wrong ---------------------------------------------------------------------


def outcome(value: float, better: str = "higher", target: float = 20, **said: Any) -> Any:
    return promise(
        {
            "id": "contact",
            "pilot": "north",
            "statement": "Buren groeten",
            "unit": "buren",
            "better": better,
            "baseline": 10,
            "baseline_on": None,
            "few": False,
            "target": target,
            "target_on": None,
            "frequency": None,
            "counts_people": False,
            "only_grows": False,
            "target_of": None,
            "breaks": [],
            "measurements": [
                {"id": "m", "measured_on": MAY, "value": value, "of_how_many": None, "few": False}
            ],
            **said,
        }
    )


def story(direction: str) -> SharedStory:
    return {  # type: ignore[typeddict-item]
        "title": "Een buur bleef weg",
        "contribution": "Wij belden niet.",
        "direction": direction,
    }


GONE: WithdrawnRecord = {
    "kind": "outcome",
    "id": "gone",
    "pilot": "north",
    "called": "Buren koken",
    "day": None,
    "withdrawn_on": MAY,
    "why": "Niemand wilde.",
}


def test_what_went_wrong_is_told_a_line_each() -> None:
    found = setbacks(
        [outcome(8), outcome(12)],
        [decision(MAY, "Een feest", carried="not_done"), decision(MAY, "Een maaltijd")],
        [story("negative"), story("positive")],
        [GONE],
    )
    assert [(it.kind, it.what) for it in found] == [
        ("further", "Buren groeten"),
        ("not_done", "Een feest"),
        ("worse", "Een buur bleef weg"),
        ("withdrawn", "Buren koken"),
    ]


def test_it_says_what_is_known_of_each() -> None:
    found = setbacks(
        [], [decision(None, "Een feest", carried="not_done")], [story("negative")], []
    )
    assert list(found) == [
        Setback("not_done", "Een feest", ""),
        Setback("worse", "Een buur bleef weg", "Wij belden niet."),
    ]


def test_where_nothing_went_wrong_nothing_is_told() -> None:
    assert not list(setbacks([outcome(12)], [decision(MAY)], [story("positive")], []))


def test_what_was_decided_last_stands_beside_it() -> None:
    rows = [
        decision(JULY, "Niet meer", carried="not_done"),
        decision(MAY, "Eerst bellen.", carried="done"),
        decision(MAY, "Dan koffie"),
        decision(JANUARY, "Flyers"),
    ]
    assert answers_to_them(rows) == ["Eerst bellen (done)", "Dan koffie (still open)"]
    assert answers_to_them(rows[:1]) == []


# --- the number of a card ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "said", "words"),
    [
        (12, {}, "12 of 20 buren"),
        (20, {}, "20 buren (target 20)"),
        (7, {"better": "lower", "target": 8}, "7 buren (target 8)"),
        (12, {"target": None}, "12 buren"),
        (12, {"better": "neither"}, "12 buren"),
    ],
)
def test_a_number_stands_with_its_target(value: float, said: Any, words: str) -> None:
    assert against_target(outcome(value, **said)) == words


@pytest.mark.parametrize(
    ("value", "said", "words"),
    [
        (12, {}, "at least 12 of 20 buren"),
        (25, {}, "at least 25 buren (target 20)"),
        (9, {"better": "lower", "target": 8}, "at most 9 buren (target 8)"),
        (12, {"target": None}, "at least 12 buren"),
    ],
)
def test_a_number_that_is_a_bound_says_so(value: float, said: Any, words: str) -> None:
    bound = {"id": "m", "measured_on": MAY, "value": value, "of_how_many": None, "few": False}
    measured = [bound | {"is_bound": True}]
    assert against_target(outcome(value, measurements=measured, **said)) == words


def test_a_verdict_names_the_first_promise_where_it_is_another_now() -> None:
    assert verdict_of_first(outcome(12)) == "nearer to the target"
    steps = (
        TargetStep(JANUARY, target=12, target_on=None, better="higher", baseline=10),
        TargetStep(MAY, target=20, target_on=None, better="higher", baseline=10),
    )
    assert verdict_of_first(outcome(12, steps=steps)) == "first promise, 12: target reached"
