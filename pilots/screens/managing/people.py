"""Everything about one person: find it, give it to them, erase it."""

import json
from collections.abc import Sequence
from functools import partial
from itertools import groupby

import streamlit as st

from pilots.access import Verb, may
from pilots.erasing import Found, Person, erased, found_in, lines
from pilots.files import File
from pilots.language import _, day, plural, today
from pilots.logbook import Line
from pilots.queries import people, portfolio
from pilots.screens import ui
from pilots.screens.managing import silence
from pilots.screens.records import show
from schemas import KINDS, Action

TERMS, REASON, SURE, PHOTOS = "person.terms", "person.reason", "person.sure", "person.photo."
"""The keys of what is asked; that of a photo ends with its name."""

LEAST = 3
"""Characters by which somebody can be told from others."""

MOST = 50
"""Places of one kind that are shown one by one."""


def about_people() -> None:
    """The search, what it finds, and the proposals to erase what is no longer needed."""
    st.markdown(
        _(
            "Somebody may ask what you know of them, and ask you to erase it. Look for them by "
            "everything by which they may be written down."
        )
    )
    _search()
    silence.proposals()


@st.fragment
def _search() -> None:
    ui.speak()
    said = st.text_input(
        _("Name, e-mail address or phone number"),
        placeholder=_("Several? Put a comma between them."),
        icon=":material/person_search:",
        key=TERMS,
        width=560,
    )
    terms = [term.strip() for term in said.split(",") if len(term.strip()) >= LEAST]
    if not terms:
        if said.strip():
            st.caption(_("Type at least three characters of a name."))
        return
    person = Person(terms)
    found = _found(person)
    if not found:
        st.info(_("Nothing is known of anybody by that name."), icon=":material/person_off:")
        return
    among = {it.line.seq: it.line for it in found}
    st.markdown(
        plural(
            "Found in {n} line of the logbook, earlier versions and withdrawn ones included. Look "
            "whether it is one and the same person.",
            "Found in {n} lines of the logbook, earlier versions and withdrawn ones included. "
            "Look whether it is one and the same person.",
            len(among),
        )
    )
    _show(found)
    ui.hand_out(
        _("All of it as a file, for who asks"),
        f"person.{'.'.join(person.terms)}",
        File("gegevens.json", "application/json", partial(_written, found)),
        ":material/download:",
    )
    _offer_to_erase(person, list(among.values()))


def _found(person: Person) -> list[Found]:
    """Where they stand, in the pilots that the viewer answers for."""
    there = lines(ui.ask(people.lines_with, person.terms))
    mine = [line for line in there if may(ui.viewer(), Verb.ANSWER_FOR, line.pilot)]
    return [found for line in mine for found in found_in(line, person)]


def _show(found: Sequence[Found]) -> None:
    labels = ui.ask(portfolio.names)
    by_kind = sorted(found, key=lambda it: it.line.kind)
    for kind, of_kind in groupby(by_kind, key=lambda it: it.line.kind):
        places = list(of_kind)
        schema = KINDS[kind]
        with st.expander(f"{_(schema.many)} ({len(places)})", key=f"person.kind.{kind}"):
            st.table(
                {
                    _("Date"): [day(it.line.recorded_at.date()) for it in places[:MOST]],
                    _("Pilot"): [
                        ui.escape(labels.get(it.line.pilot or "", "")) for it in places[:MOST]
                    ],
                    _("Where"): [_place(it) for it in places[:MOST]],
                    _("What stands there"): [ui.escape(it.excerpt) for it in places[:MOST]],
                },
                hide_index=True,
            )
            if len(places) > MOST:
                st.caption(_("The first {n} are shown; the file has all of them.", n=MOST))


def _place(found: Found) -> str:
    if found.field == "actor":
        return _("who wrote it down")
    field = KINDS[found.line.kind].fields().get(found.field)
    return _(field.title) if field and field.title else found.field


def _written(found: Sequence[Found]) -> bytes:
    """What a person is given: each place, with the moment and the text around it."""
    told = [
        {
            "recorded_at": it.line.recorded_at.isoformat(),
            "kind": it.line.kind,
            "field": it.field,
            "text": it.excerpt,
        }
        for it in found
    ]
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


# --- erasing -----------------------------------------------------------------------------


def _offer_to_erase(person: Person, found: list[Line]) -> None:
    with st.container(border=True, key="person.erase"):
        st.markdown(
            _(
                "**Erase.** Names and contact details go out of every line found above, also out "
                "of what was written about them. The lines stay, and say that it was erased. "
                "**This cannot be undone.** Back-ups you made yourself are not reached."
            )
        )
        photos = _ask_photos(found)
        st.text_input(_("Why? Without a name."), key=REASON, max_chars=200, width=560)
        sure = st.checkbox(_("I have looked, and know that this cannot be undone"), key=SURE)
        st.button(
            _("Erase what is known of this person"),
            icon=":material/delete_forever:",
            disabled=not sure,
            on_click=_erase,
            args=(person, found, photos),
            key="person.erase.do",
        )
        _name_what_is_aside()


def _ask_photos(found: Sequence[Line]) -> list[str]:
    """The photos of the actions they stand in, of which the viewer says that they show them."""
    names = {
        json.loads(line.body).get("photo")
        for line in found
        if line.kind == Action.table and line.body
    }
    chosen = []
    for name in sorted(filter(None, names)):
        show.photo(name, _("Photo"))
        if st.checkbox(_("This photo shows them: erase it too"), key=f"{PHOTOS}{name}"):
            chosen.append(name)
    return chosen


def _name_what_is_aside() -> None:
    """Files that were moved aside after damage are not rewritten."""
    if aside := ui.tracker().set_aside:
        st.warning(
            ui.escape(
                _(
                    "After damage these files were set aside. They may still hold it: look, and "
                    "delete them yourself. {files}",
                    files=", ".join(aside),
                )
            ),
            icon=":material/folder:",
        )


@ui.act
def _erase(person: Person, found: Sequence[Line], photos: Sequence[str]) -> None:
    """Erase them everywhere: a callback."""
    new = [erased(line, person, today(), bool(photos) and _has(line, photos)) for line in found]
    reason = (st.session_state.get(REASON) or "").strip() or None
    ui.tracker().erase(ui.viewer(), new, person.taken_out(reason, "…") if reason else None, photos)
    ui.tracker().drafts.forget(person.is_in)
    for key in (TERMS, REASON):
        st.session_state[key] = ""
    st.session_state[SURE] = False
    ui.say(
        plural("Erased, in {n} line.", "Erased, in {n} lines.", len(new)),
    )


def _has(line: Line, photos: Sequence[str]) -> bool:
    return bool(line.body) and json.loads(line.body or "{}").get("photo") in photos
