"""Recording the rung on which somebody stands today: a tap for who, and a tap for the rung."""

from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import streamlit as st

from pilots.charts.template import shorten
from pilots.language import _, relative_day, today
from pilots.queries import ladder as ladder_queries
from pilots.queries.ladder import CurrentRung
from pilots.screens.kit import answers, flash, markup, session
from pilots.screens.kit.forms import forms
from pilots.screens.kit.records import one_tap
from pilots.screens.kit.unique_labels import distinct
from pilots.versions import Version
from schemas import Rung, RungReached, Stakeholder

RUNGS = list(Rung)
"""The lowest first; the first is rung 1."""

CHIPS = 20
"""People to tap on; among more of them somebody is found sooner by typing."""

CALLED = 40
"""Characters of a name on a button."""

WHO = "rung.who"
"""The prefix of the key in the session of the person who was tapped."""

RECORDED = "rung.noted"
"""The key in the session that says that a rung was recorded a moment ago."""


@st.fragment
def draw(pilot_id: str) -> None:
    """The form; once both are tapped, the rung is recorded with the date of today."""
    session.start_fragment()
    if st.session_state.pop(RECORDED, False):
        st.rerun()
    people = {
        row["id"]: row
        for row in answers.for_viewer(ladder_queries.current_rungs, pilot_id, today())
    }
    who_key = f"{WHO}.{pilot_id}"
    with st.container(border=True, width=forms.WIDTH, key="note.rung"):
        person = _person_picker(people, who_key)
        if person in people:
            _rung_picker(pilot_id, people[person], who_key)


def _person_picker(people: Mapping[str, CurrentRung], key: str) -> str | None:
    names = {id: shorten(row["name"], CALLED) for id, row in people.items()}
    labels = distinct(Stakeholder.table, names)
    options: dict[str, Any] = {
        "label": _("Whose rung on the ladder do you know now?"),
        "options": list(people),
        "key": key,
    }
    chosen: str | None
    if len(people) <= CHIPS:  # whose labels are Markdown, unlike those of a list
        escaped = {id: markup.escape(label) for id, label in labels.items()}
        chosen = st.pills(**options, format_func=lambda id: escaped.get(id, ""))
        return chosen
    chosen = st.selectbox(
        **options,
        format_func=lambda id: labels.get(id, ""),
        index=None,
        placeholder=_("Choose"),
    )
    return chosen


def _rung_picker(pilot_id: str, row: CurrentRung, who_key: str) -> None:
    key = f"rung.{row['id']}.{row['_seq'] or 0}"
    st.pills(
        _("On which rung is {name} now?", name=markup.escape(shorten(row["name"], CALLED))),
        [str(rung) for rung in RUNGS],
        format_func=lambda rung: _(Rung(rung).label),
        key=key,
        on_change=_record,
        args=(pilot_id, row, key, who_key, session.tracker().head),
    )
    if row["rung"] and row["seen_on"]:
        words = _(
            "Last seen on: {rung}, {day}",
            rung=_(Rung(row["rung"]).label),
            day=relative_day(row["seen_on"], today()),
        )
        st.caption(markup.escape(words))


@flash.callback
def _record(pilot_id: str, row: CurrentRung, key: str, who_key: str, newest_line: int) -> None:
    """Record the rung of today; a second tap on one day changes the first.

    `newest_line` is the one the buttons were drawn with: after an undo, the same tap has another
    idempotency key.
    """
    if not st.session_state[key]:  # a late second tap takes nothing back
        return
    rung = Rung(st.session_state[key])
    sentence = f"{shorten(row['name'], CALLED)}: {_(rung.label)}"
    if row["_seq"] and row["seen_on"] == today():
        tap = one_tap.idempotency_key(row["noted"], newest_line, rung)
        one_tap.change(row["_seq"], tap, sentence, rung=rung)
    else:
        id = uuid5(NAMESPACE_URL, f"{pilot_id}/{row['id']}/{today()}").hex
        reached = RungReached(
            id=id, pilot=pilot_id, stakeholder=row["id"], rung=rung, seen_on=today()
        )
        tap = one_tap.idempotency_key(id, newest_line, rung)
        one_tap.record(reached, tap, sentence, Version.none_yet(RungReached, id, newest_line))
    st.session_state[who_key] = None
    st.session_state[RECORDED] = True
