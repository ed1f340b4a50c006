"""The people and organisations of a pilot, by role; and a few of them for the overview."""

from functools import partial

import streamlit as st

from pilots.access import Permission
from pilots.language import _, plural
from pilots.queries import pilot as pilot_queries
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, databank_link, markup, pilot_tabs, session, values
from pilots.screens.kit.forms import forms
from pilots.screens.kit.records import cards, dialogs, lists
from pilots.screens.pilot import alike_people, merge_people, next_dialog, split_person
from schemas import Stakeholder, StakeholderRole

FEW = 5
"""People on the overview."""


def draw(pilot_id: str) -> None:
    """Everybody, a page at a time, under a heading for each role."""
    databank_link.draw(pilot_id)
    n = lists.heading(Stakeholder, pilot_id)
    if not n:
        return
    alike_people.draw(pilot_id)
    offset = lists.pagination(Stakeholder.table, n)
    names = values.names_for(Stakeholder, pilot_id)
    counted = answers.for_viewer(pilot_queries.stakeholders_by_role, pilot_id)
    headings: set[str | None] = set()
    for row in answers.for_viewer(
        pilot_queries.stakeholders, pilot_id, offset=offset, limit=lists.PAGE
    ):
        if row["role"] not in headings:
            headings.add(row["role"])
            st.markdown(f"#### {markup.escape(_role(row['role']))} ({counted[row['role']]})")
        _card(row, names)
    lists.as_table(Stakeholder, pilot_id, n)
    _open_next()


def _card(row: RecordRow, names: values.Names) -> None:
    """As every record's card, with a dialog of its own: a person can be merged or split."""
    with st.container(border=True, key=f"card.{row['id']}"):
        with st.container(horizontal=True, wrap=False, **markup.APART):
            summary = values.summary(Stakeholder, row, names)
            st.markdown(markup.titled(values.headline(Stakeholder, row, names), summary))
            if session.allowed(Permission.RECORD, row["pilot"]) and st.button(
                _("Change"), icon=":material/edit:", key=f"change.{row['id']}", type="tertiary"
            ):
                title = dialogs.change_words(Stakeholder)
                forms.open_dialog(f"change.{row['id']}", title, partial(_change_form, row))
        cards.texts(Stakeholder, row, names)


def _change_form(row: RecordRow) -> None:
    dialogs.change_form(Stakeholder, row)
    with st.container(horizontal=True):
        for what, label, icon in (
            ("merge", _("This person is in the list twice: merge"), ":material/join_inner:"),
            ("split", _("These are two people: split"), ":material/call_split:"),
        ):
            if st.button(
                label,
                icon=icon,
                key=f"{what}.{row['id']}",
                type="tertiary",
                on_click=next_dialog.choose,
                args=(what, row["pilot"], row["id"]),
            ):
                st.rerun()


def _open_next() -> None:
    """Open the dialog that was asked for in the one before it."""
    match next_dialog.chosen():
        case ("merge", str(pilot_id), str(person_id)):
            merge_people.open_merge(pilot_id, person_id)
        case ("merge", str(pilot_id), str(person_id), str(other_id)):
            merge_people.open_merge(pilot_id, person_id, other_id)
        case ("split", str(pilot_id), str(person_id)):
            split_person.open_split(pilot_id, person_id)


def summary(pilot_id: str) -> None:
    """Who is involved, in a few lines: names for who may see them, else a number per role."""
    st.markdown(f"### {_('Who is involved?')}")
    counted = answers.for_viewer(pilot_queries.stakeholders_by_role, pilot_id)
    n = sum(counted.values())
    if not n:
        st.info(_(Stakeholder.purpose), icon=":material/lightbulb:")
    elif session.allowed(Permission.READ_PERSONAL, pilot_id):
        rows = answers.for_viewer(pilot_queries.stakeholders, pilot_id, limit=FEW)
        st.markdown("\n".join(f"- {_named(row['name'], row['role'])}" for row in rows))
    else:
        st.markdown("\n".join(f"- {markup.escape(_role(r))}: {c}" for r, c in counted.items()))
    label = plural("{n} person involved", "{n} people involved", n) if n else _("People")
    pilot_tabs.link(pilot_id, "people", label)


def _named(name: str, role: str | None) -> str:
    return f"**{markup.escape(name)}**" + (
        f", {markup.escape(_role(role).lower())}" if role else ""
    )


def _role(role: str | None) -> str:
    return _(StakeholderRole(role).label) if role else _("Role not set yet")
