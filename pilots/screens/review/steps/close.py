"""The step *Close*: whether the pilot is on track, why, and when the next review is."""

from dataclasses import replace
from datetime import timedelta

import streamlit as st

from pilots.language import _, today
from pilots.queries import records
from pilots.queries import review as review_queries
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, markup, session
from pilots.screens.kit.forms import forms
from pilots.screens.review import shared
from schemas import Review

NEXT = timedelta(weeks=6)
"""Until the next review, unless somebody chooses another date."""


def draw(review: RecordRow) -> None:
    """The decisions and actions in two lines, and the form that closes the review."""
    with st.container():  # however much it says, the form stays the same element
        _sum_up(review)
    _form(review)


def _sum_up(review: RecordRow) -> None:
    decided = answers.for_viewer(review_queries.decisions, review["id"])
    agreed = answers.for_viewer(review_queries.agreed_actions, review["pilot"], review["id"])
    if decided:
        st.markdown(
            f"**{_('Decided')}:** " + markup.escape("; ".join(row["text"] for row in decided))
        )
    if agreed:
        st.markdown(
            f"**{_('Agreed')}:** " + markup.escape("; ".join(row["title"] for row in agreed))
        )
    if not decided and not agreed:
        st.caption(_("Nothing was decided or agreed in this review. That can be fine."))


@st.fragment
def _form(review: RecordRow) -> None:
    """The last questions. Saved, they close the review at the newest line of the logbook."""
    session.start_fragment()
    record = answers.for_viewer(records.one, Review.table, review["id"])
    if record is None:
        st.rerun()
    fieldset = forms.fieldset_of(record, only=("status", "why", "next_on", "notes"))
    start = {"next_on": today() + NEXT, **fieldset.start, "upto": session.tracker().head}
    fieldset = replace(fieldset, start=start, beside=("status", "next_on"))
    key = shared.form_key(review, "close")
    if forms.draw(key, fieldset, pilot_id=review["pilot"], button=_("Close the review")):
        st.rerun()
