"""How sure we are of what came of a promise: what its numbers can bear, in words.

What may not be shown is not calculated with either, so a sentence gives none of it away.
"""

from pilots.evidence.judged import Judged
from pilots.evidence.promise import Promise
from pilots.language import _, plural

MOST_LEFT_OUT = 0.1
"""Where more of the measurements are too small to show, those that are left tell another story."""


def how_sure(found: Promise) -> str:
    """Of a share its interval; of what is measured again and again whether it changes, and the
    chance to get there."""
    judged = found.judged
    if judged is None:
        return _not_to_tell() if found.few else _("Nothing has been measured yet.")
    if found.newest_is_few or len(found.few) > MOST_LEFT_OUT * len(found.known.points):
        return _not_to_tell()
    said = [
        judged.share.sentence if judged.share else "",
        _change(judged),
        judged.forecast.sentence if judged.forecast else "",
    ]
    return " ".join(filter(None, said)) or _counted(found)


def _not_to_tell() -> str:
    return _("Too many of the numbers are too small to show, so nothing can be worked out.")


def _change(judged: Judged) -> str:
    """Whether it changes or moves by chance, and since when that is reckoned."""
    if judged.newest is None or judged.newest.limits is None:
        return ""
    return " ".join([judged.change, *(anew.sentence for anew in judged.breaks)])


def _counted(found: Promise) -> str:
    return plural(
        "It was measured {n} time. That says how it went, not why.",
        "It was measured {n} times. That says how it went, not why.",
        len(found.known.points),
    )
