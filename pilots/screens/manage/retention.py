"""Retention: contact details that are no longer needed, proposed for erasure (GDPR, AVG)."""

from collections.abc import Sequence

import streamlit as st

from pilots.access import Permission
from pilots.language import _, plural, short_day, today
from pilots.privacy.erasing import lines, without_contact
from pilots.queries import personal_data
from pilots.screens.kit import answers, flash, markup, session
from pilots.screens.kit.records import lists
from pilots.settings import current
from schemas import Stakeholder


def draw() -> None:
    """People with whom nothing happened for `retention_months`; somebody decides on each."""
    months = current().retention_months
    rows = [
        row
        for row in answers.for_viewer(personal_data.inactive_contacts, today(), months)
        if session.allowed(Permission.MANAGE, row["pilot"])
    ]
    st.markdown(f"**{_('Contact details that are no longer needed')}**")
    if not rows:
        st.caption(
            plural(
                "Nobody with contact details has been quiet for {n} month or longer.",
                "Nobody with contact details has been quiet for {n} months or longer.",
                months,
            )
        )
        return
    st.markdown(
        plural(
            "Nothing has happened with these people for {n} month or longer. Erase their "
            "contact details; their names stay. This cannot be undone.",
            "Nothing has happened with these people for {n} months or longer. Erase their "
            "contact details; their names stay. This cannot be undone.",
            months,
        )
    )
    offset = lists.pagination("silent", len(rows))
    for row in rows[offset : offset + lists.PAGE]:
        with st.container(horizontal=True, border=True, key=f"silent.{row['id']}", **markup.APART):
            st.markdown(markup.titled(row["name"], _details(row)))
            st.button(
                _("Erase contact details"),
                icon=":material/contact_phone:",
                key=f"silent.erase.{row['id']}",
                type="tertiary",
                on_click=_erase,
                args=([row["id"]],),
            )
    if len(rows) > 1:
        st.button(
            plural(
                "Erase the contact details of {n} person",
                "Erase the contact details of all {n} people",
                len(rows),
            ),
            icon=":material/delete_sweep:",
            key="silent.all",
            on_click=_erase,
            args=([row["id"] for row in rows],),
        )


def _details(row: personal_data.InactiveContact) -> str:
    contact = " · ".join(filter(None, (row["email"], row["phone"])))
    return _(
        "{project} · {how} · last active {day}",
        project=row["project"] or "",
        how=contact,
        day=short_day(row["last"]),
    )


@flash.callback
def _erase(ids: Sequence[str]) -> None:
    """Erase the contact details of these people, in every version: a callback."""
    versions = lines(answers.for_viewer(personal_data.versions, Stakeholder.table, tuple(ids)))
    seqs = [line.seq for line in versions if without_contact(line) != line]
    session.tracker().erase(session.viewer(), seqs, without_contact, _("Not needed any more"))
    flash.say(
        plural(
            "The contact details of {n} person have been erased.",
            "The contact details of {n} people have been erased.",
            len(ids),
        )
    )
