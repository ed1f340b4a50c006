"""The target line of an outcome whose promise was changed: a step for each change.

What was promised first stays in the picture, so that a lower target does not look like success.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from pilots.charts.template import ORANGE, plain, shorten
from pilots.evidence import Progress
from pilots.language import _, day


def are_drawn(progress: Progress) -> bool:
    return len(progress.steps) > 1


def targets(progress: Progress) -> list[float]:
    """The targets of all steps: values that must be in sight."""
    return [step.target for step in progress.steps if step.target is not None]


def trace(progress: Progress) -> dict[str, Any]:
    """The line: level as long as a target stood, and upright where it was changed."""
    days = [*_begins(progress), _end(progress)]
    steps = [*progress.steps, progress.steps[-1]]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": days,
        "y": [step.target for step in steps],
        "line": {"color": ORANGE, "width": 2, "dash": "dash", "shape": "hv"},
        "text": [plain(words) for words in (*_hover(progress), _words(progress, -1))],
        "hovertemplate": "%{text}<extra></extra>",
    }


def labels(progress: Progress) -> Iterator[dict[str, Any]]:
    """The words at the first step, and where the last one begins: at the end of the chart stand
    those of the newest measurement."""
    first, last = progress.steps[0], progress.steps[-1]
    begins, end = _begins(progress), _end(progress)
    if first.target is not None:
        words = _("Promised {value}", value=progress.say(first.target))
        yield _label(words, begins[0], first.target, "left")
    if last.target is not None:
        words = _("Now {value}", value=progress.say(last.target))
        is_late = last.since - begins[0] > (end - begins[0]) * 0.6
        yield _label(words, last.since, last.target, "right" if is_late else "left")


def _label(words: str, on: date, value: float, side: str) -> dict[str, Any]:
    return {
        "text": plain(shorten(words, 40)),
        "showarrow": False,
        "x": on,
        "xanchor": side,
        "y": value,
        "yanchor": "bottom",
    }


def _hover(progress: Progress) -> Iterator[str]:
    yield _words(progress, 0)
    for old, new in pairwise(progress.steps):
        yield shorten(new.sentence(old, progress.unit), 160)


def _words(progress: Progress, nth: int) -> str:
    step = progress.steps[nth]
    value = _("none") if step.target is None else progress.say(step.target)
    return _("Target since {day}: {value}", day=day(step.since), value=value)


def _begins(progress: Progress) -> list[date]:
    """The day from which each step is drawn: the first one from the left of the chart."""
    known = [point.on for point in progress.points]
    first = min([*known, *filter(None, (progress.baseline_on,)), progress.steps[0].since])
    return [first, *(step.since for step in progress.steps[1:])]


def _end(progress: Progress) -> date:
    known = [point.on for point in progress.points]
    days = (step.target_on for step in progress.steps)
    return max([*known, *filter(None, days), progress.steps[-1].since])
