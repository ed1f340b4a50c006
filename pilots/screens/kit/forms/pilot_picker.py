"""The picker of the pilot that a page is about. The choice is in the address."""

from collections.abc import Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pilots.language import _
from pilots.queries import history, portfolio
from pilots.screens.kit import answers, links, session, url_select
from pilots.screens.kit.forms import forms
from schemas import Pilot


def draw(place: DeltaGenerator | None = None) -> str | None:
    """Draw the picker, in its place if it has one, and give the id of the chosen pilot.

    It begins with the pilot that the viewer recorded something about last. Where there are no
    pilots it says what a pilot is, and gives None.
    """
    labels = answers.for_viewer(portfolio.names)
    if not labels:
        st.info(_(Pilot.purpose), icon=":material/lightbulb:")
        return None
    return url_select.choose(
        links.PILOT,
        _("Pilot"),
        labels,
        placeholder=_("Choose"),
        former=lambda name: answers.for_viewer(history.pilots_called, name),
        explain=_what_became_of,
        default=lambda: _last_recorded(labels),
        width="stretch" if place else forms.WIDTH,
        place=place,
    )


def _last_recorded(labels: Mapping[str, str]) -> str:
    _newest, last = answers.for_viewer(history.newest_by, session.viewer().name)
    return last if last and last in labels else next(iter(labels))


def _what_became_of(pilot_id: str) -> str:
    """A sentence about a pilot that is no longer there; '' for one that nobody knows of here."""
    for change in answers.for_viewer(history.withdrawn):
        if change.subject == pilot_id and change.body:
            return _(
                "The pilot {name} was withdrawn. You can bring it back on the page Pilots.",
                name=change.body["name"],
            )
    return ""
