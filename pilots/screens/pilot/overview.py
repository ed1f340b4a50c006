"""A pilot at a glance: what it asks and believes, what comes next, and how it goes."""

import streamlit as st

from pilots.access import Verb
from pilots.language import _, plural
from pilots.queries import pilot as questions
from pilots.queries import records
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, markup, pilot_tabs, session, values
from pilots.screens.kit.pictures import over_time, pictures
from pilots.screens.kit.records import acts, lists
from pilots.screens.pilot import biography, people
from schemas import Action, Outcome, Pilot

NEXT = 3
"""Actions that come next here; all of them have a part of their own."""

SHOWN = 3
"""Outcomes with a picture here; with the pace they fill two rows."""


def overview(pilot_id: str) -> None:
    """What matters of a pilot, what explains it, and what one can do."""
    row = answers.for_viewer(records.row, Pilot.table, pilot_id)
    if row is None:  # withdrawn a moment ago
        return
    if markup.on_phone():
        biography.question(pilot_id)
        next_actions(pilot_id)
        story(row)
        people.few(pilot_id)
    else:
        about, now = st.columns([3, 2], gap="large")
        with about:
            biography.question(pilot_id)
            story(row)
        with now:
            next_actions(pilot_id)
            people.few(pilot_id)
    progress(pilot_id)


# --- what it is about --------------------------------------------------------------------

_TOLD = ("audience", "joins")
_ELSEWHERE = ("phase", "neighbourhood", "municipality", "lead", "colour", "believe", "so_that")
"""Fields that stand above the parts of the page, or in the sentence of what is believed."""


def story(row: RecordRow) -> None:
    """What is believed, for whom it is, what it joins; what is not known, says so."""
    if row["believe"] or row["so_that"]:
        st.markdown(f"### {_('What do we believe?')}")
        values.long(belief(row["believe"], row["so_that"]))
    for name in _TOLD:
        if row[name]:
            st.markdown(f"### {_(Pilot.model_fields[name].title or name)}")
            values.long(row[name])
    _more(row)
    # A colour is given where nobody chose one, and most begin with all that they need.
    passed_over = {"colour", "went_on", *values.hidden_fields(Pilot)}
    unknown = [
        _(field.title or name)
        for name, field in Pilot.fields().items()
        if row[name] in (None, "", []) and name not in passed_over
    ]
    with st.container(horizontal=True, vertical_alignment="center"):
        if unknown:
            st.caption(markup.escape(_("Not set yet: {fields}.", fields=", ".join(unknown))))
        lists.offer_change(Pilot, row, key="facts", label=_("Fill in or change"))


def belief(believe: str | None, so_that: str | None) -> str:
    """The theory of change as one sentence; the half that is missing says so."""
    return _(
        "We believe that {believe}, so that {so_that}.",
        believe=_half(believe),
        so_that=_half(so_that),
    )


def _half(text: str | None) -> str:
    return text.rstrip(" .,;…") if text else f"… ({markup.not_set()})"


def _more(row: RecordRow) -> None:
    """What else is known, folded away."""
    names = values.names_for(Pilot, row["id"])
    passed_over = {Pilot.headline_field(), *_TOLD, *_ELSEWHERE, *values.hidden_fields(Pilot)}
    known = {
        field.title or name: words
        for name, field in Pilot.fields().items()
        if name not in passed_over and (words := values.value(Pilot, name, row[name], names))
    }
    if known:
        with st.expander(_("More about this pilot"), icon=":material/info:"):
            for title, words in known.items():
                st.caption(_(title))
                st.markdown(markup.escape(words))


# --- what comes next, and how it goes ----------------------------------------------------


def next_actions(pilot_id: str) -> None:
    """What is planned or being done, the most pressing first."""
    st.markdown(f"### {_('What comes next?')}")
    rows = answers.for_viewer(questions.next_actions, pilot_id, limit=NEXT)
    if not rows and session.allowed(Verb.RECORD, pilot_id):
        st.info(_("Nothing is planned. Plan a first small action."), icon=":material/lightbulb:")
    elif not rows:
        st.markdown(_("Nothing is planned."))
    for row in rows:
        with st.container(border=True, key=f"next.{row['id']}", gap="xsmall"):
            st.markdown(lists.titled(row["title"], acts.when(row)))
            acts.offer(row)
    with st.container(horizontal=True, vertical_alignment="center"):
        if session.allowed(Verb.RECORD, pilot_id) and st.button(
            _("Plan an action"), icon=":material/add:", key="plan"
        ):
            lists.add(Action, pilot_id)
        if rows:
            pilot_tabs.link(pilot_id, "actions", _("All actions"))


def progress(pilot_id: str) -> None:
    """The first outcomes and the pace, two beside each other where there is room."""
    st.markdown(f"### {_('How is it going?')}")
    outcomes = answers.for_viewer(questions.outcomes, pilot_id)
    if not outcomes:
        st.info(_(Outcome.purpose), icon=":material/lightbulb:")
        if session.allowed(Verb.RECORD, pilot_id) and st.button(
            _("Add: {kind}", kind=_(Outcome.one).lower()), icon=":material/add:", key="outcome"
        ):
            lists.add(Outcome, pilot_id)
    columns = st.columns(2, gap="large")
    for n, outcome in enumerate(outcomes[:SHOWN]):
        with columns[n % 2]:
            over_time.outcome(outcome, brief=True)
    with columns[len(outcomes[:SHOWN]) % 2]:
        pictures.actions_per_week(pilot_id)
    if hidden := outcomes[SHOWN:]:
        left = plural("{n} more outcome", "{n} more outcomes", len(hidden))
        pilot_tabs.link(pilot_id, "outcomes", left)
