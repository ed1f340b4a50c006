"""The picture of an outcome: progress, assessment, backtest, and buttons to change it."""

import streamlit as st

from pilots import charts
from pilots.access import Permission
from pilots.assessments import outcomes
from pilots.evidence import Assessment, legend
from pilots.evidence.levels import interval_words
from pilots.language import _, number, short_day, today
from pilots.points import SeriesPoint
from pilots.queries import pilot as pilot_queries
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, markup, session
from pilots.screens.kit.pictures import drawing, meaning
from pilots.screens.kit.records import dialogs
from schemas import LimitsRecalculation, Measurement, Outcome

Row = RecordRow


def outcome(row: Row, brief: bool = False) -> None:
    """An outcome (a row of the register) over time, with buttons to measure and change it.

    `brief`: one of several pictures on a page, so without backtest and methods.
    """
    assessment = answers.for_viewer(outcomes.assess, row["id"], today())
    if assessment is None:  # withdrawn a moment ago
        return
    progress = assessment.progress
    question = _("How far along are we: {outcome}", outcome=progress.statement)
    st.markdown(f"#### {markup.escape(question)}\n\n{markup.escape(progress.sentence)}")
    if progress.points:
        _picture(row, assessment)
        _grounds(row, assessment)
        _numbers(row, assessment)
        if assessment.backtest and not brief:
            _backtest(row, assessment)
    else:
        st.caption(markup.escape(legend.levels(assessment)))
    with st.container(horizontal=True, vertical_alignment="center"):
        if progress.points and not brief:
            point = SeriesPoint("measurements", (row["id"],))
            drawing.offer_drill_down(_("The measurements behind this"), point, key=row["id"])
            meaning.offer_methods(assessment, key=f"methods.{row['id']}")
        if session.allowed(Permission.RECORD, row["pilot"]):
            _offer_measuring(row)
            if not brief:
                _offer_recalculating(row, assessment)


def in_meeting(row: Row) -> None:
    """The picture of an outcome in a meeting: large, without buttons to change it."""
    assessment = answers.for_viewer(outcomes.assess, row["id"], today())
    if assessment is None:
        return
    if not assessment.progress.points:
        st.caption(markup.escape(legend.levels(assessment)))
        return
    _picture(row, assessment, large=True)
    _grounds(row, assessment, assessment.progress.sentence)


def _picture(row: Row, assessment: Assessment, large: bool = False) -> None:
    """The chart, and below it in a few words what it says."""
    progress = assessment.progress
    done = answers.for_viewer(pilot_queries.done_actions, row["pilot"])
    drawing.chart(
        lambda: charts.outcome_chart(progress, done, assessment),
        key=f"outcome.{row['id']}",
        alt=" ".join(
            [f"{progress.statement}.", progress.sentence, *meaning.sentences(assessment)]
        ),
        clickable=True,
        large=large,
    )
    st.markdown(meaning.badges(assessment))


def _grounds(row: Row, assessment: Assessment, first: str = "") -> None:
    """What the words below the chart rest on, for who asks; it begins with `first`."""
    done = answers.for_viewer(pilot_queries.done_actions, row["pilot"])
    with st.expander(_("How do you know this?"), icon=":material/help:", key=f"how.{row['id']}"):
        st.markdown("\n\n".join(filter(None, (markup.escape(first), meaning.lines(assessment)))))
        st.caption(markup.escape(" ".join(legend.legend(assessment, marks=bool(done)))))


# --- its numbers ---------------------------------------------------------------------------


def _numbers(row: Row, assessment: Assessment) -> None:
    progress = assessment.progress
    drawing.numbers(
        lambda: {
            _("Measured on"): [short_day(point.on) for point in progress.points],
            _("Value"): [progress.say(point.value) for point in progress.points],
            _("Out of how many"): [_count(point.of_how_many) for point in progress.points],
            _("What it means"): charts.meanings(assessment),
            _("Note"): [point.note or "" for point in progress.points],
        },
        key=f"numbers.{row['id']}",
    )


def _count(n: int | None) -> str:
    return "" if n is None else number(n)


def _backtest(row: Row, assessment: Assessment) -> None:
    """A table of earlier forecasts and what was measured."""
    progress, forecasts = assessment.progress, assessment.backtest
    is_whole = all(forecast.actual == int(forecast.actual) for forecast in forecasts)
    drawing.numbers(
        lambda: {
            _("Measured on"): [short_day(forecast.on) for forecast in forecasts],
            _("Forecast"): [
                _("{low} to {high}", low=low, high=high)
                for low, high in (
                    interval_words(forecast.low, forecast.high, is_whole=is_whole)
                    for forecast in forecasts
                )
            ],
            _("What it turned out to be"): [
                progress.say(forecast.actual) for forecast in forecasts
            ],
            _("Was it right?"): [
                _("Yes") if forecast.was_right else _("No") for forecast in forecasts
            ],
        },
        key=f"kept.{row['id']}",
        label=_("Earlier forecasts, and what happened"),
    )


# --- what can be done with it --------------------------------------------------------------


def _offer_measuring(row: Row) -> None:
    if st.button(_("Add a measurement"), icon=":material/add_chart:", key=f"measure.{row['id']}"):
        dialogs.open_new(Measurement, row["pilot"], outcome=row["id"], measured_on=today())
    open_ends = row["baseline"] is None or row["target"] is None
    label = _("Set baseline and target") if open_ends else _("Change")
    if st.button(label, icon=":material/edit:", key=f"set.{row['id']}", type="tertiary"):
        dialogs.open_change(Outcome, row)


def _offer_recalculating(row: Row, assessment: Assessment) -> None:
    """Limits are never recalculated automatically: somebody decides, with a reason."""
    if assessment.newest is None or assessment.newest.limits is None:
        return
    if st.button(
        _("Recalculate the limits"),
        icon=":material/restart_alt:",
        key=f"anew.{row['id']}",
        type="tertiary",
        help=_(
            "For when something has changed permanently: the limits are recalculated from "
            "that day on."
        ),
    ):
        dialogs.open_new(LimitsRecalculation, row["pilot"], outcome=row["id"], begins_on=today())
