"""How the pilot stands, why, and when it is looked at again: then the review is over."""

from datetime import timedelta

import streamlit as st

from pilots.language import _, today
from pilots.queries import records
from pilots.queries import review as questions
from pilots.screens.kit import answers, markup, session
from pilots.screens.kit.forms import forms
from pilots.screens.review import parts
from pilots.screens.review.parts import Row
from schemas import Review

NEXT = timedelta(weeks=6)
"""Until the next review where nobody says otherwise."""


def draw(review: Row) -> None:
    """What was decided and agreed in two lines, and the form that ends it."""
    with st.container():  # however much it says, the form stays the same element
        _sum_up(review)
    _form(review)


def _sum_up(review: Row) -> None:
    decided = answers.for_viewer(questions.decisions, review["id"])
    agreed = answers.for_viewer(questions.agreed_actions, review["pilot"], review["id"])
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
def _form(review: Row) -> None:
    """The last questions; answered, they close the review at the logbook as it is now."""
    session.start_fragment()
    record = answers.for_viewer(records.one, Review.table, review["id"])
    if record is None:
        st.rerun()
    known = forms.part_of(record)
    part = forms.Part(
        Review,
        start={"next_on": today() + NEXT, **known.start, "upto": session.tracker().head},
        id=known.id,
        only=("status", "why", "next_on", "notes"),
        beside=("status", "next_on"),
    )
    key = parts.form(review, "close")
    if forms.draw(key, part, pilot_id=review["pilot"], button=_("Close the review")):
        st.rerun()
