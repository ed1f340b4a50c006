"""The innovation question of a pilot, and its biography: how it came to be this one."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from pilots.access import Verb
from pilots.language import _, plural, short_day, today
from pilots.queries import pilot as questions
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, markup, session, values
from pilots.screens.kit.records import lists
from schemas import Question

PROMINENT = 400
"""Characters that can be read from across a room; a longer question is set as a text."""


def question(pilot_id: str) -> None:
    """The question of today, why it changed, and the versions before it."""
    versions = answers.for_viewer(questions.questions, pilot_id)
    st.markdown(f"### {_('Which question does it answer?')}")
    if not versions:
        st.info(_(Question.purpose), icon=":material/lightbulb:")
    else:
        _newest(versions[0], is_first=len(versions) == 1)
    if len(versions) > 1:
        label = plural("{n} earlier version", "{n} earlier versions", len(versions) - 1)
        with st.expander(label, icon=":material/history_edu:"):
            _earlier(versions)
    if session.allowed(Verb.RECORD, pilot_id):
        label = _("Sharpen the question") if versions else _("Ask the question")
        if st.button(label, icon=":material/edit:", key="sharpen", type="tertiary"):
            text = versions[0]["text"] if versions else None
            lists.add(Question, pilot_id, text=text, since=today())


def _newest(version: RecordRow, is_first: bool) -> None:
    text = version["text"]
    if len(text) <= PROMINENT and "\n" not in text:
        st.markdown(f"#### {markup.escape(text)}")
    else:
        values.long(text)
    st.caption(markup.escape(_("Asked since: {day}.", day=_day(version["since"]))))
    _why(version["reason"], is_first)


def _earlier(versions: Sequence[RecordRow]) -> None:
    """Every version before today's, the newest first, each with the days it was asked."""
    for n in range(1, len(versions)):
        version, followed = versions[n], versions[n - 1]
        st.caption(
            markup.escape(
                _(
                    "From {first} to {last}",
                    first=_day(version["since"]),
                    last=_day(followed["since"]),
                )
            )
        )
        values.long(version["text"])
        _why(version["reason"], is_first=n == len(versions) - 1)


def _why(reason: str | None, is_first: bool) -> None:
    if reason:
        st.caption(_("Why this question?") if is_first else _("Why a different question?"))
        values.long(reason)
    elif not is_first:
        st.caption(_("Why a different question? Not set yet."))


def _day(value: date | None) -> str:
    return short_day(value) if value else markup.not_set()
