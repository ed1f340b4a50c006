"""Erasing what is known about one person, after a confirmation: it cannot be undone."""

import json
from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from pilots.access import Permission, may
from pilots.language import _, day, plural, today
from pilots.privacy.erasing import PersonalData, lines
from pilots.queries import personal_data, records
from pilots.screens.kit import answers, flash, markup, session, values
from pilots.store.logbook import Line
from schemas import Consent, Story

TERMS, REASON, SURE = "person.terms", "person.reason", "person.sure"
PHOTOS, ACTIONS = "person.photo.", "person.action."
"""The keys of the inputs; that of a photo ends with its name, that of an action with its id."""

MOST = 50
"""Findings of one kind, or actions, that are shown one by one."""


def may_erase(line: Line) -> bool:
    """Whether the viewer may erase what a line says of a person."""
    return may(session.viewer(), Permission.MANAGE, line.pilot)


def draw(data: PersonalData) -> None:
    """What erasing does, the photos to erase along, the confirmation and the button."""
    with st.container(border=True, key="person.erase"):
        st.markdown(
            _(
                "**Erase.** Names and contact details are removed from every line found above, "
                "also where others wrote about this person; their own records, needs and offers "
                "lose every text, and so do their matches. The lines stay, and say that something "
                "was erased. Stories in which they are named are no longer shared. What anybody "
                "is still typing about this person is thrown away. **This cannot be undone.** "
                "Back-ups you made yourself are not erased."
            )
        )
        photos = _photo_choices(data.photos)
        actions = _action_choices(data.actions)
        st.text_input(_("Why? Without a name."), key=REASON, max_chars=200, width=560)
        sure = st.checkbox(_("I have checked, and know that this cannot be undone"), key=SURE)
        st.button(
            _("Erase what is known about this person"),
            icon=":material/delete_forever:",
            disabled=not sure or not data.lines,
            on_click=_erase,
            args=(data, photos, actions),
            key="person.erase.do",
        )
        _quarantined_files()


def _photo_choices(names: Sequence[str]) -> list[str]:
    """The photos of actions that name them; the viewer ticks those that show them."""
    chosen = []
    for name in names:
        values.photo(name, _("Photo"))
        if st.checkbox(_("This photo shows them: erase it too"), key=f"{PHOTOS}{name}"):
            chosen.append(name)
    return chosen


def _action_choices(actions: Sequence[Line]) -> list[str]:
    """The actions with them, whole; the viewer ticks those whose text is about them."""
    if actions:
        st.markdown(_("Actions with this person. What is written in them may be about them:"))
    chosen = []
    for line in actions[:MOST]:
        body = json.loads(line.body or "{}")
        texts = [
            body[name] for name in ("title", "expected", "happened", "struck") if body.get(name)
        ]
        when = day(date.fromisoformat(body["done_on"])) if body.get("done_on") else ""
        st.markdown(markup.titled(texts[0], " · ".join(filter(None, (when, *texts[1:])))))
        if st.checkbox(_("Erase all text of this action"), key=f"{ACTIONS}{line.subject}"):
            chosen.append(line.subject)
    if len(actions) > MOST:
        st.caption(_("The first {n} are shown; the file has all of them.", n=MOST))
    return chosen


def _quarantined_files() -> None:
    """The files that were set aside after damage (quarantine): erasing does not change them."""
    if files := session.tracker().quarantined_files:
        st.warning(
            markup.escape(
                _(
                    "These files were set aside after damage. They may still contain it: look, "
                    "and delete them yourself. {files}",
                    files=", ".join(files),
                )
            ),
            icon=":material/folder:",
        )


def _withdraw_consent(stories: Sequence[str]) -> list[Line]:
    """Take back the consent to these stories where it was given; the lines that say so."""
    written: list[Line] = []
    for id in stories:
        row = answers.for_viewer(records.row, Story.table, id)
        is_shared = bool(row and row["consent"] == Consent.GIVEN)
        if row and is_shared and session.allowed(Permission.MANAGE, row["pilot"]):
            version = session.tracker().version(session.viewer(), row["_seq"])
            record = Story.read(id, row["pilot"], {**version.body, "consent": Consent.WITHDRAWN})
            written += session.tracker().record(session.viewer(), record, based_on=[version])
    return written


@flash.callback
def _erase(data: PersonalData, photos: Sequence[str], actions: Sequence[str]) -> None:
    """Erase the person from every line that the viewer may erase: a callback.

    First the consent to their stories is taken back, so that none is shared without a name.
    """
    withdrawn = _withdraw_consent(data.stories)
    erased = partial(
        data.erased, today=today(), photos=frozenset(photos), actions=frozenset(actions)
    )
    with_photo = (
        lines(answers.for_viewer(personal_data.actions_with_photos, tuple(photos)))
        if photos
        else []
    )
    by_seq = {line.seq: line for line in (*data.lines, *with_photo, *withdrawn) if may_erase(line)}
    seqs = [seq for seq, line in by_seq.items() if erased(line) != line]
    reason = (st.session_state.get(REASON) or "").strip() or None
    photo_stays = session.tracker().erase(
        session.viewer(),
        seqs,
        erased,
        data.person.redacted(reason, "…") if reason else None,
        photos,
        data.person.is_named_in,
    )
    for key in (TERMS, REASON):
        st.session_state[key] = ""
    st.session_state[SURE] = False
    sentence = plural("Erased, in {n} line.", "Erased, in {n} lines.", len(seqs))
    if withdrawn:
        sentence += " " + plural(
            "{n} story is no longer shared.", "{n} stories are no longer shared.", len(withdrawn)
        )
    if photo_stays:
        sentence += " " + _("A photo stays, because another pilot shows it too.")
    flash.say(sentence)
