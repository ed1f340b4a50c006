"""Lists of records of any kind, with the forms to add and change them."""

from contextlib import nullcontext
from typing import Any

import streamlit as st

from pilots.access import Verb
from pilots.language import _, number
from pilots.queries import records
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, flash, markup, session, values
from pilots.screens.kit.forms import forms
from schemas import (
    KINDS,
    Action,
    Baseline,
    CalendarFeed,
    Decision,
    Erasure,
    Expectation,
    Goal,
    GoalScore,
    Measurement,
    Member,
    Outcome,
    Pilot,
    PrincipleCheck,
    Record,
    Ref,
    Report,
    Review,
    RungReached,
    SharedLink,
    Stakeholder,
    Story,
    StoryChoice,
    marker,
)

PAGE = 20
"""Records on a page of a list."""

TABLE_PAGE = 500
"""Rows on a page of a table: each of their values is put into words."""


def section(schema: type[Record], pilot_id: str, **start: Any) -> None:
    """All records of a kind of one pilot: a list to change them in, a button to add one.

    `start` is what a new one begins with.
    """
    if n := heading(schema, pilot_id, **start):
        _cards(schema, pilot_id, n)


def folded(schema: type[Record], pilot_id: str, **start: Any) -> None:
    """The same, for what a picture shows already: the list is made when somebody opens it."""
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
    offset = page(schema.table, n)
    names = values.names_for(schema, pilot_id)
    for row in answers.for_viewer(
        records.of_kind, schema.table, pilot_id, offset=offset, limit=PAGE
    ):
        card(schema, row, names)
    as_table(schema, pilot_id, n)


def heading(schema: type[Record], pilot_id: str, **start: Any) -> int:
    """What these are and a button to add one; where there are none, why to. Gives how many."""
    n = answers.for_viewer(records.count, schema.table, pilot_id)
    with st.container(horizontal=True, wrap=False, **markup.APART):
        st.markdown(f"### {_(schema.many)}")
        if session.allowed(Verb.RECORD, pilot_id):
            label = _("Add: {kind}", kind=_(schema.one).lower())
            if st.button(label, icon=":material/add:", key=f"add.{schema.table}"):
                add(schema, pilot_id, **start)
    if not n:
        st.info(_(schema.purpose), icon=":material/lightbulb:")
    return n


def as_table(schema: type[Record], pilot_id: str, n: int) -> None:
    """Every field of every record of a kind, one row each, made when somebody opens it."""
    closed = st.expander(
        _("As a table"), icon=":material/table:", on_change="rerun", key=f"table.{schema.table}"
    )
    if not closed.open:
        return
    with closed:
        offset = page(f"rows.{schema.table}", n, TABLE_PAGE)
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


def add(schema: type[Record], pilot_id: str, **start: Any) -> None:
    """Open the form for a new record, over the page."""
    title = _("New: {kind}", kind=_(schema.one).lower())
    # What it is about is in the key: a form that was left is no form about something else.
    about = [id for name, id in start.items() if marker(schema.model_fields[name], Ref)]
    key = ".".join(["new", schema.table, pilot_id, *about])
    forms.open_anew(key)

    @st.dialog(title, width="medium")
    def show_form() -> None:
        session.start_fragment()
        part = forms.Part(schema, start=start)
        if forms.draw(key, part, pilot_id=pilot_id):
            st.rerun()

    show_form()


def change(schema: type[Record], row: RecordRow) -> None:
    """Open the form for a record that exists (a row of the register), over the page."""

    @st.dialog(_("Change: {kind}", kind=_(schema.one).lower()), width="medium")
    def show_form() -> None:
        session.start_fragment()
        change_form(schema, row)

    forms.open_anew(f"change.{row['id']}")
    show_form()


def change_form(schema: type[Record], row: RecordRow) -> None:
    """The form for a record that exists, with a way to withdraw it; put it in a dialog."""
    record = answers.for_viewer(records.one, schema.table, row["id"])
    key = f"change.{row['id']}"
    if record is None or forms.draw(key, forms.part_of(record), pilot_id=row["pilot"]):
        st.rerun()
    if st.button(
        _("Withdraw"),
        icon=":material/delete:",
        help=_("Removes it from every view. You can bring it back from the history."),
        key=f"withdraw.{row['id']}",
        on_click=_withdraw,
        args=(row["_seq"],),
    ):
        st.rerun()


@flash.callback
def _withdraw(seq: int) -> None:
    line = session.tracker().withdraw(session.viewer(), seq)
    flash.say(_("Withdrawn. You can find it in the history."), line.seq)


def offer_change(schema: type[Record], row: RecordRow, key: str, label: str | None = None) -> None:
    """A button that opens the form for this record, for who may change it."""
    if session.allowed(Verb.RECORD, row["pilot"]) and st.button(
        label or _("Change"), icon=":material/edit:", key=key, type="tertiary"
    ):
        change(schema, row)


def card(schema: type[Record], row: RecordRow, names: values.Names) -> None:
    """A record: what it is called, what is known of it, and a button to change it."""
    texts_below = has_texts(schema, row)
    # Each element costs, on a page of twenty: what fits on a line needs no second container.
    line: dict[str, Any] = {"horizontal": True, "wrap": False, **markup.APART}
    with st.container(border=True, key=f"card.{row['id']}", **({} if texts_below else line)):
        with st.container(**line) if texts_below else nullcontext():
            said = values.summary(schema, row, names)
            st.markdown(titled(values.headline(schema, row, names), said))
            offer_change(schema, row, key=f"change.{row['id']}")
        if texts_below:
            texts(schema, row, names)


def titled(title: str, below: str) -> str:
    """What something is called, and a line of what is known of it, as Markdown."""
    named = f"**{markup.escape(title)}**"
    return f"{named}  \n:small[:gray[{markup.escape(below)}]]" if below else named


def details(schema: type[Record], row: RecordRow, names: values.Names) -> None:
    """What is known of a record besides what it is called."""
    if said := values.summary(schema, row, names):
        st.caption(markup.escape(said))
    texts(schema, row, names)


def texts(schema: type[Record], row: RecordRow, names: values.Names) -> None:
    """The long texts of a record, and its photos."""
    headline = values.headline(schema, row, names)
    for name, field in values.facts(schema).items():
        if field.is_long and row[name] and row[name] != headline:
            st.caption(_(field.title))
            values.long(row[name])
        elif field.is_picture:
            values.photo(row[name], alt=headline)


def has_texts(schema: type[Record], row: RecordRow) -> bool:
    """Whether `texts` may have something to show."""
    fields = values.facts(schema).items()
    return any(row[name] for name, field in fields if field.is_long or field.is_picture)


def page(key: str, n: int, size: int = PAGE) -> int:
    """Where the page that is chosen begins; one page needs no choosing."""
    if n <= size:
        return 0
    pages = -(-n // size)
    chosen: int = st.pagination(pages, key=f"page.{key}")
    return (min(chosen, pages) - 1) * size


SHOWN_ELSEWHERE: tuple[type[Record], ...] = (
    *(Pilot, Stakeholder, Action, Outcome, Measurement),
    *(Review, Decision, PrincipleCheck, Story, StoryChoice, Report),
    *(Expectation, Baseline, Goal, GoalScore, RungReached),
    *(CalendarFeed, Member, SharedLink, Erasure),
)
"""Kinds that have a place of their own: on a pilot's page, or beside all pilots."""


def other_kinds() -> list[type[Record]]:
    """All other kinds: a new one appears here by itself."""
    return [schema for schema in KINDS.values() if schema not in SHOWN_ELSEWHERE]
