"""A new kind of record is a class and its Dutch words: the rest follows."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import pytest
from pydantic import Field

from pilots.exchange import export_file
from pilots.language import catalog
from pilots.queries import records
from pilots.screens.kit import answers, session
from pilots.screens.kit.values import hidden_fields
from pilots.tracker import Tracker
from schemas import KINDS, Choice, Personal, PilotRecord, Public
from schemas.record import Count, Day, ShortText
from tests.support.app import (
    field,
    open_app,
    open_page,
    shown,
    submit,
)
from tests.support.cast import ANNA

PILOT = "parelketting-zuidwijk"


@pytest.fixture
def volunteer(
    app_tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> Iterator[type[PilotRecord]]:
    """A kind that only these tests have, with its words in Dutch."""
    monkeypatch.setattr("schemas.record.KINDS", KINDS)

    class Part(Choice):
        COOK = "cook"
        GUIDE = "guide"

    class Volunteer(PilotRecord):
        """Somebody who gives time."""

        name: Annotated[ShortText, Personal()] = Field(title="Name")
        part: Annotated[Part, Public()] = Field(Part.GUIDE, title="Part")
        hours: Annotated[Count | None, Public()] = Field(None, title="Hours a week")
        since: Day | None = Field(None, title="Start")

    words = catalog("nl")
    words.add("Volunteer", "Vrijwilliger")
    words.add("Volunteers", "Vrijwilligers")
    words.add("Cook", "Kok")
    app_tracker.close()
    answers.forget()
    yield Volunteer
    session.tracker().close()
    answers.forget()
    for word in ("Volunteer", "Volunteers", "Cook"):
        words.delete(word)
    del KINDS[Volunteer.table]


def test_a_new_kind_gets_a_form_a_list_a_table_history_and_export(
    volunteer: type[PilotRecord], tmp_path
) -> None:
    app = open_page("pilot/page.py", pilot=PILOT, tab="Meer")
    app.button(key="add.volunteer").click().run()
    field(app, "text_input", ".name").set_value("Ans")
    field(app, "selectbox", ".part").set_value("cook")
    field(app, "text_input", ".hours").set_value("4")
    submit(app, f"new.volunteer.{PILOT}").click().run()
    assert not app.exception

    tracker = session.tracker()
    (row,) = tracker.ask(records.of_kind, ANNA.scope, "volunteer", PILOT)
    assert (row["name"], row["part"], row["hours"]) == ("Ans", "cook", 4)

    app.session_state["table.volunteer"] = True
    app.run()
    table = next(t.value for t in app.dataframe if "Hours a week" in t.value.columns)
    assert table.iloc[0].tolist() == ["Ans", "Kok", "4", ""]
    assert "Vrijwilligers" in shown(app)

    app.query_params["tab"] = "Geschiedenis"
    app.run()
    assert "Vrijwilliger: Ans" in shown(app)

    export_file(tracker, tmp_path / "all.jsonl")
    last = (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()[-1]
    assert '"kind":"volunteer"' in last
    assert '"body":{"name":"Ans","part":"cook","hours":4}' in last


def test_fields_of_a_new_kind_that_are_not_public_stay_with_the_team(
    volunteer: type[PilotRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those with the marker Personal, and those without a marker, such as `since`."""
    session.tracker().record(
        ANNA, volunteer(pilot=PILOT, name="Ans Geheim", hours=4, since=date(2026, 10, 1))
    )
    monkeypatch.setenv("TRACKER_ROLE", "funder")
    (row,) = answers.for_viewer(records.of_kind, volunteer.table, PILOT)
    assert (row["name"], row["since"]) == (None, None)
    assert (row["part"], row["hours"]) == ("guide", 4)
    assert hidden_fields(volunteer) == {"name", "since"}
    assert "Ans Geheim" not in shown(open_app(about=PILOT))
