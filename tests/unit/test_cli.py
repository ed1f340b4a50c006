"""The command line: what is typed, what is said, and what is recorded."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar

import duckdb
import pytest
from rich.console import Console
from typer.main import get_command
from typer.testing import CliRunner

from pilots import __version__, cli, example
from pilots.access import Role, Viewer
from pilots.language import speaking, today
from pilots.queries import pilot, portfolio, records
from pilots.seed import SEED, open_tracker, read
from pilots.settings import Settings
from pilots.store.logbook import Line
from pilots.tracker import Tracker
from schemas import Persona, Pilot
from tests.support import ROOT
from tests.support.patience import PATIENCE
from tests.support.server import free_port, wait_until_it_answers

pytestmark = pytest.mark.slow

COMMANDS = list(get_command(cli.app).commands)
PARELKETTING = "parelketting-zuidwijk"
SEEDED = sum(len(read(file)) for file in SEED.glob("*.yaml"))
"""Lines that a new tracker begins with."""


@dataclass(frozen=True)
class Answer:
    """What a command had to say."""

    code: int
    out: str
    err: str


Command = Callable[..., Answer]


def in_a_process(path: Path, *words: str | bytes, **settings: str) -> Answer:
    """What somebody gets who types this in a terminal."""
    own = {key: value for key, value in os.environ.items() if not key.startswith("TRACKER_")}
    env = {"TRACKER_DATABASE": str(path), "TRACKER_LANGUAGE": "en", "TRACKER_PERSON": "Anna"}
    done = subprocess.run(
        [sys.executable, "-m", "pilots", *words],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=own | {"COLUMNS": "100"} | env | settings,
    )
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def command(path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The same within this process, in English: a tenth of the time."""
    for name in [name for name in os.environ if name.startswith("TRACKER_")]:
        monkeypatch.delenv(name)
    settings = Settings(database=path, language="en", person="Anna", role=Role.LEAD)
    monkeypatch.setattr(cli, "settings", settings)

    def command(*words: str) -> Answer:
        with speaking("en"):
            done = CliRunner().invoke(cli.app, list(words))
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Answer(done.exit_code, done.stdout, done.stderr)

    return command


def one_sentence(answer: Answer) -> str:
    """The sentence of a command that refused, which says nothing else."""
    assert answer.code == 1, answer
    assert answer.out == ""
    assert "Traceback" not in answer.err
    (sentence,) = answer.err.splitlines()
    assert sentence.endswith("."), sentence
    return sentence


def lines(path: Path) -> list[Line]:
    tracker = Tracker(path)
    try:
        return list(tracker.logbook.lines())
    finally:
        tracker.close()


def done(path: Path, anna: Viewer) -> list[dict[str, object]]:
    """What was done in the first pilot, with the names of whom it was done with."""
    tracker = Tracker(path)
    try:
        names = tracker.ask(records.names, anna.scope, "stakeholder", PARELKETTING)
        rows = tracker.ask(records.of_kind, anna.scope, "action", PARELKETTING)
        return [
            {
                "title": row["title"],
                "on": row["done_on"],
                "with": [names[id] for id in row["with_whom"]],
            }
            for row in rows
            if row["status"] == "done"
        ]
    finally:
        tracker.close()


# --- an empty place ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ("status",),
        ("log", "parel", "Gebeld"),
        ("export", "-"),
        ("verify",),
        ("rebuild",),
    ],
    ids=lambda words: words[0],
)
def test_each_command_makes_a_tracker_with_the_three_pilots_where_there_is_none(
    command: Command, path: Path, anna: Viewer, words: tuple[str, ...]
) -> None:
    answer = command(*words)
    assert (answer.code, answer.err) == (0, "")
    tracker = open_tracker(path)
    board = tracker.ask(portfolio.pilots_at_a_glance, anna.scope, today())
    assert [row["id"] for row in board] == [
        "hagendoornschool",
        PARELKETTING,
        "wijk-databank-zuidwijk",
    ]
    assert tracker.head == SEEDED + (words[0] == "log")
    tracker.close()


def test_in_a_folder_that_is_not_there_yet_it_works_from_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "t.duckdb"
    answer = in_a_process(path, "log", "parel", "Koffie bij Zoë 👋", TRACKER_LANGUAGE="nl")
    assert answer == Answer(0, f"Vastgelegd bij Parelketting Zuidwijk, regel {SEEDED + 1}.\n", "")
    (newest,) = lines(path)[SEEDED:]
    assert newest.actor == "Anna"
    assert json.loads(newest.body)["title"] == "Koffie bij Zoë 👋"


# --- log ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tracker to which nothing is ever added, for what is refused."""
    path = tmp_path_factory.mktemp("untouched") / "tracker.duckdb"
    open_tracker(path).close()
    return path


@pytest.mark.parametrize("written", ["2026-10-31", "31-10-2026", "31 okt 26"])
def test_an_action_is_logged_with_its_people_and_its_day_as_the_app_reads_days(
    command: Command, path: Path, anna: Viewer, written: str
) -> None:
    words = ("log", "Parelketting Zuidwijk", "Koffie", "--with", "Ans", "--with", "Bea")
    answer = command(*words, "--on", written)
    assert answer.out == f"Recorded for Parelketting Zuidwijk, line {SEEDED + 3}.\n"
    assert done(path, anna) == [
        {"title": "Koffie", "on": date(2026, 10, 31), "with": ["Ans", "Bea"]}
    ]


def test_without_a_day_it_was_today(command: Command, path: Path, anna: Viewer) -> None:
    before = today()
    command("log", "PAREL", "  Koffie   met  taart ")
    (row,) = done(path, anna)
    assert row["title"] == "Koffie met taart"
    assert before <= row["on"] <= today()


def test_who_is_known_is_not_doubled_however_the_name_is_typed(
    command: Command, path: Path, anna: Viewer
) -> None:
    for name in ("Zoë de Vries", " zoë  DE vries ", "Zoe\u0308 de Vries", "WERVERS"):
        assert command("log", "parel", "Koffie", "--with", name, "--with", name).code == 0
    assert [row["with"] for row in done(path, anna)] == [["Wervers"], *[["Zoë de Vries"]] * 3]
    tracker = Tracker(path)
    assert tracker.ask(records.count, anna.scope, "stakeholder", PARELKETTING) == 2
    tracker.close()


def test_a_new_name_and_the_action_are_one_form(command: Command, path: Path) -> None:
    command("log", "parel", "Koffie", "--with", "Ans")
    new = lines(path)[SEEDED:]
    assert [line.kind for line in new] == ["stakeholder", "action"]
    assert {(line.pilot, line.actor) for line in new} == {(PARELKETTING, "Anna")}


def test_texts_that_look_like_something_else_are_kept_as_they_are(
    command: Command, path: Path, anna: Viewer
) -> None:
    odd = ["[red]vet[/red] :smile:", "{x} %s $scope", "'; DROP TABLE logbook; --", "<b>é</b>"]
    for text in odd:
        assert command("log", "parel", text, "--with", text).code == 0
    rows = done(path, anna)
    assert [(row["title"], row["with"]) for row in rows] == [(t, [t]) for t in reversed(odd)]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ("nowhere", "Koffie"),
            "There is no pilot called 'nowhere'. Choose one of: Hagendoornschool; Parelketting "
            "Zuidwijk; Wijk-databank Zuidwijk.",
        ),
        (
            ("[red]x[/red]", "Koffie"),
            "There is no pilot called '[red]x[/red]'. Choose one of: Hagendoornschool; "
            "Parelketting Zuidwijk; Wijk-databank Zuidwijk.",
        ),
        (
            ("", "Koffie"),
            "There is no pilot called ''. Choose one of: Hagendoornschool; Parelketting "
            "Zuidwijk; Wijk-databank Zuidwijk.",
        ),
        (
            ("zuidwijk", "Koffie"),
            "'zuidwijk' fits more than one pilot: Parelketting Zuidwijk; Wijk-databank "
            "Zuidwijk. Type more of the name.",
        ),
        (("parel", ""), "What: please fill this in."),
        (("parel", " \n "), "What: please fill this in."),
        (
            ("parel", "x" * 201),
            "What: this is too long. Write at most 200 characters; you wrote 201.",
        ),
        (
            ("parel", "a\x1b[31mb"),
            "What: this contains characters that cannot be shown. Type it again.",
        ),
        (("parel", "Koffie", "--with", ""), "Name: please fill this in."),
        (
            ("parel", "Koffie", "--with", "Ans", "--with", "x" * 201),
            "Name: this is too long. Write at most 200 characters; you wrote 201.",
        ),
        (
            ("parel", "Koffie", "--on", "1899-12-31"),
            "Done on: this cannot be less than 1 January 1900.",
        ),
        (
            ("parel", "Koffie", "--on", "9999-12-31"),
            "Done on: this cannot be more than 31 December 2200.",
        ),
    ],
    ids=str,
)
def test_what_cannot_be_logged_is_said_in_a_sentence_and_nothing_is_recorded(
    command: Command,
    untouched: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    sentence: str,
) -> None:
    there = cli.settings.model_copy(update={"database": untouched})
    monkeypatch.setattr(cli, "settings", there)
    assert one_sentence(command("log", *words)) == sentence
    assert len(lines(untouched)) == SEEDED


@pytest.mark.parametrize(
    "words",
    [
        ("log",),
        ("log", "parel"),
        ("log", "parel", "Koffie", "te veel"),
        ("log", "parel", "Koffie", "--on", "ooit"),
        ("log", "parel", "Koffie", "--on", "2026-02-30"),
        ("log", "parel", "Koffie", "--on", "31-4-2026"),
        ("log", "parel", "Koffie", "--on"),
        ("log", "parel", "Koffie", "--whith", "Ans"),
        ("status", "--jason"),
        ("export",),
        ("restore",),
        ("restart",),
        ("example", "new"),
    ],
    ids=" ".join,
)
def test_a_command_that_is_typed_wrong_is_explained_and_nothing_is_opened(
    command: Command, path: Path, words: tuple[str, ...]
) -> None:
    answer = command(*words)
    assert (answer.code, answer.out) == (2, "")
    assert "Error: " in answer.err
    assert not path.exists()


def test_half_a_character_in_what_was_typed_is_refused_in_a_terminal_too(
    command: Command, path: Path
) -> None:
    title = one_sentence(in_a_process(path, b"log", b"parel", b"a\xff"))
    pilot = one_sentence(command("log", os.fsdecode(b"\xff"), "Koffie"))
    for sentence in (title, pilot):
        assert "characters that cannot be shown" in sentence or "no pilot called" in sentence
    assert len(lines(path)) == SEEDED


@pytest.mark.parametrize("role", [Role.FUNDER, "outsider"])
def test_who_may_only_look_cannot_log(
    command: Command, path: Path, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = cli.settings.model_copy(update={"role": role})
    monkeypatch.setattr(cli, "settings", looks)
    sentence = one_sentence(command("log", "parel", "Koffie", "--with", "Ans"))
    assert "Anna may not do this" in sentence or "no pilot called" in sentence
    assert len(lines(path)) == SEEDED


# --- settings ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "setting",
    [
        {"TRACKER_ROLE": "boss"},
        {"TRACKER_PERSON": ""},
        {"TRACKER_LANGUAGE": "fr"},
    ],
    ids=str,
)
def test_a_setting_that_makes_no_sense_is_said_in_a_sentence(
    path: Path, setting: dict[str, str]
) -> None:
    answer = in_a_process(path, "status", **setting)
    assert next(iter(setting)) in one_sentence(answer)
    assert not path.exists()


# --- status ------------------------------------------------------------------------------


def test_status_shows_all_pilots_and_how_they_fare(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    command("log", "parel", "Koffie", "--on", "2026-10-31")
    monkeypatch.setattr(cli, "out", Console(width=140))
    answer = command("status")
    assert (answer.code, answer.err) == (0, "")
    (row,) = [line for line in answer.out.splitlines() if "Parelketting Zuidwijk" in line]
    for word in ("Idea", "31 Oct 2026", "‘Parelketting’ maken en verbinden"):
        assert word in row
    assert re.findall(r"\d+", row)[-3:] == ["1", "2", "0"]
    assert "3 pilots" in answer.out


def test_in_a_terminal_of_80_columns_no_name_is_broken_inside_a_word(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "out", Console(width=80))
    answer = command("status")
    for word in ("Hagendoornschool", "Parelketting", "databank"):
        assert word in answer.out
    assert max(len(line) for line in answer.out.splitlines()) <= 80


def test_status_as_json_holds_every_pilot_with_days_as_text(command: Command) -> None:
    command("log", "parel", "Koffie", "--on", "2026-10-31")
    answer = command("status", "--json")
    rows = json.loads(answer.out)
    assert [row["name"] for row in rows] == [
        "Hagendoornschool",
        "Parelketting Zuidwijk",
        "Wijk-databank Zuidwijk",
    ]
    assert rows[1]["last_done"] == "2026-10-31"
    assert rows[1]["last_action"] == "Koffie"
    assert (rows[1]["done"], rows[1]["planned"]) == (1, 2)
    assert rows[0]["last_done"] is None
    assert "\u2018" in answer.out


def test_status_where_there_is_no_pilot_is_an_empty_list(
    command: Command, tracker: Tracker, anna: Viewer
) -> None:
    tracker.record(anna, Persona(pilot="north", name="Ans"))
    tracker.close()
    assert json.loads(command("status", "--json").out) == []
    assert "0 pilots" in command("status").out


def test_status_of_an_outsider_holds_no_pilot(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = cli.settings.model_copy(update={"role": "outsider"})
    monkeypatch.setattr(cli, "settings", looks)
    assert json.loads(command("status", "--json").out) == []


def test_a_name_that_looks_like_markup_is_shown_as_it_is(
    command: Command, path: Path, anna: Viewer
) -> None:
    tracker = open_tracker(path)
    tracker.record(anna, Pilot(name="[red]A[/red]"))
    tracker.close()
    assert "[red]A[/red]" in command("status").out


# --- export, restore ---------------------------------------------------------------------


def test_an_export_to_standard_output_is_json_lines_and_nothing_else(path: Path) -> None:
    answer = in_a_process(path, "export", "-")
    assert (answer.code, answer.err) == (0, "")
    header, *raw_lines = answer.out.splitlines()
    assert json.loads(header) == {"tracker_version": __version__}
    assert [Line.from_json(raw).seq for raw in raw_lines] == list(range(1, SEEDED + 1))
    assert raw_lines == [line.to_json() for line in lines(path)]


def test_what_is_exported_and_restored_elsewhere_is_the_same_to_the_byte(
    command: Command, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command("log", "parel", "Koffie", "--with", "Ans", "--on", "2026-10-31")
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    answer = command("export", str(first))
    assert answer == Answer(0, f"{SEEDED + 2} lines exported to {first}.\n", "")

    elsewhere = cli.settings.model_copy(update={"database": tmp_path / "new" / "t.duckdb"})
    monkeypatch.setattr(cli, "settings", elsewhere)
    assert command("restore", str(first)) == Answer(0, f"{SEEDED + 2} lines restored.\n", "")
    assert command("export", str(second)).code == 0
    assert second.read_bytes() == first.read_bytes()
    assert command("verify").out.startswith(f"All is well: {SEEDED + 2} lines")


def test_the_seed_is_not_added_to_what_is_restored(
    command: Command, tracker: Tracker, anna: Viewer, tmp_path: Path
) -> None:
    tracker.record(anna, Persona(pilot="north", name="Ans"))
    tracker.close()
    export = tmp_path / "one.jsonl"
    assert command("export", str(export)).out == f"1 line exported to {export}.\n"
    tracker.path.unlink()
    (journal,) = (tmp_path / "journal").glob("*.jsonl")
    journal.unlink()
    assert command("restore", str(export)).out == "1 line restored.\n"
    assert command("status", "--json").out == "[]\n"
    assert len(lines(tracker.path)) == 1


def test_a_filled_tracker_is_not_restored_into(
    command: Command, path: Path, tmp_path: Path
) -> None:
    export = tmp_path / "all.jsonl"
    command("export", str(export))
    assert one_sentence(command("restore", str(export))) == (
        f"The tracker at {path} is not empty. Nothing was changed. Restore into an empty place: "
        "set TRACKER_DATABASE to a new file in a new folder."
    )
    assert len(lines(path)) == SEEDED


@pytest.mark.parametrize(
    "content", [b"nonsense\n", b"", None], ids=["foreign", "empty", "missing"]
)
def test_what_is_no_export_is_refused_and_a_good_one_can_still_be_restored(
    command: Command, path: Path, tmp_path: Path, content: bytes | None
) -> None:
    good, bad = tmp_path / "good.jsonl", tmp_path / "bad.jsonl"
    command("export", str(good))
    path.unlink()
    for journal in (tmp_path / "journal").iterdir():
        journal.unlink()
    if content is not None:
        bad.write_bytes(content)
    if content == b"":  # what an empty tracker of before version 0.4 exported
        assert command("restore", str(bad)).out == "0 lines restored.\n"
    else:
        assert str(bad) in one_sentence(command("restore", str(bad)))
    assert lines(path) == []
    assert command("restore", str(good)).out == f"{SEEDED} lines restored.\n"


@pytest.mark.parametrize("file", ["tracker.duckdb", "journal", "."])
def test_an_export_over_the_tracker_itself_is_refused(
    command: Command, path: Path, tmp_path: Path, file: str
) -> None:
    command("status")
    sentence = one_sentence(command("export", str(tmp_path / file)))
    assert "Choose another file" in sentence
    assert command("verify").code == 0
    assert len(lines(path)) == SEEDED


# --- verify, rebuild ---------------------------------------------------------------------


def test_a_whole_tracker_is_said_to_be_whole(command: Command, path: Path) -> None:
    answer = command("verify")
    newest = json.loads(journal_of(path).read_bytes().splitlines()[-1])
    assert answer == Answer(
        0,
        f"All is well: {SEEDED} lines, the same in table and journal, and the register agrees.\n"
        f"The mark of the newest line: {SEEDED}-{newest['chain']}\n",
        "",
    )


def journal_of(path: Path) -> Path:
    (file,) = (path.parent / "journal").glob("*.jsonl")
    return file


def test_a_report_is_asked_whether_the_past_it_was_made_from_still_stands(
    command: Command, path: Path, tmp_path: Path
) -> None:
    """Such as a file in which somebody kept what `verify` said."""
    kept = tmp_path / "kept.txt"
    kept.write_text(command("verify").out, encoding="utf-8")
    answer = command("verify", "--report", str(kept))
    assert answer.code == 0
    assert "The history that kept.txt was made from is unchanged." in answer.out
    kept.write_text(f"{SEEDED}-{'0' * 64}", encoding="utf-8")
    answer = command("verify", "--report", str(kept))
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("kept.txt was made from a different history")
    assert command("verify", "--report", str(tmp_path / "nowhere")).code == 1


def test_each_thing_that_is_wrong_is_a_line_on_standard_error(
    command: Command, path: Path
) -> None:
    command("status")
    connection = duckdb.connect(str(path))
    connection.execute("UPDATE logbook SET actor = 'Dirk' WHERE seq IN (3, 5)")
    connection.execute("UPDATE register.pilot SET name = 'Anders' WHERE id = 'hagendoornschool'")
    connection.close()
    answer = command("verify")
    assert (answer.code, answer.out) == (1, "")
    said = answer.err.splitlines()
    assert said[:2] == [f"Line {n} is not the same in table and journal." for n in (3, 5)]
    assert all(line.startswith("The register differs") for line in said[2:])
    assert "pilot hagendoornschool" in answer.err


def test_a_damaged_register_is_mended_by_rebuild_as_verify_says(
    command: Command, path: Path
) -> None:
    command("status")
    connection = duckdb.connect(str(path))
    connection.execute("DELETE FROM register.pilot")
    connection.close()
    assert "python -m pilots rebuild" in one_sentence(command("verify"))
    assert command("rebuild").out == f"The register was rebuilt from {SEEDED} lines.\n"
    assert command("verify").code == 0


def test_what_had_to_be_mended_is_told_apart_from_the_answer(
    command: Command, path: Path, tmp_path: Path
) -> None:
    command("log", "parel", "Koffie")
    path.write_bytes(b"no database")
    answer = command("export", "-")
    assert answer.code == 0
    assert "made again from the journal" in answer.err
    _header, *raw_lines = answer.out.splitlines()
    assert [json.loads(raw)["seq"] for raw in raw_lines] == list(range(1, SEEDED + 2))
    assert [kept.read_bytes() for kept in tmp_path.glob("*.damaged-*")] == [b"no database"]
    assert command("verify").code == 0


# --- example -----------------------------------------------------------------------------


class Started:
    """An app that a command starts: which words and surroundings it was given."""

    returncode = 0
    words: tuple[str, ...] = ()
    env: ClassVar[dict[str, str]] = {}

    def __init__(self, words: list[str], env: dict[str, str]) -> None:
        Started.words, Started.env = tuple(words), env

    def __enter__(self) -> "Started":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def wait(self) -> int:
        return 0


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> type[Started]:
    """The app is not started; what it would have been started with is remembered."""
    monkeypatch.setattr(Started, "words", ())
    monkeypatch.setattr(cli.subprocess, "Popen", Started)
    return Started


def test_the_example_is_made_beside_the_real_tracker_which_is_left_alone(
    command: Command, path: Path, started: type[Started]
) -> None:
    assert command("example") == Answer(0, "", "")
    assert started.words[1:4] == ("-m", "streamlit", "run")
    assert Path(started.words[4]) == ROOT / "tracker_app.py"
    assert started.env["TRACKER_EXAMPLE"] == "1"
    assert example.is_example(example.path(path))
    assert not path.exists()


def test_what_was_tried_in_the_example_stays_until_it_is_reset(
    command: Command, path: Path, anna: Viewer, started: type[Started]
) -> None:
    command("example")
    tried = example.open_example(example.path(path))
    tried.record(anna, Persona(pilot=PARELKETTING, name="Geprobeerd"))
    head = tried.head
    tried.close()
    command("example")
    assert len(lines(example.path(path))) == head
    assert command("example", "--reset") == Answer(0, "", "")
    assert len(lines(example.path(path))) == head - 1


@pytest.mark.parametrize("words", [("example",), ("example", "--reset")], ids=" ".join)
def test_a_real_tracker_in_the_place_of_the_example_is_refused_and_kept(
    command: Command, path: Path, started: type[Started], words: tuple[str, ...]
) -> None:
    open_tracker(example.path(path)).close()
    assert "holds something else" in one_sentence(command(*words))
    assert started.words == ()
    assert len(lines(example.path(path))) == SEEDED


def test_an_example_that_is_open_is_said_to_be(
    command: Command, path: Path, started: type[Started]
) -> None:
    tracker = example.open_example(example.path(path))
    assert "already open" in one_sentence(command("example"))
    assert "already open" in one_sentence(command("example", "--reset"))
    tracker.close()
    assert started.words == ()


@pytest.mark.skipif(os.name == "nt", reason="an interrupt is sent otherwise there")
def test_from_a_terminal_the_app_shows_the_example_until_it_is_interrupted(
    command: Command, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def in_the_example(*words: str) -> Answer:
        with monkeypatch.context() as there:
            looks = cli.settings.model_copy(update={"database": example.path(path)})
            there.setattr(cli, "settings", looks)
            return command(*words)

    url, log = f"http://127.0.0.1:{(port := free_port())}", path.with_name("example.log")
    settings = {
        "TRACKER_DATABASE": str(path),
        "STREAMLIT_SERVER_PORT": str(port),
        "STREAMLIT_SERVER_HEADLESS": "true",
    }
    with (
        log.open("wb") as output,
        subprocess.Popen(
            [sys.executable, "-m", "pilots", "example"],
            cwd=ROOT,
            env=os.environ | settings,
            stdout=output,
            stderr=output,
            start_new_session=True,
        ) as running,
    ):
        try:
            wait_until_it_answers(url, running, log)
            assert "process" in in_the_example("status").err
            assert command("status").code == 0  # the real one is nobody's
        finally:
            os.killpg(running.pid, signal.SIGINT)
        assert running.wait(timeout=PATIENCE) == 0
    assert in_the_example("verify").code == 0


# --- not to be opened --------------------------------------------------------------------


def test_a_tracker_that_is_open_elsewhere_is_said_to_be(path: Path, anna: Viewer) -> None:
    tracker = open_tracker(path)
    answer = in_a_process(path, "log", "parel", "Koffie", TRACKER_LANGUAGE="nl")
    assert one_sentence(answer) == (
        f"De tracker op {path} is al open in een ander programma (proces {os.getpid()}). Er is "
        "niets veranderd. Gebruik de tracker in de browser, of stop eerst dat programma."
    )
    assert tracker.head == SEEDED
    assert tracker.ask(pilot.done_actions, anna.scope, PARELKETTING) == []
    tracker.close()


@pytest.mark.parametrize("where", ["folder", "text", "text/t.duckdb"])
def test_a_place_that_holds_no_tracker_is_left_as_it_is(
    command: Command, tmp_path: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "text").write_text("of somebody", encoding="utf-8")
    place = cli.settings.model_copy(update={"database": tmp_path / where})
    monkeypatch.setattr(cli, "settings", place)
    assert "cannot be opened" in one_sentence(command("status"))
    assert (tmp_path / "text").read_text(encoding="utf-8") == "of somebody"


# --- version ------------------------------------------------------------------------------


def test_the_version_is_shown_without_opening_a_tracker(command: Command, path: Path) -> None:
    assert command("--version") == Answer(0, f"{__version__}\n", "")
    assert not path.exists()


# --- help --------------------------------------------------------------------------------

HELP = """
import sys
from typer.testing import CliRunner
from pilots.cli import app
for words in [[], *([name] for name in sys.argv[1:])]:
    done = CliRunner().invoke(app, [*words, "--help"])
    assert done.exit_code == 0, done
    print("=====", done.stdout)
"""

SAYS = {
    "en": {
        "": "Keep track of neighbourhood pilots",
        "log": "Log an action that was done.",
        "status": "Show all pilots and how they are doing.",
        "export": "Write the whole logbook to a file, as JSON lines.",
        "restore": "Fill an empty tracker with an export.",
        "verify": "Check that nothing is missing, damaged or changed.",
        "rebuild": "Rebuild the register from the logbook.",
        "example": "Start the app on the example: a year of three pilots",
    },
    "nl": {
        "": "Houd pilots in de wijk bij",
        "log": "Leg een actie vast die gedaan is.",
        "status": "Toon alle pilots en hoe ze ervoor staan.",
        "export": "Schrijf het hele logboek naar een bestand, als JSON-regels.",
        "restore": "Vul een lege tracker met een export.",
        "verify": "Controleer of er niets ontbreekt, beschadigd of veranderd is.",
        "rebuild": "Maak het register opnieuw uit het logboek.",
        "example": "Start de app met het voorbeeld: een jaar van drie pilots",
    },
}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_command_explains_itself_in_the_language_that_is_set(
    tmp_path: Path, language: str
) -> None:
    helped = subprocess.run(
        [sys.executable, "-c", HELP, *COMMANDS],
        capture_output=True,
        check=True,
        cwd=ROOT,
        encoding="utf-8",
        env=os.environ
        | {
            "COLUMNS": "100",
            "TRACKER_LANGUAGE": language,
            "TRACKER_DATABASE": str(tmp_path / "t.duckdb"),
        },
    )
    pages = helped.stdout.split("===== ")[1:]
    said = dict(zip(["", *COMMANDS], pages, strict=True))
    assert set(said) == set(SAYS[language])
    for name, sentence in SAYS[language].items():
        assert sentence in said[name]
        assert name in said[name]
        assert name in said[""]
    assert not (tmp_path / "t.duckdb").exists()


def test_without_a_command_it_explains_itself(command: Command, path: Path) -> None:
    answer = command()
    for name in COMMANDS:
        assert name in answer.out + answer.err
    assert not path.exists()


def documented() -> Iterator[str]:
    """The commands in the README's table of commands."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    yield from re.findall(r"^\| `(\w+)[^`]*` \| \w", readme, flags=re.MULTILINE)


def test_every_command_is_described_in_the_readme() -> None:
    assert set(COMMANDS) <= set(documented())


def test_every_option_is_described_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    app = get_command(cli.app)
    options = {
        option
        for made in (app, *app.commands.values())
        for parameter in made.params
        for option in parameter.opts
        if option.startswith("--") and "completion" not in option  # Typer's own
    }
    assert {option for option in options if option not in readme} == set()
