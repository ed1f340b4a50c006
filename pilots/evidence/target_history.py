"""What was promised first, and how it changed: the steps of an outcome's target."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pilots.evidence.small_cells import few
from pilots.language import _, day, local_day, significant


@dataclass(frozen=True)
class TargetStep:
    """A target as it stood from a day on. The first one is the promise."""

    since: date
    """The day on which it was recorded."""
    target: float | None
    """None where the target was taken away."""
    target_on: date | None
    better: str
    baseline: float | None
    baseline_is_few: bool = False
    """Whether the baseline counts fewer than five people, and is None for that reason."""
    why: str = ""
    """Why it was changed to this; '' for the first one, and where nobody said."""
    decided_by: str = ""

    def sentence(self, before: "TargetStep", unit: str) -> str:
        """What was changed, when, why, and who decided, in the reader's language."""
        changed = _(
            "Changed on {day}: {changes}.",
            day=day(self.since),
            changes="; ".join(self._changes(before, unit)),
        )
        why = _("Why: {reason}", reason=self.why) if self.why else _("No reason was given.")
        by = _("Decided by: {whom}.", whom=self.decided_by.rstrip(" .")) if self.decided_by else ""
        return " ".join(filter(None, (changed, why, by)))

    def _changes(self, before: "TargetStep", unit: str) -> Iterator[str]:
        def worded(value: float) -> str:
            return f"{significant(value)} {unit}".strip()

        if self.target is None:
            yield _("no target any more")
        elif self.target != before.target:
            yield _("the target is {value}", value=worded(self.target))
        if self.target_on and self.target_on != before.target_on:
            yield _("to be reached by {day}", day=day(self.target_on))
        elif before.target_on and not self.target_on:
            yield _("without a day")
        if self._baseline != before._baseline:
            value = few() if self.baseline_is_few else _("none")
            yield _(
                "the baseline is {value}",
                value=value if self.baseline is None else worded(self.baseline),
            )
        if self.better != before.better:
            yield {
                "higher": _("higher is better"),
                "lower": _("lower is better"),
            }.get(self.better, _("no direction is better"))

    @property
    def terms(self) -> tuple[Any, ...]:
        """What may not change in silence."""
        return (self.target, self.target_on, self.better, self._baseline)

    @property
    def _baseline(self) -> tuple[float | None, bool]:
        return (self.baseline, self.baseline_is_few)


def target_steps(versions: Sequence[Mapping[str, Any]]) -> tuple[TargetStep, ...]:
    """The steps of one outcome, from all its versions (rows of `queries.target_versions`).

    None of them where there never was a target. A version that is corrected on the day it was
    recorded, and before anything was measured, was a slip of the pen. What goes back to an
    earlier step undoes what came between.
    """
    steps: list[TargetStep] = []
    for version in versions:
        if version["statement"] is None:  # withdrawn
            continue
        new = _step(version)
        if not steps:
            if new.target is not None:
                steps.append(new)
            continue
        if new.terms == steps[-1].terms:
            continue
        earlier = [step.terms for step in steps]
        if new.terms in earlier:
            del steps[earlier.index(new.terms) + 1 :]
        elif _fills_in(steps[-1], new):
            steps[-1] = replace(new, since=steps[-1].since, why=steps[-1].why)
        elif new.since == steps[-1].since and _is_unmeasured(version):
            steps[-1] = replace(new, why=steps[-1].why)
        else:
            steps.append(new)
    return tuple(steps)


def _step(version: Mapping[str, Any]) -> TargetStep:
    return TargetStep(
        since=local_day(version["recorded_at"]),
        target=version["target"],
        target_on=version["target_on"],
        better=version["better"],
        baseline=version["baseline"],
        baseline_is_few=version["few"],
        why=version["why"] or "",
        decided_by=version["decided_by"] or "",
    )


def _fills_in(old: TargetStep, new: TargetStep) -> bool:
    """Whether something that was empty was filled in, and nothing else changed."""
    return all(
        before in (None, (None, False), after)
        for before, after in zip(old.terms, new.terms, strict=True)
    )


def _is_unmeasured(version: Mapping[str, Any]) -> bool:
    measured = version["first_measured"]
    return measured is None or version["recorded_at"] < measured
