"""The innovation question of a pilot, and its biography: the versions before it, with reasons."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from pilots.access import Permission
from pilots.language import _, plural, short_day, today
from pilots.queries import pilot as pilot_queries
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, markup, session, values
from pilots.screens.kit.records import dialogs
from schemas import Question

PROMINENT = 400
"""Characters of a question in large letters; a longer one is shown as a text."""


def draw(pilot_id: str) -> None:
    """The question of today, the reason for it, and the earlier versions folded away."""
    versions = answers.for_viewer(pilot_queries.questions, pilot_id)
    st.markdown(f"### {_('Which question does it answer?')}")
    if not versions:
        st.info(_(Question.purpose), icon=":material/lightbulb:")
    else:
        _newest(versions[0], is_first=len(versions) == 1)
    if len(versions) > 1:
        label = plural("{n} earlier version", "{n} earlier versions", len(versions) - 1)
        with st.expander(label, icon=":material/history_edu:"):
            _earlier(versions)
    if session.allowed(Permission.RECORD, pilot_id):
        label = _("Sharpen the question") if versions else _("Ask the question")
        with st.container(horizontal=True):
            if st.button(label, icon=":material/edit:", key="sharpen", type="tertiary"):
                text = versions[0]["text"] if versions else None
                dialogs.open_new(Question, pilot_id, text=text, since=today())
            if versions:
                _change_button(versions[0])


def _newest(version: RecordRow, is_first: bool) -> None:
    text = version["text"]
    if len(text) <= PROMINENT and "\n" not in text:
        st.markdown(f"#### {markup.escape(text)}")
    else:
        values.long_text(text)
    st.caption(markup.escape(_("Asked since: {day}.", day=_day(version["since"]))))
    _reason(version["reason"], is_first)


def _earlier(versions: Sequence[RecordRow]) -> None:
    """Every earlier version, the newest first, with its dates."""
    for n in range(1, len(versions)):
        version, next_version = versions[n], versions[n - 1]
        st.caption(
            markup.escape(
                _(
                    "From {first} to {last}",
                    first=_day(version["since"]),
                    last=_day(next_version["since"]),
                )
            )
        )
        values.long_text(version["text"])
        _reason(version["reason"], is_first=n == len(versions) - 1)
        _change_button(version)


def _change_button(version: RecordRow) -> None:
    """To correct what was written down; another question is a new version."""
    dialogs.change_button(Question, version, f"change.{version['id']}", _("Correct a mistake"))


def _reason(reason: str | None, is_first: bool) -> None:
    if reason:
        st.caption(_("Why this question?") if is_first else _("Why a different question?"))
        values.long_text(reason)
    elif not is_first:
        st.caption(_("Why a different question? Not set yet."))


def _day(value: date | None) -> str:
    return short_day(value) if value else markup.not_set()
