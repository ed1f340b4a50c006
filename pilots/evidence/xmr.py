"""The result of a control chart: its points, limits and icons, and its sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pilots.evidence import cautions, chart_words
from pilots.evidence.arguments import Better
from pilots.evidence.bounds import Bounds
from pilots.evidence.chances import Every, span, too_early
from pilots.evidence.chart_numbers import apart, average, within
from pilots.evidence.chart_words import Assurance, Variation
from pilots.evidence.dependence import looks_like_before
from pilots.evidence.limits import Limits
from pilots.evidence.signals import Signal
from pilots.language import _, number, significant

MIN_POINTS = 6
"""With fewer points there are no limits."""
LOCK_AT = 12
"""At this number of points the limits lock; until then they are provisional."""

FALSE_ALARMS = {12: 0.047, 24: 0.154}
"""The share of charts with so many points, in which nothing changes, where a point stands out
all the same; the limits rest on all the points. Of independent, normally distributed values, in a
million series."""
FALSE_ALARMS_LOCKED = 0.312
"""The same with 24 points, if the limits were locked at 12: those know less about the mean."""

Kind = Literal["values", "counts", "shares"]
"""values: an XmR chart. counts: a c chart, or a u chart where sizes differ. shares: an np chart,
or a p chart where the numbers of people differ."""


@dataclass(frozen=True)
class ChartPoint:
    """A measurement in a control chart."""

    period: int
    """Its index in the series; periods without a measurement count."""
    value: float
    """In the unit of the series; of a share the number of hits."""
    moving_range: float | None
    """How much it differs from the point before, in the same unit; None for the first."""
    signal: Signal | None
    """The rule by which it stands out; None where it does not, or there are no limits."""
    variation: Variation
    """What that means: the variation icon of Making Data Count."""
    size: float
    """Out of how many people, or over how much a count was made; 1 for values."""
    limits: Limits | None
    """The lines at this point, which move with its size; None where there are none."""


@dataclass(frozen=True)
class ControlChart:
    """A control chart: measurements, with the limits between which chance moves them."""

    points: tuple[ChartPoint, ...]
    """Oldest first. Periods without a measurement are left out."""
    limits: Limits | None
    """Those of the last point. None where there are too few points for them; see `needed`."""
    better: Better
    """The direction in which the value should move."""
    target: float | None
    """The value to reach, in the unit of the series; None where there is none."""
    baseline: int
    """How many points the limits rest on, or would rest on if there were enough."""
    is_locked: bool
    """Whether the baseline is complete, so that new points leave the limits as they are."""
    is_old: bool
    """Whether the mean is an old one: of a baseline that is not all the points."""
    needed: int
    """How many more points the limits need; 0 where there are limits."""
    bounds: Bounds
    """Between which values a measurement must lie."""
    every: Every
    """What the time between two points is called in the sentence."""
    kind: Kind
    """What is charted."""
    decimals: int
    """In which values were written down."""

    @property
    def least(self) -> float | None:
        """The lowest value possible, such as 0 for counts; None where there is none."""
        return self.bounds.least

    @property
    def is_provisional(self) -> bool:
        """Whether there are limits that rest on fewer than 12 points: draw them dashed."""
        return self.limits is not None and self.baseline < LOCK_AT

    @property
    def sizes_differ(self) -> bool:
        """Whether the limits move from point to point (p and u charts)."""
        return len({point.size for point in self.points}) > 1

    @property
    def variation(self) -> Variation | None:
        """The variation icon, of the last point; None without points or limits."""
        return self.points[-1].variation if self.points and self.limits else None

    @property
    def assurance(self) -> Assurance | None:
        """The assurance icon; None without limits, a target or a direction that is better, and
        where sizes differ: a target is then reached by asking more people."""
        is_comparable = self.target is not None and not self.sizes_differ
        if self.limits is None or self.better == "neither" or not is_comparable:
            return None
        return assurance(self.limits.lower, self.limits.upper, self.target or 0.0, self.better)

    @property
    def drawn_lower(self) -> float | None:
        """The lower limit, clipped at the lowest value possible: to draw, not to calculate."""
        return self.bounds.clip(self.limits.lower) if self.limits else None

    @property
    def drawn_upper(self) -> float | None:
        """The upper limit, clipped at the highest value possible."""
        return self.bounds.clip(self.limits.upper) if self.limits else None

    @property
    def looks_like_before(self) -> bool:
        """Whether each measurement looks like the one before it (lag-1 autocorrelation)."""
        return looks_like_before([point.value / point.size for point in self.points])

    @property
    def sentence(self) -> str:
        """What the chart says, in the reader's language."""
        if self.limits is None:
            why = _("With fewer than {n}, change and chance look the same.", n=number(MIN_POINTS))
            return f"{too_early(span(self.needed, self.every))} {why}"
        if not self.points:
            return _("Nothing has been measured yet.")
        return " ".join(filter(None, (self._newest(self.limits), *self._rest(self.limits))))

    def _newest(self, limits: Limits) -> str:
        newest = self.points[-1]
        if newest.signal is None:
            return self._no_signal(limits)
        direction = chart_words.direction_sentence(newest.variation)
        return f"{self._reason(newest.signal, newest, limits)} {direction}".strip()

    def _reason(self, signal: Signal, newest: ChartPoint, limits: Limits) -> str:
        if signal.rule == "outside":
            limit = limits.upper if signal.is_up else limits.lower
            value, bound = apart(self._scaled(newest.value), self._scaled(limit), self._places)
            return chart_words.outside_sentence(
                self._with_unit(value), self._with_unit(bound), is_up=signal.is_up
            )
        near = signal.rule == "two of three"
        run = [] if near else self.points[-signal.points :]
        rates = [self._scaled(point.value, point.size) for point in run]
        mean = average(self._scaled(limits.mean), rates, self._places)
        return chart_words.run_sentence(
            signal, self._with_unit(mean), self.every, is_old=self.is_old
        )

    def _no_signal(self, limits: Limits) -> str:
        stood_out = sum(point.signal is not None for point in self.points)
        rates = {point.value / point.size for point in self.points}
        if not stood_out and len(rates) == 1:
            value = self._with_unit(significant(self._scaled(self.points[-1].value)))
            return chart_words.same_sentence(len(self.points), value, self.every)
        lower, upper = within(
            self._scaled(self.bounds.clip(limits.lower)),
            self._scaled(self.bounds.clip(limits.upper)),
            self._places,
        )
        return chart_words.no_signal_sentence(
            len(self.points),
            stood_out,
            (self._with_unit(lower), self._with_unit(upper)),
            self.every,
        )

    def _rest(self, limits: Limits) -> Iterator[str]:
        is_steady = self.variation == "common" and limits.lower != limits.upper
        if self.assurance and self.target is not None and is_steady:
            yield chart_words.assurance_sentence(self.assurance, self.target)
        if self.is_provisional:
            yield _("Provisional: based on fewer than {span}.", span=span(LOCK_AT, self.every))

    # Where sizes differ only shares and rates can be compared, so those are said.

    @property
    def _places(self) -> int:
        return (0 if self.kind == "shares" else 1) if self.sizes_differ else self.decimals

    def _scaled(self, value: float, size: float | None = None) -> float:
        """A value as it is said: a percentage or a rate where sizes differ."""
        if not self.sizes_differ:
            return value
        return value / (size or self.points[-1].size) * (100 if self.kind == "shares" else 1)

    def _with_unit(self, words: str) -> str:
        return f"{words}%" if self.sizes_differ and self.kind == "shares" else words

    @property
    def caution(self) -> str:
        """How often a point stands out by chance, in the reader's language."""
        alone = (
            cautions.of_values(FALSE_ALARMS[12], FALSE_ALARMS[24], FALSE_ALARMS_LOCKED)
            if self.kind == "values"
            else cautions.of_counts()
        )
        return f"{alone} {cautions.dependent()}" if self.looks_like_before else alone


def assurance(
    lower: float, upper: float, target: float, better: Literal["higher", "lower"]
) -> Assurance:
    """The assurance that limits give for a target; a target on a limit is hit or miss."""
    if lower <= target <= upper:
        return "hit or miss"
    return "pass" if (target < lower) == (better == "higher") else "fail"
