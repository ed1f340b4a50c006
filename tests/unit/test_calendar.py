"""What is due in people's own calendars: what stands in it, who may read it, how it is made."""

import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar
from pydantic import ValidationError
from streamlit.testing.v1 import AppTest

from pilots import exchange, language
from pilots.access import EVERYTHING, Viewer
from pilots.errors import InUse
from pilots.queries import calendar, records
from pilots.signin import tokens
from pilots.tracker import Tracker
from schemas import Action, CalendarFeed, Pilot, Record, Review
from tests.support.app import open_app, open_page, shown
from tests.support.asgi import ask
from tests.support.cast import ANNA
from tests.support.server import Server, serving
from tests.support.strategies import words

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 20)
NEXT = TODAY + timedelta(days=30)

Rows = list[dict[str, Any]]


@pytest.fixture
def keep(tracker: Tracker):
    """Records things, in as many lines as there are; there is a pilot to begin with."""

    def keep(*kept: Record) -> None:
        tracker.record(ANNA, *kept)

    keep(Pilot(id="north", name="Noord"))
    return keep


def call(**changes: Any) -> Action:
    fields = {"id": "a", "pilot": "north", "title": "Bellen", "due": TODAY}
    return Action(**fields | changes)


def review(id: str = "r", on: date = TODAY, **changes: Any) -> Review:
    return Review(**{"id": id, "pilot": "north", "held_on": on, "next_on": NEXT} | changes)


def north(tracker: Tracker, today: date = TODAY) -> Rows:
    return tracker.ask(calendar.of_pilot, EVERYTHING, "north", today)


def otto(tracker: Tracker) -> Rows:
    return tracker.ask(calendar.of_owner, EVERYTHING, "Otto", TODAY)


def states(rows: Rows) -> dict[str, str]:
    return {row["id"]: row["state"] for row in rows}


# --- what stands in the calendar of a pilot -----------------------------------------------


def test_due_actions_and_the_next_review_of_a_pilot_stand_in_it_by_day(
    tracker: Tracker, keep
) -> None:
    keep(
        Pilot(id="south", name="Zuid"),
        review(),
        call(),
        call(id="b", status="doing", due=NEXT + timedelta(days=1)),
        call(id="c", due=None),
        call(id="d", pilot="south"),
    )
    told = [(row["kind"], row["id"], row["day"], row["state"]) for row in north(tracker)]
    assert told == [
        ("action", "a", TODAY, "open"),
        ("review", "r", NEXT, "open"),
        ("action", "b", NEXT + timedelta(days=1), "open"),
    ]
    assert {row["name"] for row in north(tracker)} == {"Noord"}
    assert [row["title"] for row in north(tracker)] == ["Bellen", None, "Bellen"]


@pytest.mark.parametrize(
    ("change", "state", "day"),
    [
        ({"done_on": TODAY}, "done", TODAY),
        ({"status": "dropped"}, "cancelled", TODAY),
        ({"due": None}, "cancelled", TODAY),
        ({"due": NEXT}, "open", NEXT),
        ({"title": "Mailen"}, "open", TODAY),
    ],
)
def test_what_changes_is_told_under_a_higher_number(
    tracker: Tracker, keep, change: dict[str, Any], state: str, day: date
) -> None:
    keep(call())
    (before,) = north(tracker)
    keep(call(**change))
    (after,) = north(tracker)
    assert (after["state"], after["day"]) == (state, day)
    assert after["seq"] > before["seq"]
    assert after["recorded_at"] > before["recorded_at"]


def test_a_withdrawn_action_is_cancelled_and_brought_back_it_is_open_again(
    tracker: Tracker, keep
) -> None:
    keep(call())
    gone = tracker.withdraw(ANNA, 2)
    (row,) = north(tracker)
    assert (row["state"], row["title"], row["seq"]) == ("cancelled", "Bellen", gone.seq)
    back = tracker.undo(ANNA, gone.seq)
    (row,) = north(tracker)
    assert (row["state"], row["seq"]) == ("open", back[0].seq)


def test_an_action_that_never_was_due_is_never_told_of(tracker: Tracker, keep) -> None:
    keep(call(due=None), call(due=None, done_on=TODAY))
    assert north(tracker) == []


def test_another_name_of_the_pilot_is_a_change_of_its_events(tracker: Tracker, keep) -> None:
    keep(call(), review())
    before = {row["id"]: row["seq"] for row in north(tracker)}
    keep(Pilot(id="north", name="Noorderwijk"))
    after = {row["id"]: row for row in north(tracker)}
    assert len(after) == len(before) == 2
    for id, row in after.items():
        assert row["name"] == "Noorderwijk"
        assert row["seq"] > before[id]


@pytest.mark.parametrize("phase", ["stopped", "embedded"])
def test_a_pilot_that_is_over_calls_for_nothing_and_keeps_what_was_done(
    tracker: Tracker, keep, phase: str
) -> None:
    keep(call(), call(id="b", done_on=TODAY), review())
    keep(Pilot(id="north", name="Noord", phase=phase, went_on="Het was al begonnen."))
    assert states(north(tracker)) == {"a": "cancelled", "b": "done", "r": "cancelled"}


def test_of_a_withdrawn_pilot_everything_is_cancelled(tracker: Tracker, keep) -> None:
    keep(call(), review())
    tracker.withdraw(ANNA, 1)
    assert states(north(tracker)) == {"a": "cancelled", "r": "cancelled"}
    assert {row["name"] for row in north(tracker)} == {"Noord"}


def test_what_is_over_goes_after_half_a_year_and_what_is_open_stays(
    tracker: Tracker, keep
) -> None:
    keep(call(done_on=TODAY), call(id="b", status="dropped"), call(id="c"))
    later = TODAY + timedelta(days=calendar.KEEP_DAYS)
    assert states(north(tracker, later)) == {"a": "done", "b": "cancelled", "c": "open"}
    assert states(north(tracker, later + timedelta(days=1))) == {"c": "open"}


# --- reviews ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("held_on", "state"),
    [(NEXT - timedelta(days=3), "cancelled"), (NEXT, "done"), (NEXT + timedelta(days=3), "done")],
)
def test_a_review_is_expected_until_a_later_one_was_held(
    tracker: Tracker, keep, held_on: date, state: str
) -> None:
    keep(review())
    (before,) = north(tracker)
    keep(review("later", on=held_on, next_on=None))
    (after,) = north(tracker)
    assert after["state"] == state
    assert after["seq"] > before["seq"]


def test_a_review_that_comes_later_is_withdrawn_and_the_number_still_rises(
    tracker: Tracker, keep
) -> None:
    keep(review(), review("later", on=NEXT, next_on=NEXT + timedelta(days=30)))
    before = {row["id"]: row["seq"] for row in north(tracker)}
    tracker.withdraw(ANNA, 3)
    rows = north(tracker)
    assert states(rows) == {"r": "open", "later": "cancelled"}
    assert all(row["seq"] > before[row["id"]] for row in rows)


def test_an_earlier_review_that_is_written_down_late_changes_nothing(
    tracker: Tracker, keep
) -> None:
    keep(review(), review("earlier", on=TODAY - timedelta(days=60), next_on=None))
    assert states(north(tracker)) == {"r": "open"}


def test_a_review_without_a_next_day_any_more_is_cancelled(tracker: Tracker, keep) -> None:
    keep(review(), review(next_on=None))
    assert states(north(tracker)) == {"r": "cancelled"}


# --- what stands in the calendar of an owner ----------------------------------------------


def test_an_owner_finds_their_own_actions_in_all_pilots_however_the_name_is_typed(
    tracker: Tracker, keep
) -> None:
    keep(
        Pilot(id="south", name="Zuid"),
        call(owner="otto"),
        call(id="b", pilot="south", owner="OTTO"),
        call(id="c", owner="Ottoline"),
        call(id="d"),
    )
    assert states(otto(tracker)) == {"a": "open", "b": "open"}


def test_an_action_in_other_hands_is_cancelled_for_the_one_and_open_for_the_other(
    tracker: Tracker, keep
) -> None:
    keep(call(owner="Otto"), call(owner="Piet"))
    assert states(otto(tracker)) == {"a": "cancelled"}
    assert states(tracker.ask(calendar.of_owner, EVERYTHING, "Piet", TODAY)) == {"a": "open"}


def test_reviews_are_for_who_leads_the_pilot(tracker: Tracker, keep) -> None:
    keep(Pilot(id="north", name="Noord", lead="Otto"), review())
    assert states(otto(tracker)) == {"r": "open"}
    keep(Pilot(id="north", name="Noord", lead="Piet"))
    assert states(otto(tracker)) == {"r": "cancelled"}


def test_reviews_are_for_who_still_has_something_to_do(tracker: Tracker, keep) -> None:
    keep(call(owner="Otto"), review(), call(id="b", owner="Piet"))
    assert states(otto(tracker)) == {"a": "open", "r": "open"}
    keep(call(owner="Otto", done_on=TODAY))
    assert states(otto(tracker)) == {"a": "done", "r": "cancelled"}
    keep(call(id="c", owner="Otto"))
    assert states(otto(tracker)) == {"a": "done", "c": "open", "r": "open"}


def test_a_review_from_after_somebody_left_is_never_told_to_them(tracker: Tracker, keep) -> None:
    keep(call(owner="Otto"), call(owner="Otto", done_on=TODAY), review())
    assert states(otto(tracker)) == {"a": "done"}


def test_who_can_have_a_calendar_is_asked_by_name(tracker: Tracker, keep) -> None:
    keep(
        Pilot(id="south", name="Zuid", lead="Zoë"), call(owner="otto"), call(id="b", owner="Otto")
    )
    assert tracker.ask(calendar.owners, EVERYTHING) == ["Otto", "Zoë"]


def test_of_two_spellings_of_a_name_there_is_one_calendar(tracker: Tracker, keep) -> None:
    keep(
        call(owner="Jan van 't Hof"),
        call(id="b", owner="Jan van ’t Hof"),
        call(id="c", owner="Zoë"),
    )
    keep(call(id="d", owner="Zoe"))
    assert tracker.ask(calendar.owners, EVERYTHING) == ["Jan van ’t Hof", "Zoe"]
    for name, ids in (("Jan van 't Hof", "ab"), ("ZOË", "cd")):
        found = tracker.ask(calendar.of_owner, EVERYTHING, name, TODAY)
        assert states(found) == dict.fromkeys(ids, "open")


# --- for whom -----------------------------------------------------------------------------


def test_a_funder_gets_no_answer_to_any_of_these_questions(
    tracker: Tracker, keep, chaima: Viewer
) -> None:
    keep(call(owner="Otto"), review(), feed("north", name="Otto"))
    assert tracker.ask(calendar.of_pilot, chaima.scope, "north", TODAY) == []
    assert tracker.ask(calendar.of_owner, chaima.scope, "Otto", TODAY) == []
    assert tracker.ask(calendar.owners, chaima.scope) == []
    assert "Otto" not in repr(tracker.ask(calendar.feed, chaima.scope, "0a" * 32))


def test_another_team_gets_no_answer_about_this_pilot(
    tracker: Tracker, keep, bram: Viewer
) -> None:
    keep(Pilot(id="south", name="Zuid"), call(pilot="south", owner="Otto"))
    keep(feed("south", name="Zuid"))
    assert tracker.ask(calendar.of_pilot, bram.scope, "south", TODAY) == []
    assert tracker.ask(calendar.of_owner, bram.scope, "Otto", TODAY) == []
    assert tracker.ask(calendar.feed, bram.scope, "0a" * 32) is None


# --- as a file ----------------------------------------------------------------------------


def row(**changes: Any) -> dict[str, Any]:
    return {
        "kind": "action",
        "id": "a",
        "name": "Noord",
        "title": "Bellen",
        "day": TODAY,
        "state": "open",
        "seq": 7,
        "recorded_at": datetime(2026, 11, 20, 9, 30, 15, 123456),
    } | changes


def read(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_an_event_is_a_whole_day_of_which_the_end_is_the_day_after() -> None:
    (event,) = read(exchange.ics([row(day=date(2026, 12, 31))], "Noord"))
    content = exchange.ics([row(day=date(2026, 12, 31))], "Noord")
    assert b"DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n" in content
    assert event["UID"] == "action-a@pilots"
    assert event["SEQUENCE"] == 7
    assert event["SUMMARY"] == "Noord: Bellen"
    assert event["STATUS"] == "CONFIRMED"
    assert event["TRANSP"] == "TRANSPARENT"
    assert event.categories == ["Noord"]
    assert b"DTSTAMP:20261120T093015Z" in content
    assert b"LAST-MODIFIED:20261120T093015Z" in content
    assert not {"DESCRIPTION", "ORGANIZER", "ATTENDEE", "CONTACT"} & set(event)


def test_the_calendar_says_what_it_is_called_where_it_is_and_how_often_to_look() -> None:
    content = exchange.ics([], "Noord, de; wijk")
    for line in (
        "PRODID:-//Pilots//Experiment tracker//NL",
        "VERSION:2.0",
        "METHOD:PUBLISH",
        r"X-WR-CALNAME:Noord\, de\; wijk",
        "X-WR-TIMEZONE:Europe/Amsterdam",
        "TIMEZONE-ID:Europe/Amsterdam",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ):
        assert f"\r\n{line}\r\n" in content.decode()


def test_a_calendar_without_events_still_holds_something_and_the_zone_is_right() -> None:
    """RFC 5545 asks for a component; programs refuse a calendar that has none."""
    read_back = Calendar.from_ical(exchange.ics([], "Noord"))
    (zone,) = read_back.timezones
    there = zone.to_tz()
    for month, hours in ((1, 1), (7, 2)):
        for year in (2026, 2031):
            moment = datetime(year, month, 15, 12)
            assert moment.replace(tzinfo=there).utcoffset() == timedelta(hours=hours)
            assert moment.replace(tzinfo=language.HERE).utcoffset() == timedelta(hours=hours)


def test_what_is_done_has_a_tick_and_what_is_cancelled_says_so() -> None:
    done, cancelled = read(
        exchange.ics([row(state="done"), row(id="b", state="cancelled")], "Noord")
    )
    assert (done["SUMMARY"], done["STATUS"]) == ("✓ Noord: Bellen", "CONFIRMED")
    assert (cancelled["SUMMARY"], cancelled["STATUS"]) == ("Noord: Bellen", "CANCELLED")


@pytest.mark.parametrize("spoken", ["nl", "en"])
def test_a_review_has_a_word_in_the_language_of_the_tracker(
    spoken: language.Language,
) -> None:
    with language.speaking(spoken):
        (event,) = read(exchange.ics([row(kind="review", title=None)], "Noord"))
        assert event["SUMMARY"] == f"Noord: {language._('Review')}"


NASTY = "Bellen, mailen; \\n schrijven\nEND:VEVENT\r\nATTENDEE:mailto:x@example.org"


@given(title=words | st.text(max_size=300), name=words)
@example(title=NASTY, name=NASTY)
@example(title=r"C:\Nieuw", name=r"\N")
@example(title="é" * 200, name="👩‍👧" * 40)
def test_any_title_comes_through_whole_and_no_line_is_too_long(title: str, name: str) -> None:
    content = exchange.ics([row(title=title, name=name)], name)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    (event,) = read(content)
    assert set(event) == EXPECTED
    assert same(told(content, "SUMMARY"), f"{name}: {title or language._('Review')}")
    assert same(told(content, "CATEGORIES"), name)
    assert same(told(content, "X-WR-CALNAME"), name)


EXPECTED = set(read(exchange.ics([row()], "Noord"))[0])
"""The properties of an event: a title can add none."""


def told(content: bytes, key: str) -> str:
    """What a line says, read by the letter of RFC 5545 (3.1 and 3.3.11).

    Not by the library that wrote it, which takes an escaped backslash before an "n" for a
    line's end.
    """
    unfolded = content.replace(b"\r\n ", b"").decode()
    (line,) = (line for line in unfolded.split("\r\n") if line.startswith(f"{key}:"))
    escaped = line.removeprefix(f"{key}:")
    return re.sub(r"\\(.)", lambda pair: "\n" if pair[1] in "nN" else pair[1], escaped)


def same(read_back: str, written: str) -> bool:
    """Alike but for line ends, of which iCalendar knows one, and what no text may hold."""
    return _plain(read_back) == _plain(written)


def _plain(text: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f]+", " ", str(text)).strip()


def test_the_same_head_gives_the_same_bytes(tracker: Tracker, keep) -> None:
    keep(call(), review())
    one = exchange.calendar_file(tracker, EVERYTHING, "north", None)
    assert exchange.calendar_file(tracker, EVERYTHING, "north", None) == one
    tracker.rebuild()
    assert exchange.calendar_file(tracker, EVERYTHING, "north", None) == one


def test_an_event_keeps_its_uid_through_changes_cancelling_and_another_calendar(
    tracker: Tracker, keep
) -> None:
    soon = language.today()
    keep(call(due=soon, owner="Otto"))
    (first,) = read(exchange.calendar_file(tracker, EVERYTHING, "north", None))
    keep(call(due=soon + timedelta(days=1), owner="Otto"))
    (moved,) = read(exchange.calendar_file(tracker, EVERYTHING, "north", None))
    tracker.withdraw(ANNA, 3)
    (gone,) = read(exchange.calendar_file(tracker, EVERYTHING, None, "Otto"))
    assert {first["UID"], moved["UID"], gone["UID"]} == {"action-a@pilots"}
    assert first["SEQUENCE"] < moved["SEQUENCE"] < gone["SEQUENCE"]
    assert (moved.start, gone["STATUS"]) == (soon + timedelta(days=1), "CANCELLED")


@pytest.mark.parametrize("whose", [("north", None), (None, "Otto Eigenaar")])
def test_no_name_of_a_person_is_in_the_bytes(
    tracker: Tracker, keep, whose: tuple[str | None, str | None]
) -> None:
    soon = language.today()
    personal = {
        "owner": "Otto Eigenaar",
        "happened": "Gesproken met Mien",
        "struck": "Mien huilde",
    }
    keep(Pilot(id="north", name="Noord", lead="Lia Lead"))
    keep(call(due=soon, **personal), call(id="b", due=soon, owner="Otto Eigenaar"))
    keep(review(on=soon, next_on=soon + timedelta(days=9), present=("Sam",), notes="Mien belde"))
    tracker.withdraw(ANNA, 4)
    content = exchange.calendar_file(tracker, EVERYTHING, *whose)
    assert len(read(content)) == 3
    for name in (b"Otto", b"Lia", b"Sam", b"Mien", b"Anna"):
        assert name not in content


# --- the secret ---------------------------------------------------------------------------


def test_a_token_is_long_fits_an_address_and_never_comes_twice() -> None:
    made = {tokens.new_token() for _ in range(500)}
    assert len(made) == 500
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", token) for token in made)


def test_a_token_fits_its_own_digest_and_no_other() -> None:
    token = tokens.new_token()
    kept = tokens.digest(token)
    assert re.fullmatch(r"[0-9a-f]{64}", kept)
    assert tokens.matches(token, kept)
    assert not tokens.matches(token + "A", kept)
    assert not tokens.matches(kept, kept)
    assert not tokens.matches("\ud800", kept)


def test_a_feed_is_of_a_pilot_or_of_an_owner() -> None:
    kept = {"name": "x", "digest": "0a" * 32}
    CalendarFeed(pilot="north", **kept)
    CalendarFeed(owner="Otto", **kept)
    for wrong in (kept, kept | {"pilot": "north", "owner": "Otto"}):
        with pytest.raises(ValidationError, match="one pilot or to one owner"):
            CalendarFeed(**wrong)
    with pytest.raises(ValidationError):
        CalendarFeed(pilot="north", name="x", digest="a token, by mistake")


# --- at its address -----------------------------------------------------------------------


def feed(pilot: str | None = None, owner: str | None = None, **fields: Any) -> CalendarFeed:
    return CalendarFeed(
        pilot=pilot, owner=owner, **{"name": "Telefoon", "digest": "0a" * 32} | fields
    )


@pytest.fixture
def token(tracker: Tracker, keep) -> str:
    """Of the calendar of `north`, which is line 3."""
    made = tokens.new_token()
    keep(call(due=language.today()), feed("north", digest=tokens.digest(made)))
    return made


def test_who_knows_the_address_reads_the_calendar(tracker: Tracker, token: str) -> None:
    status, headers, body = ask(tracker, f"/agenda/{token}.ics")
    assert status == 200
    assert [event["SUMMARY"] for event in read(body)] == ["Noord: Bellen"]
    assert headers["content-type"] == "text/calendar; charset=utf-8"
    assert headers["cache-control"] == "private, max-age=0, must-revalidate"
    assert headers["x-robots-tag"] == "noindex"


def test_an_owners_address_gives_what_is_theirs(tracker: Tracker, keep) -> None:
    made = tokens.new_token()
    keep(call(due=language.today(), owner="Otto"), call(id="b", due=language.today()))
    keep(feed(owner="Otto", digest=tokens.digest(made)))
    _status, _headers, body = ask(tracker, f"/agenda/{made}.ics")
    assert [event["UID"] for event in read(body)] == ["action-a@pilots"]
    assert b"X-WR-CALNAME:Mijn acties" in body


def test_a_withdrawn_address_opens_nothing_until_it_is_brought_back(
    tracker: Tracker, token: str
) -> None:
    gone = tracker.withdraw(ANNA, 3)
    assert ask(tracker, f"/agenda/{token}.ics")[0] == 404
    tracker.undo(ANNA, gone.seq)
    assert ask(tracker, f"/agenda/{token}.ics")[0] == 200


def test_wrong_and_withdrawn_addresses_get_the_same_answer_without_a_word(
    tracker: Tracker, token: str
) -> None:
    wrong = [
        *(token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :] for at in range(43)),
        token[:-1],
        token + "A",
        token.swapcase(),
        tokens.digest(token),
        tokens.new_token(),
        "%",
        "' OR 1=1 --",
        "é\ufffd",
        "x" * 10_000,
    ]
    answers = [ask(tracker, f"/agenda/{each}.ics") for each in wrong]
    tracker.withdraw(ANNA, 3)
    answers.append(ask(tracker, f"/agenda/{token}.ics"))
    assert {(status, body) for status, _headers, body in answers} == {(404, b"")}
    assert len({tuple(headers.items()) for _status, headers, _body in answers}) == 1
    assert "etag" not in answers[0][1]


def test_who_has_the_newest_already_is_told_so_in_few_bytes(
    tracker: Tracker, token: str, keep
) -> None:
    path = f"/agenda/{token}.ics"
    etag = ask(tracker, path)[1]["etag"]
    for known in (etag, f"W/{etag}", f'"other", {etag}'):
        status, headers, body = ask(tracker, path, if_none_match=known)
        assert (status, body, headers["etag"]) == (304, b"", etag)
    keep(call(due=language.today() + timedelta(days=1)))
    status, headers, _body = ask(tracker, path, if_none_match=etag)
    assert status == 200
    assert headers["etag"] != etag


def test_nothing_can_be_sent_to_the_address(tracker: Tracker, token: str) -> None:
    assert ask(tracker, f"/agenda/{token}.ics", "HEAD")[0] == 200
    for method in ("POST", "PUT", "DELETE"):
        assert ask(tracker, f"/agenda/{token}.ics", method)[0] == 405


def test_the_example_has_no_addresses(token: str) -> None:
    assert ask(lambda: None, f"/agenda/{token}.ics")[0] == 404


def test_a_tracker_that_is_not_open_says_come_back_later(token: str) -> None:
    def closed() -> Tracker:
        raise InUse(path="x", process=1)

    status, _headers, body = ask(closed, f"/agenda/{token}.ics")
    assert (status, body) == (503, b"")


# --- the screen ---------------------------------------------------------------------------

WORDS = {
    "nl": ("Agenda", "Acties van Otto", "ingetrokken", "Outlook", "telefoon"),
    "en": ("Calendar", "Actions of Otto", "withdrawn", "Outlook", "phone"),
}
BOTH = pytest.mark.parametrize("spoken", ["nl", "en"])


def visit(spoken: str = "nl", **state: Any) -> AppTest:
    app = open_page("manage/page.py", spoken, **state)
    assert not app.exception
    return app


def make(app: AppTest, whose: str, name: str = "") -> str:
    """Press the button for a calendar; the address that is shown."""
    app.selectbox(key="calendar.whose").set_value(_option(app, whose))
    app.text_input(key="calendar.name").set_value(name)
    app.button(key="calendar.make").click().run()
    assert not app.exception
    (address,) = app.code
    return str(address.value)


def _option(app: AppTest, label: str) -> Any:
    options = {"Hagendoornschool": ("pilot", "hagendoornschool")}
    return options.get(label, ("owner", label))


def feeds(tracker: Tracker) -> Rows:
    return tracker.ask(records.of_kind, EVERYTHING, CalendarFeed.table)


@BOTH
def test_an_address_is_made_shown_once_withdrawn_and_brought_back(
    app_tracker: Tracker, spoken: str
) -> None:
    app = visit(spoken)
    assert WORDS[spoken][0] in [each.value for each in app.subheader]
    address = make(app, "Hagendoornschool", "Telefoon van Anna")
    path = re.fullmatch(r"http://localhost:\d+(/agenda/[\w-]{43}\.ics)", address)
    assert path
    for program in ("Outlook", "Google", "Apple"):
        assert program in shown(app)
    assert ask(app_tracker, path[1])[0] == 200

    app.run()
    assert not app.code
    assert address not in shown(app)
    assert "calendar.made" not in app.session_state
    (kept,) = feeds(app_tracker)
    assert (kept["pilot"], kept["name"]) == ("hagendoornschool", "Telefoon van Anna")
    assert "Telefoon van Anna" in shown(app)

    app.button(key=f"feed.withdraw.{kept['id']}").click().run()
    assert WORDS[spoken][2] in shown(app)
    assert feeds(app_tracker) == []
    assert ask(app_tracker, path[1])[0] == 404
    app.button(key="undo").click().run()
    assert ask(app_tracker, path[1])[0] == 200


@BOTH
def test_an_owner_can_be_chosen_and_a_calendar_without_a_name_gets_one(
    app_tracker: Tracker, spoken: str
) -> None:
    app_tracker.record(ANNA, call(pilot="hagendoornschool", owner="Otto"))
    app = visit(spoken)
    assert WORDS[spoken][1] in app.selectbox(key="calendar.whose").options
    make(app, "Otto")
    (kept,) = feeds(app_tracker)
    assert (kept["pilot"], kept["owner"], kept["name"]) == (None, "Otto", "Otto")


def test_the_token_is_nowhere_in_what_the_tracker_keeps(app_tracker: Tracker) -> None:
    secret = make(visit(), "Hagendoornschool").rsplit("/", 1)[1].removesuffix(".ics")
    app_tracker.close()
    files = [file for file in app_tracker.path.parent.rglob("*") if file.is_file()]
    assert app_tracker.path in files
    for file in files:
        assert secret.encode() not in file.read_bytes(), file


def test_making_one_can_be_undone_at_once(app_tracker: Tracker) -> None:
    app = visit()
    make(app, "Hagendoornschool")
    app.button(key="undo").click().run()
    assert feeds(app_tracker) == []


def test_in_the_example_no_address_is_made(app_tracker: Tracker) -> None:
    app = visit(example=True)
    assert app.button(key="calendar.make").disabled
    assert "Agenda van Noor" in shown(app)


def test_without_pilots_there_is_nothing_to_make_one_of(
    app_tracker: Tracker,
) -> None:
    for row in app_tracker.ask(records.of_kind, EVERYTHING, Pilot.table):
        app_tracker.withdraw(ANNA, row["_seq"])
    for row in app_tracker.ask(records.of_kind, EVERYTHING, Action.table):
        app_tracker.withdraw(ANNA, row["_seq"])
    assert "Er is nog niets voor in een agenda" in shown(visit())


def test_an_address_made_by_who_may_not_is_not_recorded(
    app_tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = visit()
    before = app_tracker.head
    monkeypatch.setenv("TRACKER_ROLE", "funder")
    app.button(key="calendar.make").click().run()
    assert app_tracker.head == before
    assert not app.code


def test_a_funder_has_no_such_section(
    app_tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    app_tracker.record(ANNA, feed("hagendoornschool", name="Telefoon van Anna"))
    monkeypatch.setenv("TRACKER_ROLE", "funder")
    with pytest.raises(ValueError, match=r"manage/page\.py"):
        open_app().switch_page("manage/page.py")


# --- as people run it ---------------------------------------------------------------------


@pytest.fixture
def server(path: Path) -> Iterator[tuple[Server, str]]:
    """A server with a calendar, and its secret."""
    made = tokens.new_token()
    before = Tracker(path)
    before.record(
        ANNA,
        Pilot(id="north", name="Noord"),
        call(due=language.today()),
        feed("north", digest=tokens.digest(made)),
    )
    before.close()
    with serving(path) as started:
        yield started, made


def test_the_server_answers_beside_its_pages_and_logs_no_secret(
    server: tuple[Server, str],
) -> None:
    running, secret = server
    address = f"{running.url}/agenda/{secret}.ics"
    with urllib.request.urlopen(address) as answer:
        assert [event["SUMMARY"] for event in read(answer.read())] == ["Noord: Bellen"]
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        etag = answer.headers["ETag"]
    with urllib.request.urlopen(urllib.request.Request(address, method="HEAD")) as answer:
        assert answer.read() == b""
        assert int(answer.headers["Content-Length"]) > 0
    for refused, headers, status in (
        (address, {"If-None-Match": etag}, 304),
        (f"{running.url}/agenda/{secret[:-1]}.ics", {}, 404),
    ):
        with pytest.raises(urllib.error.HTTPError) as problem:
            urllib.request.urlopen(urllib.request.Request(refused, headers=headers))
        assert problem.value.code == status
        assert problem.value.read() == b""
    for page in ("/", "/beheer", "/agenda", "/_stcore/health"):
        with urllib.request.urlopen(running.url + page) as answer:
            assert answer.status == 200
    assert secret[:20] not in running.log.read_text(encoding="utf-8")
