"""The tab Overview: the question and theory of change, what comes next, and how it goes."""

import streamlit as st

from pilots.access import Permission
from pilots.language import _, plural
from pilots.queries import pilot as pilot_queries
from pilots.queries import records
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, markup, pilot_tabs, session, values
from pilots.screens.kit.pictures import over_time, pictures
from pilots.screens.kit.records import action_status, dialogs
from pilots.screens.pilot import innovation_question, people
from schemas import Action, Outcome, Pilot

NEXT = 3
"""Actions here; all of them are on the tab Actions."""

SHOWN = 3
"""Outcomes with a chart here; with the chart of the pace they fill two rows."""


def draw(pilot_id: str) -> None:
    """Two columns on a desk; on a phone below each other, what comes next early."""
    row = answers.for_viewer(records.row, Pilot.table, pilot_id)
    if row is None:  # withdrawn a moment ago
        return
    if markup.on_phone():
        innovation_question.draw(pilot_id)
        _next_actions(pilot_id)
        _theory_of_change(row)
        people.summary(pilot_id)
    else:
        wide, narrow = st.columns([3, 2], gap="large")
        with wide:
            innovation_question.draw(pilot_id)
            _theory_of_change(row)
        with narrow:
            _next_actions(pilot_id)
            people.summary(pilot_id)
    _progress(pilot_id)


# --- what it is about --------------------------------------------------------------------

_SECTIONS = ("audience", "joins")
_ELSEWHERE = ("phase", "neighbourhood", "municipality", "lead", "colour", "believe", "so_that")
"""Fields in the header of the page, or in the sentence of the theory of change."""


_SELDOM_MISSED = ("colour", "went_on", "latitude", "longitude", "cbs_code", "cbs_year")
"""A pilot without a chosen colour is given one, few begin without what they need, and what a map
needs is asked there."""


def _theory_of_change(row: RecordRow) -> None:
    """What is believed, for whom it is and what it joins; then which fields are empty."""
    if row["believe"] or row["so_that"]:
        st.markdown(f"### {_('What do we believe?')}")
        values.long_text(belief(row["believe"], row["so_that"]))
    for name in _SECTIONS:
        if row[name]:
            st.markdown(f"### {_(Pilot.model_fields[name].title or name)}")
            values.long_text(row[name])
    _more(row)
    not_missed = {*_SELDOM_MISSED, *values.hidden_fields(Pilot)}
    empty = [
        _(field.title or name)
        for name, field in Pilot.fields().items()
        if row[name] in (None, "", []) and name not in not_missed
    ]
    with st.container(horizontal=True, vertical_alignment="center"):
        if empty:
            st.caption(markup.escape(_("Not set yet: {fields}.", fields=", ".join(empty))))
        dialogs.change_button(Pilot, row, key="facts", label=_("Fill in or change"))


def belief(believe: str | None, so_that: str | None) -> str:
    """The theory of change in one sentence; a half that is missing says so."""
    return _(
        "We believe that {believe}, so that {so_that}.",
        believe=_half(believe),
        so_that=_half(so_that),
    )


def _half(text: str | None) -> str:
    return text.rstrip(" .,;…") if text else f"… ({markup.not_set()})"


def _more(row: RecordRow) -> None:
    """The other fields, folded away."""
    names = values.names_for(Pilot, row["id"])
    passed_over = {Pilot.headline_field(), *_SECTIONS, *_ELSEWHERE, *values.hidden_fields(Pilot)}
    facts = {
        field.title or name: words
        for name, field in Pilot.fields().items()
        if name not in passed_over and (words := values.value(Pilot, name, row[name], names))
    }
    if facts:
        with st.expander(_("More about this pilot"), icon=":material/info:"):
            for title, words in facts.items():
                st.caption(_(title))
                st.markdown(markup.escape(words))


# --- what comes next, and how it goes ----------------------------------------------------


def _next_actions(pilot_id: str) -> None:
    """Actions that are planned or being done, the most urgent first."""
    st.markdown(f"### {_('What comes next?')}")
    rows = answers.for_viewer(pilot_queries.next_actions, pilot_id, limit=NEXT)
    if not rows and session.allowed(Permission.RECORD, pilot_id):
        st.info(_("Nothing is planned. Plan a first small action."), icon=":material/lightbulb:")
    elif not rows:
        st.markdown(_("Nothing is planned."))
    for row in rows:
        with st.container(border=True, key=f"next.{row['id']}", gap="xsmall"):
            st.markdown(markup.titled(row["title"], action_status.date_caption(row)))
            action_status.buttons(row)
    with st.container(horizontal=True, vertical_alignment="center"):
        if session.allowed(Permission.RECORD, pilot_id) and st.button(
            _("Plan an action"), icon=":material/add:", key="plan"
        ):
            dialogs.open_new(Action, pilot_id)
        if rows:
            pilot_tabs.link(pilot_id, "actions", _("All actions"))


def _progress(pilot_id: str) -> None:
    """Charts of the first outcomes and of the pace, in two columns."""
    st.markdown(f"### {_('How is it going?')}")
    outcomes = answers.for_viewer(pilot_queries.outcomes, pilot_id)
    if not outcomes:
        st.info(_(Outcome.purpose), icon=":material/lightbulb:")
        if session.allowed(Permission.RECORD, pilot_id) and st.button(
            dialogs.add_words(Outcome), icon=":material/add:", key="outcome"
        ):
            dialogs.open_new(Outcome, pilot_id)
    columns = st.columns(2, gap="large")
    for n, outcome in enumerate(outcomes[:SHOWN]):
        with columns[n % 2]:
            over_time.outcome(outcome, brief=True)
    with columns[len(outcomes[:SHOWN]) % 2]:
        pictures.actions_per_week(pilot_id)
    if hidden := outcomes[SHOWN:]:
        label = plural("{n} more outcome", "{n} more outcomes", len(hidden))
        pilot_tabs.link(pilot_id, "outcomes", label)
