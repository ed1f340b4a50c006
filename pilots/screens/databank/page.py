"""Databank: what the neighbours of a pilot look for and bring, and bringing them together."""

import streamlit as st

from pilots.language import _
from pilots.screens.databank import entry, finding, keeping_up, lacking, matching
from pilots.screens.kit import empty_state, url_select
from pilots.screens.kit.forms import pilot_picker

VIEW = "beeld"
"""The query parameter of the view, and its key in the session."""

st.title(_("Who can help whom?"), anchor=False)

if pilot := pilot_picker.draw():
    views = {
        "enter": _("Write down"),
        "find": _("Find"),
        "match": _("Bring together"),
        "keep_up": _("Keep up"),
        "lacking": _("What is lacking?"),
    }
    match url_select.segment(VIEW, _("Show"), views, default="enter"):
        case "find":
            finding.draw(pilot)
        case "match":
            matching.draw(pilot)
        case "keep_up":
            keeping_up.draw(pilot)
        case "lacking":
            lacking.draw(pilot)
        case _enter:
            entry.draw(pilot)
else:
    empty_state.first_steps()
