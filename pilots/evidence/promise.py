"""What was promised of an outcome and what came of it, without any count of 1 to 4 people.

The counts are suppressed as `small_cells` says, so everybody may read the result.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any, Literal

from pilots.evidence.assessment import Assessment, assess
from pilots.evidence.progress import Progress, percents, progress
from pilots.evidence.small_cells import FEWEST, few
from pilots.language import _, day, listing, plural, significant

State = Literal["reached", "nearer", "same", "further", "redefined", "unknown"]
"""The newest value compared with the baseline and the target that were promised first;
`redefined` where something else is measured since, and promised."""


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
        """What became of the first target. A suppressed value reaches it only if 1 to 4 all
        would."""
        if self._is_redefined:
            return "redefined"
        promised = self.progress.as_promised
        aim, better = promised.target, promised.better
        if better == "neither" or aim is None:
            return "unknown"
        if self.newest_is_suppressed:
            is_certain = better == "lower" and aim >= FEWEST - 1 and promised.counts_people
            return "reached" if is_certain else "unknown"
        if promised.is_reached:
            return "reached"
        share = promised.share
        if share is None or share > 1:
            return "unknown"
        return "same" if share == 0 else "nearer" if share > 0 else "further"

    @property
    def _is_redefined(self) -> bool:
        """Whether the target was changed after something else began to be measured."""
        steps = self.progress.steps
        return len(steps) > 1 and any(
            start["redefined"] and steps[0].since < start["since"] <= steps[-1].since
            for start in self.row["breaks"]
        )

    @property
    def is_retargeted(self) -> bool:
        """Whether what was promised first was changed."""
        return len(self.progress.steps) > 1

    @property
    def promised(self) -> str:
        """The baseline, the target and its day as they were promised first, in the reader's
        language."""
        first = self.progress.as_promised
        if first.target is None:
            if first.better == "neither":
                return _("No target: this is tracked without one.")
            return _("No target was set.")
        aim = first.say(first.target)
        if first.target_on:
            aim = _("{value} on {day}", value=aim, day=day(first.target_on))
        if self._first_baseline_is_suppressed:
            words = _("From {baseline} to {target}.", baseline=few(), target=aim)
        elif first.baseline is None:
            words = _("To {target}; it is not known where it began.", target=aim)
        else:
            words = _(
                "From {baseline} to {target}.", baseline=significant(first.baseline), target=aim
            )
        if not self.is_retargeted:
            return words
        return f"{words} {_('Promised on {day}.', day=day(self.progress.steps[0].since))}"

    @property
    def _first_baseline_is_suppressed(self) -> bool:
        steps = self.progress.steps
        return steps[0].baseline_is_few if len(steps) > 1 else self.baseline_is_suppressed

    @property
    def changes(self) -> list[str]:
        """How the promise was changed, a text for each step, in the reader's language."""
        steps = self.progress.steps
        return [new.sentence(old, self.progress.unit) for old, new in pairwise(steps)]

    @property
    def sentence(self) -> str:
        """The newest value and whether the target is reached, in the reader's language; where
        the target was changed, also what became of the first one."""
        if not self.newest_is_suppressed:
            return f"{self.progress.sentence} {self._first_promise_sentence}".strip()
        measured = _(
            "Last measured on {day}: {value}.",
            day=day(self.suppressed_days[-1]),
            value=self.progress.too_few,
        )
        if self.state == "reached" and self.progress.target is not None:
            aim = self.progress.say(self.progress.target)
            return f"{measured} {_('The target of {target} is reached.', target=aim)}"
        return measured

    @property
    def _first_promise_sentence(self) -> str:
        """What became of the first promise; '' where that stands, or nothing was measured."""
        first = self.progress.as_promised
        if not self.is_retargeted or first.newest is None or first.target is None:
            return ""
        target = first.say(first.target)
        match self.state:
            case "reached":
                return _("The first promise, {target}, is reached.", target=target)
            case "nearer":
                return _(
                    "It is {percent} of the way to the first promise, {target}.",
                    target=target,
                    percent=f"{percents(first.share or 0)}%",
                )
            case "same":
                return _(
                    "Measured against the first promise, {target}, it is where it began.",
                    target=target,
                )
            case "further":
                return _(
                    "That is further from the first promise, {target}, than at the start.",
                    target=target,
                )
            case "redefined":
                return _(
                    "Something else has been measured since the first promise, {target}, so the "
                    "two cannot be compared.",
                    target=target,
                )
        return _("What was promised first was {target}.", target=target)


def promise(
    row: Mapping[str, Any],
    versions: Sequence[Mapping[str, Any]] = (),
    today: date | None = None,
) -> Promise:
    """From a row of `queries.progress.outcomes`, and those of `queries.public_versions` that
    are of this outcome. From `today` on things lie ahead; None: from the newest measurement on."""
    row = {**row, "is_public": True}
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


def overall(promises: Sequence[Promise], withdrawn: int = 0) -> str:
    """How many promises are in which state, in the reader's language.

    `withdrawn` is how many were withdrawn: they were promised too.
    """
    if not promises and not withdrawn:
        return _("No outcome has been promised yet.")
    n = len(promises) + withdrawn
    total = plural("{n} outcome was promised:", "{n} outcomes were promised:", n)
    counts = f"{total} {listing(list(_counts(promises, withdrawn)))}."
    retargeted = sum(promise.is_retargeted for promise in promises)
    if not retargeted:
        return counts
    changed = plural(
        "For {n}, the promise has changed since; the first one counts here.",
        "For {n}, the promise has changed since; the first one counts here.",
        retargeted,
    )
    return f"{counts} {changed}"


def _counts(promises: Sequence[Promise], withdrawn: int) -> Iterator[str]:
    states = [promise.state for promise in promises]
    if n := states.count("reached"):
        yield plural("{n} reached its target", "{n} reached their target", n)
    if n := states.count("nearer"):
        yield plural("{n} is nearer to its target", "{n} are nearer to their target", n)
    if n := states.count("same"):
        yield plural("{n} is where it began", "{n} are where they began", n)
    if n := states.count("further"):
        yield plural("{n} is further from its target", "{n} are further from their target", n)
    if n := states.count("redefined"):
        yield plural("{n} is measured differently since", "{n} are measured differently since", n)
    if n := states.count("unknown"):
        yield plural("{n} is not known yet", "{n} are not known yet", n)
    if withdrawn:
        yield plural("{n} was withdrawn", "{n} were withdrawn", withdrawn)
