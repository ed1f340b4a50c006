"""What somebody began to type and did not record: the way back to it."""

import streamlit as st

from pilots.access import Permission
from pilots.language import _, moment
from pilots.queries import portfolio
from pilots.screens.kit import answers, links, markup, session
from pilots.screens.kit.forms import autosave, quick_log
from pilots.screens.kit.pages import Page


def draw() -> bool:
    """Links to the registration and the logs that were left half-way; whether there are any."""
    drafts, who = session.tracker().drafts, session.viewer().key
    names = answers.for_viewer(portfolio.names)
    shown = links.id_in(str(st.session_state.get(links.PILOT, "")))
    left = False
    for form, since in drafts.unfinished(who).items():
        pilot_id = form.removeprefix(quick_log.FORM)
        is_beside = pilot_id == shown and not markup.on_phone()  # it stands in the quick log
        if form == autosave.REGISTRATION and session.allowed(Permission.RECORD):
            draft = drafts.find(who, form)
            name = draft.fields.get("0.name", "") if draft else ""
            _link(Page.REGISTER, _going_on(name, moment(since)), links.here())
        elif form.startswith(quick_log.FORM) and pilot_id in names and not is_beside:
            pilot, left_on = names[pilot_id], moment(since)
            words = _("Not logged yet at {pilot}, from {moment}.", pilot=pilot, moment=left_on)
            _link(Page.LOG, words, links.to_pilot(pilot_id, pilot))
        else:
            continue
        left = True
    return left


def _going_on(name: str, since: str) -> str:
    if not name:
        return _("Continue registering the pilot you left on {moment}", moment=since)
    return _("Continue registering {name}, which you left on {moment}", name=name, moment=since)


def _link(page: str, words: str, to: dict[str, str]) -> None:
    label = markup.escape(words)
    st.page_link(page, label=label, icon=":material/edit_document:", query_params=to)
