"""Personal data of one person: found, given to them, erased (GDPR articles 15 and 17; AVG)."""

import json
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby

import streamlit as st

from pilots.language import _, day, plural
from pilots.privacy.erasing import Found, Known
from pilots.privacy.person import Person
from pilots.queries import portfolio
from pilots.screens.kit import answers, downloads, markup, session
from pilots.screens.manage import person_erasure, retention
from pilots.screens.manage.person_erasure import SURE, TERMS, may_erase
from pilots.signin.downloads import File
from pilots.store.logbook import Line
from schemas import KINDS

LEAST = 3
"""Characters by which somebody can be told from others."""

MOST = 50
"""Findings of one kind that are shown one by one."""


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
    known = Known.of(Person(terms), answers.for_viewer, may_erase)
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
    _also_called(known)
    _findings(known)
    known = known.without(_namesakes(known))
    _download(known)
    person_erasure.draw(known)


def _split(text: str) -> list[str]:
    """The terms to search for, by commas; by semicolons where there is one."""
    return [term.strip() for term in text.split(";" if ";" in text else ",")]


def _unset_sure() -> None:
    """After another search, the confirmation must be given again: a callback."""
    st.session_state[SURE] = False


def _also_called(known: Known) -> None:
    """Other names and addresses in their own records, with a button to search for those too."""
    if not known.also_called:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="person.also"):
        st.markdown(
            _("Also known about them: {what}", what=markup.escape(" · ".join(known.also_called))),
            width="content",
        )
        st.button(
            _("Search for that too"),
            icon=":material/person_search:",
            key="person.also.do",
            on_click=_search_for,
            args=([*known.person.terms, *known.also_called],),
        )


def _search_for(terms: Sequence[str]) -> None:
    """Search for all of these: a callback."""
    st.session_state[TERMS] = "; ".join(terms)
    _unset_sure()


def _namesakes(known: Known) -> list[int]:
    """The lines (`seq`) that are about somebody else with the same name, says the viewer."""
    first = {found.line.seq: found for found in reversed(known.found)}
    # The number of the line is in the label: versions of one record can read the same.
    labels = {
        line.seq: f"{line.seq} · {_excerpt(known.person, first[line.seq])}" for line in known.lines
    }
    return st.multiselect(
        _("Is it somebody else with that name? Leave these lines out"),
        list(labels),
        format_func=lambda seq: labels.get(seq, str(seq)),
        placeholder=_("None"),
        key=f"person.others.{';'.join(known.person.terms)}",
        width=560,
    )


def _excerpt(person: Person, found: Found) -> str:
    """A finding in short: the date, the kind of record, and the text around the name."""
    line = found.line
    kind = _(KINDS[line.kind].one)
    return " · ".join((day(line.recorded_at.date()), kind, person.excerpt(found.text)))


def _findings(known: Known) -> None:
    """What was found, folded away by kind of record."""
    labels = answers.for_viewer(portfolio.names)
    by_kind = sorted(known.found, key=lambda found: found.line.kind)
    for kind, group in groupby(by_kind, key=lambda found: found.line.kind):
        findings = list(group)
        with st.expander(f"{_(KINDS[kind].many)} ({len(findings)})", key=f"person.kind.{kind}"):
            shown = (
                markup.titled(known.person.excerpt(found.text), _where(found, labels))
                for found in findings[:MOST]
            )
            st.markdown("\n\n".join(shown))
            if len(findings) > MOST:
                st.caption(_("The first {n} are shown; the file has all of them.", n=MOST))


def _where(found: Found, labels: Mapping[str, str]) -> str:
    """Where a text was found: the number of the line, the date, the pilot and the field."""
    line = found.line
    parts = (str(line.seq), day(line.recorded_at.date()), labels.get(line.pilot or ""))
    return " · ".join(filter(None, (*parts, _field_title(found))))


def _field_title(found: Found) -> str:
    if found.field == "actor":
        return _("who wrote it down")
    field = KINDS[found.line.kind].fields().get(found.field)
    return _(field.title) if field and field.title else found.field


# --- what a person is given ---------------------------------------------------------------


def _download(known: Known) -> None:
    lines = ".".join([*known.person.terms, *(str(line.seq) for line in known.lines)])
    downloads.button(
        _("Everything as a file, for the person who asks"),
        f"person.{lines}",
        File("gegevens.json", "application/json", partial(_file, known)),
        ":material/download:",
    )
    st.caption(_("Read it before you hand it over: others may be named in it."))


def _file(known: Known) -> bytes:
    """A JSON file: their own records whole, and each text of others that names them."""
    own = [
        {**_line_as_json(line), "fields": json.loads(line.body)}
        for line in known.lines
        if (line.kind, line.subject) in known.own and line.body
    ]
    elsewhere = [
        {**_line_as_json(found.line), "field": found.field, "text": found.text}
        for found in known.found
        if found.field == "actor" or (found.line.kind, found.line.subject) not in known.own
    ]
    content = {"looked_for": known.person.terms, "of_them": own, "about_them": elsewhere}
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


def _line_as_json(line: Line) -> dict[str, str]:
    return {"recorded_at": line.recorded_at.isoformat(), "kind": line.kind}
