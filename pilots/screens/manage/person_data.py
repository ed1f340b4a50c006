"""Personal data of one person: found, given to them, erased (GDPR articles 15 and 17; AVG)."""

import json
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any

import streamlit as st

from pilots.folding import unique
from pilots.language import _, day, local_day, number, plural
from pilots.privacy.erasing import Mention, PersonalData
from pilots.privacy.person import Person
from pilots.queries import personal_data, portfolio
from pilots.rules.near_names import near
from pilots.screens.kit import answers, downloads, flash, markup, session
from pilots.screens.manage import person_erasure, retention
from pilots.screens.manage.person_erasure import MOST, SURE, TERMS, may_erase
from pilots.signin.downloads import File
from pilots.store.logbook import Line
from schemas import KINDS

LEAST = 3
"""Characters of a term, at least: fewer would find everybody."""


def draw() -> None:
    """The search with its findings, and the contact details that are no longer needed."""
    st.markdown(
        _(
            "Somebody may ask what you know about them, and ask you to erase it. Search for "
            "every name, address or number they may be recorded under."
        )
    )
    _search()
    retention.draw()


@st.fragment
def _search() -> None:
    session.start_fragment()
    text = st.text_input(
        _("Name, e-mail address or phone number"),
        placeholder=_("Several? Put a comma between them."),
        icon=":material/person_search:",
        key=TERMS,
        on_change=_unset_sure,
        width=560,
    )
    terms = [term for term in _split(text) if len(term) >= LEAST]
    if not terms:
        if text.strip():
            st.caption(_("Type at least three characters of a name."))
        return
    data = PersonalData.find(Person(terms), answers.for_viewer, may_erase)
    if not data.lines:
        st.info(_("Nothing is known about anybody with that name."), icon=":material/person_off:")
        _near(data.person)
        return
    st.markdown(
        plural(
            "Found in {n} line of the logbook, including earlier and withdrawn versions. Check "
            "that it is always the same person.",
            "Found in {n} lines of the logbook, including earlier and withdrawn versions. Check "
            "that it is always the same person.",
            len(data.lines),
        )
    )
    _also_called(data)
    _parts_of_names(data)
    _near(data.person)
    _mentions(data)
    data = data.without(_namesakes(data))
    _download(data)
    person_erasure.draw(data)


def _split(text: str) -> list[str]:
    """The terms to search for, by commas; by semicolons where there is one."""
    return [term.strip() for term in text.split(";" if ";" in text else ",")]


@flash.callback
def _unset_sure() -> None:
    """After another search, the confirmation must be given again: a callback."""
    st.session_state[SURE] = False


def _also_called(data: PersonalData) -> None:
    """Other names and addresses in their own records, with a button to search for those too."""
    if others := data.other_identifiers:
        what = markup.escape(" · ".join(others))
        _offer("also", _("Also known about them: {what}", what=what), data.person, others)


def _parts_of_names(data: PersonalData) -> None:
    """A first or a last name alone, which others may have too."""
    if parts := data.parts_of_names(answers.for_viewer, may_erase):
        what = markup.escape(" · ".join(parts))
        sentence = _("Also found under part of the name, perhaps someone else: {what}", what=what)
        _offer("parts", sentence, data.person, parts)


def _near(person: Person) -> None:
    """Names that are nearly the same: a slip in the spelling is otherwise not found."""
    known = answers.for_viewer(personal_data.known_names)
    others = [name for name in known if not person.is_named_in(name)]
    if found := unique(name for term in person.terms for name in near(term, others)):
        what = markup.escape(" · ".join(found))
        _offer("near", _("Spelled nearly the same: {what}", what=what), person, found)


def _offer(key: str, sentence: str, person: Person, terms: Sequence[str]) -> None:
    """A sentence with a button to search for these terms too."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"person.{key}"):
        st.markdown(sentence, width="content")
        st.button(
            _("Search for that too"),
            icon=":material/person_search:",
            key=f"person.{key}.do",
            on_click=_search_for,
            args=([*person.terms, *terms],),
        )


@flash.callback
def _search_for(terms: Sequence[str]) -> None:
    """Search for all of these: a callback."""
    st.session_state[TERMS] = "; ".join(terms)
    _unset_sure()


def _namesakes(data: PersonalData) -> list[int]:
    """The lines (`seq`) that are about somebody else with the same name, says the viewer."""
    first = {mention.line.seq: mention for mention in reversed(data.mentions)}
    # The number of the line is in the label: versions of one record can read the same.
    labels = {
        line.seq: f"{line.seq} · {_excerpt(data.person, first[line.seq])}" for line in data.lines
    }
    return st.multiselect(
        _("Is it somebody else with that name? Leave these lines out"),
        list(labels),
        format_func=lambda seq: labels.get(seq, str(seq)),
        placeholder=_("None"),
        key=f"person.others.{';'.join(data.person.terms)}",
        width=560,
    )


def _excerpt(person: Person, mention: Mention) -> str:
    """A finding in short: the date, the kind of record, and the text around the name."""
    line = mention.line
    kind = _(KINDS[line.kind].one)
    return " · ".join((day(local_day(line.recorded_at)), kind, person.excerpt(mention.text)))


def _mentions(data: PersonalData) -> None:
    """What was found, folded away by kind of record."""
    labels = answers.for_viewer(portfolio.names)
    by_kind = sorted(data.mentions, key=lambda mention: mention.line.kind)
    for kind, group in groupby(by_kind, key=lambda mention: mention.line.kind):
        mentions = list(group)
        lines = len({mention.line.seq for mention in mentions})
        with st.expander(f"{_(KINDS[kind].many)} ({number(lines)})", key=f"person.kind.{kind}"):
            shown = (
                markup.titled(data.person.excerpt(mention.text), _where(mention, labels))
                for mention in mentions[:MOST]
            )
            st.markdown("\n\n".join(shown))
            if len(mentions) > MOST:
                st.caption(_("The first {n} are shown; the file has all of them.", n=MOST))


def _where(mention: Mention, labels: Mapping[str, str]) -> str:
    """Where a text was found: the number of the line, the date, the pilot and the field."""
    line = mention.line
    parts = (str(line.seq), day(local_day(line.recorded_at)), labels.get(line.pilot or ""))
    return " · ".join(filter(None, (*parts, _field_title(mention))))


def _field_title(mention: Mention) -> str:
    if mention.field == "actor":
        return _("who wrote it down")
    field = KINDS[mention.line.kind].fields().get(mention.field)
    return _(field.title) if field and field.title else mention.field


# --- what a person is given ---------------------------------------------------------------


def _download(data: PersonalData) -> None:
    lines = ".".join([*data.person.terms, *(str(line.seq) for line in data.lines)])
    downloads.button(
        _("Everything as a file, for the person who asks"),
        f"person.{lines}",
        File("gegevens.json", "application/json", partial(_file, data)),
        ":material/download:",
    )
    st.caption(_("Read it before you hand it over: others may be named in it."))


def _file(data: PersonalData) -> bytes:
    """A JSON file: the records about them whole, and each text of others that names them."""
    own = [
        {**_line_as_json(line), "fields": _filled_in(line.body)}
        for line in data.lines
        if data.is_about(line) and line.body
    ]
    elsewhere = [
        {**_line_as_json(mention.line), "field": mention.field, "text": mention.text}
        for mention in data.mentions
        if mention.field == "actor" or not data.is_about(mention.line)
    ]
    content = {"looked_for": data.person.terms, "of_them": own, "about_them": elsewhere}
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


def _filled_in(body: str) -> dict[str, Any]:
    return {name: value for name, value in json.loads(body).items() if value not in (None, [])}


def _line_as_json(line: Line) -> dict[str, str]:
    return {"recorded_at": line.recorded_at.isoformat(), "kind": line.kind}
