"""Pilots side by side: how far each has come with what it wants to change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pilots.evidence.progress import Progress, progress
from pilots.language import _, number, plural


@dataclass(frozen=True)
class Mark:
    """An outcome of which is known how far it is."""

    statement: str
    measurement: str
    """The id of its newest measurement."""
    share: float
    """Of the way from baseline to target; below 0 is further away, above 1 is beyond."""
    words: str
    """The same as a sentence."""


@dataclass(frozen=True)
class Lane:
    """A pilot."""

    id: str
    name: str
    done: int | None
    """Actions done in the last weeks; None where that is not looked at."""
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
        """Which of them move, and of which nobody can tell."""
        known = [lane for lane in self.lanes if lane.marks]
        if not known:
            return _(
                "Not known yet: no pilot has an outcome with a baseline, a target and a "
                "measurement."
            )
        said = plural(
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
            return f"{said} {more}"
        return said


def comparison(rows: Sequence[Mapping[str, Any]]) -> Comparison:
    """From rows with id, name, done and outcomes, each with its newest measurement."""
    return Comparison(
        tuple(
            Lane(
                id=row["id"],
                name=row["name"],
                done=row["done"],
                marks=tuple(
                    Mark(found.statement, outcome["measurement"], found.share, found.sentence)
                    for outcome, found in map(_measured, row["outcomes"])
                    if found.share is not None
                ),
            )
            for row in rows
        )
    )


def _measured(outcome: Mapping[str, Any]) -> tuple[Mapping[str, Any], Progress]:
    """An outcome with how far it is by its newest measurement alone."""
    newest = {
        "id": outcome["measurement"],
        "measured_on": outcome["measured_on"],
        "value": outcome["value"],
        "of_how_many": None,
        "note": None,
    }
    unknown = {"baseline_on": None, "target_on": None, "counts_people": True}
    return outcome, progress({**outcome, **unknown}, [newest] if outcome["measurement"] else [])
