"""What is said of a control chart: what its last point shows, and what it promises."""

from typing import Literal

from pilots.evidence.chances import Every, span
from pilots.evidence.limits import Limits
from pilots.evidence.signals import WINDOW, Signal
from pilots.language import _, number, plural

Variation = Literal["improvement", "concern", "neutral", "common"]
"""improvement, concern: it stands out, in the direction that is better or worse. neutral: it
stands out, and no direction is better. common: nothing but chance is to be seen."""
Assurance = Literal["pass", "fail", "hit or miss"]
"""Whether chance alone would still meet the target: always, never, or now and then."""


def bound(value: float) -> str:
    """A limit or an average: a second decimal would sound more certain than it is."""
    return number(round(value, 1) if abs(value) >= 1 else value)


def standing_out(
    signal: Signal, value: float, limits: Limits, every: Every, *, is_old: bool
) -> str:
    """Why the last point, of this value, stands out. `is_old`: more came after the baseline."""
    many = span(signal.points, every)
    match signal.rule:
        case "outside":
            return _outside(signal, number(value), limits)
        case "trend" if signal.is_up:
            said = _("The last {span} rise each time.", span=many)
        case "trend":
            said = _("The last {span} fall each time.", span=many)
        case "two of three":
            said = _two_of_three(signal, every)
        case "shift":
            said = _shift(signal, many, bound(limits.mean), is_old=is_old)
    return f"{said} {_('That rarely happens by chance.')}"


def _outside(signal: Signal, value: str, limits: Limits) -> str:
    if signal.is_up:
        return _(
            "The last value, {value}, is higher than chance usually gives: {limit} at most.",
            value=value,
            limit=bound(limits.upper),
        )
    return _(
        "The last value, {value}, is lower than chance usually gives: {limit} at least.",
        value=value,
        limit=bound(limits.lower),
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


def direction(variation: Variation) -> str:
    """Whether what stands out is for the better; '' where no direction is better."""
    match variation:
        case "improvement":
            return _("That is the right direction.")
        case "concern":
            return _("That is the wrong direction.")
    return ""


def quiet(points: int, stood_out: int, limits: Limits, lower: float, every: Every) -> str:
    """What is said when the last point does not stand out; `stood_out` earlier ones do."""
    many = span(points, every)
    if stood_out:
        last = _("The last of {span} lies within what chance usually gives.", span=many)
        more = plural("{n} earlier one stands out.", "{n} earlier ones stand out.", stood_out)
        return f"{last} {more}"
    if not limits.average_range:
        return _("The same in all {span}: {value}.", span=many, value=bound(limits.mean))
    return _(
        "In {span} nothing stands out: {lower} to {upper} is what chance usually gives.",
        span=many,
        lower=bound(lower),
        upper=bound(limits.upper),
    )


def promise(assurance: Assurance, target: float) -> str:
    """What will come of a target if nothing changes."""
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
