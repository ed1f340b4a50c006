"""What was promised of each outcome, what came of it, and how sure we are."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pilots import charts, evidence
from pilots.access import Verb
from pilots.assessments.promises import promises_of
from pilots.evidence import Promise
from pilots.evidence.small_cells import few
from pilots.language import _, number, short_day
from pilots.screens.kit import answers, markup, session
from pilots.screens.kit.pictures import drawing, meaning
from pilots.screens.progress import source, stories
from pilots.screens.progress.period import Period

Row = Mapping[str, Any]


def outcomes(pilot_id: str, when: Period) -> None:
    """All outcomes, as they were at the end of the period."""
    st.markdown(f"### {_('What was promised, and what came of it?')}")
    promises = answers.for_funder(promises_of, pilot_id, until=when.until)
    st.markdown(markup.escape(evidence.overall(promises)))
    for found in promises:
        _outcome(found.row, found, when)
    if promises:
        source.behind(pilot_id, "outcomes", _("The measurements behind this"))


def _outcome(row: Row, found: Promise, when: Period) -> None:
    # A phone's width is for the picture.
    with st.container(border=not markup.on_phone(), key=f"promise.{row['id']}"):
        st.markdown(f"#### {markup.escape(found.known.statement)}")
        words, picture = st.columns([2, 3], gap="medium")
        with words:
            st.markdown(
                "\n\n".join(
                    f"**{title}**  \n{markup.escape(text)}"
                    for title, text in (
                        (_("Promised"), found.promised),
                        (_("What came of it"), found.sentence),
                        (_("How sure are we?"), evidence.certainty(found)),
                    )
                )
            )
            st.caption(markup.escape(source.of_outcome(row, found)))
        with picture:
            _picture(row, found)
        _numbers(row, found)
        for story in stories.of_outcome(row["pilot"], row["id"], when):
            stories.card(story)


def _picture(row: Row, found: Promise) -> None:
    if not found.known.points:
        return
    assessment = found.assessment
    drawing.chart(
        lambda: charts.outcome_chart(found.known, (), assessment),
        f"promise.{row['id']}",
        f"{found.known.statement}. {found.sentence}",
        found.known,
        row["breaks"],
        clickable=session.allowed(Verb.READ_PERSONAL, row["pilot"]),
    )
    if assessment:
        st.caption(markup.escape(" ".join(meaning.legend(assessment))))
        meaning.offer_methods(assessment, key=f"methods.{row['id']}")


def _numbers(row: Row, found: Promise) -> None:
    if row["measurements"]:
        drawing.numbers(
            lambda: {
                _("Measured on"): [short_day(it["measured_on"]) for it in row["measurements"]],
                _("Value"): [_value(it, found) for it in row["measurements"]],
                _("Out of how many"): [_count(it["of_how_many"]) for it in row["measurements"]],
            },
            key=f"promise.numbers.{row['id']}",
        )


def _value(measured: Row, found: Promise) -> str:
    return few() if measured["few"] else found.known.say(measured["value"])


def _count(n: int | None) -> str:
    return "" if n is None else number(n)
