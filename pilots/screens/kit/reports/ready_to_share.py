"""Ready to share? What in a document may say who somebody is, before it leaves the team."""

import streamlit as st

from pilots.language import _
from pilots.privacy.pii import findings
from pilots.queries import personal_data
from pilots.reports import markdown
from pilots.reports.blocks import Document
from pilots.screens.kit import answers, markup

AROUND = 40
"""Characters of the text to show on both sides of what was found."""

MOST = 12
"""Findings that are shown."""


def excerpts(document: Document) -> list[str]:
    """What was found, each once, with the words around it."""
    text = markdown.write(document)
    names = answers.for_viewer(personal_data.names_of_people)
    found: dict[str, str] = {}
    for finding in findings(text, names):
        start, end = max(0, finding.start - AROUND), finding.end + AROUND
        around = " ".join(text[start:end].split())
        found.setdefault(finding.found, f"{finding.found}: … {around} …")
    return list(found.values())


def warn(document: Document) -> None:
    """List what was found; nothing where nothing was."""
    found = excerpts(document)
    if not found:
        return
    lines = [
        _("This may say who somebody is. Take it out first, or leave it if it does not:"),
        *(f"- {markup.escape(excerpt)}" for excerpt in found[:MOST]),
    ]
    st.warning("\n".join(lines), icon=":material/privacy_tip:")
