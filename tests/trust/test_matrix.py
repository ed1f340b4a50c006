"""The access matrix: every role against every page, every query and every address.

What is allowed is listed here once; everything else must be refused. A new page, a query with a
new parameter or a new address fails until it is listed.
"""

import importlib
import inspect
import pkgutil
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest
from streamlit.testing.v1 import AppTest

from pilots import api, assessments, queries
from pilots.access import Grant, Role, Scope, Viewer
from pilots.points import ActionsPoint, RecordPoint, SeriesKind, SeriesPoint
from pilots.screens.kit import answers as kept_answers
from pilots.screens.kit import session
from pilots.screens.kit.pages import Page
from pilots.signin import tokens
from pilots.signin.downloads import File, holder, offers
from pilots.store.reader import Reader
from pilots.tracker import Tracker
from schemas import KINDS, Measurement, Outcome, Record
from tests.support import planted
from tests.support.app import PAGES, open_app
from tests.support.asgi import ask, fetch
from tests.support.filled import fill
from tests.support.planted import ACTOR, DAY, NORTH, SOUTH

pytestmark = pytest.mark.slow

OUTSIDER = "outsider"
"""What the setting calls somebody without a role."""

EVERYBODY = [*Role, OUTSIDER]
TEAM = {Role.ADMINISTRATOR, Role.LEAD, Role.TEAM}
WHO_READS = {*TEAM, Role.FUNDER}

# --- pages -------------------------------------------------------------------------------

MAY_OPEN = {
    "today/page.py": TEAM,
    "portfolio/page.py": TEAM,
    "pilot/page.py": TEAM,
    "log/page.py": TEAM,
    "databank/page.py": TEAM,
    "reviews/page.py": TEAM,
    "review/page.py": TEAM,
    "register/page.py": TEAM,
    "manage/page.py": TEAM,
    "progress/page.py": WHO_READS,
    "report/page.py": WHO_READS,
}


def test_every_page_is_listed() -> None:
    assert {str(page) for page in Page} == set(MAY_OPEN)
    assert set(PAGES) == set(MAY_OPEN)


@pytest.fixture(scope="module")
def shown(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The tracker that the screens use, with a little of everything: no page is written on."""
    folder = tmp_path_factory.mktemp("shown")
    shutil.copytree(seeded, folder, dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as settings:
        settings.setenv("TRACKER_DATABASE", str(folder / "tracker.duckdb"))
        settings.setenv("TRACKER_PERSON", "Anna")
        with closing(session.tracker()) as opened:
            fill(opened)
            yield
        kept_answers.forget()


@pytest.fixture(scope="module")
def app_of(shown: None) -> Callable[[str], AppTest]:
    """The app of somebody with a role, who goes from page to page in it: opened once for each."""

    @cache
    def opened(role: str) -> AppTest:
        return open_app()

    return opened


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("page", MAY_OPEN)
def test_a_page_opens_for_the_roles_that_may_open_it_and_for_no_others(
    page: str, role: str, app_of: Callable[[str], AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_ROLE", role)
    app = app_of(role)
    try:
        app.switch_page(page).run()
    except ValueError:  # no such page is registered for this role
        assert role not in MAY_OPEN[page]
        return
    assert not app.exception
    titles = [title.value for title in app.title]
    assert titles == (
        [PAGES[page][0]] if role in MAY_OPEN[page] else ["Hier is voor jou nog niets te zien"]
    )


# --- questions ---------------------------------------------------------------------------

NORTHERN = frozenset({NORTH})
VIEWERS: dict[str, Viewer] = {
    **{role: Viewer(f"Iemand ({role})", (Grant(role, NORTHERN),)) for role in Role},
    OUTSIDER: Viewer("Iemand"),
}
"""Everybody has a role in the north alone; an outsider has none."""

ARGUMENTS: dict[str, list[Any]] = {
    "pilot_id": [NORTH, SOUTH],
    "today": [DAY],
    "since": [0],
    "owner": [f"Geheim {kind} owner" for kind in ("action", "calendar_feed")],
    "actor": [ACTOR],
    "name": [None, "Zuidelijk geheim"],
    "neighbourhood": [None],
    "municipality": [None],
    "terms": [("geheim", "zuidelijk")],
    "months": [1],
    "ids": [("stakeholder-email",)],
    "photos": [("0a" * 32,)],
    "report": ["report-title"],
    "point": [
        RecordPoint("action", "done"),
        ActionsPoint("done", date(2026, 1, 1), date(2026, 12, 31)),
        RecordPoint("pilot", SOUTH),
        *(SeriesPoint(kind, ("any",)) for kind in get_args(SeriesKind)),
    ],
    "outcome": ["any"],
    "review": ["any"],
    "decisions": [("any",)],
    "field": ["with_whom"],
    "digest": ["0a" * 32],
    "email": ["geheim.member.email@example.org"],
    "text": ["Geheim", "Zuidelijk"],
    "subjects": [("done", "stakeholder-email", SOUTH)],
    "seqs": [tuple(range(1, 100))],
    "kind": ["action", "pilot", "stakeholder"],
    "subject": ["done", "stakeholder-email", SOUTH],
    "except_id": ["any"],
    "idempotency_keys": [("00000000-0000-0000-0000-000000000000",)],
}
"""The values that each parameter of a query without a default is tried with."""


def _modules(package: ModuleType) -> Iterator[pkgutil.ModuleInfo]:
    return pkgutil.iter_modules(package.__path__, f"{package.__name__}.")


def questions() -> Iterator[tuple[str, Callable[..., Any]]]:
    for module in (*_modules(queries), *_modules(assessments)):
        for name, function in inspect.getmembers(
            importlib.import_module(module.name), inspect.isfunction
        ):
            parameters = list(inspect.signature(function).parameters.values())
            asks = parameters and parameters[0].annotation is Reader
            if function.__module__ == module.name and asks and not name.startswith("_"):
                yield f"{module.name.removeprefix('pilots.queries.')}.{name}", function


QUESTIONS = dict(questions())


def ways(function: Callable[..., Any], made: list[Record]) -> Iterator[dict[str, Any]]:
    """All arguments to ask a query with: every record, where it takes a table and an id."""
    names = [
        name
        for name, parameter in list(inspect.signature(function).parameters.items())[1:]
        if parameter.default is inspect.Parameter.empty
    ]
    if names[:1] == ["table"]:
        among = {record.id: record.table for record in made}
        ids = [{"table": t, "id": i} for i, t in among.items()] if "id" in names else []
        tables = ids or [{"table": table} for table in KINDS]
        rest = [name for name in names if name not in {"table", "id"}]
        tables = tables if "field" not in rest else [{"table": "action"}]
        for table, *values in product(tables, *(ARGUMENTS[name] for name in rest)):
            yield table | dict(zip(rest, values, strict=True))
    else:
        for values in product(*(ARGUMENTS[name] for name in names)):
            yield dict(zip(names, values, strict=True))


@pytest.fixture(scope="module")
def tracker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tracker]:
    """One for all that ask: no question writes anything."""
    with closing(Tracker(tmp_path_factory.mktemp("asked") / "tracker.duckdb")) as tracker:
        yield tracker


@pytest.fixture(scope="module")
def made(tracker: Tracker) -> list[Record]:
    """All records with secret words in them, recorded."""
    made: list[Record] = [
        # What the records with a required reference refer to.
        Outcome(id="any", pilot=NORTH, statement="Bewoners komen"),
        *planted.records(planted.withheld(), planted.unshared(), planted.elsewhere()),
    ]
    viewer = Viewer(ACTOR, (Grant(Role.ADMINISTRATOR),))
    tracker.record(viewer, *made)
    # Last, because an expectation must be recorded before the first measurement.
    measured = Measurement(id="one", pilot=NORTH, outcome="any", measured_on=DAY, value=7)
    tracker.record(viewer, measured)
    return [*made, measured]


SECRET = {word for _record, word in planted.withheld()} | {ACTOR}
UNSHARED = {word for record, word in planted.unshared() if record.table == "story"}
FAR = {word for _record, word in planted.elsewhere()}


Answers = Callable[[Viewer], dict[str, str]]


@pytest.fixture(scope="module")
def answers(tracker: Tracker, made: list[Record]) -> Answers:
    """Everything that a viewer can get, by the name of the query.

    A question is told nothing of a viewer but their scope, so it is asked once for each scope.
    """

    @cache
    def within(scope: Scope) -> dict[str, str]:
        return {
            name: repr([tracker.ask(function, scope, **way) for way in ways(function, made)])
            for name, function in QUESTIONS.items()
        }

    return lambda viewer: within(viewer.scope)


def found(words: set[str], given: dict[str, str]) -> set[tuple[str, str]]:
    return {(name, word) for name, answer in given.items() for word in words if word in answer}


def test_a_funder_gets_no_withheld_field_no_unshared_story_and_nothing_of_other_pilots(
    answers: Answers,
) -> None:
    given = answers(VIEWERS[Role.FUNDER])
    assert found(SECRET | UNSHARED | FAR, given) == set()
    assert "Noordelijk" in given["portfolio.names"]


def test_an_outsider_gets_nothing(answers: Answers) -> None:
    given = answers(VIEWERS[OUTSIDER])
    assert found({"Noordelijk", *SECRET, *UNSHARED, *FAR}, given) == set()


@pytest.mark.parametrize("role", sorted(TEAM))
def test_the_team_of_a_pilot_gets_all_of_it_and_nothing_of_others(
    role: Role, answers: Answers
) -> None:
    given = answers(VIEWERS[role])
    assert found(FAR, given) == set()
    own = {word for record, word in planted.withheld() if record.of_pilot == NORTH}
    everything = "".join(given.values())
    assert {word for word in own | UNSHARED if word not in everything} == set()


# --- addresses ---------------------------------------------------------------------------

ADDRESSES = {
    "/agenda/{token}.ics": "whoever knows the token of a calendar that was not withdrawn",
    "/bestand/{token}": "the browser that was offered the file, for a quarter of an hour",
}


def test_every_address_there_is_is_listed() -> None:
    assert {route.path for route in api.routes(lambda: None)} == set(ADDRESSES)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_with_a_token_that_was_never_given_tells_nothing(
    address: str, tracker: Tracker
) -> None:
    asked = [ask(tracker, address.format(token=tokens.new_token())) for _n in range(20)]
    assert {status for status, _headers, _content in asked} == {404}
    assert len({content for _status, _headers, content in asked}) == 1


@pytest.mark.parametrize("role", EVERYBODY)
def test_a_file_that_anna_was_offered_is_for_no_other_browser(role: str) -> None:
    anna = {"_streamlit_user": "anna"}
    path = offers.offer(holder(anna), "notulen", File("a.md", "text/plain", b"Geheim".strip))
    assert fetch(path, {"_streamlit_user": role})[0] == 404
    assert fetch(path, anna)[2] == b"Geheim"
