"""How to read the chart of an outcome: what each sign in it stands for."""

from collections.abc import Iterator

from pilots.evidence.assessment import Assessment
from pilots.language import _


def legend(assessment: Assessment, marks: bool = False) -> Iterator[str]:
    """What each sign in the chart stands for, as far as it occurs. `marks`: actions are in it."""
    yield levels(assessment)
    with_limits = [
        segment.chart for segment in assessment.segments if segment.chart and segment.chart.limits
    ]
    if with_limits:
        yield _("Grey band: what chance usually gives. A dashed edge is provisional.")
    if any(chart.sizes_differ for chart in with_limits):
        yield _("The band moves with how many people were asked.")
    if any(point.signal for chart in with_limits for point in chart.points):
        yield _signal_legend(assessment)
    if assessment.forecast and assessment.forecast.fan:
        yield _("The fan: where it will be in 8 of 10 cases, if it goes on like this.")
    if marks:
        yield _("A triangle at the bottom is an action that was done.")


def _signal_legend(assessment: Assessment) -> str:
    if assessment.progress.better == "neither":
        return _("A hexagon stands out: that is a question, not a verdict.")
    return _(
        "A diamond stands out for the better, a square for the worse: that is a question, not a "
        "verdict."
    )


def levels(assessment: Assessment) -> str:
    """Baseline and target in words, or that they are not set."""
    progress = assessment.progress
    baseline = _("not set yet") if progress.baseline is None else progress.say(progress.baseline)
    target = _("not set yet") if progress.target is None else progress.say(progress.target)
    return _("Baseline: {baseline}. Target: {target}.", baseline=baseline, target=target)
