"""What the numbers say: how far an outcome is, how fast a pilot moves, what lies ahead."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pilots.evidence import (
    ActionsPerWeek,
    Burnup,
    Comparison,
    Places,
    Plan,
    Point,
    Progress,
    Turnout,
    actions_per_week,
    burnup,
    comparison,
    places,
    plan,
    progress,
    turnout,
)
from pilots.language import speaking
from schemas import Phase

# --- how far an outcome is ---------------------------------------------------------------

DAY = date(2026, 11, 20)
SET: dict[str, Any] = {
    "statement": "Buren kennen elkaar",
    "unit": "mensen",
    "better": "higher",
    "baseline": 10.0,
    "baseline_on": date(2026, 1, 1),
    "target": 30.0,
    "target_on": date(2026, 12, 31),
    "counts_people": True,
}


def measured(*values: float, of: int | None = None, **changes: Any) -> Progress:
    rows = [
        {"measured_on": DAY + timedelta(n), "value": value, "of_how_many": of, "note": None}
        for n, value in enumerate(values)
    ]
    return progress(SET | changes, rows)


Result = Progress | ActionsPerWeek | Burnup | Turnout | Plan | Comparison | Places


def both(result: Result) -> tuple[str, str]:
    """The sentence in Dutch and in English."""
    with speaking("en"):
        english = result.sentence
    return result.sentence, english


def test_it_is_laid_out_as_the_questions_answer_it() -> None:
    result = progress(
        SET | {"unit": None},
        [
            {"measured_on": DAY, "value": 1.0, "of_how_many": 4, "note": "n", "id": "x"},
            {"measured_on": DAY, "value": 2.0, "of_how_many": None, "note": None, "id": "y"},
        ],
    )
    assert result.unit == ""
    assert result.points == (Point(DAY, 1.0, 4, "n", "x"), Point(DAY, 2.0, id="y"))
    assert result.newest == Point(DAY, 2.0, id="y")
    assert (result.baseline_on, result.target_on) == (SET["baseline_on"], SET["target_on"])


LAST = ("Laatst gemeten op 20 november 2026: ", "Last measured on 20 November 2026: ")

SAYS = {
    "part of the way": (
        measured(15),
        "15 mensen. Dat is 25% van de weg van 10 naar de streefwaarde van 30 mensen.",
        "15 mensen. That is 25% of the way from 10 to the target of 30 mensen.",
    ),
    "none of the way": (
        measured(10),
        "10 mensen. Dat is 0% van de weg van 10 naar de streefwaarde van 30 mensen.",
        "10 mensen. That is 0% of the way from 10 to the target of 30 mensen.",
    ),
    "almost there is not there": (
        measured(29.99),
        "29,99 mensen. Dat is 99% van de weg van 10 naar de streefwaarde van 30 mensen.",
        "29.99 mensen. That is 99% of the way from 10 to the target of 30 mensen.",
    ),
    "at the target": (
        measured(30),
        "30 mensen. De streefwaarde van 30 mensen is gehaald.",
        "30 mensen. The target of 30 mensen is reached.",
    ),
    "past the target": (
        measured(1234.5, target=1000.0),
        "1.234,5 mensen. De streefwaarde van 1.000 mensen is gehaald.",
        "1,234.5 mensen. The target of 1,000 mensen is reached.",
    ),
    "the wrong way": (
        measured(9),
        "9 mensen. Dat is verder van de streefwaarde van 30 mensen dan aan het begin.",
        "9 mensen. That is further from the target of 30 mensen than at the start.",
    ),
    "lower is better, part of the way": (
        measured(8, better="lower", target=0.0),
        "8 mensen. Dat is 20% van de weg van 10 naar de streefwaarde van 0 mensen.",
        "8 mensen. That is 20% of the way from 10 to the target of 0 mensen.",
    ),
    "lower is better, reached": (
        measured(0, better="lower", target=0.0),
        "0 mensen. De streefwaarde van 0 mensen is gehaald.",
        "0 mensen. The target of 0 mensen is reached.",
    ),
    "lower is better, the wrong way": (
        measured(11, better="lower", target=0.0),
        "11 mensen. Dat is verder van de streefwaarde van 0 mensen dan aan het begin.",
        "11 mensen. That is further from the target of 0 mensen than at the start.",
    ),
    "no baseline": (
        measured(15, baseline=None),
        "15 mensen. De streefwaarde is 30 mensen.",
        "15 mensen. The target is 30 mensen.",
    ),
    "no baseline, reached": (
        measured(31, baseline=None),
        "31 mensen. De streefwaarde van 30 mensen is gehaald.",
        "31 mensen. The target of 30 mensen is reached.",
    ),
    "baseline of zero": (
        measured(3, baseline=0.0, target=4.0),
        "3 mensen. Dat is 75% van de weg van 0 naar de streefwaarde van 4 mensen.",
        "3 mensen. That is 75% of the way from 0 to the target of 4 mensen.",
    ),
    "baseline equals target, not reached": (
        measured(29, baseline=30.0),
        "29 mensen. De streefwaarde is 30 mensen.",
        "29 mensen. The target is 30 mensen.",
    ),
    "baseline equals target, kept": (
        measured(30, baseline=30.0),
        "30 mensen. De streefwaarde van 30 mensen is gehaald.",
        "30 mensen. The target of 30 mensen is reached.",
    ),
    "no target, more": (
        measured(15, target=None),
        "15 mensen. Dat is 5 mensen meer dan aan het begin.",
        "15 mensen. That is 5 mensen more than at the start.",
    ),
    "no target, less": (
        measured(7.5, target=None),
        "7,5 mensen. Dat is 2,5 mensen minder dan aan het begin.",
        "7.5 mensen. That is 2.5 mensen less than at the start.",
    ),
    "no target, the same": (
        measured(10, target=None),
        "10 mensen. Dat is gelijk aan het begin.",
        "10 mensen. That is the same as at the start.",
    ),
    "no target, no baseline": (
        measured(10, target=None, baseline=None),
        "10 mensen.",
        "10 mensen.",
    ),
    "neither is better, past the target": (
        measured(40, better="neither"),
        "40 mensen. Dat is 30 mensen meer dan aan het begin.",
        "40 mensen. That is 30 mensen more than at the start.",
    ),
    "of how many": (
        measured(15, of=40),
        "15 mensen van 40. Dat is 25% van de weg van 10 naar de streefwaarde van 30 mensen.",
        "15 mensen of 40. That is 25% of the way from 10 to the target of 30 mensen.",
    ),
    "of nobody": (
        measured(0, of=0, target=None, baseline=None),
        "0 mensen van 0.",
        "0 mensen of 0.",
    ),
    "no unit": (
        measured(15, unit=None, target=None),
        "15. Dat is 5 meer dan aan het begin.",
        "15. That is 5 more than at the start.",
    ),
    "a unit with braces": (
        measured(15, unit="{x}", target=None, baseline=None),
        "15 {x}.",
        "15 {x}.",
    ),
}


@pytest.mark.parametrize("case", SAYS)
def test_it_says_how_far_it_is(case: str) -> None:
    result, dutch, english = SAYS[case]
    assert both(result) == (LAST[0] + dutch, LAST[1] + english)


def test_without_a_measurement_it_says_so() -> None:
    for result in (measured(), measured(baseline=None, target=None), measured(better="lower")):
        assert both(result) == ("Er is nog niets gemeten.", "Nothing has been measured yet.")
        assert (result.newest, result.share, result.is_reached) == (None, None, False)


def test_the_newest_measurement_counts_and_not_the_best() -> None:
    result = measured(40, 20)
    assert result.share == 0.5
    assert not result.is_reached
    assert "21 november 2026: 20 mensen" in result.sentence


@pytest.mark.parametrize(
    ("changes", "share"),
    [
        ({}, 0.25),
        ({"baseline": None}, None),
        ({"target": None}, None),
        ({"target": 10.0}, None),
        ({"target": 12.5}, 2.0),
        ({"baseline": 20.0}, -0.5),
        ({"baseline": 0.0, "target": -15.0}, -1.0),
    ],
)
def test_the_share_of_the_way_that_is_covered(
    changes: dict[str, Any], share: float | None
) -> None:
    assert measured(15, **changes).share == share


def test_each_percent_of_a_hundred_is_said_as_that_percent() -> None:
    """29 of the way to 100 is 29%, though 0.29 times 100 is a little less than 29."""
    said = [measured(n, baseline=0.0, target=100.0).sentence for n in range(100)]
    assert [n for n in range(100) if f" {n}% " not in said[n]] == []


def test_nothing_is_more_than_all_of_the_way_to_a_target_that_is_not_reached() -> None:
    """Higher is better, and the target lies below the baseline: they do not go together."""
    result = measured(3, baseline=10.0, target=5.0)
    assert not result.is_reached
    assert "140%" not in result.sentence


values = st.integers(-10_000, 10_000).map(float)


@given(baseline=values, target=values, value=values, shift=values)
def test_moving_the_zero_of_a_scale_leaves_the_share(
    baseline: float, target: float, value: float, shift: float
) -> None:
    here = measured(value, baseline=baseline, target=target)
    there = measured(value + shift, baseline=baseline + shift, target=target + shift)
    assert here.share == there.share
    assert here.is_reached == there.is_reached


@given(baseline=values, target=values, value=values)
def test_lower_is_better_is_higher_is_better_in_a_mirror(
    baseline: float, target: float, value: float
) -> None:
    higher = measured(value, baseline=baseline, target=target)
    lower = measured(-value, baseline=-baseline, target=-target, better="lower")
    assert higher.share == lower.share
    assert higher.is_reached == lower.is_reached


@given(baseline=values, target=values, value=values)
def test_a_target_is_reached_where_all_of_the_way_is_covered(
    baseline: float, target: float, value: float
) -> None:
    assume(baseline < target)
    result = measured(value, baseline=baseline, target=target)
    assert result.is_reached == (result.share >= 1)


@given(
    st.sampled_from(["higher", "lower", "neither"]),
    *[st.none() | st.floats(-1e12, 1e12)] * 2,
    st.lists(st.floats(-1e12, 1e12), max_size=2),
)
def test_any_numbers_that_can_be_recorded_are_said_in_a_sentence(
    better: str, baseline: float | None, target: float | None, points: list[float]
) -> None:
    result = measured(*points, better=better, baseline=baseline, target=target)
    for sentence in both(result):
        assert sentence.endswith(".")
        assert "inf" not in sentence
        assert "nan" not in sentence


# --- how fast a pilot moves --------------------------------------------------------------

MONDAY = date(2026, 11, 2)


def weeks(*done: int, ahead: int = 0, **counts: tuple[int, ...]) -> ActionsPerWeek:
    """Weeks from MONDAY on; today is in the last of them, or `ahead` weeks before that."""
    zeros = (0,) * len(done)
    rows = [
        {
            "week": MONDAY + timedelta(weeks=n),
            "done": d,
            "planned": counts.get("planned", zeros)[n],
            "dropped": counts.get("dropped", zeros)[n],
        }
        for n, d in enumerate(done)
    ]
    return actions_per_week(rows, MONDAY + timedelta(weeks=len(done) - 1 - ahead, days=2))


SINCE = ("Sinds 2 november 2026 ", "since 2 November 2026.")


@pytest.mark.parametrize(
    ("done", "dutch", "english"),
    [
        (
            (0,),
            "De afgelopen 1 week is er geen actie gedaan.",
            "No action was done in the last 1 week.",
        ),
        (
            (0, 0, 0),
            "De afgelopen 3 weken is er geen actie gedaan.",
            "No action was done in the last 3 weeks.",
        ),
        (
            (1,),
            "Sinds 2 november 2026 is er 1 actie gedaan. De laatste was deze week.",
            "1 action was done since 2 November 2026. The last one was this week.",
        ),
        (
            (2, 0, 3),
            "Sinds 2 november 2026 zijn er 5 acties gedaan. De laatste was deze week.",
            "5 actions were done since 2 November 2026. The last one was this week.",
        ),
        (
            (2, 1, 0),
            "Sinds 2 november 2026 zijn er 3 acties gedaan. De laatste was 1 week geleden.",
            "3 actions were done since 2 November 2026. The last one was 1 week ago.",
        ),
        (
            (1, 0, 0),
            "Sinds 2 november 2026 is er 1 actie gedaan. De laatste was 2 weken geleden.",
            "1 action was done since 2 November 2026. The last one was 2 weeks ago.",
        ),
        (
            (0, 1234),
            "Sinds 2 november 2026 zijn er 1.234 acties gedaan. De laatste was deze week.",
            "1,234 actions were done since 2 November 2026. The last one was this week.",
        ),
    ],
)
def test_it_says_how_much_was_done_and_how_long_ago(
    done: tuple[int, ...], dutch: str, english: str
) -> None:
    assert both(weeks(*done)) == (dutch, english)


def test_the_total_is_that_of_all_weeks() -> None:
    assert weeks(2, 0, 3).total == 5
    assert weeks(1, 2).weeks == (MONDAY, MONDAY + timedelta(weeks=1))


@given(st.lists(st.integers(0, 3), min_size=1, max_size=30))
def test_quiet_weeks_before_the_first_change_nothing_but_the_day(done: list[int]) -> None:
    assume(sum(done))
    assert weeks(*done).sentence == weeks(*done).sentence
    silence = weeks(*done).sentence.split(". ")[1]
    assert weeks(0, *done).sentence.split(". ")[1] == silence
    assert weeks(*done, 0).sentence.split(". ")[1] != silence


def test_what_is_planned_counts_from_this_week_on_and_what_is_older_is_still_open() -> None:
    result = weeks(1, 0, 0, 0, ahead=2, planned=(3, 1, 0, 2))
    assert both(result) == (
        "Sinds 2 november 2026 is er 1 actie gedaan. De laatste was 1 week geleden. "
        "Vanaf deze week zijn er 3 acties gepland. Van eerdere weken staan nog 3 acties open.",
        "1 action was done since 2 November 2026. The last one was 1 week ago. 3 actions are "
        "planned from this week on. 3 actions from earlier weeks are still open.",
    )
    assert "Vanaf deze week is er 1 actie gepland." in weeks(1, planned=(1,)).sentence
    assert "Van eerdere weken staat nog 1 actie open." in weeks(0, 1, planned=(1, 0)).sentence


def test_weeks_ahead_are_not_weeks_in_which_nothing_was_done() -> None:
    assert "De afgelopen 2 weken is er geen" in weeks(0, 0, 0, ahead=1, planned=(0, 0, 1)).sentence


def test_empty_weeks_ahead_are_left_out_and_quiet_weeks_behind_are_not() -> None:
    assert len(weeks(1, 0, 0, 0, 0, ahead=3, planned=(0, 0, 0, 2, 0)).weeks) == 4
    assert len(weeks(1, 0, 0, 0, ahead=2, dropped=(0, 0, 0, 1)).weeks) == 4
    assert weeks(0, 0, 0, 0, ahead=2).weeks == (MONDAY, MONDAY + timedelta(weeks=1))
    assert weeks(0, 0).is_empty
    assert not weeks(0, 0, dropped=(0, 1)).is_empty


# --- how the work is catching up ---------------------------------------------------------


def grown(written: list[int], dropped: list[int], done: list[int]) -> Burnup:
    rows = [
        {"week": MONDAY + timedelta(weeks=n), "written": w, "dropped": x, "done": d}
        for n, (w, x, d) in enumerate(zip(written, dropped, done, strict=True))
    ]
    return burnup(rows, MONDAY + timedelta(weeks=len(written) - 1, days=2))


def test_it_says_how_much_is_done_and_what_came_in_the_last_eight_weeks() -> None:
    written = [10, 19, 20, 21, 22, 23, 24, 24, 24, 25, 27]
    dropped = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2]
    done = [4, 11, 14, 15, 15, 15, 16, 17, 17, 18, 18]
    result = grown(written, dropped, done)
    assert result.known[-1] == 25
    assert both(result) == (
        "18 van de 25 acties zijn gedaan. De laatste 8 weken: 7 erbij, 4 gedaan.",
        "18 of the 25 actions are done. In the last 8 weeks: 7 added, 4 done.",
    )


def test_before_the_first_week_there_was_nothing() -> None:
    assert "De laatste 8 weken: 3 erbij, 1 gedaan." in grown([2, 3], [0, 0], [0, 1]).sentence
    eight = grown([1, 2, 3, 4, 5, 6, 7, 8], [0] * 8, [0] * 8)
    assert "8 erbij, 0 gedaan" in eight.sentence
    assert "8 erbij" in grown([1, 2, 3, 4, 5, 6, 7, 8, 9], [0] * 9, [0] * 9).sentence


@pytest.mark.parametrize(
    ("written", "dropped", "done", "dutch"),
    [
        (1, 0, 1, "De enige actie is gedaan."),
        (3, 1, 2, "Alle 2 acties zijn gedaan."),
        (3, 0, 1, "1 van de 3 acties is gedaan."),
        (3, 3, 0, "0 van de 0 acties zijn gedaan."),
    ],
)
def test_it_says_when_all_is_done(written: int, dropped: int, done: int, dutch: str) -> None:
    assert grown([written], [dropped], [done]).sentence.startswith(dutch)


def test_a_week_ends_on_sunday_and_this_week_has_come_as_far_as_today() -> None:
    assert grown([1, 1], [0, 0], [0, 0]).ends == (date(2026, 11, 8), date(2026, 11, 11))
    assert both(burnup([], DAY))[0] == "Er is nog geen actie vastgelegd."


# --- how many people took part -----------------------------------------------------------


def attended(*months: tuple[int, int, int]) -> Turnout:
    """Per month from September on: people, actions that reported, actions that did not."""
    return turnout(
        [
            {"month": date(2026, 9 + n, 1), "people": p, "reported": r, "silent": s}
            for n, (p, r, s) in enumerate(months)
        ]
    )


def test_it_says_how_many_took_part_at_how_many_actions_and_what_that_counts() -> None:
    assert both(attended((30, 2, 1), (0, 0, 0), (13, 1, 2))) == (
        "Sinds 1 september 2026 zijn er 43 deelnemers opgegeven, bij 3 van de 6 acties. "
        "Dit is wat er is opgegeven: wie twee keer kwam, telt twee keer.",
        "Since 1 September 2026, 43 participants were reported, for 3 of 6 actions. This is as "
        "reported: somebody who came twice counts twice.",
    )
    assert "is er 1 deelnemer opgegeven, bij 1 van de 1 acties" in attended((1, 1, 0)).sentence


def test_nobody_came_is_another_thing_than_nobody_wrote_it_down() -> None:
    assert "0 deelnemers opgegeven, bij 1 van de 1" in attended((0, 1, 0)).sentence
    assert not attended((0, 1, 0)).is_empty
    assert attended((0, 0, 3)).is_empty
    assert attended((0, 0, 3)).sentence == (
        "Van de 3 acties die gedaan zijn, is niet opgegeven hoeveel mensen meededen."
    )
    assert attended().sentence == "Er is nog geen actie gedaan."


# --- what is planned ---------------------------------------------------------------------


def planned(status: str, first: int, last: int | None, total: int = 1) -> dict[str, Any]:
    """A row of the plan; its days are counted from DAY, which is today."""
    return {
        "id": f"{status}{first}",
        "title": "Gesprek",
        "status": status,
        "first": DAY + timedelta(first),
        "last": None if last is None else DAY + timedelta(last),
        "total": total,
    }


@pytest.mark.parametrize(
    ("row", "state", "last", "is_open"),
    [
        (planned("done", -9, -3), "done", -3, False),
        (planned("planned", -9, -1), "overdue", -1, False),
        (planned("doing", -9, -1), "overdue", -1, False),
        (planned("planned", -9, 0), "planned", 0, False),
        (planned("doing", -9, 4), "doing", 4, False),
        (planned("planned", -9, None), "planned", 0, True),
        (planned("doing", 5, None), "doing", 5, True),
    ],
)
def test_an_action_is_late_from_the_day_after_it_was_due(
    row: dict[str, Any], state: str, last: int, is_open: bool
) -> None:
    (stretch,) = plan([row], DAY).stretches
    assert (stretch.state, stretch.last, stretch.is_open) == (
        state,
        DAY + timedelta(last),
        is_open,
    )


def test_the_plan_says_what_there_is_to_see_and_what_is_left_out() -> None:
    rows = [
        planned("done", -9, -3, 9),
        planned("done", -8, -3, 9),
        planned("doing", -2, None, 9),
        planned("planned", 0, 3, 9),
        planned("planned", -9, -1, 9),
    ]
    assert both(plan(rows, DAY)) == (
        "Je ziet 2 acties die gedaan zijn, 1 actie waar iemand mee bezig is, 1 geplande actie "
        "en 1 actie die te laat is. 4 acties verder van vandaag zijn weggelaten.",
        "You see 2 done actions, 1 action being done, 1 planned action and 1 overdue action. "
        "4 actions further from today are left out.",
    )
    assert plan([planned("done", 0, 0)], DAY).sentence == "Je ziet 1 actie die gedaan is."
    assert plan([], DAY).sentence == "Er zijn nog geen acties."


# --- pilots side by side -----------------------------------------------------------------


def lane(
    name: str, *values: float | None, phase: str = "experiment", **changes: Any
) -> dict[str, Any]:
    """A pilot whose outcomes go from 10 to 30, with these newest values."""
    return {
        "id": name.lower(),
        "name": name,
        "phase": phase,
        "done": 3,
        "outcomes": [
            {
                "id": f"o{n}",
                "statement": f"Uitkomst {n}",
                "unit": None,
                "better": "higher",
                "baseline": 10.0,
                "target": 30.0,
                "measurement": None if value is None else f"m{n}",
                "value": value,
                "measured_on": None if value is None else DAY,
            }
            | changes
            for n, value in enumerate(values)
        ],
    }


def test_a_pilot_moves_where_more_is_nearer_to_its_target_than_further_away() -> None:
    found = comparison(
        [lane("A", 5, 20, 20), lane("B", 10), lane("C", None), lane("D", 50), lane("E", 5, 20)]
    )
    assert [pilot.moves for pilot in found.lanes] == [True, False, False, True, False]
    assert [[mark.share for mark in pilot.marks] for pilot in found.lanes] == [
        [-0.25, 0.5, 0.5],
        [0.0],
        [],
        [2.0],
        [-0.25, 0.5],
    ]
    assert both(found) == (
        "2 van de 5 pilots komen vooruit: meer uitkomsten zijn dichter bij de streefwaarde dan "
        "er verder vanaf. Van 1 pilot is dat nog niet te zeggen.",
        "2 of 5 pilots are moving forward: more outcomes are nearer to their target than "
        "further away from it. For 1 pilot this is not known yet.",
    )


def test_a_pilot_that_was_stopped_does_not_move_forward() -> None:
    found = comparison([lane("A", 20), lane("B", 20, phase=Phase.STOPPED)])
    assert [pilot.moves for pilot in found.lanes] == [True, False]
    assert both(found)[0].startswith("1 van de 2 pilots komt vooruit")
    assert both(found)[0].endswith("1 is gestopt.")


def test_without_a_baseline_or_a_target_nobody_can_tell() -> None:
    for changes in ({"baseline": None}, {"target": None}, {"target": 10.0}):
        found = comparison([lane("A", 20, **changes)])
        assert found.lanes[0].marks == ()
        assert found.sentence.startswith("Dat is nog niet te zeggen")


def test_a_mark_says_the_same_as_its_outcome_does_alone() -> None:
    (mark,) = comparison([lane("A", 15.0, unit="mensen", statement="Meer")]).lanes[0].marks
    assert mark.words == measured(15.0).sentence
    assert (mark.statement, mark.measurement) == ("Meer", "m0")


# --- where pilots are --------------------------------------------------------------------


def located(id: str, latitude: float | None, longitude: float | None) -> dict[str, Any]:
    return {
        "id": id,
        "label": id.upper(),
        "neighbourhood": "Zuidwijk",
        "municipality": None,
        "colour": "#123456",
        "latitude": latitude,
        "longitude": longitude,
    }


def test_pilots_on_the_map_are_numbered_without_gaps_and_the_others_are_counted() -> None:
    found = places([located("a", 51.8, 4.4), located("b", None, None), located("c", 0.0, 0.0)])
    assert [(spot.number, spot.id, spot.label, spot.place) for spot in found.spots] == [
        (1, "a", "A", "Zuidwijk"),
        (2, "c", "C", "Zuidwijk"),
    ]
    assert both(found) == (
        "2 pilots staan op de kaart. Van 1 pilot is de plek op de kaart nog niet ingevuld.",
        "2 pilots are on the map. For 1 pilot the place on the map is not filled in yet.",
    )
    assert places([located("a", 1, 1)]).sentence == "1 pilot staat op de kaart."
    assert places([]).sentence == "Er zijn nog geen pilots."
