"""Doubts about what was filled in: shown once, and recorded all the same if it is so."""

from collections.abc import Sequence

import streamlit as st

from pilots.language import today
from pilots.rules import plausible
from pilots.screens.kit import markup, session
from pilots.screens.kit.forms import asked_once
from pilots.screens.kit.forms.fieldsets import Form
from schemas import Record


def hold_back(form: Form, made: Sequence[Record], anyway: bool) -> bool:
    """Whether to show doubts instead of recording the form."""
    reader = session.tracker().reader(session.viewer().scope)
    found = [doubt for record in made for doubt in plausible.doubts(reader, record, today())]
    return asked_once.must_ask(form, "doubts", found, anyway)


def of(form: Form) -> list[str]:
    """The doubts that were shown last."""
    return asked_once.shown(form, "doubts")


def draw(form: Form) -> None:
    for doubt in of(form):
        st.warning(markup.escape(doubt), icon=":material/help:")
