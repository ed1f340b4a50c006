"""The sentences of a control chart: what its last point shows, and what becomes of the target."""

from typing import Literal

from pilots.evidence.chances import Every, span
from pilots.evidence.limits import Limits
from pilots.evidence.signals import WINDOW, Signal
from pilots.language import _, number, plural

Variation = Literal["improvement", "concern", "neutral", "common"]
"""The variation icons of Making Data Count (NHS England). improvement, concern: special cause
variation in the direction that is better or worse. neutral: special cause variation where no
direction is better. common: common cause variation, so chance alone explains it."""
Assurance = Literal["pass", "fail", "hit or miss"]
"""The assurance icons of Making Data Count: whether the process as it is meets the target
always, never, or by chance."""


def rounded(value: float) -> str:
    """A limit or an average in words, with one decimal at most from 1 on."""
    return number(round(value, 1) if abs(value) >= 1 else value)


def signal_sentence(
    signal: Signal, value: float, limits: Limits, every: Every, *, is_old: bool
) -> str:
    """Why the last point, of this value, stands out. `is_old`: it lies after the baseline."""
    many = span(signal.points, every)
    match signal.rule:
        case "outside":
            return _outside(signal, number(value), limits)
        case "trend" if signal.is_up:
            reason = _("The last {span} rise each time.", span=many)
        case "trend":
            reason = _("The last {span} fall each time.", span=many)
        case "two of three":
            reason = _two_of_three(signal, every)
        case "shift":
            reason = _shift(signal, many, rounded(limits.mean), is_old=is_old)
    return f"{reason} {_('That rarely happens by chance.')}"


def _outside(signal: Signal, value: str, limits: Limits) -> str:
    if signal.is_up:
        return _(
            "The last value, {value}, is higher than chance usually gives: {limit} at most.",
            value=value,
            limit=rounded(limits.upper),
        )
    return _(
        "The last value, {value}, is lower than chance usually gives: {limit} at least.",
        value=value,
        limit=rounded(limits.lower),
    )


def _two_of_three(signal: Signal, every: Every) -> str:
    last, n = span(WINDOW, every), number(signal.points)
    if signal.is_up:
        return _("Of the last {span}, {n} lie far above the average.", span=last, n=n)
    return _("Of the last {span}, {n} lie far below the average.", span=last, n=n)


def _shift(signal: Signal, many: str, mean: str, *, is_old: bool) -> str:
    if signal.is_up and is_old:
        return _("The last {span} lie above the old average of {mean}.", span=many, mean=mean)
    if signal.is_up:
        return _("The last {span} lie above the average of {mean}.", span=many, mean=mean)
    if is_old:
        return _("The last {span} lie below the old average of {mean}.", span=many, mean=mean)
    return _("The last {span} lie below the average of {mean}.", span=many, mean=mean)


def direction_sentence(variation: Variation) -> str:
    """Whether the last point is for the better or the worse; '' where neither is known."""
    match variation:
        case "improvement":
            return _("That is the right direction.")
        case "concern":
            return _("That is the wrong direction.")
    return ""


def no_signal_sentence(
    points: int, stood_out: int, limits: Limits, lower: float, every: Every
) -> str:
    """The sentence where the last of `points` does not stand out; `stood_out` earlier ones do."""
    many = span(points, every)
    if stood_out:
        last = _("The last of {span} lies within what chance usually gives.", span=many)
        more = plural("{n} earlier one stands out.", "{n} earlier ones stand out.", stood_out)
        return f"{last} {more}"
    if not limits.average_range:
        return _("The same in all {span}: {value}.", span=many, value=rounded(limits.mean))
    return _(
        "In {span} nothing stands out: {lower} to {upper} is what chance usually gives.",
        span=many,
        lower=rounded(lower),
        upper=rounded(limits.upper),
    )


def assurance_sentence(assurance: Assurance, target: float) -> str:
    """What happens with the target if nothing changes."""
    aim = number(target)
    match assurance:
        case "pass":
            return _("If nothing changes, the target of {target} is met every time.", target=aim)
        case "fail":
            return _("If nothing changes, the target of {target} is not met.", target=aim)
        case "hit or miss":
            return _(
                "If nothing changes, chance decides whether the target of {target} is met.",
                target=aim,
            )
