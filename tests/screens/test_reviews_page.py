"""Overleg: which running pilot needs a review, and how other pilots ended."""

from datetime import date, timedelta
from typing import Any

import pytest

from pilots.access import Viewer
from pilots.language import today
from pilots.queries import programme
from pilots.screens.reviews.cards import CARDS
from pilots.tracker import Tracker
from schemas import (
    Action,
    Decision,
    DecisionStatus,
    Phase,
    Pilot,
    Question,
    Review,
    Standing,
)
from tests.support.app import open_app, open_page, shown

DAY = date(2026, 11, 23)


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


class Programme:
    """Writes pilots and their reviews down."""

    def __init__(self, tracker: Tracker, viewer: Viewer, day: date = DAY) -> None:
        self.tracker, self.viewer, self.day = tracker, viewer, day

    def write(self, *records: Any) -> None:
        self.tracker.record(self.viewer, *records)

    def pilot(self, id: str, **fields: Any) -> None:
        self.write(Pilot(id=id, **{"name": id.title(), "phase": Phase.EXPERIMENT} | fields))

    def review(self, pilot: str, status: Standing, days: int = 10, **fields: Any) -> None:
        held = self.day - timedelta(days=days)
        said = {"held_on": held, "status": status, "why": "Daarom", **fields}
        self.write(Review(pilot=pilot, upto=self.tracker.head, **said))

    def rows(self) -> list[dict[str, Any]]:
        return self.tracker.ask(programme.running, self.viewer.scope, self.day)


@pytest.fixture
def all_pilots(tracker: Tracker, anna: Viewer) -> Programme:
    return Programme(tracker, anna)


def test_first_comes_what_is_off_track_then_at_risk_then_never_reviewed_then_on_track(
    all_pilots: Programme,
) -> None:
    for id in ("a", "b", "c", "d"):
        all_pilots.pilot(id)
    all_pilots.review("a", Standing.ON_TRACK)
    all_pilots.review("b", Standing.AT_RISK)
    all_pilots.review("d", Standing.OFF_TRACK)
    assert [(row["id"], row["status"]) for row in all_pilots.rows()] == [
        ("d", "off_track"),
        ("b", "at_risk"),
        ("c", None),
        ("a", "on_track"),
    ]


def test_among_equals_first_what_is_due_then_what_is_overdue_then_what_is_silent(
    all_pilots: Programme,
) -> None:
    for id in ("calm", "silent", "late", "due"):
        all_pilots.pilot(id)
        all_pilots.write(Question(pilot=id, text="Hoe?", since=ago(90 if id == "silent" else 3)))
    for id in ("calm", "silent", "late"):
        all_pilots.review(id, Standing.ON_TRACK, next_on=DAY + timedelta(days=1))
    all_pilots.review("due", Standing.ON_TRACK, next_on=DAY)
    all_pilots.write(Action(pilot="late", title="Bellen", due=ago(1)))
    all_pilots.pilot("ended", end=DAY)
    all_pilots.write(Question(pilot="ended", text="Hoe?", since=ago(3)))
    all_pilots.review("ended", Standing.ON_TRACK, next_on=DAY + timedelta(days=1))
    rows = all_pilots.rows()
    assert [row["id"] for row in rows] == ["due", "ended", "late", "silent", "calm"]
    assert [row["is_due"] for row in rows] == [True, False, False, False, False]
    assert [row["is_past_end"] for row in rows] == [False, True, False, False, False]
    assert [row["overdue"] for row in rows] == [0, 0, 1, 0, 0]
    assert [row["days"] for row in rows] == [3, 3, 3, 90, 3]


def test_the_last_review_that_is_over_says_how_a_pilot_stands(all_pilots: Programme) -> None:
    all_pilots.pilot("a")
    all_pilots.review("a", Standing.OFF_TRACK, days=50)
    all_pilots.review("a", Standing.ON_TRACK, days=20)
    (row,) = all_pilots.rows()
    assert (row["status"], row["under_way"]) == ("on_track", False)
    all_pilots.write(Review(pilot="a", held_on=DAY))
    (row,) = all_pilots.rows()
    assert (row["status"], row["held_on"], row["under_way"]) == ("on_track", ago(20), True)


def test_a_decision_waits_until_it_is_said_what_came_of_it(all_pilots: Programme) -> None:
    all_pilots.pilot("a")
    all_pilots.write(
        Decision(pilot="a", text="Door"),
        Decision(pilot="a", text="Klaar", carried=DecisionStatus.DONE),
        Decision(pilot="a", text="Niet", carried=DecisionStatus.NOT_DONE),
    )
    assert [row["decisions"] for row in all_pilots.rows()] == [1]


def test_what_is_over_is_told_with_its_last_decision(all_pilots: Programme) -> None:
    all_pilots.pilot("kept", phase=Phase.EMBEDDED)
    all_pilots.pilot("stopped", phase=Phase.STOPPED)
    all_pilots.write(
        Decision(pilot="stopped", text="We wachten", kind="adapt"),
        Decision(pilot="stopped", text="We stoppen", kind="stop", reason="Er kwam niemand"),
    )
    assert all_pilots.rows() == []
    found = all_pilots.tracker.ask(programme.ended, all_pilots.viewer.scope)
    assert [(row["id"], row["phase"], row["decided"], row["reason"]) for row in found] == [
        ("kept", "embedded", None, None),
        ("stopped", "stopped", "We stoppen", "Er kwam niemand"),
    ]


def test_what_was_decided_last_stays_so_when_an_older_decision_is_answered_for(
    all_pilots: Programme,
) -> None:
    all_pilots.pilot("a", phase=Phase.STOPPED)
    older = {"id": "older", "pilot": "a", "text": "We wachten", "decided_on": ago(50)}
    all_pilots.write(Decision(**older))
    all_pilots.write(Decision(pilot="a", text="We stoppen", decided_on=ago(10)))
    all_pilots.write(Decision(**older, carried=DecisionStatus.DONE))
    all_pilots.write(Decision(pilot="a", text="Laat opgeschreven", decided_on=ago(90)))
    (row,) = all_pilots.tracker.ask(programme.ended, all_pilots.viewer.scope)
    assert row["decided"] == "We stoppen"


def test_who_has_one_pilot_sees_one(all_pilots: Programme, bram: Viewer) -> None:
    all_pilots.pilot("north")
    all_pilots.pilot("south")
    all_pilots.pilot("gone", phase=Phase.STOPPED)
    rows = all_pilots.tracker.ask(programme.running, bram.scope, DAY)
    assert [row["id"] for row in rows] == ["north"]
    assert all_pilots.tracker.ask(programme.ended, bram.scope) == []


# --- the page ----------------------------------------------------------------------------


@pytest.fixture
def on_screen(app_tracker: Tracker, anna: Viewer) -> Programme:
    """The seeded pilots, one that is off track and due, and one that was stopped."""
    written = Programme(app_tracker, anna, today())
    written.pilot("kas")
    written.review("kas", Standing.OFF_TRACK, next_on=today() - timedelta(days=2))
    written.pilot("plein", phase=Phase.STOPPED)
    written.write(Decision(pilot="plein", text="We stoppen", reason="Er kwam niemand"))
    return written


@pytest.mark.parametrize("view", ["list", "cards", "table"])
@pytest.mark.parametrize(
    ("language", "lead", "stopped"),
    [
        ("nl", "**1 van de 4** vraagt aandacht.", "1 gestopt"),
        ("en", "**1 of 4** needs attention.", "1 stopped"),
    ],
)
def test_a_sentence_leads_and_a_pilot_that_stopped_is_a_result_too(
    on_screen: Programme, language: str, lead: str, stopped: str, view: str
) -> None:
    app = open_page("reviews/page.py", language, shown=view)
    assert not app.exception
    seen = shown(app)
    assert lead in seen
    assert stopped in seen
    assert "Er kwam niemand" in seen
    assert "Kas" in seen


def test_a_row_of_the_list_opens_the_review_of_its_pilot(on_screen: Programme) -> None:
    links = [it.proto for it in open_page("reviews/page.py", shown="list").get("page_link")]
    assert "Kas" in links[0].label
    assert "Loopt vast" in links[0].label
    assert links[0].page == "vergadering"
    assert "pilot=kas" in links[0].query_string


def test_a_pilot_of_which_nothing_is_logged_is_not_said_to_have_moved_today(
    on_screen: Programme,
) -> None:
    on_screen.pilot("nieuw")
    seen = shown(open_page("reviews/page.py", shown="cards"))
    assert "Er is nog niets gebeurd" in seen
    assert "Vandaag gebeurde er iets" not in seen
    on_screen.write(Action(pilot="nieuw", title="Koffie", done_on=today()))
    assert "Vandaag gebeurde er iets" in shown(open_page("reviews/page.py", shown="cards"))


def test_the_way_to_a_review_that_is_held_leads_back_into_it(on_screen: Programme) -> None:
    before = shown(open_page("reviews/page.py"))
    on_screen.write(Review(pilot="kas", held_on=today()))
    after = shown(open_page("reviews/page.py"))
    assert "Ga verder met het overleg" not in before
    assert "Ga verder met het overleg" in after


def test_many_pilots_come_a_page_at_a_time(on_screen: Programme) -> None:
    for n in range(30):
        on_screen.pilot(f"pilot-{n}")
    app = open_page("reviews/page.py", shown="cards")
    assert len(app.get("page_link")) == CARDS
    assert app.get("pagination")
    assert len(open_page("reviews/page.py").get("page_link")) == 34, "as rows all are on one page"


def test_what_is_over_comes_a_page_at_a_time_too(on_screen: Programme) -> None:
    for n in range(25):
        on_screen.pilot(f"oud-{n:02}", phase=Phase.EMBEDDED)
    seen = shown(open_page("reviews/page.py"))
    assert "25 ingebed, 1 gestopt" in seen
    assert "Oud-19" in seen
    assert "Oud-20" not in seen


@pytest.mark.parametrize("view", ["list", "cards", "table"])
def test_namesakes_are_told_apart_by_their_place(on_screen: Programme, view: str) -> None:
    for id, place in (("one", "Westmaas"), ("two", "Numansdorp")):
        on_screen.pilot(id, name="Buurtkas", neighbourhood=place)
    app = open_page("reviews/page.py", shown=view)
    seen = shown(app) if view != "table" else app.dataframe[0].value.to_string()
    assert "Buurtkas (Westmaas)" in seen
    assert "Buurtkas (Numansdorp)" in seen


def test_without_pilots_it_says_what_it_is_for(app_tracker: Tracker, anna: Viewer) -> None:
    for line in list(app_tracker.logbook.lines()):
        if line.kind == "pilot":
            app_tracker.withdraw(anna, line.seq)
    app = open_page("reviews/page.py")
    assert not app.exception
    assert "klein experiment in de wijk" in shown(app)
    assert "De agenda maakt zichzelf" in shown(app)


def test_a_funder_has_no_such_page(on_screen: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_ROLE", "funder")
    app = open_app()
    with pytest.raises(ValueError, match=r"reviews/page\.py"):
        app.switch_page("reviews/page.py")
