"""The people and organisations of a pilot, by their role."""

import streamlit as st

from pilots.access import Verb
from pilots.language import _, plural
from pilots.queries import pilot as questions
from pilots.screens.kit import answers, markup, pilot_tabs, session, values
from pilots.screens.kit.records import lists
from schemas import Stakeholder, StakeholderRole

FEW = 5
"""People on the overview."""


def people(pilot_id: str) -> None:
    """Everybody, a page at a time: each role with the people in it."""
    n = lists.heading(Stakeholder, pilot_id)
    if not n:
        return
    offset = lists.page(Stakeholder.table, n)
    names = values.names_for(Stakeholder, pilot_id)
    counted = answers.for_viewer(questions.stakeholders_by_role, pilot_id)
    said: set[str | None] = set()
    for row in answers.for_viewer(
        questions.stakeholders, pilot_id, offset=offset, limit=lists.PAGE
    ):
        if row["role"] not in said:
            said.add(row["role"])
            st.markdown(f"#### {markup.escape(_role(row['role']))} ({counted[row['role']]})")
        lists.card(Stakeholder, row, names)
    lists.as_table(Stakeholder, pilot_id, n)


def few(pilot_id: str) -> None:
    """Who is involved, in a few lines: names for who may see them, and numbers for all."""
    st.markdown(f"### {_('Who is involved?')}")
    counted = answers.for_viewer(questions.stakeholders_by_role, pilot_id)
    n = sum(counted.values())
    if not n:
        st.info(_(Stakeholder.purpose), icon=":material/lightbulb:")
    elif session.allowed(Verb.READ_PERSONAL, pilot_id):
        rows = answers.for_viewer(questions.stakeholders, pilot_id, limit=FEW)
        st.markdown("\n".join(f"- {_named(row['name'], row['role'])}" for row in rows))
    else:
        st.markdown("\n".join(f"- {markup.escape(_role(r))}: {c}" for r, c in counted.items()))
    said = plural("{n} person involved", "{n} people involved", n) if n else _("People")
    pilot_tabs.link(pilot_id, "people", said)


def _named(name: str, role: str | None) -> str:
    return f"**{markup.escape(name)}**" + (
        f", {markup.escape(_role(role).lower())}" if role else ""
    )


def _role(role: str | None) -> str:
    return _(StakeholderRole(role).label) if role else _("Role not set yet")
