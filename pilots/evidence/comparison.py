"""Pilots side by side: how much of the way to its target each outcome has covered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pilots.evidence.progress import Progress, progress
from pilots.language import _, number, plural

STOPPED = "stopped"
"""The phase of a pilot that was stopped."""


@dataclass(frozen=True)
class Mark:
    """An outcome with a baseline, a target and a measurement."""

    statement: str
    measurement: str
    """The id of its newest measurement."""
    share: float
    """Of the distance from baseline to target; below 0: moved away from it, above 1: beyond it."""
    words: str
    """The same as a sentence."""


@dataclass(frozen=True)
class Lane:
    """A pilot, with a mark for each outcome that can be compared."""

    id: str
    name: str
    done: int
    """Actions done in the last weeks."""
    marks: tuple[Mark, ...]
    is_stopped: bool = False

    @property
    def moves(self) -> bool:
        """Whether it was not stopped, and more of its outcomes moved to their target than away."""
        nearer = sum(mark.share > 0 for mark in self.marks)
        further = sum(mark.share < 0 for mark in self.marks)
        return nearer > further and not self.is_stopped


@dataclass(frozen=True)
class Comparison:
    """A lane for each pilot, in the order of the rows that it was made from."""

    lanes: tuple[Lane, ...]

    @property
    def sentence(self) -> str:
        """How many pilots move forward, how many were stopped, and for how many it is not
        known."""
        if not any(lane.marks for lane in self.lanes):
            return _(
                "Not known yet: no pilot has an outcome with a baseline, a target and a "
                "measurement."
            )
        unknown = sum(not lane.marks and not lane.is_stopped for lane in self.lanes)
        words = [
            plural(
                "{n} of {all} pilots is moving forward: more outcomes are nearer to their target "
                "than further away from it.",
                "{n} of {all} pilots are moving forward: more outcomes are nearer to their "
                "target than further away from it.",
                sum(lane.moves for lane in self.lanes),
                all=number(len(self.lanes)),
            )
        ]
        if stopped := sum(lane.is_stopped for lane in self.lanes):
            words.append(plural("{n} was stopped.", "{n} were stopped.", stopped))
        if unknown:
            words.append(
                plural(
                    "For {n} pilot this is not known yet.",
                    "For {n} pilots this is not known yet.",
                    unknown,
                )
            )
        return " ".join(words)


def comparison(rows: Sequence[Mapping[str, Any]]) -> Comparison:
    """From rows of `queries.pictures.side_by_side`, in their order."""
    return Comparison(
        tuple(
            Lane(
                id=row["id"],
                name=row["name"],
                done=row["done"],
                is_stopped=row["phase"] == STOPPED,
                marks=tuple(
                    Mark(newest.statement, outcome["measurement"], newest.share, newest.sentence)
                    for outcome, newest in map(_measured, row["outcomes"])
                    if newest.share is not None
                ),
            )
            for row in rows
        )
    )


def _measured(outcome: Mapping[str, Any]) -> tuple[Mapping[str, Any], Progress]:
    """An outcome (a row), and its progress by its newest measurement alone."""
    newest = {
        "id": outcome["measurement"],
        "measured_on": outcome["measured_on"],
        "value": outcome["value"],
        "of_how_many": None,
        "note": None,
    }
    # A share of the way needs none of these.
    not_needed = {"baseline_on": None, "target_on": None, "counts_people": True}
    return outcome, progress({**outcome, **not_needed}, [newest] if outcome["measurement"] else [])
