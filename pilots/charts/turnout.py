"""How many people took part per month, as far as it was reported."""

import calendar
from datetime import date

import plotly.graph_objects as go

from pilots.charts.template import BLUE, WHOLE, figure, month
from pilots.evidence import Turnout
from pilots.language import _, number, plural
from pilots.points import ActionsPoint, write

_FEW = 13
"""With more bars there is no room for a number above each."""


def turnout_chart(turnout: Turnout) -> go.Figure:
    """A bar per month; a question mark where actions were done and none has a number."""
    rows = list(zip(turnout.months, turnout.people, turnout.reported, turnout.silent, strict=True))
    return figure(
        [
            {
                "type": "bar",
                "x": list(turnout.months),
                "y": list(turnout.people),
                "xperiod": "M1",
                "xperiodalignment": "middle",
                "marker": {"color": BLUE},
                "text": [_above(*row[1:], few=len(rows) <= _FEW) for row in rows],
                "textposition": "outside",
                "cliponaxis": False,
                "hovertext": [_words(*row) for row in rows],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "customdata": [
                    write(ActionsPoint("done", on, _last_of(on))) if reported + silent else None
                    for on, _people, reported, silent in rows
                ],
            }
        ],
        xaxis={"tickformat": "%b<br>%Y", "nticks": 7, "ticklabelmode": "period"},
        yaxis={
            "rangemode": "tozero",
            "range": [0, max(*turnout.people, 4) * 1.15] if rows else None,
            "tickformat": WHOLE,
        },
    )


def _above(people: int, reported: int, silent: int, few: bool) -> str:
    if silent and not reported:
        return "?"
    return number(people) if few and reported else ""


def _words(on: date, people: int, reported: int, silent: int) -> str:
    people_words = plural("{n} participant", "{n} participants", people)
    if not reported:
        people_words = _("number of participants not reported") if silent else _("nothing done")
    return _(
        "{month}: {participants}<br>Reported for {reported} of {all} actions",
        month=month(on),
        participants=people_words,
        reported=number(reported),
        all=number(reported + silent),
    )


def _last_of(on: date) -> date:
    return on.replace(day=calendar.monthrange(on.year, on.month)[1])
