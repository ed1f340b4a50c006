"""Whether each PDF of a published report that is kept is there, and is as it was kept."""

from collections.abc import Iterator

from pilots.access import EVERYTHING
from pilots.language import _
from pilots.queries import report as report_queries
from pilots.tracker import Tracker


def archive_problems(tracker: Tracker) -> Iterator[str]:
    """A sentence for each that is gone or another."""
    titles = {row["id"]: row["title"] for row in tracker.ask(report_queries.published, EVERYTHING)}
    for row in tracker.ask(report_queries.archived, EVERYTHING):
        name, title = row["digest"], titles.get(row["report"], row["report"])
        if name in tracker.logbook.tombstones.files:
            continue  # an older copy of the logbook, put back: what was erased stays deleted
        match tracker.archive.is_as_stored(name):
            case None:
                yield _("The PDF of the report “{title}” is gone: {name}.", title=title, name=name)
            case False:
                yield _(
                    "The PDF of the report “{title}” is not the one that was kept: {name}.",
                    title=title,
                    name=name,
                )
