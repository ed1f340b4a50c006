"""The command line: `python -m pilots`. Each command works on TRACKER_DATABASE."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from pydantic import ValidationError
from rich.box import SIMPLE
from rich.console import Console
from rich.progress import Progress as Bar
from rich.table import Table
from rich.text import Text

from pilots import __version__, exchange, language
from pilots import example as year
from pilots.access import EVERYTHING
from pilots.errors import TrackerError
from pilots.language import _, day, plural, short_day, today
from pilots.queries import people, portfolio, records
from pilots.rules import naming, parse_input
from pilots.rules.problems import sentences
from pilots.seed import open_tracker
from pilots.settings import current
from pilots.store.register import OnProgress
from pilots.tracker import Tracker
from pilots.verify import problems, report_problems, what_was_compared
from schemas import Action, ActionStatus, Phase, Stakeholder, new_id

try:
    settings = current()
except TrackerError as error:
    raise SystemExit(str(error)) from None
language.choose(settings.language)
for stream in (sys.stdout, sys.stderr):
    if isinstance(stream, TextIOWrapper):  # a terminal that cannot show a character shows a ?
        stream.reconfigure(errors="replace")
out, err = Console(), Console(stderr=True)

APP = Path(__file__).parent.parent / "tracker_app.py"
"""What Streamlit runs."""

WIDE = 100
"""The width in characters from which the next action fits in the table."""

app = typer.Typer(
    help=_("Keep track of neighbourhood pilots: what was done, and what came of it."),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _show_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help=_("Show the version.")
        ),
    ] = False,
) -> None:
    """The options that come before a command."""


@contextmanager
def open_or_fail(seeded: bool = True) -> Iterator[Tracker]:
    """The tracker, open. An error is printed as its sentence, with exit code 1."""
    tracker = None
    try:
        with progress_bar(_("Opening")) as progress:
            opener = open_tracker if seeded else Tracker
            tracker = opener(settings.database, progress)
        if tracker.recovery_notice:
            warn(tracker.recovery_notice)
        yield tracker
    except TrackerError as error:
        fail(str(error))
    finally:
        if tracker:
            tracker.close()


@contextmanager
def progress_bar(words: str) -> Iterator[OnProgress]:
    """A progress bar on standard error, only in a terminal, and removed at the end."""
    with Bar(console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task(words, total=1.0)

        def show(share: float, what: str) -> None:
            bar.update(task, completed=share, description=f"{words} {what}".strip())

        yield show


def warn(sentence: str) -> None:
    say(err, sentence, style="yellow")


def fail(sentence: str) -> NoReturn:
    say(err, sentence, style="red")
    raise typer.Exit(1)


def tell(sentence: str) -> None:
    say(out, sentence)


def say(console: Console, sentence: str, style: str | None = None) -> None:
    """Print a sentence as it is: no markup, no highlighting, wrapped by the terminal."""
    console.print(sentence, style=style, markup=False, highlight=False, soft_wrap=True)


def _day(text: str) -> date:
    """The day that was typed, as the app reads days."""
    found = parse_input.read_day(text, today())
    if found is None:
        raise typer.BadParameter(
            _("There is no such day. Write it as {example}.", example="20-11-2026")
        )
    return found


@app.command(help=_("Log an action that was done."))
def log(
    pilot: Annotated[str, typer.Argument(help=_("The pilot: its name, or enough of it."))],
    text: Annotated[str, typer.Argument(help=_("What was done, in one line."))],
    with_: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="NAME", help=_("With whom; can be given more than once.")),
    ] = None,
    on: Annotated[
        date | None,
        typer.Option(
            "--on",
            parser=_day,
            metavar=_("DAY"),
            help=_("The day, such as 20-11-2026 or yesterday; if you leave it out, today."),
        ),
    ] = None,
) -> None:
    with open_or_fail() as tracker:
        viewer = settings.viewer
        names = tracker.ask(portfolio.names, viewer.scope)
        of = naming.find_pilot(pilot, names)
        known = tracker.ask(records.names, viewer.scope, Stakeholder.table, of)
        try:
            aliases = tracker.ask(people.aliases, viewer.scope, of)
            found, new = naming.find_or_make(with_ or [], Stakeholder, of, known, aliases)
            fields = {
                "title": text,
                "status": ActionStatus.DONE,
                "done_on": on or today(),
                "with_whom": found,
            }
            action = Action.read(new_id(), of, fields)
        except ValidationError as error:
            schema = Action if error.title == Action.__name__ else Stakeholder
            fail("\n".join(sentences(error, schema)))
        lines = tracker.record(viewer, *new, action)
        tell(_("Recorded for {pilot}, line {seq}.", pilot=names[of], seq=lines[-1].seq))


@app.command(help=_("Show all pilots and how they are doing."))
def status(
    as_json: Annotated[bool, typer.Option("--json", help=_("As JSON, for programs."))] = False,
) -> None:
    with open_or_fail() as tracker:
        rows = tracker.ask(portfolio.pilots_at_a_glance, settings.viewer.scope, today())
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2, default=_plain))
    else:
        out.print(_board(rows))


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _board(rows: list[portfolio.PilotRow]) -> Table:
    is_wide = out.width >= WIDE
    table = Table(title=plural("{n} pilot", "{n} pilots", len(rows)), box=SIMPLE, expand=is_wide)
    table.add_column(_("Name"), overflow="fold", max_width=40)
    table.add_column(_("Phase"), no_wrap=True)
    table.add_column(_("Last action"), no_wrap=True)
    if is_wide:
        table.add_column(_("Next action"), no_wrap=True, overflow="ellipsis", ratio=1)
    for heading in (_("Done"), _("Planned"), _("Overdue")):
        table.add_column(heading, justify="right", no_wrap=True)
    for row in rows:
        cells = [
            row["name"],
            _(Phase(row["phase"]).label),
            short_day(row["last_done"]) if row["last_done"] else "-",
            *([row["next_action"] or "-"] if is_wide else []),
            str(row["done"]),
            str(row["planned"] + row["doing"]),
            str(row["overdue"]),
        ]
        table.add_row(*(Text(cell) for cell in cells))
    return table


@app.command(help=_("Write the whole logbook to a file, as JSON lines."))
def export(
    file: Annotated[str, typer.Argument(help=_("The file; - for standard output."))],
) -> None:
    with open_or_fail() as tracker, progress_bar(_("Exporting")) as progress:
        if file == "-":
            exchange.export(tracker, sys.stdout.buffer, progress)
            sys.stdout.buffer.flush()
            return
        n = exchange.export_file(tracker, Path(file), progress)
    tell(plural("{n} line exported to {file}.", "{n} lines exported to {file}.", n, file=file))


@app.command(help=_("Fill an empty tracker with an export. The starting pilots are not added."))
def restore(
    file: Annotated[Path, typer.Argument(help=_("The file that was exported."))],
) -> None:
    with open_or_fail(seeded=False) as tracker, progress_bar(_("Restoring")) as progress:
        n = exchange.restore(tracker, file, progress)
        if tracker.recovery_notice:
            warn(tracker.recovery_notice)
    tell(plural("{n} line restored.", "{n} lines restored.", n))


@app.command(help=_("Check that nothing is missing, damaged or changed."))
def verify(
    report: Annotated[
        list[Path] | None,
        typer.Option(
            "--report",
            metavar=_("FILE"),
            help=_("A report or minutes: is the history it was made from unchanged?"),
        ),
    ] = None,
) -> None:
    with open_or_fail() as tracker:
        with progress_bar(_("Reading")) as progress:
            found = list(problems(tracker, progress))
        for file in report or []:
            found += report_problems(tracker, file)
        if found:
            fail("\n".join(found))
        tell(
            plural(
                "All is well: {n} line, the same in table and journal, and the register agrees.",
                "All is well: {n} lines, the same in table and journal, and the register agrees.",
                tracker.head,
            )
        )
        for file in report or []:
            tell(what_was_compared(tracker, file))
        if sealed := tracker.logbook.seal():
            _line, seal = sealed
            tell(
                _(
                    "Lines 1 to {line} were sealed on {day}; whether they were changed before "
                    "that day cannot be told.",
                    line=seal.upto,
                    day=day(seal.sealed_on),
                )
            )
        if tracker.logbook.newest:
            mark = tracker.reader(EVERYTHING).mark(tracker.head)
            tell(_("The mark of the newest line: {mark}", mark=mark))


@app.command(help=_("Rebuild the register from the logbook."))
def rebuild() -> None:
    with open_or_fail() as tracker:
        with progress_bar(_("Rebuilding")) as progress:
            tracker.rebuild(progress)
        tell(
            plural(
                "The register was rebuilt from {n} line.",
                "The register was rebuilt from {n} lines.",
                tracker.head,
            )
        )


@app.command(help=_("Start the app on the example: a year of three pilots, all of it invented."))
def example(
    reset: Annotated[
        bool, typer.Option("--reset", help=_("Start the example year again first."))
    ] = False,
) -> None:
    place = year.path(settings.database)
    try:
        if reset:
            year.reset(place)
        # Made here, not by the app, so that an error is printed as its sentence.
        with progress_bar(_("Opening")) as progress:
            year.open_example(place, progress=progress).close()
    except TrackerError as error:
        fail(str(error))
    words = [sys.executable, "-m", "streamlit", "run", str(APP)]
    environment = os.environ | {"TRACKER_EXAMPLE": "1"}
    running = subprocess.Popen(words, env=environment)  # noqa: S603 - all words are ours
    with running, suppress(KeyboardInterrupt):  # the app gets it too: wait for its end
        raise typer.Exit(running.wait())
