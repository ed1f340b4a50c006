"""Everything about one person: find it, give it to them, erase it."""

import json
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby

import streamlit as st

from pilots.access import Verb, may
from pilots.language import _, day, plural, today
from pilots.privacy.erasing import Mention, PersonalData, lines
from pilots.privacy.person import Person
from pilots.queries import personal_data, portfolio
from pilots.screens.kit import answers, downloads, flash, markup, session, values
from pilots.screens.kit.records import lists
from pilots.screens.manage import silence
from pilots.signin.downloads import File
from pilots.store.logbook import Line
from schemas import KINDS

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
            "Somebody may ask what you know about them, and ask you to erase it. Search for "
            "every name, address or number they may be recorded under."
        )
    )
    _search()
    silence.proposals()


@st.fragment
def _search() -> None:
    session.start_fragment()
    said = st.text_input(
        _("Name, e-mail address or phone number"),
        placeholder=_("Several? Put a comma between them."),
        icon=":material/person_search:",
        key=TERMS,
        on_change=_look_again,
        width=560,
    )
    terms = [term for term in _apart(said) if len(term) >= LEAST]
    if not terms:
        if said.strip():
            st.caption(_("Type at least three characters of a name."))
        return
    known = PersonalData.find(Person(terms), answers.for_viewer, _answers_for)
    if not known.lines:
        st.info(_("Nothing is known about anybody with that name."), icon=":material/person_off:")
        return
    st.markdown(
        plural(
            "Found in {n} line of the logbook, including earlier and withdrawn versions. Check "
            "that it is always the same person.",
            "Found in {n} lines of the logbook, including earlier and withdrawn versions. Check "
            "that it is always the same person.",
            len(known.lines),
        )
    )
    _name_what_else(known)
    _show(known)
    known = known.without(_ask_who_else(known))
    _hand_out(known)
    _offer_to_erase(known)


def _apart(said: str) -> list[str]:
    """What is looked for. With a semicolon somewhere, a comma is part of a name."""
    return [term.strip() for term in said.split(";" if ";" in said else ",")]


def _answers_for(line: Line) -> bool:
    return may(session.viewer(), Verb.ANSWER_FOR, line.pilot)


def _look_again() -> None:
    """Whoever is looked for next is looked at before anything is erased: a callback."""
    st.session_state[SURE] = False


def _name_what_else(known: PersonalData) -> None:
    """What their own record says besides: it can stand in what others wrote too."""
    if not known.other_identifiers:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="person.also"):
        st.markdown(
            _(
                "Also known about them: {what}",
                what=markup.escape(" · ".join(known.other_identifiers)),
            ),
            width="content",
        )
        st.button(
            _("Search for that too"),
            icon=":material/person_search:",
            key="person.also.do",
            on_click=_look_for,
            args=([*known.person.terms, *known.other_identifiers],),
        )


def _look_for(terms: Sequence[str]) -> None:
    """Look for all of these: a callback."""
    st.session_state[TERMS] = "; ".join(terms)
    _look_again()


def _ask_who_else(known: PersonalData) -> list[int]:
    """The lines that are about a namesake, says the viewer."""
    first = {it.line.seq: it for it in reversed(known.mentions)}
    # With its number each is another, however alike the versions of a record are.
    told = {it.seq: f"{it.seq} · {_said(known.person, first[it.seq])}" for it in known.lines}
    return st.multiselect(
        _("Is it somebody else with that name? Leave these lines out"),
        list(told),
        format_func=lambda seq: told.get(seq, str(seq)),
        placeholder=_("None"),
        key=f"person.others.{';'.join(known.person.terms)}",
        width=560,
    )


def _said(person: Person, found: Mention) -> str:
    """A line in short: when, what kind of record, and what stands there."""
    line = found.line
    kind = _(KINDS[line.kind].one)
    return " · ".join((day(line.recorded_at.date()), kind, person.excerpt(found.text)))


def _show(known: PersonalData) -> None:
    labels = answers.for_viewer(portfolio.names)
    by_kind = sorted(known.mentions, key=lambda it: it.line.kind)
    for kind, of_kind in groupby(by_kind, key=lambda it: it.line.kind):
        places = list(of_kind)
        with st.expander(f"{_(KINDS[kind].many)} ({len(places)})", key=f"person.kind.{kind}"):
            shown = (
                lists.titled(known.person.excerpt(it.text), _stands_in(it, labels))
                for it in places[:MOST]
            )
            st.markdown("\n\n".join(shown))
            if len(places) > MOST:
                st.caption(_("The first {n} are shown; the file has all of them.", n=MOST))


def _stands_in(found: Mention, labels: Mapping[str, str]) -> str:
    """Where a text stands: the number of the line, when, in which pilot, in which field."""
    line = found.line
    where = (str(line.seq), day(line.recorded_at.date()), labels.get(line.pilot or ""))
    return " · ".join(filter(None, (*where, _place(found))))


def _place(found: Mention) -> str:
    if found.field == "actor":
        return _("who wrote it down")
    field = KINDS[found.line.kind].fields().get(found.field)
    return _(field.title) if field and field.title else found.field


def _hand_out(known: PersonalData) -> None:
    what = ".".join([*known.person.terms, *(str(line.seq) for line in known.lines)])
    downloads.hand_out(
        _("Everything as a file, for the person who asks"),
        f"person.{what}",
        File("gegevens.json", "application/json", partial(_written, known)),
        ":material/download:",
    )
    st.caption(_("Read it before you hand it over: others may be named in it."))


def _written(known: PersonalData) -> bytes:
    """What a person is given: their own records whole, and each text in which they stand."""
    own = [
        {**_when(line), "fields": json.loads(line.body)}
        for line in known.lines
        if (line.kind, line.subject) in known.own and line.body
    ]
    elsewhere = [
        {**_when(it.line), "field": it.field, "text": it.text}
        for it in known.mentions
        if it.field == "actor" or (it.line.kind, it.line.subject) not in known.own
    ]
    told = {"looked_for": known.person.terms, "of_them": own, "about_them": elsewhere}
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def _when(line: Line) -> dict[str, str]:
    return {"recorded_at": line.recorded_at.isoformat(), "kind": line.kind}


# --- erasing -----------------------------------------------------------------------------


def _offer_to_erase(known: PersonalData) -> None:
    with st.container(border=True, key="person.erase"):
        st.markdown(
            _(
                "**Erase.** Names and contact details are removed from every line found above, "
                "also where others wrote about this person. The lines stay, and say that "
                "something was erased. What anybody is still typing about this person is thrown "
                "away. **This cannot be undone.** Back-ups you made yourself are not erased."
            )
        )
        photos = _ask_photos(known.photos)
        st.text_input(_("Why? Without a name."), key=REASON, max_chars=200, width=560)
        sure = st.checkbox(_("I have checked, and know that this cannot be undone"), key=SURE)
        st.button(
            _("Erase what is known about this person"),
            icon=":material/delete_forever:",
            disabled=not sure or not known.lines,
            on_click=_erase,
            args=(known, photos),
            key="person.erase.do",
        )
        _name_what_is_aside()


def _ask_photos(names: Sequence[str]) -> list[str]:
    """The photos of the actions they stand in, of which the viewer says that they show them."""
    chosen = []
    for name in names:
        values.photo(name, _("Photo"))
        if st.checkbox(_("This photo shows them: erase it too"), key=f"{PHOTOS}{name}"):
            chosen.append(name)
    return chosen


def _name_what_is_aside() -> None:
    """Files that were moved aside after damage are not rewritten."""
    if aside := session.tracker().quarantined_files:
        st.warning(
            markup.escape(
                _(
                    "These files were set aside after damage. They may still contain it: look, "
                    "and delete them yourself. {files}",
                    files=", ".join(aside),
                )
            ),
            icon=":material/folder:",
        )


@flash.callback
def _erase(known: PersonalData, photos: Sequence[str]) -> None:
    """Erase them everywhere: a callback."""
    instead = partial(known.erased, today=today(), photos=frozenset(photos))
    shown = (
        lines(answers.for_viewer(personal_data.actions_with_photos, tuple(photos)))
        if photos
        else []
    )
    there = {it.seq: it for it in (*known.lines, *shown) if _answers_for(it)}
    seqs = [seq for seq, it in there.items() if instead(it) != it]
    reason = (st.session_state.get(REASON) or "").strip() or None
    stayed = session.tracker().erase(
        session.viewer(),
        seqs,
        instead,
        known.person.redacted(reason, "…") if reason else None,
        photos,
        known.person.is_named_in,
    )
    for key in (TERMS, REASON):
        st.session_state[key] = ""
    _look_again()
    said = plural("Erased, in {n} line.", "Erased, in {n} lines.", len(seqs))
    if stayed:
        said += " " + _("A photo stays, because another pilot shows it too.")
    flash.say(said)
