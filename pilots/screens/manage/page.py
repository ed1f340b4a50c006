"""Beheer: how is this tracker set up?"""

import streamlit as st

from pilots.access import Verb, may_somewhere
from pilots.language import _
from pilots.screens.kit import head, session
from pilots.screens.manage import calendars, colours, links, members, organisation, people

st.title(_("How is this tracker set up?"), anchor=False)

if session.allowed(Verb.RECORD):  # what all pilots share
    st.subheader(_("Organisation"), anchor=False)
    organisation.organisation()

    st.subheader(_("Themes"), anchor=False)
    st.markdown(_("Pilots choose from the list above; by a theme you find them back."))
    organisation.themes()

st.subheader(_("Colours"), anchor=False)
st.markdown(_("By its colour you recognise a pilot in lists and pictures, next to its name."))
colours.colours()

if may_somewhere(session.viewer(), Verb.ANSWER_FOR):
    st.subheader(_("Who comes in"), anchor=False)
    members.members()

    st.subheader(_("Links to share"), anchor=False)
    links.links()

    st.subheader(_("People who stand in it"), anchor=False)
    people.about_people()

st.subheader(_("Calendar"), anchor=False)
calendars.calendars()

st.subheader(_("Language"), anchor=False)
st.markdown(
    _(
        "At the top right of every page you choose Dutch or English. The setting "
        "`TRACKER_LANGUAGE` (`nl` or `en`) says which of the two a tracker begins in."
    )
)

st.subheader(_("Light or dark"), anchor=False)
st.markdown(
    _(
        "Press ⋮ at the very top right and choose **System** (as your device is), **Light** or "
        "**Dark**."
    )
)

if not session.in_example():
    st.subheader(_("The example"), anchor=False)
    st.markdown(
        _(
            "A year of three pilots, to look around and to try things in. Everything in it is "
            "invented. It is kept apart: what you do there changes nothing in your own pilots."
        )
    )
    head.switch()

st.subheader(_("Keyboard shortcuts"), anchor=False)
keys = {
    "L": _("Log what happened, from every page"),
    "Ctrl + Enter": _("Record what is in the form (⌘ + Enter on a Mac)"),
    "R": _("Load the page anew"),
    "Tab": _("To the next field or button; with Shift back"),
    "Enter": _("Press the button or open the link you are at"),
    "Esc": _("Close what lies over the page"),
}
st.table({_("Key"): list(keys), _("What it does"): list(keys.values())}, hide_index=True)
st.caption(_("While you type in a field, a letter is just a letter."))
