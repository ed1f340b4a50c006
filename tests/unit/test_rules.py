"""What the tracker demands of a pilot that begins, and of what is changed after a measurement."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from pilots.access import Grant, Role, Viewer
from pilots.errors import HoldsBsn, NotAllowed, RuleBroken
from pilots.language import LANGUAGES, speaking
from pilots.queries import expectations, records
from pilots.rules import readiness
from pilots.rules.definition import IsMeasured
from pilots.rules.hindsight import DoesNotFit, HasNoSide, IsFixed
from pilots.rules.readiness import Lack, NotReady
from pilots.store.logbook import Line
from pilots.tracker import Tracker
from schemas import (
    Better,
    Decision,
    DecisionKind,
    Expectation,
    Measurement,
    Outcome,
    Phase,
    Pilot,
    Question,
    Record,
)
from tests.support.cast import ANNA

TODAY = date(2026, 11, 23)

SAID: dict[Lack, Record] = {
    Lack.QUESTION: Question(id="asked", pilot="north", text="Hoe kennen buren elkaar?"),
    Lack.OUTCOME: Outcome(
        id="links", pilot="north", statement="Buren kennen elkaar", unit="buren", baseline=0
    ),
    Lack.EXPECTATION: Expectation(
        id="card", pilot="north", outcome="links", prediction="Het groeit.", green=20, red=10
    ),
}
"""What a pilot writes down beside itself."""


def north(phase: Phase = Phase.IDEA, **fields: Any) -> Pilot:
    return Pilot(id="north", name="Noord", phase=phase, **{"audience": "Buren", **fields})


def ready(tracker: Tracker, viewer: Viewer, *without: Lack, phase: Phase = Phase.IDEA) -> Pilot:
    """Record a pilot that has said everything but this; gives it as it is."""
    pilot = north(phase, audience=None if Lack.AUDIENCE in without else "Buren")
    said = [record for lack, record in SAID.items() if lack not in without]
    if Lack.BASELINE in without:
        said = [
            it.model_copy(update={"baseline": None}) if isinstance(it, Outcome) else it
            for it in said
        ]
    tracker.record(viewer, pilot, *said)
    return pilot


def begin(tracker: Tracker, viewer: Viewer, pilot: Pilot, **fields: Any) -> Line:
    begun = pilot.model_copy(update={"phase": Phase.EXPERIMENT, **fields})
    return tracker.record(viewer, begun)[0]


def phase(tracker: Tracker, viewer: Viewer) -> str:
    row = tracker.ask(records.row, viewer.scope, "pilot", "north")
    assert row
    return str(row["phase"])


def card(**fields: Any) -> Expectation:
    body = {"outcome": "links", "prediction": "Het groeit.", "green": 20, "red": 10, **fields}
    return Expectation.read(body.pop("id", "card"), body.pop("pilot", "north"), body)


def measure(tracker: Tracker, viewer: Viewer, value: float = 12, on: date = TODAY) -> Line:
    made = Measurement(pilot="north", outcome="links", measured_on=on, value=value)
    return tracker.record(viewer, made)[0]


@pytest.fixture
def cards(tracker: Tracker, anna: Viewer) -> Callable[[], dict[str, Any]]:
    """The card of the outcome `links`, as it is when it is called."""

    def ask() -> dict[str, Any]:
        rows = tracker.ask(expectations.decision_cards, anna.scope, "north")
        return next(row for row in rows if row["outcome"] == "links")

    return ask


@pytest.fixture
def earlier(tracker: Tracker, anna: Viewer) -> Callable[[], list[dict[str, Any]]]:
    """What that card said before."""
    return lambda: tracker.ask(expectations.earlier_versions, anna.scope, "north").get("links", [])


# --- beginning ---------------------------------------------------------------------------


@pytest.mark.parametrize("lack", Lack)
@pytest.mark.parametrize("before", readiness.BEFORE)
def test_each_thing_that_lacks_alone_holds_a_pilot_back_and_is_named(
    tracker: Tracker, anna: Viewer, lack: Lack, before: Phase
) -> None:
    # Without an outcome there is no baseline of it either, and nothing to expect.
    along = [Lack.BASELINE, Lack.EXPECTATION] if lack is Lack.OUTCOME else []
    pilot = ready(tracker, anna, lack, *along, phase=before)
    head = tracker.head
    for language in LANGUAGES:
        with speaking(language):
            with pytest.raises(NotReady, match="Noord") as refused:
                begin(tracker, anna, pilot)
            said = str(refused.value)
            assert {each for each in Lack if each.words in said} == {lack, *along}
    assert tracker.head == head
    assert phase(tracker, anna) == before


@pytest.mark.parametrize("phase_after", readiness.BEGUN)
def test_it_is_held_back_whatever_it_skips(
    tracker: Tracker, anna: Viewer, phase_after: Phase
) -> None:
    pilot = ready(tracker, anna, Lack.QUESTION)
    with pytest.raises(NotReady):
        begin(tracker, anna, pilot, phase=phase_after)


@pytest.mark.parametrize("phase_after", [Phase.PROTOTYPE, Phase.STOPPED])
def test_a_pilot_that_does_not_begin_needs_nothing(
    tracker: Tracker, anna: Viewer, phase_after: Phase
) -> None:
    tracker.record(anna, north(audience=None))
    begin(tracker, anna, north(audience=None), phase=phase_after)
    assert phase(tracker, anna) == phase_after


def test_stopping_first_is_no_way_round(tracker: Tracker, anna: Viewer) -> None:
    pilot = ready(tracker, anna, Lack.QUESTION)
    begin(tracker, anna, pilot, phase=Phase.STOPPED)
    with pytest.raises(NotReady):
        begin(tracker, anna, pilot)


def test_a_pilot_that_has_said_everything_begins(tracker: Tracker, anna: Viewer) -> None:
    begin(tracker, anna, ready(tracker, anna))
    assert phase(tracker, anna) == Phase.EXPERIMENT


def test_why_there_is_no_baseline_is_as_good_as_one(tracker: Tracker, anna: Viewer) -> None:
    pilot = ready(tracker, anna, Lack.BASELINE)
    body = SAID[Lack.OUTCOME].body() | {"baseline": None, "no_baseline": "Niemand telde het."}
    tracker.record(anna, Outcome.read("links", "north", body))
    begin(tracker, anna, pilot)
    assert phase(tracker, anna) == Phase.EXPERIMENT


def test_what_is_written_down_together_with_it_counts(tracker: Tracker, anna: Viewer) -> None:
    tracker.record(anna, north(audience=None))
    tracker.record(anna, *SAID.values(), north(Phase.EXPERIMENT))
    assert phase(tracker, anna) == Phase.EXPERIMENT


def test_what_another_pilot_said_does_not_count(tracker: Tracker, anna: Viewer) -> None:
    tracker.record(anna, north(), Pilot(id="south", name="Zuid"))
    of_south = [record.model_copy(update={"pilot": "south"}) for record in SAID.values()]
    with pytest.raises(NotReady):
        tracker.record(anna, *of_south, north(Phase.EXPERIMENT))
    tracker.record(anna, *of_south)
    with pytest.raises(NotReady):
        begin(tracker, anna, north())


def test_an_expectation_of_an_outcome_that_was_withdrawn_does_not_count(
    tracker: Tracker, anna: Viewer
) -> None:
    pilot = ready(tracker, anna)
    row = tracker.ask(records.row, anna.scope, "outcome", "links")
    assert row
    tracker.withdraw(anna, row["_seq"])
    other = Outcome(pilot="north", statement="Iets anders", baseline=1)
    tracker.record(anna, other)
    with speaking("en"), pytest.raises(NotReady, match=r"Still missing: an expectation\."):
        begin(tracker, anna, pilot)


@pytest.mark.parametrize("phase_now", readiness.BEGUN)
def test_a_pilot_that_is_registered_as_begun_is_told_as_it_is(
    tracker: Tracker, anna: Viewer, phase_now: Phase
) -> None:
    """Most pilots of a new tracker run already: to refuse them would teach people to lie."""
    tracker.record(anna, north(phase_now, audience=None))
    tracker.record(anna, north(phase_now, audience=None, neighbourhood="Zuidwijk"))
    assert phase(tracker, anna) == phase_now


# --- beginning all the same --------------------------------------------------------------


def test_the_lead_may_begin_all_the_same_with_a_reason(tracker: Tracker, anna: Viewer) -> None:
    pilot = ready(tracker, anna, Lack.QUESTION)
    begin(tracker, anna, pilot, went_on="De zaal is nu vrij.")
    known = tracker.ask(expectations.readiness, anna.scope, "north")
    assert known
    assert (known["phase"], known["went_on"]) == (Phase.EXPERIMENT, "De zaal is nu vrij.")
    assert readiness.lacking(known) == [Lack.QUESTION]


def test_without_a_reason_the_lead_may_not(tracker: Tracker, anna: Viewer) -> None:
    with pytest.raises(NotReady):
        begin(tracker, anna, ready(tracker, anna, Lack.QUESTION), went_on=None)


def test_the_team_may_not_even_with_a_reason(tracker: Tracker, anna: Viewer, bram: Viewer) -> None:
    pilot = ready(tracker, anna, Lack.QUESTION)
    with pytest.raises(NotReady):
        begin(tracker, bram, pilot, went_on="De zaal is nu vrij.")
    assert phase(tracker, anna) == Phase.IDEA


def test_the_team_may_begin_what_is_ready(tracker: Tracker, anna: Viewer, bram: Viewer) -> None:
    begin(tracker, bram, ready(tracker, anna))
    assert phase(tracker, anna) == Phase.EXPERIMENT


def test_who_leads_another_pilot_may_not(tracker: Tracker, anna: Viewer) -> None:
    both = (
        Grant(Role.TEAM, frozenset({"north"})),
        Grant(Role.LEAD, frozenset({"south"})),
    )
    pilot = ready(tracker, anna, Lack.QUESTION)
    with pytest.raises(NotReady):
        begin(tracker, Viewer("Els", both), pilot, went_on="Ik leid er ook een.")


def test_who_may_write_nothing_is_told_that_and_nothing_of_the_pilot(
    tracker: Tracker, anna: Viewer, chaima: Viewer, dirk: Viewer
) -> None:
    pilot = ready(tracker, anna, Lack.QUESTION)
    measure(tracker, anna)
    for viewer in (chaima, dirk):
        with pytest.raises(NotAllowed):
            begin(tracker, viewer, pilot)
        with pytest.raises(NotAllowed):
            tracker.record(viewer, card())


def test_beginning_twice_with_the_same_submission_is_one_line(
    tracker: Tracker, anna: Viewer
) -> None:
    ready(tracker, anna)
    idempotency_key = str(uuid4())
    first = tracker.record(anna, north(Phase.EXPERIMENT), idempotency_key=idempotency_key)
    assert tracker.record(anna, north(Phase.EXPERIMENT), idempotency_key=idempotency_key) == first
    assert tracker.head == first[0].seq


def test_beginning_can_be_undone(tracker: Tracker, anna: Viewer) -> None:
    pilot = ready(tracker, anna, Lack.AUDIENCE)
    line = begin(tracker, anna, pilot, went_on="De zaal is nu vrij.")
    tracker.undo(anna, line.seq)
    assert phase(tracker, anna) == Phase.IDEA
    with pytest.raises(NotReady):
        begin(tracker, anna, pilot)


# --- expecting ---------------------------------------------------------------------------


def test_before_the_first_measurement_an_expectation_changes_freely(
    tracker: Tracker, anna: Viewer, cards: Callable[[], dict[str, Any]]
) -> None:
    ready(tracker, anna)
    tracker.record(anna, card(green=25))
    assert (cards()["green"], cards()["amended"]) == (25, None)
    assert cards()["is_beforehand"]


def test_after_it_a_change_without_a_reason_is_refused(
    tracker: Tracker, anna: Viewer, cards: Callable[[], dict[str, Any]]
) -> None:
    ready(tracker, anna)
    measure(tracker, anna)
    head = tracker.head
    with speaking("nl"), pytest.raises(IsFixed, match="Waarom nu pas, of waarom anders"):
        tracker.record(anna, card(green=12))
    assert (tracker.head, cards()["green"]) == (head, 20)


def test_with_a_reason_it_changes_and_what_stood_there_stays(
    tracker: Tracker,
    anna: Viewer,
    cards: Callable[[], dict[str, Any]],
    earlier: Callable[[], list[dict[str, Any]]],
) -> None:
    ready(tracker, anna)
    measure(tracker, anna)
    line = tracker.record(anna, card(green=12, amended="Er kwam een tweede plek."))[0]
    assert cards()["green"] == 12
    assert not cards()["is_beforehand"]
    assert cards()["said_at"] == line.recorded_at
    [before] = earlier()
    assert (before["green"], before["why"]) == (20, "Er kwam een tweede plek.")
    assert before["until"] == line.recorded_at


def test_the_next_change_asks_a_new_reason(tracker: Tracker, anna: Viewer) -> None:
    ready(tracker, anna)
    measure(tracker, anna)
    tracker.record(anna, card(green=12, amended="Er kwam een tweede plek."))
    with pytest.raises(IsFixed):
        tracker.record(anna, card(green=13, amended="Er kwam een tweede plek."))
    tracker.record(anna, card(green=13, amended="En een derde."))


@pytest.mark.parametrize("amended", [None, "Wij waren het vergeten."])
def test_the_first_expectation_after_it_says_why_only_now(
    tracker: Tracker, anna: Viewer, amended: str | None
) -> None:
    ready(tracker, anna, Lack.EXPECTATION)
    measure(tracker, anna)
    if amended is None:
        with pytest.raises(IsFixed):
            tracker.record(anna, card())
    else:
        assert tracker.record(anna, card(amended=amended))


def test_a_new_card_beside_a_fixed_one_is_no_way_around(tracker: Tracker, anna: Viewer) -> None:
    ready(tracker, anna)
    measure(tracker, anna)
    with pytest.raises(IsFixed):
        tracker.record(anna, card(id="another", green=12))


def test_an_expectation_is_not_moved_from_or_to_an_outcome_that_was_measured(
    tracker: Tracker, anna: Viewer
) -> None:
    ready(tracker, anna)
    tracker.record(anna, Outcome(id="other", pilot="north", statement="Iets anders"))
    tracker.record(anna, card(id="mine", outcome="other"))
    measure(tracker, anna)
    with pytest.raises(IsFixed):
        tracker.record(anna, card(outcome="other"))
    with pytest.raises(IsFixed):
        tracker.record(anna, card(id="mine"))


def test_a_measurement_of_another_outcome_fixes_nothing(tracker: Tracker, anna: Viewer) -> None:
    ready(tracker, anna)
    tracker.record(anna, Outcome(id="other", pilot="north", statement="Iets anders"))
    made = Measurement(pilot="north", outcome="other", measured_on=TODAY, value=1)
    tracker.record(anna, made)
    assert tracker.record(anna, card(green=25))


def test_the_same_expectation_twice_is_one_line_also_after_measuring(
    tracker: Tracker, anna: Viewer
) -> None:
    ready(tracker, anna)
    idempotency_key = str(uuid4())
    line = tracker.record(anna, card(green=30), idempotency_key=idempotency_key)
    measure(tracker, anna)
    head = tracker.head
    assert tracker.record(anna, card(green=30), idempotency_key=idempotency_key) == line
    assert tracker.head == head


def test_an_amendment_twice_is_one_line(tracker: Tracker, anna: Viewer) -> None:
    ready(tracker, anna)
    measure(tracker, anna)
    idempotency_key, new = str(uuid4()), card(green=12, amended="Er kwam een tweede plek.")
    assert tracker.record(anna, new, idempotency_key=idempotency_key) == tracker.record(
        anna, new, idempotency_key=idempotency_key
    )


def test_an_amendment_can_be_undone_and_the_card_is_of_beforehand_again(
    tracker: Tracker,
    anna: Viewer,
    cards: Callable[[], dict[str, Any]],
    earlier: Callable[[], list[dict[str, Any]]],
) -> None:
    ready(tracker, anna)
    said_at = cards()["said_at"]
    measure(tracker, anna)
    line = tracker.record(anna, card(green=12, amended="Er kwam een tweede plek."))[0]
    tracker.undo(anna, line.seq)
    assert (cards()["green"], cards()["is_beforehand"], cards()["said_at"]) == (20, True, said_at)
    assert [row["green"] for row in earlier()] == [12, 20]


def test_a_reason_that_was_given_before_measuring_makes_nobody_late(
    tracker: Tracker, anna: Viewer, cards: Callable[[], dict[str, Any]]
) -> None:
    ready(tracker, anna, Lack.EXPECTATION)
    tracker.record(anna, card(amended="Wij dachten er nog eens over na."))
    measure(tracker, anna)
    assert cards()["is_beforehand"]


@pytest.mark.parametrize(
    ("better", "green", "red", "in_english", "in_dutch"),
    [
        (Better.HIGHER, 10, 20, "must be higher than", "moet hoger zijn dan"),
        (Better.HIGHER, 10, 10, "must be higher than", "moet hoger zijn dan"),
        (Better.LOWER, 20, 10, "must be lower than", "moet lager zijn dan"),
        (Better.LOWER, 10, 10, "must be lower than", "moet lager zijn dan"),
    ],
)
def test_values_to_go_on_and_to_stop_at_must_fit_the_direction(
    tracker: Tracker,
    anna: Viewer,
    better: Better,
    green: int,
    red: int,
    in_english: str,
    in_dutch: str,
) -> None:
    tracker.record(anna, north(), Outcome(id="links", pilot="north", statement="x", better=better))
    with speaking("en"), pytest.raises(DoesNotFit, match=in_english):
        tracker.record(anna, card(green=green, red=red))
    with speaking("nl"), pytest.raises(DoesNotFit, match=in_dutch):
        tracker.record(anna, card(green=green, red=red))
    assert tracker.record(anna, card(green=green, red=None))
    assert tracker.record(anna, card(green=None, red=red))


def test_where_no_direction_is_better_there_are_no_values_to_go_on_or_stop_at(
    tracker: Tracker, anna: Viewer
) -> None:
    neither = Outcome(id="links", pilot="north", statement="x", better=Better.NEITHER)
    tracker.record(anna, north(), neither)
    with pytest.raises(HasNoSide):
        tracker.record(anna, card(red=None))
    assert tracker.record(anna, card(green=None, red=None, expected=5))


# --- what the questions answer -----------------------------------------------------------


def test_every_outcome_has_a_row_with_its_card_or_without(
    tracker: Tracker, anna: Viewer, cards: Callable[[], dict[str, Any]]
) -> None:
    ready(tracker, anna)
    tracker.record(anna, Outcome(id="a", pilot="north", statement="aandacht", better="lower"))
    measure(tracker, anna, 3, TODAY)
    measure(tracker, anna, 9, TODAY - timedelta(7))
    rows = tracker.ask(expectations.decision_cards, anna.scope, "north")
    assert [row["outcome"] for row in rows] == ["a", "links"]
    empty, full = rows
    assert (empty["id"], empty["measured"], empty["value"], empty["better"]) == (
        *(None, 0, None),
        "lower",
    )
    assert (full["id"], full["measured"], full["value"], full["unit"]) == ("card", 2, 3, "buren")
    assert (full["prediction"], full["green"], full["red"]) == ("Het groeit.", 20, 10)
    assert (full["decided"], full["decision"]) == (None, None)


def test_a_decision_belongs_to_the_version_of_the_card_that_it_was_taken_on(
    tracker: Tracker, anna: Viewer, cards: Callable[[], dict[str, Any]]
) -> None:
    ready(tracker, anna)
    measure(tracker, anna)
    for kind, text in ((DecisionKind.ADAPT, "Anders."), (DecisionKind.STOP, "Toch stoppen.")):
        made = Decision(pilot="north", text=text, kind=kind, decided_on=TODAY, expectation="card")
        tracker.record(anna, made)
    known = cards()
    assert (known["decided"], known["decision"], known["decided_on"]) == (
        *("stop", "Toch stoppen."),
        TODAY,
    )
    tracker.record(anna, card(green=12, amended="Er kwam een tweede plek."))
    assert cards()["decided"] is None


def test_a_decision_that_was_withdrawn_is_none(
    tracker: Tracker, anna: Viewer, cards: Callable[[], dict[str, Any]]
) -> None:
    ready(tracker, anna)
    made = Decision(pilot="north", text="Stop.", kind=DecisionKind.STOP, expectation="card")
    line = tracker.record(anna, made)[0]
    tracker.withdraw(anna, line.seq)
    assert cards()["decided"] is None


def test_what_was_said_before_comes_newest_first_and_once(
    tracker: Tracker, anna: Viewer, earlier: Callable[[], list[dict[str, Any]]]
) -> None:
    ready(tracker, anna)
    assert earlier() == []
    tracker.record(anna, card(decider="Joris"))
    assert earlier() == []
    tracker.record(anna, card(green=21, decide_by=TODAY))
    tracker.record(anna, card(green=22))
    assert [(row["green"], row["decide_by"]) for row in earlier()] == [(21, TODAY), (20, None)]


def test_an_expectation_that_was_withdrawn_is_still_what_was_said(
    tracker: Tracker, anna: Viewer, earlier: Callable[[], list[dict[str, Any]]]
) -> None:
    ready(tracker, anna)
    row = tracker.ask(records.row, anna.scope, "expectation", "card")
    assert row
    tracker.withdraw(anna, row["_seq"])
    assert [(it["green"], it["until"], it["why"]) for it in earlier()] == [(20, None, None)]


@pytest.mark.parametrize("is_measured", [False, True])
def test_what_an_expectation_must_fit_is_known(
    tracker: Tracker, anna: Viewer, is_measured: bool
) -> None:
    ready(tracker, anna)
    if is_measured:
        measure(tracker, anna)
    known = tracker.ask(expectations.outcome, anna.scope, "links")
    assert known == {"better": "higher", "measured": is_measured}
    assert tracker.ask(expectations.outcome, anna.scope, "nowhere") is None


@pytest.mark.parametrize("lack", Lack)
def test_what_lacks_is_known(tracker: Tracker, anna: Viewer, lack: Lack) -> None:
    along = [Lack.BASELINE, Lack.EXPECTATION] if lack is Lack.OUTCOME else []
    ready(tracker, anna, lack, *along)
    known = tracker.ask(expectations.readiness, anna.scope, "north")
    assert known
    assert set(readiness.lacking(known)) == {lack, *along}
    assert tracker.ask(expectations.readiness, anna.scope, "nowhere") is None


def test_who_may_not_see_a_pilot_learns_nothing_of_what_it_expects(
    tracker: Tracker, anna: Viewer, dirk: Viewer
) -> None:
    ready(tracker, anna)
    tracker.record(anna, card(green=25))
    of_south = Viewer("Els", (Grant(Role.TEAM, frozenset({"south"})),))
    for viewer in (dirk, of_south):
        assert tracker.ask(expectations.decision_cards, viewer.scope, "north") == []
        assert tracker.ask(expectations.earlier_versions, viewer.scope, "north") == {}
        assert tracker.ask(expectations.outcome, viewer.scope, "links") is None
        assert tracker.ask(expectations.readiness, viewer.scope, "north") is None


def test_from_outside_a_card_has_no_names_and_no_earlier_versions(
    tracker: Tracker, anna: Viewer, chaima: Viewer
) -> None:
    ready(tracker, anna)
    tracker.record(anna, card(green=25, decider="Joris"))
    [known] = tracker.ask(expectations.decision_cards, chaima.scope, "north")
    assert (known["green"], known["decider"]) == (25, None)
    assert tracker.ask(expectations.earlier_versions, chaima.scope, "north") == {}


def test_what_another_pilot_measured_is_not_found_out_by_expecting_something_of_it(
    tracker: Tracker, anna: Viewer, bram: Viewer
) -> None:
    south = {"pilot": "south"}
    tracker.record(anna, north(), Pilot(id="south", name="Zuid"))
    tracker.record(anna, Outcome(id="theirs", statement="Iets", **south))
    tracker.record(anna, Measurement(outcome="theirs", measured_on=TODAY, value=1, **south))
    assert tracker.record(bram, card(outcome="theirs", green=10, red=20))
    assert tracker.ask(expectations.decision_cards, anna.scope, "south")[0]["id"] is None


def test_what_is_said_in_the_same_breath_as_a_measurement_is_not_said_beforehand(
    tracker: Tracker, anna: Viewer
) -> None:
    measured = Measurement(pilot="north", outcome="links", measured_on=TODAY, value=12)
    tracker.record(anna, north(), SAID[Lack.OUTCOME])
    with pytest.raises(IsFixed):
        tracker.record(anna, measured, SAID[Lack.EXPECTATION])
    tracker.record(anna, measured, card(amended="Wij vergaten het op te schrijven."))


def test_thresholds_must_fit_an_outcome_that_is_written_down_with_them(
    tracker: Tracker, anna: Viewer
) -> None:
    with pytest.raises(DoesNotFit):
        tracker.record(anna, north(), SAID[Lack.OUTCOME], card(green=1, red=10))


# --- rights come first -------------------------------------------------------------------


def rule_breakers() -> dict[type[RuleBroken], list[Record]]:
    """For each rule a submission that breaks it, where `links` was measured and north is an
    idea without a question."""
    return {
        NotReady: [north(Phase.EXPERIMENT)],
        IsFixed: [card()],
        DoesNotFit: [card(green=1, red=10, amended="Anders.")],
        IsMeasured: [
            Outcome(id="links", pilot="north", statement="Buren kennen elkaar", unit="straten")
        ],
    }


@pytest.mark.parametrize("rule", rule_breakers())
def test_whoever_may_not_change_a_pilot_learns_nothing_from_its_rules(
    tracker: Tracker, anna: Viewer, chaima: Viewer, dirk: Viewer, rule: type[RuleBroken]
) -> None:
    tracker.record(anna, north(), SAID[Lack.OUTCOME])
    measure(tracker, anna)
    of_south = Viewer("Els", (Grant(Role.TEAM, frozenset({"south"})),))
    broken = rule_breakers()[rule]
    with pytest.raises(rule):
        tracker.record(anna, *broken)
    for viewer in (chaima, dirk, of_south):
        with pytest.raises(NotAllowed) as refused:
            tracker.record(viewer, *broken)
        assert str(refused.value) == str(NotAllowed(name=viewer.name))


def test_one_record_without_rights_comes_before_the_rules_for_all_others(
    tracker: Tracker, anna: Viewer, bram: Viewer
) -> None:
    tracker.record(anna, north())
    elsewhere = Question(pilot="south", text="Wie komt er?")
    with pytest.raises(NotReady):
        tracker.record(bram, north(Phase.EXPERIMENT))
    for submitted in ([north(Phase.EXPERIMENT), elsewhere], [elsewhere, north(Phase.EXPERIMENT)]):
        with pytest.raises(NotAllowed):
            tracker.record(bram, *submitted)


def test_what_another_pilot_measured_is_not_found_out_by_taking_over_its_outcome(
    tracker: Tracker, anna: Viewer, bram: Viewer
) -> None:
    south = {"pilot": "south"}
    tracker.record(anna, north(), Pilot(id="south", name="Zuid"))
    tracker.record(anna, Outcome(id="theirs", statement="Iets", unit="buren", **south))
    tracker.record(anna, Measurement(outcome="theirs", measured_on=TODAY, value=1, **south))
    with pytest.raises(NotAllowed):
        tracker.record(bram, Outcome(id="theirs", statement="Iets", unit="uur", pilot="north"))


def test_rights_come_before_what_is_wrong_with_a_text(tracker: Tracker, chaima: Viewer) -> None:
    question = Question(pilot="north", text="BSN 123456782")
    with pytest.raises(HoldsBsn):
        tracker.record(ANNA, question)
    with pytest.raises(NotAllowed):
        tracker.record(chaima, question)
