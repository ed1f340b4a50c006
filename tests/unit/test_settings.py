"""What can be set from outside, and what holds where nothing is set."""

import os
from pathlib import Path

import pytest
from pydantic import ValidationError

from pilots import settings as module
from pilots.access import Grant, Role, Viewer
from pilots.settings import Settings


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.upper().startswith("TRACKER_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_without_settings_it_works_in_the_data_folder_in_dutch_for_a_lead() -> None:
    settings = Settings()
    root = Path(module.__file__).parents[1]
    assert settings.database == root / "data" / "tracker.duckdb"
    assert settings.language == "nl"
    assert settings.role is Role.LEAD
    assert settings.viewer == Viewer(settings.person, (Grant(Role.LEAD, None),))


def test_the_person_is_whoever_is_logged_in_at_the_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LOGNAME", "ans")
    assert Settings().person == "ans"


@pytest.mark.parametrize("problem", [KeyError("uid"), OSError("no passwd")])
def test_a_machine_that_knows_no_names_has_a_lead(
    monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    def getuser() -> str:
        raise problem

    monkeypatch.setattr(module, "getuser", getuser)
    assert Settings().person == "lead"


def test_the_environment_says_otherwise(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TRACKER_DATABASE", str(tmp_path / "x.duckdb"))
    monkeypatch.setenv("TRACKER_LANGUAGE", "en")
    monkeypatch.setenv("TRACKER_PERSON", "Änne")
    monkeypatch.setenv("TRACKER_ROLE", "funder")
    settings = Settings()
    assert settings.database == tmp_path / "x.duckdb"
    assert settings.language == "en"
    assert settings.viewer == Viewer("Änne", (Grant(Role.FUNDER),))


def test_a_file_beside_the_tracker_sets_and_the_environment_goes_before_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text(
        "TRACKER_PERSON=Zoë\nTRACKER_LANGUAGE=en\nANOTHER_PROGRAM=1\n", encoding="utf-8"
    )
    monkeypatch.setenv("TRACKER_LANGUAGE", "nl")
    settings = Settings()
    assert (settings.person, settings.language) == ("Zoë", "nl")


@pytest.mark.parametrize(
    ("name", "value"),
    [("PERSON", ""), ("PERSON", "x" * 201), ("ROLE", "boss"), ("ROLE", "")],
)
def test_a_setting_that_makes_no_sense_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"TRACKER_{name}", value)
    with pytest.raises(ValidationError, match=name.lower()):
        Settings()


def test_only_the_team_reads_personal_fields(monkeypatch: pytest.MonkeyPatch) -> None:
    personal = {}
    for role in (*Role, "outsider"):
        monkeypatch.setenv("TRACKER_ROLE", role)
        personal[role] = Settings().viewer.scope.personal
    assert {role for role, may in personal.items() if may != frozenset()} == {
        Role.ADMINISTRATOR,
        Role.LEAD,
        Role.TEAM,
    }
