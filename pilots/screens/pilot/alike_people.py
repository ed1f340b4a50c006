"""A line for each two people who look like one."""

import streamlit as st

from pilots.access import Permission
from pilots.language import _
from pilots.queries import people
from pilots.queries.people import PersonRow
from pilots.rules.near_names import alike
from pilots.screens.kit import answers, markup, session
from pilots.screens.pilot import merge_people, person_labels

MOST = 3
"""Pairs that are asked about at a time."""


def draw(pilot_id: str) -> None:
    """A line for each pair that looks like one person, for viewers who may merge them."""
    if not session.allowed(Permission.RECORD, pilot_id):
        return
    rows = {row["id"]: row for row in answers.for_viewer(people.of_pilot, pilot_id)}
    labels = person_labels.of_people(list(rows.values()))
    called = {id: _identifiers(row) for id, row in rows.items()}
    pairs = [pair for pair in alike(called) if not _are_said_to_differ(rows, *pair)]
    for stays, gone in pairs[:MOST]:
        sentence = _(
            "{one} and {other} look like one person.", one=labels[stays], other=labels[gone]
        )
        with st.container(horizontal=True, wrap=False, **markup.APART):
            st.markdown(f":material/join_inner: {markup.escape(sentence)}")
            if st.button(_("Compare"), key=f"compare.{stays}.{gone}", type="tertiary"):
                merge_people.open_merge(pilot_id, stays, gone)


def _identifiers(row: PersonRow) -> list[str]:
    return [
        name for name in (row["name"], row["email"], row["phone"], *row["also_called"]) if name
    ]


def _are_said_to_differ(rows: dict[str, PersonRow], one: str, other: str) -> bool:
    return other in rows[one]["differs_from"] or one in rows[other]["differs_from"]
