"""Who has less say than was meant for them, as a question to the team."""

import streamlit as st

from pilots.assessments.ladder import below_intention
from pilots.language import _, plural, short_day, today
from pilots.queries.ladder import CurrentRung
from pilots.screens.kit import answers, markup
from schemas import Rung


def draw(pilot_id: str) -> bool:
    """A line for each of them; whether there was anything to say."""
    people = answers.for_viewer(below_intention, pilot_id, today())
    if people:
        question = plural(
            "{n} person has less say than we meant. What do we change?",
            "{n} people have less say than we meant. What do we change?",
            len(people),
        )
        st.markdown(f"### {question}\n" + "\n".join(f"- {_line(row)}" for row in people))
    return bool(people)


def _line(row: CurrentRung) -> str:
    words = _(
        "meant: {intended}; last seen: {rung}, {day}",
        intended=_(Rung(row["intended"]).label) if row["intended"] else "",
        rung=_(Rung(row["rung"]).label) if row["rung"] else "",
        day=short_day(row["seen_on"]) if row["seen_on"] else "",
    )
    return markup.titled(row["name"], words)
