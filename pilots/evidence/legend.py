"""How to read the picture of an outcome: what each sign in it stands for."""

from collections.abc import Iterator

from pilots.evidence.judged import Judged
from pilots.language import _


def legend(judged: Judged, marks: bool = False) -> Iterator[str]:
    """A sentence for each sign that is in the picture; `marks`: it shows actions too."""
    yield levels(judged)
    drawn = [part.chart for part in judged.parts if part.chart and part.chart.limits]
    if drawn:
        yield _("Grey band: what chance usually gives. A dashed edge is provisional.")
    if any(point.signal for chart in drawn for point in chart.points):
        yield _standing_out(judged)
    if judged.forecast and judged.forecast.fan:
        yield _("The fan: where it will be in 8 of 10 cases, if it goes on like this.")
    if marks:
        yield _("A triangle at the bottom is an action that was done.")


def levels(judged: Judged) -> str:
    """Baseline and target in words, also where nobody has set them yet."""
    known = judged.known
    baseline, target = (
        _("not set yet") if level is None else known.say(level)
        for level in (known.baseline, known.target)
    )
    return _("Baseline: {baseline}. Target: {target}.", baseline=baseline, target=target)


def _standing_out(judged: Judged) -> str:
    if judged.known.better == "neither":
        return _("A hexagon stands out: that is a question, not a verdict.")
    return _(
        "A diamond stands out for the better, a square for the worse: that is a question, not a "
        "verdict."
    )
