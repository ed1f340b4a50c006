"""What was promised stays promised, whatever a team writes after it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilots import charts
from pilots.assessments.outcomes import assess
from pilots.assessments.promises import promises_at_a_glance, promises_of
from pilots.charts.outcome_overview import DESK, PHONE, Layout
from pilots.errors import TrackerError
from pilots.evidence.outcome_overview import OverviewRow, overview
from pilots.evidence.target_history import TargetStep, target_steps
from pilots.language import speaking
from pilots.queries import target_versions, withdrawn
from pilots.reports.blocks import Block, DescriptionList, Items, Paragraph, flat
from pilots.reports.funder_sections import for_funders, progress
from pilots.reports.sections.context import ReportContext
from pilots.rules.promise import IsPromised
from pilots.store.logbook import transaction
from pilots.tracker import Tracker
from schemas import (
    Better,
    Consent,
    Decision,
    Measurement,
    Outcome,
    Pilot,
    Record,
    Review,
    Standing,
    Story,
)
from tests.support.cast import ANNA

FIRST = datetime(2026, 1, 26, 9, tzinfo=UTC)
TODAY = date(2026, 12, 1)


class Clock:
    """The clock of the logbook, at which a test sets the day."""

    def __init__(self) -> None:
        self.at = FIRST

    def pass_days(self, n: int) -> None:
        self.at += timedelta(days=n)


@contextmanager
def clock_of_logbook() -> Iterator[Clock]:
    clock = Clock()

    class Set(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
            return clock.at.astimezone(tz)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transaction, "datetime", Set)
        yield clock


@pytest.fixture
def clock() -> Iterator[Clock]:
    with clock_of_logbook() as clock:
        yield clock


def cards(**fields: Any) -> Outcome:
    """A hundred and twenty cards were promised, from none."""
    start = {"statement": "Wat zij zoeken", "unit": "kaartjes", "baseline": 0, "target": 120}
    return Outcome(**{"id": "o", "pilot": "north", **start, **fields})


def measured(value: float, on: date = date(2026, 10, 2), id: str = "m") -> Measurement:
    return Measurement(id=id, pilot="north", outcome="o", measured_on=on, value=value)


@pytest.fixture
def promised(tracker: Tracker, clock: Clock) -> Tracker:
    """A tracker in which 120 cards were promised, and 48 came of it."""
    begin(tracker, clock)
    return tracker


def begin(tracker: Tracker, clock: Clock) -> None:
    tracker.record(ANNA, Pilot(id="north", name="Noord"), Pilot(id="south", name="Zuid"))
    tracker.record(ANNA, cards())
    clock.pass_days(60)
    tracker.record(ANNA, measured(48))
    clock.pass_days(60)


def page(tracker: Tracker) -> list[Block]:
    """What a funder reads of the pilot."""
    with speaking("en"):
        context = ReportContext("north", TODAY)
        return list(flat(tracker.ask(progress, for_funders("north"), context)))


def overall(tracker: Tracker) -> str:
    return overall_in(page(tracker))


def overall_in(blocks: list[Block]) -> str:
    return next(
        block.text for block in blocks if isinstance(block, Paragraph) and "promised" in block.text
    )


def described(tracker: Tracker) -> dict[str, str]:
    """The rows about the outcome."""
    return described_in(page(tracker))


def described_in(blocks: list[Block]) -> dict[str, str]:
    return {
        label: text
        for block in blocks
        if isinstance(block, DescriptionList)
        for label, text in block.rows
    }


def steps(tracker: Tracker) -> list[tuple[date, float | None]]:
    rows = tracker.ask(target_versions.target_versions, for_funders("north"), "north")
    return [(step.since, step.target) for step in target_steps(rows)]


# --- the promise and its changes ----------------------------------------------------------------


def test_the_first_target_is_the_promise_and_a_change_stands_beside_it(
    promised: Tracker, clock: Clock
) -> None:
    change = {"retargeted": "Te hoog ingezet.", "retargeted_by": "het team"}
    promised.record(ANNA, cards(target=80, **change))
    assert steps(promised) == [(date(2026, 1, 26), 120), (date(2026, 5, 26), 80)]
    found = described(promised)
    assert found["Promised"] == "From 0 to 120 kaartjes. Promised on 26 January 2026."
    assert found["What was changed since"] == (
        "Changed on 26 May 2026: the target is 80 kaartjes. Why: Te hoog ingezet. "
        "Decided by: het team."
    )
    assert "60% of the way from 0 to the target of 80" in found["What came of it"]
    assert "It is 40% of the way to the first promise, 120 kaartjes." in found["What came of it"]


def test_a_lower_target_that_is_reached_is_no_promise_that_is_reached(promised: Tracker) -> None:
    promised.record(ANNA, cards(target=40, retargeted="Te hoog ingezet."))
    assert overall(promised) == (
        "1 outcome was promised: 1 is nearer to its target. For 1, the promise has changed "
        "since; the first one counts here."
    )


def test_a_higher_target_does_not_take_away_that_the_promise_was_reached(
    promised: Tracker, clock: Clock
) -> None:
    promised.record(ANNA, measured(125, date(2026, 11, 1), "m2"))
    promised.record(ANNA, cards(target=150, retargeted="Wij willen verder."))
    assert "1 reached its target" in overall(promised)
    assert "The first promise, 120 kaartjes, is reached." in described(promised)["What came of it"]


def test_another_direction_makes_no_success_of_a_failure(promised: Tracker) -> None:
    promised.record(ANNA, cards(better=Better.LOWER, retargeted="Minder is beter."))
    assert "1 is nearer to its target" in overall(promised)
    assert "lower is better" in described(promised)["What was changed since"]


def test_a_target_that_is_taken_away_stays_promised(promised: Tracker) -> None:
    promised.record(ANNA, cards(target=None, retargeted="Geen doel meer."))
    assert described(promised)["Promised"].startswith("From 0 to 120 kaartjes.")
    assert "no target any more" in described(promised)["What was changed since"]


def test_what_measures_something_else_since_is_not_compared_with_the_first_promise(
    promised: Tracker,
) -> None:
    other = {"unit": "gesprekken", "redefined": "Gesprekken tellen.", "target": 40}
    since = {"redefined_on": date(2026, 5, 1), "retargeted": "Past bij gesprekken."}
    promised.record(ANNA, cards(**other, **since))
    assert "1 is measured differently since" in overall(promised)


def test_a_change_needs_a_reason_once_something_was_measured(promised: Tracker) -> None:
    for change in ({"target": 80}, {"target_on": None, "better": "lower"}, {"baseline": 40}):
        with pytest.raises(IsPromised):
            promised.record(ANNA, cards(**change))
    promised.record(ANNA, cards(target=80, retargeted="Te hoog ingezet."))
    with pytest.raises(IsPromised):  # the reason of before is none for another change
        promised.record(ANNA, cards(target=60, retargeted="Te hoog ingezet."))


def test_a_measurement_that_was_withdrawn_does_not_free_the_promise(promised: Tracker) -> None:
    promised.withdraw(ANNA, promised.head)
    with pytest.raises(IsPromised):
        promised.record(ANNA, cards(target=80))


def test_what_was_empty_may_be_filled_in_and_is_no_change(promised: Tracker) -> None:
    promised.record(ANNA, cards(target_on=date(2026, 12, 31)))
    assert steps(promised) == [(date(2026, 1, 26), 120)]


def test_a_slip_of_the_pen_on_the_first_day_is_no_change(tracker: Tracker, clock: Clock) -> None:
    tracker.record(ANNA, Pilot(id="north", name="Noord"), cards(target=12))
    tracker.record(ANNA, cards())
    assert steps(tracker) == [(date(2026, 1, 26), 120)]
    clock.pass_days(1)
    tracker.record(ANNA, cards(target=100))  # nothing was measured yet: no reason is needed
    assert steps(tracker)[1:] == [(date(2026, 1, 27), 100)]
    with speaking("en"):
        (promise,) = tracker.ask(promises_of, for_funders("north"), "north")
        assert promise.changes == [
            "Changed on 27 January 2026: the target is 100 kaartjes. No reason was given."
        ]


def test_a_change_that_is_undone_leaves_the_promise(promised: Tracker) -> None:
    (line,) = promised.record(ANNA, cards(target=80, retargeted="Te hoog ingezet."))
    promised.undo(ANNA, line.seq)
    assert steps(promised) == [(date(2026, 1, 26), 120)]


def test_a_baseline_of_few_people_is_in_no_step(tracker: Tracker, clock: Clock) -> None:
    few = {"unit": "bewoners", "baseline": 3, "counts_people": True}
    tracker.record(ANNA, Pilot(id="north", name="Noord"), cards(**few))
    clock.pass_days(60)
    tracker.record(ANNA, measured(48))
    clock.pass_days(60)
    tracker.record(ANNA, cards(**few, target=80, retargeted="Te hoog ingezet."))
    assert described(tracker)["Promised"].startswith("From fewer than 5 to 120 bewoners.")
    tracker.record(ANNA, cards(**{**few, "counts_people": False, "target": 80}))
    rows = tracker.ask(target_versions.target_versions, for_funders("north"), "north")
    assert {row["baseline"] for row in rows} == {None}


def test_all_pilots_at_a_glance_keep_to_the_same_promises(promised: Tracker) -> None:
    promised.record(ANNA, cards(target=40, retargeted="Te hoog ingezet."))
    (promise,) = promised.ask(promises_at_a_glance, for_funders("north"))
    assert promise.state == "nearer"
    assert promise.is_retargeted


def test_the_chart_keeps_the_old_target_as_a_step(promised: Tracker) -> None:
    promised.record(ANNA, cards(target=80, retargeted="Te hoog ingezet."))
    found = promised.ask(assess, ANNA.scope, "o", TODAY)
    assert found
    with speaking("en"):
        figure = charts.outcome_chart(found.progress, (), found).to_dict()
    (line,) = (it for it in figure["data"] if 120 in it["y"])
    assert list(line["y"]) == [120, 80, 80]
    assert line["line"]["shape"] == "hv"
    words = {note["text"] for note in figure["layout"]["annotations"]}
    assert {"Promised 120 kaartjes", "Now 80 kaartjes"} <= words


# --- what is withdrawn --------------------------------------------------------------------------


def test_an_outcome_that_is_withdrawn_still_counts_as_promised(
    promised: Tracker, clock: Clock
) -> None:
    promised.record(ANNA, cards(id="p", statement="Iets anders"))
    seq = next(line.seq for line in promised.logbook.lines() if line.subject == "o")
    promised.withdraw(ANNA, seq, reason="Niemand keek ernaar.")
    assert overall(promised) == "2 outcomes were promised: 1 is not known yet and 1 was withdrawn."
    (items,) = (block for block in page(promised) if isinstance(block, Items))
    (item,) = items.items
    assert item.text == "Outcome: Wat zij zoeken"
    (words,) = item.more
    assert words.startswith("Withdrawn on ")
    assert words.endswith(", because: Niemand keek ernaar.")
    promised.restore_version(ANNA, seq)
    assert "withdrawn" not in overall(promised)
    promised.withdraw(ANNA, promised.head)
    (row,) = promised.ask(withdrawn.withdrawn, for_funders("north"), "north")
    assert row["why"] is None  # the reason of the first time is none for the second


@pytest.mark.parametrize(
    "record",
    [
        Decision(id="x", pilot="north", text="Door", decided_on=date(2026, 2, 1)),
        Review(
            id="x",
            pilot="north",
            held_on=date(2026, 2, 1),
            status=Standing.ON_TRACK,
            why="Nee.",
            upto=1,
            since=0,
        ),
    ],
)
def test_so_does_a_decision_and_a_judgement(promised: Tracker, record: Record) -> None:
    (line,) = promised.record(ANNA, record)
    promised.withdraw(ANNA, line.seq, reason="Vergissing.")
    (row,) = promised.ask(withdrawn.withdrawn, for_funders("north"), "north")
    assert (row["kind"], row["why"]) == (record.table, "Vergissing.")


@pytest.mark.parametrize("way", ["withdrawn", "consent"])
def test_a_story_that_is_gone_is_counted_and_says_nothing(promised: Tracker, way: str) -> None:
    fields = {"title": "Slecht", "what": "Het ging mis.", "consent_on": TODAY}
    (line,) = promised.record(ANNA, Story(id="s", pilot="north", consent=Consent.GIVEN, **fields))
    if way == "withdrawn":
        promised.withdraw(ANNA, line.seq)
    else:
        promised.record(ANNA, Story(id="s", pilot="north", consent="withdrawn", **fields))
    texts = [block.text for block in page(promised) if isinstance(block, Paragraph)]
    assert "1 story was told here once, and was withdrawn." in texts
    assert "Het ging mis." not in repr(page(promised))


def test_a_pilot_that_is_withdrawn_is_named_with_the_reason(promised: Tracker) -> None:
    seq = next(line.seq for line in promised.logbook.lines() if line.subject == "north")
    promised.withdraw(ANNA, seq, reason="Gestopt.")
    (row,) = promised.ask(withdrawn.withdrawn_pilots, for_funders("north"))
    assert (row["called"], row["why"]) == ("Noord", "Gestopt.")


def test_a_measurement_that_is_changed_on_a_later_day_is_counted(
    promised: Tracker, clock: Clock
) -> None:
    def text() -> str:
        return repr(page(promised))

    words = "was changed or withdrawn on a later day than it was recorded"
    assert words not in text()
    promised.record(ANNA, measured(50, date(2026, 11, 1), "m2"))
    promised.record(ANNA, measured(51, date(2026, 11, 1), "m2"))  # the same day: a slip
    assert words not in text()
    clock.pass_days(1)
    promised.record(ANNA, measured(52, date(2026, 11, 1), "m2"))
    assert f"1 measurement {words}" in text()


# --- whatever a team writes ---------------------------------------------------------------------

Act = Callable[[Tracker, int], object]


def _retarget(tracker: Tracker, n: int) -> object:
    return tracker.record(ANNA, cards(target=n, retargeted=f"Reden {tracker.head}"))


def _no_target(tracker: Tracker, n: int) -> object:
    return tracker.record(ANNA, cards(target=None, retargeted=f"Reden {tracker.head}"))


def _turn_round(tracker: Tracker, n: int) -> object:
    better = [Better.LOWER, Better.HIGHER, Better.NEITHER][n % 3]
    return tracker.record(ANNA, cards(better=better, retargeted=f"Reden {tracker.head}"))


def _move_baseline(tracker: Tracker, n: int) -> object:
    return tracker.record(ANNA, cards(baseline=n, retargeted=f"Reden {tracker.head}"))


def _redefine(tracker: Tracker, n: int) -> object:
    reasons = {"redefined": f"Anders {tracker.head}", "retargeted": f"Reden {tracker.head}"}
    return tracker.record(ANNA, cards(unit=f"stuks {n}", target=n, **reasons))


def _withdraw(tracker: Tracker, n: int) -> object:
    kind = ["outcome", "measurement"][n % 2]
    seqs = [line.seq for line in tracker.logbook.lines() if line.kind == kind]
    return tracker.withdraw(ANNA, seqs[-1])


def _bring_back(tracker: Tracker, n: int) -> object:
    seqs = [line.seq for line in tracker.logbook.lines() if line.kind == "outcome" and line.body]
    return tracker.restore_version(ANNA, seqs[n % len(seqs)])


def _move(tracker: Tracker, n: int) -> object:
    return tracker.record(ANNA, cards().model_copy(update={"pilot": "south"}))


def _undo(tracker: Tracker, n: int) -> object:
    return tracker.undo(ANNA, tracker.head)


def _measure(tracker: Tracker, n: int) -> object:
    """Never so much as was promised."""
    return tracker.record(ANNA, measured(n % 120, id=f"m{n}"))


ACTS: list[Act] = [
    *(_retarget, _no_target, _turn_round, _move_baseline, _redefine),
    *(_withdraw, _bring_back, _move, _undo, _measure),
]


@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(1, 200)), max_size=6))
@settings(max_examples=40)
def test_no_acts_of_a_team_make_a_promise_that_was_not_met_disappear(
    acts: list[tuple[Act, int]],
) -> None:
    with TemporaryDirectory() as folder, clock_of_logbook() as clock:
        tracker = Tracker(Path(folder) / "tracker.duckdb")
        try:
            begin(tracker, clock)
            for act, n in acts:
                clock.pass_days(1)
                with suppress(TrackerError):
                    act(tracker, n)
            told = page(tracker)
            words = overall_in(told)
            assert words.startswith("1 outcome was promised:")
            assert "reached" not in words
            if "withdrawn" not in words:
                assert "120" in described_in(told)["Promised"]
        finally:
            tracker.close()


def test_a_step_says_each_thing_that_was_changed() -> None:
    old = TargetStep(date(2026, 1, 1), 120, date(2026, 12, 31), "higher", 0)
    new = TargetStep(date(2026, 2, 1), 80, None, "lower", None, baseline_is_few=True)
    with speaking("en"):
        assert new.sentence(old, "kaartjes") == (
            "Changed on 1 February 2026: the target is 80 kaartjes; without a day; the baseline "
            "is fewer than 5; lower is better. No reason was given."
        )


# --- all outcomes on one screen -----------------------------------------------------------------


def rows_of(tracker: Tracker) -> tuple[OverviewRow, ...]:
    with speaking("en"):
        promises = tracker.ask(promises_of, for_funders("north"), "north", None, TODAY)
        return overview(promises, {"north": "Noord"}).rows


def test_what_needs_to_be_talked_about_comes_first(promised: Tracker) -> None:
    promised.record(
        ANNA,
        cards(id="a", statement="Gehaald"),
        measured(130, id="ma").model_copy(update={"outcome": "a"}),
        cards(id="b", statement="Verder weg", baseline=50),
        measured(40, id="mb").model_copy(update={"outcome": "b"}),
        cards(id="c", statement="Zonder streefwaarde", target=None, better=Better.NEITHER),
    )
    rows = rows_of(promised)
    with speaking("en"):
        found = [(row.statement, row.verdict) for row in rows]
    assert found == [
        ("Verder weg", "further away"),
        ("Wat zij zoeken", "nearer"),
        ("Zonder streefwaarde", "tracked without a target"),
        ("Gehaald", "target reached"),
    ]


def test_the_overview_measures_by_the_first_promise_and_names_the_target_of_today(
    promised: Tracker,
) -> None:
    promised.record(ANNA, cards(target=80, retargeted="Te hoog ingezet."))
    (row,) = rows_of(promised)
    assert (row.promised, row.changed_to, row.now) == (
        "120 kaartjes",
        "80 kaartjes",
        "48 kaartjes",
    )
    assert row.share == pytest.approx(0.4)
    assert row.chance == ""


@pytest.mark.parametrize("layout", [DESK, PHONE], ids=["desk", "phone"])
def test_the_overview_is_drawn_within_its_edges_and_in_words(
    promised: Tracker, layout: Layout
) -> None:
    promised.record(
        ANNA,
        cards(id="a", statement="Ver voorbij <b>"),
        measured(9999, id="ma").model_copy(update={"outcome": "a"}),
    )
    rows = rows_of(promised)
    with speaking("en"):
        figure = charts.outcome_overview_chart(rows, {"north": "#123456"}, layout).to_dict()
    low, high = figure["layout"]["xaxis"]["range"]
    xs = [x for trace in figure["data"] for x in trace["x"] if x is not None]
    assert min(xs) >= low
    assert max(xs) <= high
    words = [note["text"] for note in figure["layout"]["annotations"]]
    assert "<b>Ver voorbij &lt;b&gt;</b>" in words
    assert {"120 kaartjes", "target reached"} <= set(words)
