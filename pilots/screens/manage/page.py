"""Beheer: how this tracker is set up, a section each."""

import streamlit as st

from pilots import __version__
from pilots.access import Permission, may_in_any_pilot
from pilots.language import _
from pilots.screens.kit import session
from pilots.screens.manage import (
    calendar_feeds,
    colours,
    example_year,
    members,
    organisation,
    person_data,
    shared_links,
)

st.title(_("How is this tracker set up?"), anchor=False)

if session.allowed(Permission.RECORD):  # what all pilots share
    st.subheader(_("Organisation"), anchor=False)
    organisation.draw()

    st.subheader(_("Themes"), anchor=False)
    st.markdown(_("Pilots choose from the list above; a theme helps you find them again."))
    organisation.themes()

st.subheader(_("Colours"), anchor=False)
st.markdown(_("In lists and pictures you recognise a pilot by its colour, next to its name."))
colours.draw()

if may_in_any_pilot(session.viewer(), Permission.MANAGE):
    st.subheader(_("Who has access"), anchor=False)
    members.draw()

    st.subheader(_("Links to share"), anchor=False)
    shared_links.draw()

    st.subheader(_("People in this tracker"), anchor=False)
    person_data.draw()

st.subheader(_("Calendar"), anchor=False)
calendar_feeds.draw()

st.subheader(_("Language"), anchor=False)
st.markdown(
    _(
        "Choose Dutch or English at the top right of every page, or on a phone in the menu. The "
        "setting `TRACKER_LANGUAGE` (`nl` or `en`) says which of the two a tracker starts in."
    )
)

st.subheader(_("Light or dark"), anchor=False)
st.markdown(
    _(
        "Press ⋮ at the very top right and choose **System** (as your device is), **Light** or "
        "**Dark**."
    )
)

st.subheader(_("The example"), anchor=False)
example_year.draw()

st.subheader(_("Keyboard shortcuts"), anchor=False)
keys = {
    "L": _("Log what happened, from every page"),
    "Ctrl + Enter": _("Record what is in the form (⌘ + Enter on a Mac)"),
    "R": _("Load the page again"),
    "Tab": _("To the next field or button; with Shift, to the previous one"),
    "Enter": _("Press the button or open the link you are on"),
    "Esc": _("Close the window on top of the page"),
}
st.table({_("Key"): list(keys), _("What it does"): list(keys.values())}, hide_index=True)
st.caption(_("While you type in a field, a letter is just a letter."))

st.caption(_("Version {version}", version=__version__))
