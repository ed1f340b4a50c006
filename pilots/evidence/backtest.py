"""Backtest: earlier forecasts beside what was measured. Were 8 of 10 intervals right?

They look as far ahead as the target lies: of series that wander, forecasts of the next
measurement are often right, and those of a measurement far ahead seldom.

Forecasts are not stored. The logbook has every version of every measurement, so the forecast
as it stood on any earlier day can be calculated again from what was known then.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pilots.evidence.chances import span
from pilots.evidence.mixture import MIN_POINTS
from pilots.evidence.prediction import Assumptions, prediction_interval
from pilots.evidence.progress import Point
from pilots.language import _, number

MAX_FORECASTS = 20
"""Only the last forecasts are tested."""
MIN_FORECASTS = 3
"""With fewer of them nothing is said of how reliable they are."""


@dataclass(frozen=True)
class PastForecast:
    """A forecast of one measurement from those known before it, and what was measured."""

    recorded_at: datetime
    """When the measurement was recorded (UTC): the forecast uses what was known until then."""
    on: date
    """The day of the measurement."""
    low: float
    """The lower end of the 80% prediction interval, in the unit of the outcome."""
    high: float
    """The upper end."""
    actual: float
    """What was measured, corrections included."""
    ahead: int = 1
    """How many measurements lie from the last one that was known to this one, itself included."""

    @property
    def was_right(self) -> bool:
        """Whether the value lay in the interval, its ends included."""
        return self.low <= self.actual <= self.high


def backtest(
    versions: Sequence[Mapping[str, Any]],
    points: Sequence[Point],
    assumptions: Assumptions,
    since: date,
    ahead: int = 1,
) -> Iterator[PastForecast]:
    """Forecasts of each measurement made `ahead` measurements before, oldest first; the last 20.

    `versions` are rows with id, recorded_at, measured_on, value and perhaps of_how_many, in the
    order in which they were recorded; a measurement without a value was withdrawn. `points` are
    the measurements as they are today. Measurements before `since` are not comparable, and left
    out. A measurement counts as a next one if it is later than all that were known when it was
    first recorded.
    """
    moments = list(_moments(versions, points, since))
    pairs = list(zip(moments, moments[ahead - 1 :], strict=False))
    for (recorded_at, _next, earlier), (_later, point, _known) in pairs[-MAX_FORECASTS:]:
        if not earlier or earlier[-1].on >= point.on:
            continue
        if interval := prediction_interval(earlier, point.on, assumptions, point.of_how_many):
            yield PastForecast(
                recorded_at, point.on, interval.low, interval.high, point.value, ahead
            )


def _moments(
    versions: Sequence[Mapping[str, Any]], points: Sequence[Point], since: date
) -> Iterator[tuple[datetime, Point, list[Point]]]:
    """When each next measurement was recorded, that measurement, and what was known before."""
    current = {point.id: point for point in points}
    known: dict[str, Point] = {}
    for row in versions:
        id, on, value = row["id"], row["measured_on"], row["value"]
        if on is None or value is None or on < since:
            known.pop(id, None)
            continue
        if id in current and id not in known and all(point.on < on for point in known.values()):
            earlier = sorted(known.values(), key=lambda point: point.on)
            yield row["recorded_at"], current[id], earlier
        known[id] = Point(on, value, row.get("of_how_many"), id=id)


def steps_ahead(points: Sequence[Point], target_on: date | None, days: float) -> int:
    """How many measurements ahead to look back: as far as the target lies from the newest one.

    At most half of what there is, and no further than leaves enough forecasts to say something.
    `days` lie between two measurements.
    """
    if target_on is None or not points:
        return 1
    left = round((target_on - points[-1].on).days / days)
    enough = len(points) - MIN_POINTS - MIN_FORECASTS + 1
    return max(min(left, len(points) // 2, enough), 1)


def is_unreliable(forecasts: Sequence[PastForecast]) -> bool:
    """Whether more than half of the forecasts were wrong, of at least three: the outcome then
    does not move as the forecast assumes."""
    return len(forecasts) >= MIN_FORECASTS and 2 * _right(forecasts) < len(forecasts)


def _right(forecasts: Sequence[PastForecast]) -> int:
    return sum(forecast.was_right for forecast in forecasts)


def track_record(forecasts: Sequence[PastForecast], *, is_open: bool = True) -> str:
    """How many were right, in the reader's language; the empty text where there are none.

    And not to rely on this one if they were mostly wrong; `is_open`: there is one to rely on.
    """
    if not forecasts:
        return ""
    right, n, ahead = number(_right(forecasts)), number(len(forecasts)), forecasts[-1].ahead
    counts = (
        _(
            "Earlier forecasts that were right: {right} of {n}. We aim for 8 of 10.",
            right=right,
            n=n,
        )
        if ahead == 1
        else _(
            "Earlier forecasts, {ahead} ahead, that were right: {right} of {n}. We aim for 8 of "
            "10.",
            ahead=span(ahead, "measurement"),
            right=right,
            n=n,
        )
    )
    is_bad = is_open and is_unreliable(forecasts)
    return f"{counts} {_('So do not rely on this one.')}" if is_bad else counts
