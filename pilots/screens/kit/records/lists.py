"""Lists of records of any kind: as cards or as a table, a page at a time."""

from typing import Any

import streamlit as st

from pilots.access import Permission
from pilots.language import _, number
from pilots.queries import records
from pilots.screens.kit import answers, markup, session, values
from pilots.screens.kit.records import cards, dialogs
from schemas import (
    KINDS,
    Action,
    ArchivedReport,
    CalendarFeed,
    Clearance,
    Decision,
    Effort,
    Erasure,
    Expectation,
    Goal,
    GoalScore,
    LimitsRecalculation,
    Match,
    Measurement,
    Member,
    Need,
    Offer,
    Organisation,
    Outcome,
    Persona,
    Pilot,
    Place,
    Principle,
    PrincipleCheck,
    Question,
    Record,
    Report,
    Review,
    RungReached,
    Seal,
    SharedLink,
    Stakeholder,
    Story,
    StoryChoice,
    Tie,
    Withdrawal,
)

PAGE = 20
"""Records on a page of a list."""

TABLE_PAGE = 500
"""Rows on a page of a table. Not more: each of their values is put into words."""


def section(schema: type[Record], pilot_id: str, **start: Any) -> None:
    """All records of a kind in a pilot, to change, and a button to add one.

    `start` holds the first values of a new one.
    """
    if n := heading(schema, pilot_id, **start):
        _cards(schema, pilot_id, n)


def folded_section(schema: type[Record], pilot_id: str, **start: Any) -> None:
    """The same for records that a picture shows already: the list is drawn when it is opened."""
    n = heading(schema, pilot_id, **start)
    if not n:
        return
    closed = st.expander(
        f"{_('List')} ({number(n)})",
        icon=":material/list:",
        on_change="rerun",
        key=f"folded.{schema.table}",
    )
    if closed.open:
        with closed:
            _cards(schema, pilot_id, n)


def _cards(schema: type[Record], pilot_id: str, n: int) -> None:
    offset = pagination(schema.table, n)
    names = values.names_for(schema, pilot_id)
    for row in answers.for_viewer(
        records.of_kind, schema.table, pilot_id, offset=offset, limit=PAGE
    ):
        cards.draw(schema, row, names)
    as_table(schema, pilot_id, n)


def heading(schema: type[Record], pilot_id: str, **start: Any) -> int:
    """The title of a kind with a button to add one, and its purpose where there are none.

    Gives how many there are.
    """
    n = answers.for_viewer(records.count, schema.table, pilot_id)
    with st.container(horizontal=True, wrap=False, **markup.APART):
        st.markdown(f"### {_(schema.many)}")
        if session.allowed(Permission.RECORD, pilot_id):
            label = dialogs.add_words(schema)
            if st.button(label, icon=":material/add:", key=f"add.{schema.table}"):
                dialogs.open_new(schema, pilot_id, **start)
    if not n:
        st.info(_(schema.purpose), icon=":material/lightbulb:")
    return n


def as_table(schema: type[Record], pilot_id: str, n: int) -> None:
    """Every field of every record of a kind, a row each; drawn when it is opened."""
    closed = st.expander(
        _("As a table"), icon=":material/table:", on_change="rerun", key=f"table.{schema.table}"
    )
    if not closed.open:
        return
    with closed:
        offset = pagination(f"rows.{schema.table}", n, TABLE_PAGE)
        names = values.names_for(schema, pilot_id)
        rows = answers.for_viewer(
            records.of_kind, schema.table, pilot_id, offset=offset, limit=TABLE_PAGE
        )
        hidden = values.hidden_fields(schema)
        st.dataframe(
            {
                _(field.title or name): [
                    values.value(schema, name, row[name], names) for row in rows
                ]
                for name, field in schema.asked().items()
                if name not in hidden
            },
            hide_index=True,
            alt=_(schema.many),
        )


def pagination(key: str, n: int, size: int = PAGE) -> int:
    """Draw the choice of a page where there are several; give the offset of the chosen one."""
    if n <= size:
        return 0
    pages = -(-n // size)
    chosen: int = st.pagination(pages, key=f"page.{key}")
    return (min(chosen, pages) - 1) * size


SHOWN_ELSEWHERE: tuple[type[Record], ...] = (
    *(Pilot, Stakeholder, Action, Outcome, Measurement),
    *(Review, Decision, PrincipleCheck, Story, StoryChoice, Report),
    *(Question, Persona, Principle, Effort, Organisation),
    *(Expectation, LimitsRecalculation, Goal, GoalScore, RungReached),
    *(Need, Offer, Match),
    *(CalendarFeed, Member, SharedLink, Erasure, Seal, ArchivedReport, Withdrawal, Clearance),
    *(Place, Tie),
)
"""Kinds with a place of their own: on the pilot's page, or on another page."""


def other_kinds() -> list[type[Record]]:
    """All other kinds, for the place *More*: a new kind appears there by itself."""
    return [schema for schema in KINDS.values() if schema not in SHOWN_ELSEWHERE]
