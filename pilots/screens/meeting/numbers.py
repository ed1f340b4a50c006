"""What the numbers say: outcomes that moved since the last review, and those to measure."""

import streamlit as st

from pilots import evidence
from pilots.language import _, plural, today
from pilots.queries import pilot as pilot_questions
from pilots.queries import review as questions
from pilots.queries import today as today_questions
from pilots.screens import ui
from pilots.screens.meeting import parts
from pilots.screens.meeting.parts import Row
from pilots.screens.pictures import pictures


def draw(review: Row) -> None:
    """What moved in pictures; what did not, or is to be measured, in a sentence each."""
    outcomes = ui.ask(pilot_questions.outcomes, review["pilot"])
    if not outcomes:
        parts.nothing(
            _("This pilot has no outcomes yet. What should change, and how would you see it?"),
            icon=":material/lightbulb:",
        )
        return
    moved = ui.ask(questions.measured, review["pilot"], review["since"])
    due = {row["id"] for row in ui.ask(today_questions.to_measure, today(), most=1_000)}
    st.markdown(_count(len(moved), len(due & {row["id"] for row in outcomes})))
    drawn = parts.few([row for row in outcomes if row["id"] in moved], "moved")
    for row in drawn:
        pictures.outcome(row, shared=True)
    parts.offer_rest([row for row in outcomes if row["id"] in moved], "moved")
    still = [row for row in outcomes if row["id"] not in moved]
    if still:
        st.markdown(f"### {_('Not measured since')}")
    for row in still:
        _still(row, is_due=row["id"] in due)


def _count(moved: int, due: int) -> str:
    said = plural("{n} outcome was measured since.", "{n} outcomes were measured since.", moved)
    if not due:
        return f"**{said}**"
    to_measure = plural("{n} is to be measured now.", "{n} are to be measured now.", due)
    return f"**{said} {to_measure}**"


def _still(row: Row, is_due: bool) -> None:
    found = evidence.progress(row, ui.ask(pilot_questions.measurements, row["id"]))
    icon = ":material/event_busy:" if is_due else ":material/schedule:"
    due = f" {_('It is time to measure.')}" if is_due else ""
    st.markdown(
        f"{icon} **{ui.escape(found.statement)}**  \n:gray[{ui.escape(found.sentence + due)}]"
    )
