"""The assessment of an outcome: does it change or is it chance, and will it be in time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Literal

from pilots.evidence import cautions
from pilots.evidence.arguments import as_direction
from pilots.evidence.backtest import (
    PastForecast,
    backtest,
    is_unreliable,
    steps_ahead,
    track_record,
)
from pilots.evidence.chart_choice import chart
from pilots.evidence.dependence import is_uneven
from pilots.evidence.forecast import Forecast, forecast
from pilots.evidence.phases import PhaseChange, phase_change
from pilots.evidence.prediction import Assumptions, assume
from pilots.evidence.progress import Progress, progress
from pilots.evidence.segments import Break, Segment, breaks_of, split
from pilots.evidence.shares import ShareInterval, share_of
from pilots.evidence.xmr import ControlChart
from pilots.language import _, day

MAX_POINTS = 400
"""Of more measurements than these the last ones are assessed."""


@dataclass(frozen=True)
class Assessment:
    """What the measurements of an outcome say."""

    progress: Progress
    segments: tuple[Segment, ...]
    """Oldest first."""
    forecast: Forecast | None
    """None where there is nothing to forecast, such as without a target, or after its day."""
    share: ShareInterval | None
    """Of the newest measurement, where that is x of n people; None elsewhere."""
    backtest: tuple[PastForecast, ...]
    """Earlier forecasts of the last segment and what came of them, oldest first."""
    why_no_chart: Literal["", "a total", "asked"]
    """Why there is no control chart: the outcome is a running total, or it is not known each time
    out of how many people. The empty text where there is a chart."""
    is_missed: bool = False
    """Whether the day of the target has passed, and nothing was measured on it or since."""

    @property
    def newest(self) -> ControlChart | None:
        """The chart of the last segment, which is about today; None where there is none."""
        return self.segments[-1].chart if self.segments else None

    @property
    def change(self) -> str:
        """Whether it changes or moves by chance, in the reader's language."""
        if self.newest is None:
            return self._no_chart()
        # "If nothing changes, the target is not met" would contradict a forecast.
        is_forecast = self.forecast is not None and self.forecast.chance.chance is not None
        is_known = is_forecast or self.progress.is_reached
        return (replace(self.newest, target=None) if is_known else self.newest).sentence

    def _no_chart(self) -> str:
        match self.why_no_chart:
            case "a total":
                return _(
                    "This is a total, and a total can only rise: see whether it will be in time."
                )
            case "asked":
                return _(
                    "Some measurements do not say out of how many people, so they cannot be "
                    "compared."
                )
        return _("Nothing has been measured yet.")

    @property
    def warnings(self) -> list[str]:
        """What makes chart and forecast less sure than they look, in the reader's language."""
        if self.newest is None or self.newest.limits is None:
            return []
        is_said = self.phases is not None and self.phases.is_dependent
        is_dependent = self.newest.looks_like_before and not is_said
        return [
            *([cautions.dependent()] if is_dependent else []),
            *([cautions.uneven()] if self._is_uneven else []),
        ]

    @property
    def caution(self) -> str:
        """How far to trust a point that stands out, in the reader's language; '' if none can."""
        if self.newest is None or self.newest.limits is None:
            return ""
        points = self.progress.points
        seasons = cautions.seasons(points[0].on, points[-1].on)
        uneven = cautions.uneven() if self._is_uneven else ""
        return " ".join(filter(None, (self.newest.caution, uneven, seasons)))

    @property
    def _is_uneven(self) -> bool:
        return is_uneven([point.on.toordinal() for point in self.segments[-1].points])

    @property
    def lateness(self) -> str:
        """That the day of the target passed without a measurement; '' where it did not."""
        if not self.is_missed or self.progress.target_on is None:
            return ""
        return _(
            "The day of the target was {day}, and nothing has been measured since.",
            day=day(self.progress.target_on),
        )

    @property
    def is_unreliable(self) -> bool:
        """Whether earlier forecasts were wrong so often that this one is better not relied on."""
        return self._is_open and is_unreliable(self.backtest)

    @property
    def track_record(self) -> str:
        """How many earlier forecasts were right, and whether to rely on this one, in the reader's
        language; '' without any."""
        return track_record(self.backtest, is_open=self._is_open)

    @property
    def _is_open(self) -> bool:
        return self.forecast is not None and self.forecast.is_open

    @cached_property
    def phases(self) -> PhaseChange | None:
        """The measurements before and since the action that the last segment begins with.

        None without such an action: a day that was chosen by looking at the measurements proves
        nothing about them. None too where a segment has no chart, or too few measurements.
        """
        before, since = self.segments[-2:] if len(self.segments) > 1 else (None, None)
        if before is None or since is None or before.chart is None or since.chart is None:
            return None
        start = since.begins_with
        if start is None or start.is_redefined or not start.action:
            return None
        change = phase_change(
            self._levels(before), self._levels(since), as_direction(self.progress.better)
        )
        return None if change.needed else change

    def _levels(self, segment: Segment) -> list[float]:
        """The values of a segment; shares where they are people out of so many."""
        is_share = self.progress.counts_people
        return [
            point.value / point.of_how_many if is_share and point.of_how_many else point.value
            for point in segment.points
        ]

    @property
    def breaks(self) -> list[Break]:
        """Where segments begin, oldest first, as far as there are measurements from then on."""
        return [segment.begins_with for segment in self.segments if segment.begins_with]


def assess(
    row: Mapping[str, Any],
    measured: Sequence[Mapping[str, Any]],
    breaks: Sequence[Mapping[str, Any]],
    today: date,
    versions: Sequence[Mapping[str, Any]] = (),
    withheld: Sequence[date] = (),
) -> Assessment:
    """Assess an outcome (a row of the register) by its measurements, oldest first.

    `breaks` and `versions` are rows of `pilots.queries.outcomes`; `versions` are all
    logbook lines about the measurements, and without them there is no backtest. `withheld` are
    the days of measurements with too few people to show: their segment gets no control chart,
    because what is left of it would tell another story.
    """
    known = progress(row, measured)
    assumptions = assume(row, known)
    starts = breaks_of(breaks)
    why_no_chart = _why_no_chart(row, known)
    segments = tuple(
        Segment(
            mine,
            None if why_no_chart or hidden else chart(row, known, mine, assumptions),
            begins_with,
        )
        for mine, hidden, begins_with in split(known.points[-MAX_POINTS:], withheld, starts)
    )
    last = segments[-1] if segments else None
    is_over = last is not None and _is_over(known, last, today)
    return Assessment(
        progress=known,
        segments=segments,
        forecast=None if is_over else _forecast(known, last, assumptions),
        share=share_of(known.newest) if row["counts_people"] else None,
        backtest=_backtest(known, last, assumptions, versions),
        why_no_chart=why_no_chart,
        is_missed=is_over and known.target_on != today and known.target is not None,
    )


def _why_no_chart(row: Mapping[str, Any], known: Progress) -> Literal["", "a total", "asked"]:
    """Totals only rise, and a number of people says nothing without out of how many."""
    if row["only_grows"] or (row["counts_people"] and row["target_of"]):
        return "a total"
    asked = [point.of_how_many for point in known.points]
    return "asked" if row["counts_people"] and any(asked) and not all(asked) else ""


def _backtest(
    known: Progress,
    last: Segment | None,
    assumptions: Assumptions,
    versions: Sequence[Mapping[str, Any]],
) -> tuple[PastForecast, ...]:
    """None for a share of a fixed number of people: only its final value is forecast."""
    if last is None or assumptions.final_trials:
        return ()
    ahead = steps_ahead(last.points, known.target_on, assumptions.period.days)
    return tuple(backtest(versions, last.points, assumptions, last.points[0].on, ahead))


def _is_over(known: Progress, last: Segment, today: date) -> bool:
    """Whether the day of the target has come and nothing was measured on it or after."""
    day_of_target = known.target_on
    return day_of_target is not None and last.points[-1].on < day_of_target <= today


def _forecast(known: Progress, last: Segment | None, assumptions: Assumptions) -> Forecast | None:
    """A total that continues after a break did not begin at 0 in the last segment."""
    if last is None:
        return None
    return forecast(
        known, last.points, replace(assumptions, zero_on=None) if last.begins_with else assumptions
    )
