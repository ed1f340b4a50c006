"""Who has less say than was meant for them, as a question to the team."""

import streamlit as st

from pilots.language import _, plural, short_day, today
from pilots.queries.ladder import CurrentRung, current_rungs
from pilots.screens.kit import answers, markup
from schemas import Rung


def draw(pilot_id: str) -> bool:
    """A line for each of them; whether there was anything to say."""
    everybody = answers.for_viewer(current_rungs, pilot_id, today())
    people = [row for row in everybody if _has_less(row)]
    if people:
        question = plural(
            "{n} person has less say than we meant. What do we change?",
            "{n} people have less say than we meant. What do we change?",
            len(people),
        )
        st.markdown(f"### {question}\n" + "\n".join(f"- {_line(row)}" for row in people))
    return bool(people)


def _has_less(row: CurrentRung) -> bool:
    """Whether the last rung on which somebody was seen is lower than was meant for them."""
    intended, rung = row["intended"], row["rung"]
    return bool(intended and rung and Rung(rung).height < Rung(intended).height)


def _line(row: CurrentRung) -> str:
    words = _(
        "meant: {intended}; last seen: {rung}, {day}",
        intended=_(Rung(row["intended"]).label) if row["intended"] else "",
        rung=_(Rung(row["rung"]).label) if row["rung"] else "",
        day=short_day(row["seen_on"]) if row["seen_on"] else "",
    )
    return markup.titled(row["name"], words)
