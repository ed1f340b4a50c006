"""What an outcome promises is not moved in silence: once it is measured, a change has a reason.

Funders read the first promise, and each change of it with its day and its reason.
"""

from collections.abc import Sequence

from pilots.errors import RuleBroken
from pilots.language import _
from pilots.queries import target_versions
from pilots.rules.reasons import changed_without_reason
from pilots.store.reader import Reader
from schemas import Outcome, Record

PROMISES = ("target", "target_on", "target_of", "better", "baseline")
"""The fields that say what is promised."""


class IsPromised(RuleBroken):
    sentence = (
        "This outcome has already been measured, and this would change what was promised. Say "
        "under “{why}” why it changes. Nothing was recorded; what you typed is still there."
    )


def refuse(reader: Reader, new: Sequence[Record]) -> None:
    """Raise IsPromised where a promise would change, without a reason."""
    for outcome in changed_without_reason(reader, new, _is_same, "retargeted"):
        if target_versions.first_measured(reader, outcome.id):
            raise IsPromised(why=_(Outcome.fields()["retargeted"].title or ""))


def _is_same(old: Outcome, new: Outcome) -> bool:
    """Whether both promise the same; to fill in what was empty changes nothing.

    The direction counts only where there is a target.
    """
    names = PROMISES if old.target is not None else ("baseline",)
    return all(getattr(old, name) in (None, getattr(new, name)) for name in names)
