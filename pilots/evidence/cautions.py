"""How often a point stands out though nothing changes, by the kind of data.

Counted in simulated series; a slow test counts again. Those of an XmR chart are in `xmr`.
"""

from datetime import date

from pilots.language import _, number

COUNTS = {12: 0.05, 24: 0.25}
"""The share of count and share charts with so many points, in which nothing changes, where a point
stands out all the same; the first 12 set the limits. With 24 points it is 0.15 to 0.3, and less of
what is rare."""
DEPENDENT = 0.77
"""The same of XmR charts with 24 points that look like the one before (autocorrelation 0.5)."""
UNEVEN = 0.88
"""The same, measured in pairs two days apart with two months in between."""
SEASONAL = 0.58
"""The same with a season of twelve measurements, one standard deviation high."""
MONTHS = 24
"""From so many months on a season shows: there is the same month of a year before."""


def of_values(twelve: float, rest_on_all: float, locked: float) -> str:
    """How often a point stands out by chance in an XmR chart, in the reader's language.

    The shares of charts with 12 points, with 24 points, and with 24 points and locked limits.
    """
    how_often = _(
        "If each measurement stands on its own and nothing changes, {few} of 100 charts with 12 "
        "points have one. With 24 points {more} of 100 do, and {most} of 100 if the limits stay "
        "those of the first 12.",
        few=_of_100(twelve),
        more=_of_100(rest_on_all),
        most=_of_100(locked),
    )
    return f"{_('A point that stands out is a question, not a verdict.')} {how_often}"


def of_counts() -> str:
    """The same in a chart of counts or shares."""
    how_often = _(
        "If each measurement stands on its own and nothing changes, about {few} of 100 charts "
        "with 12 points have one, and {most} of 100 with 24 points.",
        few=_of_100(COUNTS[12]),
        most=_of_100(COUNTS[24]),
    )
    return f"{_('A point that stands out is a question, not a verdict.')} {how_often}"


def _of_100(share: float) -> str:
    return number(round(100 * share))


def dependent() -> str:
    """For measurements that depend on the one before (autocorrelation): more false alarms."""
    return _(
        "Each measurement looks like the one before it. Then far more points stand out by chance: "
        "up to {n} of 100 charts have one.",
        n=_of_100(DEPENDENT),
    )


def uneven() -> str:
    """For unevenly spaced measurements: more false alarms, and a forecast that is less sure."""
    return _(
        "The measurements are not evenly spaced. Those shortly after each other look alike, so "
        "more points stand out by chance, and the forecast is less sure."
    )


def seasons(first: date, last: date) -> str:
    """What seasons do to measurements from the first day to the last."""
    months = 12 * (last.year - first.year) + last.month - first.month
    if months < MONTHS:
        return _("A season can look like change. Only after two years can you tell them apart.")
    return _("A season can look like change: compare with the same month a year earlier.")
