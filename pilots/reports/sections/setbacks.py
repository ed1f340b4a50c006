"""What did not go as it was hoped in a pilot: one line each, as anybody may read it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pilots.evidence import Promise
from pilots.language import _, day
from pilots.queries.progress import DecisionRow, SharedStory
from pilots.queries.withdrawn import WithdrawnRecord
from pilots.reports.sections.withdrawn import withdrawn_words
from schemas import DecisionStatus, Direction

MOST_ANSWERS = 2
"""Decisions that are told beside them."""


@dataclass(frozen=True)
class Setback:
    """What went wrong."""

    kind: Literal["further", "not_done", "worse", "withdrawn"]
    what: str
    known: str
    """What is known of it; '' where that is nothing."""


def setbacks(
    promises: Sequence[Promise],
    decisions: Sequence[DecisionRow],
    stories: Sequence[SharedStory],
    gone: Sequence[WithdrawnRecord],
) -> Iterator[Setback]:
    """Of one pilot; `gone` are the outcomes that were withdrawn."""
    for promise in promises:
        if promise.state == "further":
            yield Setback("further", promise.progress.statement, promise.sentence)
    for row in decisions:
        if row["carried"] == DecisionStatus.NOT_DONE:
            yield Setback("not_done", row["text"], _decided_on(row))
    for story in stories:
        if story["direction"] == Direction.NEGATIVE and story["title"]:
            yield Setback("worse", story["title"], story["contribution"] or "")
    for record in gone:
        yield Setback("withdrawn", record["called"] or "", withdrawn_words(record))


def answers_to_them(decisions: Sequence[DecisionRow]) -> list[str]:
    """What was decided last, and is not said to be not done; `decisions` the newest first."""
    standing = [row for row in decisions if row["carried"] != DecisionStatus.NOT_DONE]
    last = standing[0]["decided_on"] if standing else None
    return [
        f"{row['text'].rstrip(' .')} ({_(DecisionStatus(row['carried']).label).lower()})"
        for row in standing
        if row["decided_on"] == last
    ][:MOST_ANSWERS]


def _decided_on(row: DecisionRow) -> str:
    on = row["decided_on"]
    return _("Decided on {day}.", day=day(on)) if on else ""
