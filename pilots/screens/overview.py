"""A pilot at a glance: its question, what is known of it, and what comes next."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pilots.access import Verb
from pilots.language import _, said_day, short_day, today
from pilots.queries import pilot as questions
from pilots.queries import records
from pilots.screens import lists, show, ui
from schemas import Action, Pilot, Question


def question(pilot: str) -> None:
    """The innovation question of today, and how it came to be."""
    versions = ui.ask(questions.questions, pilot)
    st.markdown(f"### {_('Which question does it answer?')}")
    if not versions:
        st.info(_(Question.purpose), icon=":material/lightbulb:")
    else:
        st.text(versions[0]["text"])
        st.caption(ui.escape(_reason(versions[0])))
    for version in versions[1:]:
        with st.expander(_earlier(version)):
            st.text(version["text"])
            st.caption(ui.escape(_reason(version)))
    if ui.allowed(Verb.RECORD, pilot):
        label = _("Sharpen the question") if versions else _("Ask the question")
        if st.button(label, icon=":material/edit:", key="sharpen", type="tertiary"):
            text = versions[0]["text"] if versions else None
            lists.add(Question, pilot, text=text, since=today())


def _earlier(version: Mapping[str, Any]) -> str:
    since = version["since"]
    return (
        _("Earlier: since {day}", day=short_day(since)) if since else _("Earlier: day not set yet")
    )


def _reason(version: Mapping[str, Any]) -> str:
    since = _(
        "Asked since: {day}.",
        day=short_day(version["since"]) if version["since"] else ui.not_set(),
    )
    return f"{since} {version['reason'] or ''}".strip()


def facts(pilot: str) -> None:
    """What is known of a pilot; what is not, says so and offers to set it."""
    row = ui.ask(records.row, Pilot.table, pilot)
    if row is None:  # withdrawn a moment ago
        return
    with st.container(horizontal=True, wrap=False, **ui.APART):
        st.markdown(f"### {_('What do we know?')}")
        lists.offer_change(Pilot, row, key="facts", label=_("Fill in or change"))
    names = show.names_for(Pilot, pilot)
    passed_over = {Pilot.headline_field(), *ui.hidden(Pilot)}
    unknown = []
    for name, field in Pilot.fields().items():
        if name in passed_over:
            continue
        title = _(field.title or name)
        if words := show.value(Pilot, name, row[name], names):
            st.markdown(f":gray[{title}]  \n{ui.escape(words)}")
        else:
            unknown.append(title)
    if unknown:
        st.markdown(f":gray[{_('Not set yet')}]  \n{ui.escape(', '.join(unknown))}")


def next_actions(pilot: str) -> None:
    """What is planned or being done, the most pressing first."""
    st.markdown(f"### {_('What comes next?')}")
    rows = ui.ask(questions.next_actions, pilot)
    if not rows:
        st.info(_("Nothing is planned. Plan a first small action."), icon=":material/lightbulb:")
    for row in rows:
        with st.container(border=True, horizontal=True, wrap=False, **ui.APART):
            st.markdown(f"**{ui.escape(row['title'])}**  \n{ui.escape(_due(row))}")
            lists.offer_change(Action, row, key=f"next.{row['id']}")
    if ui.allowed(Verb.RECORD, pilot) and st.button(
        _("Plan an action"), icon=":material/add:", key="plan"
    ):
        lists.add(Action, pilot)


def _due(row: Mapping[str, Any]) -> str:
    if row["due"] is None:
        return _("Due: {day}", day=ui.not_set())
    if row["due"] < today():
        return _("Overdue since {day}", day=said_day(row["due"], today()))
    return _("Due: {day}", day=said_day(row["due"], today()))
