"""The dialog in which two people are compared, and made one or said to be two."""

from functools import partial

import streamlit as st

from pilots.charts.template import shorten
from pilots.errors import NoLongerThere
from pilots.language import _
from pilots.queries import people, records
from pilots.rules.merging import Keep, choices
from pilots.screens.kit import answers, flash, markup, session, values
from pilots.screens.kit.forms import forms
from pilots.screens.kit.records import one_tap
from pilots.screens.pilot import next_dialog, person_labels
from schemas import Stakeholder

FEW = 5
"""Records of somebody that are named in the dialog."""

LONGEST = 120
"""Characters of a text beside the button that chooses it."""


def open_merge(pilot_id: str, stays: str, gone: str | None = None) -> None:
    """Open the dialog that compares two people; without `gone` it asks first who the other is."""
    if gone is None:
        ask = partial(_ask_who, pilot_id, stays)
        forms.open_dialog(f"merge.who.{stays}", _("Is this one person?"), ask)
    else:
        compare = partial(_compare, stays, gone)
        forms.open_dialog(f"merge.{stays}", _("Is this one person?"), compare)


def _ask_who(pilot_id: str, person_id: str) -> None:
    labels = person_labels.of_people(answers.for_viewer(people.of_pilot, pilot_id))
    name = labels.pop(person_id, "")
    if st.selectbox(
        _("Who is the same person as {name}?", name=markup.escape(name)),
        list(labels),
        index=None,
        format_func=lambda id: labels.get(id, id),
        placeholder=_("Choose"),
        key=_who_key(person_id),
        on_change=_compare_next,
        args=(pilot_id, person_id),
    ):
        st.rerun()


def _who_key(person_id: str) -> str:
    return f"merge.who.{person_id}"


@flash.callback
def _compare_next(pilot_id: str, person_id: str) -> None:
    next_dialog.choose("merge", pilot_id, person_id, st.session_state[_who_key(person_id)])


def _compare(stays: str, gone: str) -> None:
    one, other = (answers.for_viewer(records.one, Stakeholder.table, id) for id in (stays, gone))
    if not isinstance(one, Stakeholder) or not isinstance(other, Stakeholder):
        st.rerun()  # they were just merged, or one was withdrawn: the dialog closes
    for column, person in zip(st.columns(2), (one, other), strict=True):
        with column, st.container(border=True):
            _person(person)
    for name, options in choices(one, other).items():
        _choose(name, options, one, other)
    st.caption(
        _("What is known about either is kept together, and so are both names. You can undo this.")
    )
    with st.container(horizontal=True):
        is_merged = st.button(
            _("Merge"),
            icon=":material/join_inner:",
            type="primary",
            key=f"merge.do.{stays}",
            on_click=_merge,
            args=(one, other),
        )
        is_refused = st.button(
            _("No, these are two people"),
            key=f"merge.no.{stays}",
            on_click=_keep_apart,
            args=(stays, gone),
        )
    if is_merged or is_refused:
        st.rerun()


def _person(person: Stakeholder) -> None:
    """What is known of one of the two, and the records they are in."""
    row = person.model_dump()
    summary = values.summary(Stakeholder, row, {})
    st.markdown(markup.titled(person.name, summary))
    st.caption(person_labels.count(person.pilot, person.id))
    found = list(person_labels.referring(person.pilot, person.id).values())
    if found:
        st.markdown("\n".join(f"- {markup.escape(label)}" for _record, label in found[:FEW]))


def _choose(name: str, options: list[Keep], one: Stakeholder, other: Stakeholder) -> None:
    """Which value of a field to keep, where the two differ."""
    words = {
        Keep.STAYS: _in_words(name, one),
        Keep.GONE: _in_words(name, other),
        Keep.BOTH: _("Both texts, one below the other"),
    }
    if words[Keep.STAYS] == words[Keep.GONE]:
        words[Keep.GONE] = _("{name} (number {n})", name=words[Keep.GONE], n=2)
    st.radio(
        _(Stakeholder.model_fields[name].title or name),
        options,
        format_func=words.__getitem__,
        key=_choice_key(one, other, name),
    )


def _choice_key(one: Stakeholder, other: Stakeholder, field: str) -> str:
    return f"merge.{one.id}.{other.id}.{field}"


def _in_words(name: str, person: Stakeholder) -> str:
    words = values.value(Stakeholder, name, getattr(person, name), {})
    return markup.escape(shorten(" ".join(words.split()), LONGEST))


@flash.callback
def _merge(one: Stakeholder, other: Stakeholder) -> None:
    """Merge them as was chosen. What is in the session was chosen last: `args` are older."""
    keep = {
        name: Keep(st.session_state[_choice_key(one, other, name)]) for name in choices(one, other)
    }
    lines = session.tracker().merge_people(session.viewer(), one.id, other.id, keep)
    flash.say(_("Merged: this is one person now."), *(line.seq for line in lines))


@flash.callback
def _keep_apart(one: str, other: str) -> None:
    """Record that the two are not one, so that nobody is asked again."""
    row = answers.for_viewer(records.row, Stakeholder.table, one)
    if row is None:
        raise NoLongerThere
    differs_from = list(dict.fromkeys([*(row["differs_from"] or ()), other]))
    sentence = _("These stay two people. You will not be asked again.")
    key = one_tap.idempotency_key(one, row["_seq"], other)
    one_tap.change(row["_seq"], key, sentence, differs_from=differs_from)
