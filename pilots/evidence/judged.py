"""An outcome as it is judged: does it change or is it chance, and will it be in time.

What was measured is judged in parts: a part begins where what is normal was reckoned anew, or
where something else was measured from then on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from pilots.evidence.control import control_chart
from pilots.evidence.forecast import Forecast, Way, forecast, way
from pilots.evidence.given import Better
from pilots.evidence.kept import Kept, is_shaky, kept
from pilots.evidence.progress import Point, Progress, progress
from pilots.evidence.rhythm import Rhythm
from pilots.evidence.shares import ShareInterval, share_of
from pilots.evidence.xmr import ControlChart
from pilots.language import _, day

MOST = 400
"""Of more measurements than these the last ones are judged."""


@dataclass(frozen=True)
class Break:
    """From when on an outcome is judged anew."""

    since: date
    why: str
    """What people wrote; the empty text where they did not."""
    is_redefined: bool
    """Whether something else is measured from then on; or else what is normal is reckoned anew."""
    action: str | None = None
    """The title of what explains it."""
    id: str | None = None
    """Of the record in which it stands."""

    @property
    def sentence(self) -> str:
        """When and why, in the reader's language."""
        since = day(self.since)
        said = (
            _("It has been measured differently since {day}, so the line starts again.", day=since)
            if self.is_redefined
            else _("The limits are recalculated from {day} on.", day=since)
        )
        why = _("Why: {reason}", reason=self.why) if self.why else ""
        done = _("After: {action}.", action=self.action) if self.action else ""
        return " ".join(filter(None, (said, why, done)))


@dataclass(frozen=True)
class Part:
    """Measurements that are judged together."""

    points: tuple[Point, ...]
    """Oldest first; never none."""
    chart: ControlChart | None
    """A point for each; None where they cannot be held against each other: see `why_not`."""
    because: Break | None
    """Why it begins here; None for the first part."""


@dataclass(frozen=True)
class Judged:
    """What the measurements of an outcome say."""

    known: Progress
    parts: tuple[Part, ...]
    """Oldest first."""
    forecast: Forecast | None
    """None where there is no target, no day for it, or that day is over."""
    share: ShareInterval | None
    """Of the newest measurement, where it is x of n; None elsewhere."""
    kept: tuple[Kept, ...]
    """What was forecast before, oldest first."""
    why_not: Literal["", "a total", "asked"]
    """Why nothing is said of change or chance: it is a total, or how many were asked differs too
    much. The empty text where something is said."""

    @property
    def newest(self) -> ControlChart | None:
        """The chart of the last part: what its icons stand for holds now."""
        return self.parts[-1].chart if self.parts else None

    @property
    def change(self) -> str:
        """Whether it changes or moves by chance, in the reader's language."""
        if self.newest is None:
            return self._unjudged()
        # What would come of the target if nothing changed, is another question where it does.
        is_foreseen = self.forecast is not None and self.forecast.chance.chance is not None
        moves = is_foreseen and self.newest.variation != "common"
        return (replace(self.newest, target=None) if moves else self.newest).sentence

    def _unjudged(self) -> str:
        match self.why_not:
            case "a total":
                return _(
                    "This is a total, and a total can only rise: see whether it will be in time."
                )
            case "asked":
                return _(
                    "The number of people asked differs too much from time to time to compare "
                    "the results."
                )
        return _("Nothing has been measured yet.")

    @property
    def is_shaky(self) -> bool:
        """Whether earlier forecasts tell not to build on this one."""
        return is_shaky(self.kept)

    @property
    def breaks(self) -> list[Break]:
        """Where it is judged anew, as far as there are measurements from then on."""
        return [part.because for part in self.parts if part.because]


def judged(
    row: Mapping[str, Any],
    measured: Sequence[Mapping[str, Any]],
    breaks: Sequence[Mapping[str, Any]],
    today: date,
    versions: Sequence[Mapping[str, Any]] = (),
    withheld: Sequence[date] = (),
) -> Judged:
    """From an outcome, its measurements, and what `queries.judging` answers of it.

    `versions` are every line about its measurements; without them no earlier forecast is known.
    `withheld` are the days of measurements that may not be shown: what is left of that part
    tells another story, and is not held against chance.
    """
    known = progress(row, measured)
    moves = way(row, known)
    found = _breaks(breaks)
    why_not = _why_not(row, known)
    parts = tuple(
        Part(mine, None if why_not or gaps else _chart(row, known, mine, moves.rhythm), because)
        for mine, gaps, because in _split(known.points[-MOST:], withheld, found)
    )
    last = parts[-1] if parts else None
    return Judged(
        known=known,
        parts=parts,
        forecast=_ahead(known, last, moves, today),
        share=share_of(known.newest) if row["counts_people"] else None,
        kept=_looked_back(last, moves, versions),
        why_not=why_not,
    )


def _breaks(rows: Sequence[Mapping[str, Any]]) -> list[Break]:
    found = [
        Break(row["since"], row["why"] or "", row["redefined"], row["title"], row["id"])
        for row in rows
    ]
    return sorted(found, key=lambda it: (it.since, not it.is_redefined))


def _why_not(row: Mapping[str, Any], known: Progress) -> Literal["", "a total", "asked"]:
    """Numbers that cannot be held against each other, one by one."""
    if row["only_grows"]:
        return "a total"
    asked = {point.of_how_many for point in known.points}
    return "asked" if row["counts_people"] and _differ(asked) else ""


ALIKE = 0.8
"""Of how many may differ so much: the smallest is at least this share of the largest."""


def _differ(asked: set[int | None]) -> bool:
    known = [n for n in asked if n is not None]
    return bool(known) and (len(known) < len(asked) or min(known) < ALIKE * max(known))


# --- change, or chance -------------------------------------------------------------------


def _split(
    points: Sequence[Point], withheld: Sequence[date], breaks: Sequence[Break]
) -> Iterator[tuple[tuple[Point, ...], int, Break | None]]:
    """The points of each part, how many of it are withheld, and why it begins."""
    starts: list[Break | None] = [None, *breaks]
    for because, after in zip(starts, [*breaks, None], strict=True):

        def is_in(on: date, since: Break | None = because, until: Break | None = after) -> bool:
            begun = since is None or on >= since.since
            return begun and (until is None or on < until.since)

        mine = tuple(point for point in points if is_in(point.on))
        if mine:
            yield mine, sum(map(is_in, withheld)), because


def _chart(
    row: Mapping[str, Any], known: Progress, points: Sequence[Point], pace: Rhythm
) -> ControlChart:
    values = [point.value for point in points]
    is_counted = row["counts_people"] or all(value == int(value) for value in values)
    return control_chart(
        values,
        better=_better(known),
        target=known.target,
        least=0.0 if is_counted and min(values) >= 0 else None,
        every=pace.every if pace.is_kept(points) else "measurement",
    )


def _better(known: Progress) -> Better:
    if known.better == "neither":
        return "neither"
    return "lower" if known.better == "lower" else "higher"


def _looked_back(
    last: Part | None, moves: Way, versions: Sequence[Mapping[str, Any]]
) -> tuple[Kept, ...]:
    """A share of people who add up has one end, and no next value to be right about."""
    if last is None or moves.in_the_end:
        return ()
    return tuple(kept(versions, last.points, moves, last.points[0].on))


# --- what is to come ---------------------------------------------------------------------


def _ahead(known: Progress, last: Part | None, moves: Way, today: date) -> Forecast | None:
    """Nothing is forecast of a day that is over: whether it was met is known, or nobody looked."""
    if last is None:
        return None
    if known.target_on and known.target_on <= today and last.points[-1].on < known.target_on:
        return None
    return forecast(known, last.points, replace(moves, since=None) if last.because else moves)
