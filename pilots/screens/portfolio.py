"""Pilots: how do they fare?"""

import streamlit as st

from pilots.access import Verb
from pilots.charts.template import shorten
from pilots.language import _, plural, said_day, today
from pilots.queries import portfolio
from pilots.screens import changes, lists, ui
from schemas import Phase, Pilot

CARDS = 24
"""On a page: whole rows of two, three or four."""

st.title(_("How are the pilots doing?"))

rows = ui.ask(portfolio.board, today())
labels = ui.ask(portfolio.names)

if not rows:
    st.info(_(Pilot.purpose), icon=":material/lightbulb:")

first = lists.page("pilots", len(rows), CARDS)

with st.grid(min_column_width=340, gap="medium", border=True) as cards:
    for row in rows[first : first + CARDS]:
        with cards.cell():
            place = ", ".join(filter(None, (row["neighbourhood"], row["municipality"])))
            st.markdown(f"### {ui.escape(row['name'])}")
            with st.container(horizontal=True):
                st.badge(_(Phase(row["phase"]).label), icon=":material/trending_up:")
                st.caption(ui.escape(place or _("Place: not set yet")))
            st.text(shorten(row["question"], 180) if row["question"] else _("No question yet"))
            if row["last_done"]:
                st.caption(
                    ui.escape(
                        _(
                            "Last action: {action}, {day}",
                            action=row["last_action"],
                            day=said_day(row["last_done"], today()),
                        )
                    )
                )
            else:
                st.caption(_("No action done yet"))
            if row["next_action"]:
                st.caption(ui.escape(_("Next: {action}", action=row["next_action"])))
            if row["overdue"]:
                overdue = plural(
                    "{n} action is overdue", "{n} actions are overdue", row["overdue"]
                )
                st.badge(overdue, icon=":material/schedule:", color="orange")
            with st.container(horizontal=True):
                st.page_link(
                    "pilot.py",
                    label=_("Open"),
                    icon=":material/arrow_forward:",
                    query_params=ui.to_pilot(labels[row["id"]]),
                )
                if ui.allowed(Verb.RECORD, row["id"]):
                    st.page_link(
                        "log.py",
                        label=_("Log"),
                        icon=":material/edit_note:",
                        query_params=ui.to_pilot(labels[row["id"]]),
                    )

if rows:
    closed = st.expander(
        _("All pilots as a table"), icon=":material/table:", on_change="rerun", key="table.pilot"
    )
    if closed.open:
        closed.dataframe(
            {
                _("Name"): [row["name"] for row in rows],
                _("Neighbourhood"): [row["neighbourhood"] for row in rows],
                _("Municipality"): [row["municipality"] for row in rows],
                _("Phase"): [_(Phase(row["phase"]).label) for row in rows],
                _("Planned"): [row["planned"] + row["doing"] for row in rows],
                _("Done"): [row["done"] for row in rows],
                _("Overdue"): [row["overdue"] for row in rows],
                _("Last action"): [row["last_done"] for row in rows],
                _("Next action"): [row["next_action"] for row in rows],
            },
            hide_index=True,
            alt=_("All pilots as a table"),
        )

if ui.allowed(Verb.RECORD):
    changes.withdrawn()
