"""Erasing what is known about one person, after a confirmation: it cannot be undone."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from pilots.access import Permission, may
from pilots.language import _, plural, today
from pilots.privacy.erasing import PersonalData, lines
from pilots.queries import personal_data
from pilots.screens.kit import answers, flash, markup, session, values
from pilots.store.logbook import Line

TERMS, REASON, SURE, PHOTOS = "person.terms", "person.reason", "person.sure", "person.photo."
"""The keys of the inputs; that of a photo ends with its name."""


def may_erase(line: Line) -> bool:
    """Whether the viewer may erase what a line says of a person."""
    return may(session.viewer(), Permission.MANAGE, line.pilot)


def draw(data: PersonalData) -> None:
    """What erasing does, the photos to erase along, the confirmation and the button."""
    with st.container(border=True, key="person.erase"):
        st.markdown(
            _(
                "**Erase.** Names and contact details are removed from every line found above, "
                "also where others wrote about this person. The lines stay, and say that "
                "something was erased. What anybody is still typing about this person is thrown "
                "away. **This cannot be undone.** Back-ups you made yourself are not erased."
            )
        )
        photos = _photo_choices(data.photos)
        st.text_input(_("Why? Without a name."), key=REASON, max_chars=200, width=560)
        sure = st.checkbox(_("I have checked, and know that this cannot be undone"), key=SURE)
        st.button(
            _("Erase what is known about this person"),
            icon=":material/delete_forever:",
            disabled=not sure or not data.lines,
            on_click=_erase,
            args=(data, photos),
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


@flash.callback
def _erase(data: PersonalData, photos: Sequence[str]) -> None:
    """Erase the person from every line that the viewer may erase: a callback."""
    erased = partial(data.erased, today=today(), photos=frozenset(photos))
    with_photo = (
        lines(answers.for_viewer(personal_data.actions_with_photos, tuple(photos)))
        if photos
        else []
    )
    by_seq = {line.seq: line for line in (*data.lines, *with_photo) if may_erase(line)}
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
    if photo_stays:
        sentence += " " + _("A photo stays, because another pilot shows it too.")
    flash.say(sentence)
