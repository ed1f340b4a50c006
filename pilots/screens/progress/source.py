"""Where a number comes from: in words for everybody, and the records for who may see them."""

from collections.abc import Iterator, Mapping
from typing import Any

from pilots.access import Verb
from pilots.evidence import Promise
from pilots.language import _, day, plural
from pilots.screens.kit import markup, pilot_tabs, session
from schemas import Frequency


def behind(pilot_id: str, part: str, label: str) -> None:
    """The way to the records behind a number: a part of the pilot's own page."""
    if session.allowed(Verb.READ_PERSONAL, pilot_id):
        pilot_tabs.link(pilot_id, part, label)


def of_outcome(row: Mapping[str, Any], promise: Promise) -> str:
    """What was counted or asked, how, how often, and when for the last time."""
    return " ".join(_said(row, promise))


def _said(row: Mapping[str, Any], promise: Promise) -> Iterator[str]:
    if row["indicator"]:
        yield _("What is counted: {indicator}.", indicator=row["indicator"].rstrip(" ."))
    how = row["method"] or markup.not_set()
    yield _("How it is measured: {method}.", method=how.rstrip(" ."))
    days = [it["measured_on"] for it in row["measurements"]]
    if days:
        times = plural("Measured {n} time", "Measured {n} times", len(days))
        often = f" ({_(Frequency(row['frequency']).label).lower()})" if row["frequency"] else ""
        yield _("{times}{often}, last on {day}.", times=times, often=often, day=day(days[-1]))
    if promise.few:
        yield plural(
            "{n} time there were fewer than five people: that point is left out.",
            "{n} times there were fewer than five people: those points are left out.",
            len(promise.few),
        )
