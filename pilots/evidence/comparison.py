"""Pilots side by side: how much of the way to its target each outcome has covered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pilots.evidence.progress import Progress, progress
from pilots.language import _, number, plural


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

    @property
    def moves(self) -> bool:
        """Whether something is nearer to its target than at the start."""
        return any(mark.share > 0 for mark in self.marks)


@dataclass(frozen=True)
class Comparison:
    """Pilots, in the order given."""

    lanes: tuple[Lane, ...]

    @property
    def sentence(self) -> str:
        """How many pilots move forward, and for how many that is not known."""
        known = [lane for lane in self.lanes if lane.marks]
        if not known:
            return _(
                "Not known yet: no pilot has an outcome with a baseline, a target and a "
                "measurement."
            )
        moving = plural(
            "{n} of {all} pilots is moving forward: an outcome is nearer to its target than at "
            "the start.",
            "{n} of {all} pilots are moving forward: an outcome is nearer to its target than at "
            "the start.",
            sum(lane.moves for lane in known),
            all=number(len(self.lanes)),
        )
        if unknown := len(self.lanes) - len(known):
            more = plural(
                "For {n} pilot this is not known yet.",
                "For {n} pilots this is not known yet.",
                unknown,
            )
            return f"{moving} {more}"
        return moving


def comparison(rows: Sequence[Mapping[str, Any]]) -> Comparison:
    """From rows of `queries.pictures.side_by_side`, in their order."""
    return Comparison(
        tuple(
            Lane(
                id=row["id"],
                name=row["name"],
                done=row["done"],
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
