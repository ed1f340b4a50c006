"""One pilot, wholly: every part of its page, for everybody, and what people do there."""

from collections.abc import Sequence
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from pilots.language import today
from pilots.queries import records
from pilots.screens.kit import values
from pilots.screens.kit.pictures import drawing
from pilots.screens.kit.records import action_status
from pilots.screens.pilot import overview
from pilots.store.attachments import THUMBNAIL_SIDE
from pilots.tracker import Tracker
from schemas import (
    Action,
    ActionKind,
    ActionStatus,
    Measurement,
    Outcome,
    Pilot,
    Question,
    Stakeholder,
    StakeholderRole,
)
from tests.support.app import (
    PLACES,
    field,
    open_app,
    open_page,
    shown,
    submit,
)
from tests.support.cast import ANNA
from tests.support.patience import PATIENCE
from tests.support.pool import OpenInApp

pytestmark = pytest.mark.slow

PILOT = "tuin"
NAMES = ("Mevrouw Geheim", "Trekker Verborgen", "Leider Onzichtbaar")
VIEWS = ("list", "board", "plan", "figures")
YESTERDAY = today() - timedelta(1)


def photo() -> bytes:
    file = BytesIO()
    Image.new("RGB", (1600, 1200), "teal").save(file, "JPEG")
    return file.getvalue()


RIA = Stakeholder(pilot=PILOT, name=NAMES[0], role=StakeholderRole.RECRUITER)


@pytest.fixture
def ria() -> Stakeholder:
    return RIA


def fill(tracker: Tracker) -> None:
    """A pilot with a little of everything, and one it is not to be mistaken for."""
    outcome = Outcome(
        id="buren", pilot=PILOT, statement="Buren kennen elkaar", baseline=4, target=20
    )
    tracker.record(
        ANNA,
        Pilot(
            id=PILOT,
            name="Buurttuin",
            neighbourhood="Zuidwijk",
            lead=NAMES[2],
            believe="samen tuinieren verbindt.",
            so_that="niemand alleen staat",
        ),
        Pilot(id="leeg", name="Leeg"),
        RIA,
        outcome,
        Action(id="geplant", pilot=PILOT, title="Planten", due=YESTERDAY, owner=NAMES[1]),
        Action(id="bezig", pilot=PILOT, title="Spitten", status="doing"),
        Action(
            id="gedaan",
            pilot=PILOT,
            title="Koffie in de hal",
            kind=ActionKind.VISIT,
            done_on=YESTERDAY,
            with_whom=(RIA.id,),
            participants=7,
            happened="Lang verhaal. " * 150,
            photo=tracker.attachments.keep(photo()),
        ),
        Action(id="weg", pilot=PILOT, title="Barbecue", status="dropped"),
        Measurement(id="m1", pilot=PILOT, outcome="buren", measured_on=YESTERDAY, value=8),
        Question(pilot=PILOT, text="Hoe beginnen we?", since=date(2026, 1, 1)),
        Question(pilot=PILOT, text="Hoe houden we vol?", since=date(2026, 9, 1), reason="Droogte"),
    )


@pytest.fixture
def filled(open_in_app: OpenInApp) -> Tracker:
    return open_in_app(fill)


def open_part(part: str, language: str = "nl", pilot: str = PILOT, **state: Any) -> AppTest:
    label = part if language == "nl" else PLACES[part]
    return open_page("pilot/page.py", language, pilot=pilot, tab=label, **state)


def row(tracker: Tracker, id: str) -> dict[str, Any]:
    found = tracker.ask(records.row, ANNA.scope, Action.table, id)
    assert found is not None
    return found


def status(tracker: Tracker, id: str) -> tuple[str, date | None]:
    return row(tracker, id)["status"], row(tracker, id)["done_on"]


# --- everybody, everywhere ---------------------------------------------------------------

EVERY_VIEW = [(part, view) for part in PLACES for view in (VIEWS if part == "Acties" else ("",))]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("role", ["lead", "team"])
@pytest.mark.parametrize(("part", "view"), EVERY_VIEW)
def test_every_view_opens_for_who_may_read_names(
    filled: Tracker,
    monkeypatch: pytest.MonkeyPatch,
    part: str,
    view: str,
    role: str,
    language: str,
) -> None:
    monkeypatch.setenv("TRACKER_ROLE", role)
    tables = {f"table.{kind}": True for kind in ("action", "stakeholder", "outcome")}
    app = open_part(part, language, **tables, **({"actions": view} if view else {}))
    assert not app.exception
    assert "Buurttuin" in shown(app)
    if part == "Overzicht":
        assert all(name in shown(app) for name in NAMES[::2])


@pytest.mark.parametrize("part", PLACES)
def test_a_pilot_of_which_only_the_name_is_known_opens_everywhere(
    filled: Tracker, part: str
) -> None:
    for view in VIEWS if part == "Acties" else ("board",):
        app = open_part(part, pilot="leeg", actions=view)
        assert not app.exception
        assert "Er is nog niets gebeurd" in shown(app)


def test_at_a_glance_one_sees_who_it_is_and_what_happened_last(filled: Tracker) -> None:
    seen = shown(open_part("Mensen"))
    for said in ("Zuidwijk", "Idee", f"Projectleider: {NAMES[2]}", "Laatst: gisteren"):
        assert said in seen


def test_the_way_to_the_log_is_on_the_page(filled: Tracker) -> None:
    app = open_part("Mensen")
    app.button(key="to_log").click().run()
    assert app.title[0].value == "Wat gebeurde er?"
    assert app.session_state["pilot"] == PILOT


# --- the address -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "opened"),
    [
        ("Tijdlijn", "4 van de 4"),
        ("Timeline", "4 van de 4"),
        ("Onzin", "Wat komt hierna?"),
        ("", "Wat komt hierna?"),
    ],
)
def test_a_link_opens_its_part_in_whatever_language_it_was_made(
    filled: Tracker, said: str, opened: str
) -> None:
    app = open_app(pilot=PILOT)
    app.query_params["tab"] = said
    app.switch_page("pilot/page.py").run()
    assert not app.exception
    assert opened in shown(app)


def test_from_a_link_of_before_one_goes_on_to_another_place(filled: Tracker) -> None:
    app = open_part("Tijdlijn")
    app.segmented_control(key="choose.place").set_value("history").run()
    assert not app.exception
    assert "Vastgelegd door Anna" in shown(app)
    assert "tab" not in app.query_params
    assert "Vastgelegd door Anna" in shown(app.run())


def test_a_change_of_language_keeps_the_part_that_is_open(filled: Tracker) -> None:
    app = open_part("Mensen")
    app.segmented_control(key="lang").set_value("en").run()
    labels = [each.label for each in app.tabs]
    assert labels == ["Now", "Actions 4", "Outcomes 1", "People and stories 1", "Logbook"]
    assert f"{NAMES[0]}" in shown(app)


def test_a_link_with_filters_that_do_not_exist_opens_all_the_same(filled: Tracker) -> None:
    app = open_app(pilot=PILOT)
    for name in ("what", "kind", "find", "actions", "who.tuin"):
        app.query_params[name] = "'; DROP TABLE x"
    app.query_params["tab"] = "Tijdlijn"
    app.switch_page("pilot/page.py").run()
    assert not app.exception
    assert "0 van de 0" in shown(app), "the text to find is taken as it is"


# --- the overview ------------------------------------------------------------------------


def test_the_question_tells_how_it_came_to_be(filled: Tracker) -> None:
    app = open_part("Overzicht")
    seen = shown(app)
    newest, reason, before = (
        seen.index(text) for text in ("Hoe houden we vol?", "Droogte", "Hoe beginnen we?")
    )
    assert newest < reason < before
    assert "Waarom anders?" in seen
    assert "1 eerdere versie" in [expander.label for expander in app.expander]
    assert "Van 1 jan 2026 tot 1 sep 2026" in seen


def test_a_question_that_changed_without_a_reason_says_so(filled: Tracker) -> None:
    filled.record(ANNA, Question(pilot=PILOT, text="En nu?", since=date(2026, 10, 1)))
    assert "Waarom anders? Nog niet ingevuld." in shown(open_part("Overzicht"))


@pytest.mark.parametrize(
    ("believe", "so_that", "sentence"),
    [
        ("dit werkt.", "dat verandert.", "We believe that dit werkt, so that dat verandert."),
        ("dit werkt", None, "We believe that dit werkt, so that … (not set yet)."),
        (None, "dat verandert", "We believe that … (not set yet), so that dat verandert."),
    ],
)
def test_what_is_believed_is_one_sentence(
    believe: str | None, so_that: str | None, sentence: str
) -> None:
    from pilots.language import speaking

    with speaking("en"):
        assert overview.belief(believe, so_that) == sentence


def test_the_sentence_is_on_the_page_and_what_is_missing_can_be_set(filled: Tracker) -> None:
    app = open_part("Overzicht")
    assert "Wij geloven dat samen tuinieren verbindt, zodat niemand alleen staat." in shown(app)
    assert "Nog niet ingevuld: Gemeente" in shown(app)
    app.button(key="facts").click().run()
    field(app, "text_input", ".municipality").set_value("Oud-Beijerland")
    submit(app, f"change.{PILOT}").click().run()
    assert "Zuidwijk, Oud-Beijerland" in shown(app)


def test_of_many_outcomes_the_first_have_a_picture_and_the_others_a_link(filled: Tracker) -> None:
    filled.record(
        ANNA, *(Outcome(pilot=PILOT, statement=f"Verandering {n}") for n in range(overview.SHOWN))
    )
    app = open_part("Overzicht")
    assert "Nog 1 uitkomst" in [link.value for link in app.page_link]


# --- one tap -----------------------------------------------------------------------------


@pytest.mark.parametrize("now", ActionStatus)
@pytest.mark.parametrize("then", ActionStatus)
def test_an_action_can_go_from_every_status_to_every_other(
    now: ActionStatus, then: ActionStatus
) -> None:
    done_on = YESTERDAY if now is ActionStatus.DONE else None
    action = Action(
        pilot=PILOT, title="Planten", status=now, done_on=done_on, owner="Bo", with_whom=("x",)
    )
    fields = action_status.status_fields(action.done_on, then, today())
    on = done_on or today() if then is ActionStatus.DONE else None
    assert fields == {"status": then, "done_on": on}
    Action.model_validate(action.model_dump() | fields)


@pytest.mark.parametrize(
    ("tap", "id", "then"),
    [
        ("begin", "geplant", ("doing", None)),
        ("done", "geplant", ("done", today())),
        ("drop", "geplant", ("dropped", None)),
        ("done", "bezig", ("done", today())),
        ("drop", "bezig", ("dropped", None)),
        ("plan_again", "bezig", ("planned", None)),
        ("plan_again", "gedaan", ("planned", None)),
        ("plan_again", "weg", ("planned", None)),
    ],
)
@pytest.mark.parametrize("view", ["list", "board"])
def test_one_tap_moves_an_action_and_can_be_undone(
    filled: Tracker, view: str, tap: str, id: str, then: tuple[str, date | None]
) -> None:
    before, head = status(filled, id), filled.head
    app = open_part("Acties", actions=view)
    app.button(key=f"{tap}.{id}").click().run()
    assert not app.exception
    assert status(filled, id) == then
    assert filled.head == head + 1
    assert row(filled, id)["title"] in app.success[0].value
    app.button(key="undo").click().run()
    assert status(filled, id) == before


def test_a_tap_on_the_overview_is_the_same_tap(filled: Tracker) -> None:
    app = open_part("Overzicht")
    app.button(key="done.geplant").click().run()
    assert status(filled, "geplant") == ("done", today())


def test_a_double_click_is_one_line_and_a_tap_after_undo_is_another(filled: Tracker) -> None:
    app = open_part("Acties")
    seen, head = row(filled, "geplant"), filled.head
    app.button(key="done.geplant").click().run()
    action_status.done(seen)
    action_status.done(seen)
    assert filled.head == head + 1
    app.button(key="undo").click().run()
    app.button(key="done.geplant").click().run()
    assert filled.head == head + 3
    assert status(filled, "geplant") == ("done", today())


def test_a_tap_keeps_what_somebody_else_changed_meanwhile(filled: Tracker) -> None:
    seen = row(filled, "geplant")
    filled.record(ANNA, Action(id="geplant", pilot=PILOT, title="Rozen planten"))
    action_status.begin(seen)
    assert (row(filled, "geplant")["title"], status(filled, "geplant")[0]) == (
        "Rozen planten",
        "doing",
    )


def test_a_tap_on_what_was_withdrawn_writes_nothing(filled: Tracker) -> None:
    app = open_part("Acties")
    filled.withdraw(ANNA, row(filled, "geplant")["_seq"])
    head = filled.head
    app.button(key="done.geplant").click().run()
    assert not app.exception
    assert "Anna heeft dit ingetrokken op " in shown(app)
    assert filled.head == head


def test_who_may_no_longer_write_is_told_so(
    filled: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_part("Acties")
    monkeypatch.setenv("TRACKER_ROLE", "funder")
    before, head = status(filled, "geplant"), filled.head
    app.button(key="done.geplant").click().run()
    assert not app.exception
    assert (status(filled, "geplant"), filled.head) == (before, head)


def test_an_action_is_changed_in_place(filled: Tracker) -> None:
    app = open_part("Acties", actions="board")
    app.button(key="change.geplant").click().run()
    field(app, "text_input", ".title").set_value("Bollen planten")
    submit(app, "change.geplant").click().run()
    assert "Bollen planten" in shown(app)


# --- many --------------------------------------------------------------------------------


@pytest.fixture
def many(filled: Tracker) -> Tracker:
    filled.record(
        ANNA,
        *(
            Action(
                pilot=PILOT,
                title=f"Actie {n:03}",
                kind=list(ActionKind)[n % 2],
                done_on=date(2026, 1, 1) + timedelta(n),
            )
            for n in range(60)
        ),
        *(Stakeholder(pilot=PILOT, name=f"Buur {n}") for n in range(25)),
    )
    return filled


def rows(app: AppTest) -> list[str]:
    return [button.label for button in app.button if "**Actie " in button.label]


def test_below_the_pictures_of_outcomes_the_lists_open_when_asked(filled: Tracker) -> None:
    app = open_part("Uitkomsten")
    assert "change.m1" not in [button.key for button in app.button]
    assert "add.measurement" in [button.key for button in app.button]
    app.session_state["folded.measurement"] = True
    app.run()
    assert "change.m1" in [button.key for button in app.button]
    assert not app.exception


def test_a_column_of_the_board_shows_ten_and_says_how_many_more(many: Tracker) -> None:
    app = open_part("Acties", actions="board")
    assert "Gedaan (61)" in shown(app)
    assert "Nog 51: zie de lijst" in shown(app)
    assert len(rows(app)) == 9, "and the one that was done last"


def test_the_list_and_the_people_come_in_pages(many: Tracker) -> None:
    first = rows(open_part("Acties", actions="list"))
    third = rows(open_part("Acties", actions="list", **{"page.action": 3}))
    assert len(third) == 20
    assert not set(first) & set(third)
    seen = shown(open_part("Mensen"))
    assert seen.index("Werver (1)") < seen.index("Rol nog niet ingevuld (25)")
    assert "Rol nog niet ingevuld (25)" in shown(open_part("Mensen", **{"page.stakeholder": 2}))


def test_a_large_table_comes_in_pages(many: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    from pilots.screens.kit.records import lists

    monkeypatch.setattr(lists, "TABLE_PAGE", 50)
    state = {"table.action": True}
    app = open_part("Acties", actions="list", **state)
    assert len(app.dataframe[0].value) == 50
    app = open_part("Acties", actions="list", **state, **{"page.rows.action": 2})
    assert len(app.dataframe[0].value) == 14


def happened(app: AppTest) -> list[str]:
    """The titles on the timeline, in order."""
    return [m.value.split("**")[1] for m in app.markdown if m.value.startswith(":small[")]


def test_the_timeline_shows_twenty_and_more_when_asked(many: Tracker) -> None:
    app = open_part("Tijdlijn")
    assert len(happened(app)) == 20
    assert "20 van de 64" in shown(app)
    for shown_now in (40, 60, 64):
        app.button(key="more.timeline").click().run()
        assert len(happened(app)) == shown_now
        assert f"{shown_now} van de 64" in shown(app)
    assert "more.timeline" not in [button.key for button in app.button]


def test_another_choice_begins_with_twenty_again(many: Tracker) -> None:
    app = open_part("Tijdlijn")
    app.button(key="more.timeline").click().run()
    app.pills(key="what").set_value(["action"]).run()
    assert "20 van de 61 · Acties" in shown(app)


# --- the timeline ------------------------------------------------------------------------


def narrowed(app: AppTest, **chosen: Any) -> Sequence[str]:
    for key, value in chosen.items():
        if key == "find":
            app.text_input(key=key).set_value(value)
        elif key == "who":
            app.multiselect(key=f"who.{PILOT}").set_value(value)
        else:
            app.pills(key=key).set_value(value)
    app.run()
    assert not app.exception
    return happened(app)


@pytest.mark.parametrize("typed", ["geheim", "Mevrouw Gehiem"])
def test_a_name_that_is_in_no_text_offers_what_was_done_with_them(
    filled: Tracker, typed: str
) -> None:
    app = open_part("Tijdlijn", find=typed)
    assert "Er is niets gevonden" in shown(app)
    (button,) = (each for each in app.button if (each.key or "").startswith("timeline.near."))
    assert button.label == f"Laat zien wat er met {NAMES[0]} is gedaan"
    app = button.click().run()
    assert not app.exception
    assert "Koffie in de hal" in shown(app)


def test_the_timeline_is_narrowed_by_what_when_and_with_whom(
    many: Tracker, ria: Stakeholder
) -> None:
    assert narrowed(open_part("Tijdlijn"), what=["measurement"]) == ["Buren kennen elkaar"]
    assert set(narrowed(open_part("Tijdlijn"), what=["measurement", "question"])) == {
        "Buren kennen elkaar",
        "Hoe beginnen we\\?".replace("\\", ""),
        "Hoe houden we vol?",
    }
    assert "Koffie in de hal" in narrowed(open_part("Tijdlijn"), kind=["visit"])
    assert narrowed(open_part("Tijdlijn"), who=[ria.id]) == ["Koffie in de hal"]
    assert narrowed(open_part("Tijdlijn"), find="KOFFIE") == ["Koffie in de hal"]
    assert narrowed(open_part("Tijdlijn"), find="koffie", what=["question"]) == []


def test_nothing_found_says_so_and_what_was_looked_for(filled: Tracker) -> None:
    app = open_part("Tijdlijn")
    narrowed(app, find="olifant")
    assert "0 van de 0 · ‘olifant’" in shown(app)
    assert "Er is niets gevonden." in shown(app)


def test_only_what_is_there_can_be_chosen(filled: Tracker) -> None:
    app = open_part("Tijdlijn")
    assert app.pills(key="what").options == ["Acties", "Metingen", "Innovatievragen"]
    assert "kind" not in [pills.key for pills in app.pills], "there is one kind of action"


def test_the_address_has_what_is_looked_for_but_no_name(filled: Tracker, ria: Stakeholder) -> None:
    app = open_part("Tijdlijn")
    narrowed(app, who=[ria.id])
    assert "1 van de 1" in shown(app)
    in_address = [
        each.key
        for kind in ("text_input", "pills", "multiselect")
        for each in app.get(kind)
        if each.proto.query_param_key
    ]
    assert in_address == ["pilot", "place", "find", "what"]


def test_what_was_chosen_at_one_pilot_and_is_not_at_another_is_forgotten(
    filled: Tracker,
) -> None:
    filled.record(
        ANNA,
        Action(pilot="leeg", title="Een", kind=ActionKind.EVENT, done_on=YESTERDAY),
        Action(pilot="leeg", title="Twee", kind=ActionKind.WORKSHOP, done_on=YESTERDAY),
    )
    app = open_part("Tijdlijn", pilot="leeg", what=["question"], kind=["visit", "event"])
    assert not app.exception
    assert happened(app) == ["Een"]


def test_what_happened_leads_to_its_record(filled: Tracker) -> None:
    app = open_part("Tijdlijn")
    app.button(key="change.m1").click().run()
    field(app, "text_input", ".value").set_value("9")
    submit(app, "change.m1").click().run()
    found = filled.ask(records.row, ANNA.scope, Measurement.table, "m1")
    assert found is not None
    assert found["value"] == 9


# --- photos and long texts ---------------------------------------------------------------


def test_a_photo_goes_along_in_the_page_and_has_no_address_of_its_own(filled: Tracker) -> None:
    app = open_part("Tijdlijn")
    (image,) = app.get("image")
    (shown_photo,) = image.proto.imgs
    assert shown_photo.url.startswith("data:image/jpeg;base64,")
    assert "/media/" not in shown(app)


def test_the_photo_on_a_page_is_a_smaller_copy(filled: Tracker) -> None:
    name = row(filled, "gedaan")["photo"]
    small, whole = filled.attachments.thumbnail(name), filled.attachments.read(name)
    assert small is not None
    assert whole is not None
    assert Image.open(BytesIO(small)).size == (THUMBNAIL_SIDE, THUMBNAIL_SIDE * 3 // 4)
    assert len(small) < len(whole)


@pytest.mark.parametrize("content", [None, b"", b"no photo"])
def test_a_photo_that_is_gone_or_broken_leaves_the_page_as_it_is(
    filled: Tracker, content: bytes | None
) -> None:
    name = "0" * 64
    if content is not None:
        (filled.attachments.folder / f"{name}.jpg").write_bytes(content)
    assert filled.attachments.thumbnail(name) is None
    filled.record(ANNA, Action(pilot=PILOT, title="Weg", done_on=today(), photo=name))
    app = open_part("Tijdlijn")
    assert not app.exception
    assert len(app.get("image")) == 1


def test_a_long_text_is_folded_and_still_there(filled: Tracker) -> None:
    app = open_part("Tijdlijn")
    (folded,) = [each for each in app.expander if each.label == "Lees alles"]
    whole = ("Lang verhaal. " * 150).strip()
    assert folded.markdown[0].value.replace("\\", "") == whole
    (start,) = [m.value for m in app.markdown if m.value.endswith(" …")]
    assert len(start) < 2 * values.FOLDED


def test_a_text_that_is_hardly_too_long_is_not_folded(filled: Tracker) -> None:
    filled.record(ANNA, Pilot(id="leeg", name="Leeg", audience="a" * (values.FOLDED + 20)))
    assert "Lees alles" not in [e.label for e in open_part("Overzicht", pilot="leeg").expander]


# --- behind a picture --------------------------------------------------------------------


def clicked(what: Any) -> AppTest:
    """The overview, in the run after a click on a point that stands for this."""
    app = open_part("Overzicht")
    app.session_state[drawing.CLICKED] = what
    return app.run()


@pytest.mark.parametrize(
    ("what", "found"),
    [
        ("measurement:m1", ["Buren kennen elkaar"]),
        ("action:gedaan", ["Koffie in de hal"]),
        (f"actions:done:{YESTERDAY}:{today()}", ["Koffie in de hal"]),
        (f"actions:planned:{YESTERDAY}:{today()}", ["Planten"]),
        (f"actions:dropped:{YESTERDAY}:{today()}", ["Barbecue"]),
        (f"actions:known:{YESTERDAY}:{today()}", ["Koffie in de hal", "Planten", "Spitten"]),
        ("actions:done:2020-01-01:2020-01-02", []),
        ("actions:done:2020-99-99:2020-01-02", None),
        ("measurement:bestaat-niet", []),
        ("'; DROP TABLE logbook; --", None),
        ("", None),
        (12, None),
        ({"a": 1}, None),
    ],
)
def test_a_click_opens_the_records_behind_a_point(
    filled: Tracker, what: Any, found: list[str] | None
) -> None:
    app = clicked(what)
    assert not app.exception
    dialogs = app.get("dialog")
    if found is None:
        assert not dialogs
        return
    (dialog,) = dialogs
    bold = [m.value.strip("*") for m in dialog.markdown if m.value.startswith("**")]
    assert sorted(bold) == sorted(found)
    assert bool(found) or "Hier is niets meer te vinden." in dialog.info[0].value
    changes = [button.key for button in dialog.button]
    assert len(changes) == len(found)
    assert not app.run().get("dialog"), "once"


def dialog(what: str) -> None:
    """A page that is the dialog alone: in a browser a click in it runs nothing else."""
    from pilots import points
    from pilots.screens.kit.pictures import drill_down

    point = points.read(what)
    assert point is not None
    drill_down.open_records(point)


def test_a_record_behind_a_point_is_changed_in_the_same_dialog(filled: Tracker) -> None:
    app = AppTest.from_function(dialog, args=("measurement:m1",), default_timeout=PATIENCE).run()
    app.button(key="behind.m1").click().run()
    assert "behind.m1" not in [button.key for button in app.button]
    app.button(key="behind.back").click().run()
    app.button(key="behind.m1").click().run()
    field(app, "text_input", ".value").set_value("9")
    submit(app, "change.m1").click().run()
    assert not app.exception
    found = filled.ask(records.row, ANNA.scope, Measurement.table, "m1")
    assert found is not None
    assert found["value"] == 9


def test_a_record_that_is_no_longer_behind_the_point_is_let_go(filled: Tracker) -> None:
    what = f"actions:planned:{YESTERDAY}:{today()}"
    app = AppTest.from_function(dialog, args=(what,), default_timeout=PATIENCE)
    app.session_state["pilot"] = PILOT
    app.run()
    app.button(key="behind.geplant").click().run()
    filled.record(ANNA, Action(id="geplant", pilot=PILOT, title="Planten"))
    app.run()
    assert not app.exception
    assert not app.session_state["behind.chosen"]
    assert "Hier is niets meer te vinden." in shown(app)


def test_a_click_on_a_pilot_leads_to_its_page(filled: Tracker) -> None:
    app = open_page("portfolio/page.py", pilot="leeg")
    app.session_state[drawing.CLICKED] = f"pilot:{PILOT}"
    app.run()
    assert not app.exception
    assert app.title[0].value == "Buurttuin"
    assert app.selectbox(key="choose.pilot").value == PILOT


def test_a_pilots_page_stays_where_it_is_when_asked_for_another(filled: Tracker) -> None:
    app = clicked("pilot:leeg")
    assert not app.exception
    assert app.session_state["pilot"] == PILOT


def test_a_pilot_that_may_not_be_seen_is_not_opened(filled: Tracker) -> None:
    app = open_page("portfolio/page.py")
    app.session_state[drawing.CLICKED] = "pilot:bestaat-niet"
    app.run()
    assert not app.exception
    assert app.title[0].value == "Hoe staan de pilots ervoor?"
