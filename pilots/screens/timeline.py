"""What happened in a pilot, newest first."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pilots.language import _, number, plural, said_day, today
from pilots.queries import pilot as questions
from pilots.screens import show, ui
from pilots.screens.lists import PAGE, page


def timeline(pilot: str, most: int = PAGE, paged: bool = True) -> None:
    """What happened, newest first: actions done, measurements, new questions."""
    n = ui.ask(questions.timeline_length, pilot)
    if not n:
        st.info(
            _("Here you will see what happened, newest first. Log a first action to begin."),
            icon=":material/lightbulb:",
        )
        return
    first = page("timeline", n) if paged else 0
    for row in ui.ask(questions.timeline, pilot, first=first, most=most):
        _happening(row)


_ICONS = {
    "action": ":material/check_circle:",
    "measurement": ":material/add_chart:",
    "question": ":material/help:",
}


def _happening(row: Mapping[str, Any]) -> None:
    with st.container(border=True):
        st.caption(ui.escape(said_day(row["day"], today())))
        st.markdown(f"{_ICONS[row['table']]} **{ui.escape(row['text'])}**")
        if row["number"] is not None:
            st.caption(ui.escape(_number_of(row)))
        if row["more"]:
            st.text(row["more"])
        show.photo(row["photo"], alt=row["text"])


def _number_of(row: Mapping[str, Any]) -> str:
    if row["table"] == "action":
        return plural("{n} participant", "{n} participants", row["number"])
    return f"{number(row['number'])} {row['unit'] or ''}".strip()
