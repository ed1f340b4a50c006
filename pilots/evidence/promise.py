"""What was promised of an outcome and what came of it, without any count of 1 to 4 people.

The counts are suppressed as `small_cells` says, so everybody may read the result.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal

from pilots.evidence.assessment import Assessment, assess
from pilots.evidence.comparison import Comparison, Lane, Mark
from pilots.evidence.progress import Progress, progress
from pilots.evidence.small_cells import FEWEST, few
from pilots.language import _, day, listing, plural, significant

State = Literal["reached", "nearer", "same", "further", "unknown"]
"""The newest value compared with baseline and target."""


@dataclass(frozen=True)
class Promise:
    """An outcome with the numbers that may be shown."""

    id: str
    pilot: str
    progress: Progress
    """Without the values that may not be shown."""
    baseline_is_suppressed: bool
    """Whether the baseline counts fewer than five people."""
    suppressed_days: tuple[date, ...]
    """The days on which fewer than five people were counted."""
    row: Mapping[str, Any] = field(compare=False, repr=False)
    """The row it was made from, suppressed values marked."""
    versions: Sequence[Mapping[str, Any]] = field(default=(), compare=False, repr=False)
    """The logbook's lines about the measurements that may be shown; for the backtest."""
    today: date | None = None
    """From this day on things lie ahead; None: the day of the newest measurement."""

    @cached_property
    def assessment(self) -> Assessment | None:
        """The assessment of the measurements that may be shown; None without any."""
        if self.progress.newest is None:
            return None
        today = self.today or self.progress.newest.on
        return assess(
            self.row,
            _shown(self.row),
            self.row["breaks"],
            today,
            self.versions,
            self.suppressed_days,
        )

    def prepare(self) -> None:
        """Work the assessment out now, so that it is cached with the promise."""
        _assessment = self.assessment

    @property
    def newest_is_suppressed(self) -> bool:
        """Whether the newest measurement counts fewer than five people."""
        newest = self.progress.newest
        return bool(self.suppressed_days) and (
            newest is None or newest.on < self.suppressed_days[-1]
        )

    @property
    def state(self) -> State:
        """What became of the target. A suppressed value reaches it only if 1 to 4 all would."""
        aim, better = self.progress.target, self.progress.better
        if better == "neither" or aim is None:
            return "unknown"
        if self.newest_is_suppressed:
            return "reached" if better == "lower" and aim >= FEWEST - 1 else "unknown"
        if self.progress.is_reached:
            return "reached"
        share = self.progress.share
        if share is None or share > 1:
            return "unknown"
        return "same" if share == 0 else "nearer" if share > 0 else "further"

    @property
    def promised(self) -> str:
        """The baseline, the target and its day, in the reader's language."""
        if self.progress.target is None:
            if self.progress.better == "neither":
                return _("No target: this is tracked without one.")
            return _("No target was set.")
        aim = self.progress.say(self.progress.target)
        if self.progress.target_on:
            aim = _("{value} on {day}", value=aim, day=day(self.progress.target_on))
        if self.baseline_is_suppressed:
            return _("From {baseline} to {target}.", baseline=few(), target=aim)
        if self.progress.baseline is None:
            return _("To {target}; it is not known where it began.", target=aim)
        return _(
            "From {baseline} to {target}.",
            baseline=significant(self.progress.baseline),
            target=aim,
        )

    @property
    def sentence(self) -> str:
        """The newest value and whether the target is reached, in the reader's language."""
        if not self.newest_is_suppressed:
            return self.progress.sentence
        measured = _(
            "Last measured on {day}: {value}.",
            day=day(self.suppressed_days[-1]),
            value=f"{few()} {self.progress.unit}".strip(),
        )
        if self.state == "reached" and self.progress.target is not None:
            aim = self.progress.say(self.progress.target)
            return f"{measured} {_('The target of {target} is reached.', target=aim)}"
        return measured


def promise(
    row: Mapping[str, Any],
    versions: Sequence[Mapping[str, Any]] = (),
    today: date | None = None,
) -> Promise:
    """From a row of `queries.progress.outcomes`, and those of `queries.public_versions` that
    are of this outcome. From `today` on things lie ahead; None: from the newest measurement on."""
    known = progress(row, _shown(row))
    return Promise(
        id=row["id"],
        pilot=row["pilot"],
        progress=known,
        baseline_is_suppressed=row["few"],
        suppressed_days=tuple(
            measured["measured_on"] for measured in row["measurements"] if measured["few"]
        ),
        row=row,
        versions=versions,
        today=today,
    )


def _shown(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The measurements that may be shown, without the team's notes."""
    return [
        {**measured, "note": None}
        for measured in row["measurements"]
        if not measured["few"] and measured["value"] is not None
    ]


def overall(promises: Sequence[Promise]) -> str:
    """How many promises are in which state, in the reader's language."""
    if not promises:
        return _("No outcome has been promised yet.")
    total = plural("{n} outcome was promised:", "{n} outcomes were promised:", len(promises))
    return f"{total} {listing(list(_counts(promises)))}."


def _counts(promises: Sequence[Promise]) -> Iterator[str]:
    states = [promise.state for promise in promises]
    if n := states.count("reached"):
        yield plural("{n} reached its target", "{n} reached their target", n)
    if n := states.count("nearer"):
        yield plural("{n} is nearer to its target", "{n} are nearer to their target", n)
    if n := states.count("same"):
        yield plural("{n} is where it began", "{n} are where they began", n)
    if n := states.count("further"):
        yield plural("{n} is further from its target", "{n} are further from their target", n)
    if n := states.count("unknown"):
        yield plural("{n} is not known yet", "{n} are not known yet", n)


def side_by_side(rows: Sequence[Mapping[str, Any]], promises: Sequence[Promise]) -> Comparison:
    """A comparison of pilots (rows with id and name) by the numbers that may be shown."""
    return Comparison(
        tuple(
            Lane(
                id=row["id"],
                name=row["name"],
                done=None,
                marks=tuple(
                    Mark(one.progress.statement, one.progress.newest.id or "", share, one.sentence)
                    for one in promises
                    if one.pilot == row["id"]
                    and one.progress.newest
                    and not one.newest_is_suppressed
                    and (share := one.progress.share) is not None
                ),
            )
            for row in rows
        )
    )
