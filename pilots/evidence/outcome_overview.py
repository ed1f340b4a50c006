"""All outcomes below each other: what was promised, where each is now, and how sure that is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pilots.evidence.certainty import is_too_small
from pilots.evidence.chances import how_likely
from pilots.evidence.promise import Promise, State
from pilots.language import _, significant

ORDER: tuple[State, ...] = ("further", "same", "nearer", "redefined", "unknown", "reached")
"""What needs to be talked about comes first."""


@dataclass(frozen=True)
class OverviewRow:
    """One outcome, with nothing in it that may not be shown."""

    id: str
    pilot: str
    pilot_name: str
    statement: str
    state: State
    began: str
    """The baseline; '' where it is not known."""
    promised: str
    """The first target; '' without one."""
    changed_to: str
    """Today's target, where it is another one; '' elsewhere."""
    now: str
    """The newest value; '' where nothing was measured."""
    share: float | None
    """Of the way from the baseline to the first target: below 0 it moved away from it. None
    where that is not known."""
    low: float | None
    """The same for the ends of the range in which it will be on the day of the target in 8 of 10
    cases; None without a forecast."""
    high: float | None
    chance: str
    """How likely it is that the target is met, in the reader's language; '' where nothing can be
    said."""

    @property
    def verdict(self) -> str:
        """What became of the promise, in a few words in the reader's language."""
        if not self.promised:
            return _("tracked without a target")
        short = {"further": _("further away"), "nearer": _("nearer")}
        return short.get(self.state) or verdict(self.state)


@dataclass(frozen=True)
class Overview:
    """The outcomes that are shown below each other."""

    rows: tuple[OverviewRow, ...]


def verdict(state: State) -> str:
    """How the newest value stands to what was promised, in the reader's language."""
    return {
        "reached": _("target reached"),
        "nearer": _("nearer to the target"),
        "same": _("same as at the start"),
        "further": _("further from the target than at the start"),
        "redefined": _("measured differently since"),
        "unknown": _("not known yet"),
    }[state]


def against_target(promise: Promise) -> str:
    """The newest value beside today's target, in the reader's language: 42 of 45 eaters.

    Only where more is better and it is not there yet: 7 of 8 would sound like a shortfall where
    fewer is better. `promise` has a newest value that may be shown.
    """
    known, newest = promise.progress, promise.progress.newest
    if newest is None:
        return ""
    target = known.target
    if target is None or known.better == "neither":
        return known.say_point(newest)
    if known.better == "higher" and newest.value < target:
        value = known.bounded(newest, significant(newest.value, target))
        return _("{value} of {all}", value=value, all=known.say(target))
    return _(
        "{value} (target {target})", value=known.say_point(newest), target=significant(target)
    )


def verdict_of_first(promise: Promise) -> str:
    """What became of what was promised first, which is named where it is another target now."""
    first = promise.progress.as_promised
    if not promise.is_retargeted or first.target is None:
        return verdict(promise.state)
    return _(
        "first promise, {target}: {verdict}",
        target=significant(first.target),
        verdict=verdict(promise.state),
    )


def overview(promises: Iterable[Promise], names: Mapping[str, str]) -> Overview:
    """A row for each promise, what needs to be talked about first; `names` are of the pilots."""
    rows = [_row(promise, names[promise.pilot]) for promise in promises]
    rows.sort(key=lambda row: (ORDER.index(row.state), row.pilot_name, row.statement))
    return Overview(tuple(rows))


def _now(promise: Promise) -> str:
    if promise.newest_is_suppressed:
        return promise.progress.too_few
    newest = promise.progress.newest
    return promise.progress.say_point(newest) if newest else ""


def _row(promise: Promise, pilot_name: str) -> OverviewRow:
    first = promise.progress.as_promised
    target = promise.progress.target
    is_comparable = promise.state != "redefined" and not promise.newest_is_suppressed
    low, high = _range(promise) if is_comparable else (None, None)
    return OverviewRow(
        id=promise.id,
        pilot=promise.pilot,
        pilot_name=pilot_name,
        statement=promise.progress.statement,
        state=promise.state,
        began="" if first.baseline is None else significant(first.baseline),
        promised="" if first.target is None else first.say(first.target),
        changed_to=promise.progress.say(target)
        if promise.is_retargeted and target is not None
        else "",
        now=_now(promise),
        share=first.share if is_comparable else None,
        low=low,
        high=high,
        chance=_chance(promise),
    )


def _range(promise: Promise) -> tuple[float | None, float | None]:
    first, assessment = promise.progress.as_promised, promise.assessment
    forecast = assessment.forecast if assessment and not is_too_small(promise) else None
    if forecast is None or not forecast.fan or first.baseline is None or first.target is None:
        return None, None
    distance = first.target - first.baseline
    if not distance:
        return None, None
    last = forecast.fan[-1]
    low, high = sorted((value - first.baseline) / distance for value in (last.low, last.high))
    return low, high


def _chance(promise: Promise) -> str:
    """Of the first promise alone: a chance of another target would be read as one of this."""
    assessment = promise.assessment
    if (
        assessment is None
        or is_too_small(promise)
        or promise.is_retargeted
        or promise.state == "reached"
    ):
        return ""
    if assessment.is_missed:
        return _("its date has passed")
    if assessment.forecast is None or assessment.forecast.chance.chance is None:
        return ""
    if assessment.is_unreliable:
        return _("cannot be forecast")
    if not assessment.forecast.is_open:
        return ""
    return how_likely(assessment.forecast.chance.chance)
