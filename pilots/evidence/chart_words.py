"""The sentences of a control chart: what its last point shows, and what becomes of the target."""

from typing import Literal

from pilots.evidence.chances import Every, span
from pilots.evidence.signals import WINDOW, Signal
from pilots.language import _, number, plural, significant

Variation = Literal["improvement", "concern", "neutral", "common"]
"""The variation icons of Making Data Count (NHS England). improvement, concern: special cause
variation in the direction that is better or worse. neutral: special cause variation where no
direction is better. common: common cause variation, so chance alone explains it."""
Assurance = Literal["pass", "fail", "hit or miss"]
"""The assurance icons of Making Data Count: whether the process as it is meets the target
always, never, or by chance."""


def outside_sentence(value: str, limit: str, *, is_up: bool) -> str:
    """That the last value lies beyond a limit."""
    if is_up:
        return _(
            "The last value, {value}, is higher than chance usually gives: {limit} at most.",
            value=value,
            limit=limit,
        )
    return _(
        "The last value, {value}, is lower than chance usually gives: {limit} at least.",
        value=value,
        limit=limit,
    )


def run_sentence(signal: Signal, mean: str, every: Every, *, is_old: bool) -> str:
    """Which last points stand out together. `is_old`: the mean is not that of all points."""
    many = span(signal.points, every)
    match signal.rule:
        case "trend" if signal.is_up:
            reason = _("The last {span} rise each time.", span=many)
        case "trend":
            reason = _("The last {span} fall each time.", span=many)
        case "two of three":
            reason = _two_of_three(signal, mean, every, is_old=is_old)
        case _:
            reason = _shift_sentence(signal, many, mean, is_old=is_old)
    return f"{reason} {_('That rarely happens by chance.')}"


def _two_of_three(signal: Signal, mean: str, every: Every, *, is_old: bool) -> str:
    last, n = span(WINDOW, every), number(signal.points)
    if signal.is_up and is_old:
        return _(
            "Of the last {span}, {n} lie far above the old average of {mean}.",
            span=last,
            n=n,
            mean=mean,
        )
    if signal.is_up:
        return _(
            "Of the last {span}, {n} lie far above the average of {mean}.",
            span=last,
            n=n,
            mean=mean,
        )
    if is_old:
        return _(
            "Of the last {span}, {n} lie far below the old average of {mean}.",
            span=last,
            n=n,
            mean=mean,
        )
    return _(
        "Of the last {span}, {n} lie far below the average of {mean}.", span=last, n=n, mean=mean
    )


def _shift_sentence(signal: Signal, many: str, mean: str, *, is_old: bool) -> str:
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


def same_sentence(points: int, value: str, every: Every) -> str:
    """That all points are equal."""
    return _("The same in all {span}: {value}.", span=span(points, every), value=value)


def no_signal_sentence(points: int, stood_out: int, limits: tuple[str, str], every: Every) -> str:
    """The sentence where the last of `points` does not stand out; `stood_out` earlier ones do."""
    many = span(points, every)
    if stood_out:
        last = _("The last of {span} lies within what chance usually gives.", span=many)
        more = plural("{n} earlier one stands out.", "{n} earlier ones stand out.", stood_out)
        return f"{last} {more}"
    lower, upper = limits
    return _(
        "In {span} nothing stands out: {lower} to {upper} is what chance usually gives.",
        span=many,
        lower=lower,
        upper=upper,
    )


def assurance_sentence(assurance: Assurance, target: float) -> str:
    """What happens with the target if nothing changes."""
    aim = significant(target)
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
