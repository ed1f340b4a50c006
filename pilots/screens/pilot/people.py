"""The people and organisations of a pilot, by role; and a few of them for the overview."""

import streamlit as st

from pilots.access import Permission
from pilots.language import _, plural
from pilots.queries import pilot as pilot_queries
from pilots.screens.kit import answers, markup, pilot_tabs, session, values
from pilots.screens.kit.records import cards, lists
from schemas import Stakeholder, StakeholderRole

FEW = 5
"""People on the overview."""


def draw(pilot_id: str) -> None:
    """Everybody, a page at a time, under a heading for each role."""
    n = lists.heading(Stakeholder, pilot_id)
    if not n:
        return
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
        cards.draw(Stakeholder, row, names)
    lists.as_table(Stakeholder, pilot_id, n)


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
