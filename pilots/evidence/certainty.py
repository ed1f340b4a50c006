"""How certain the result of a promise is, in words.

Numbers that are too small to show are left out of the calculations too, so that no sentence
gives them away.
"""

from pilots.evidence.assessment import Assessment
from pilots.evidence.promise import Promise
from pilots.language import _, plural

MAX_LEFT_OUT = 0.1
"""With a larger share of the measurements too small to show, the rest would mislead."""


def certainty(promise: Promise) -> str:
    """The interval of a share, whether the outcome changes, and the chance that it meets its
    target; or why nothing can be said."""
    assessment = promise.assessment
    if assessment is None:
        return (
            _too_small_to_say() if promise.suppressed_days else _("Nothing has been measured yet.")
        )
    if is_too_small(promise):
        return _too_small_to_say()
    sentences = [
        assessment.share.sentence if assessment.share else "",
        _change(assessment),
        assessment.forecast.sentence if assessment.forecast else assessment.lateness,
        assessment.track_record if assessment.forecast else "",
        *assessment.warnings,
    ]
    return " ".join(filter(None, sentences)) or _counted(promise)


def is_too_small(promise: Promise) -> bool:
    """Whether so many of the numbers may not be shown that nothing can be worked out."""
    most = MAX_LEFT_OUT * len(promise.progress.points)
    return promise.newest_is_suppressed or len(promise.suppressed_days) > most


def _too_small_to_say() -> str:
    return _("Too many of the numbers are too small to show, so nothing can be worked out.")


def _change(assessment: Assessment) -> str:
    """Whether it changes or moves by chance, and from when on; '' without limits."""
    if assessment.newest is None or assessment.newest.limits is None:
        return ""
    phases = [assessment.phases.sentence] if assessment.phases else []
    return " ".join([assessment.change, *(start.sentence for start in assessment.breaks), *phases])


def _counted(promise: Promise) -> str:
    return plural(
        "It was measured {n} time. That says how it went, not why.",
        "It was measured {n} times. That says how it went, not why.",
        len(promise.progress.points),
    )
