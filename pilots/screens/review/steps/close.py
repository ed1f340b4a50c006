"""The step *Close*: whether the pilot is on track, why, and when the next review is."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import streamlit as st

from pilots.language import _, today
from pilots.queries import records
from pilots.queries import review as review_queries
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, markup, session
from pilots.screens.kit.forms import forms
from pilots.screens.review import action_card, shared
from schemas import Phase, Pilot, Review

NEXT = timedelta(weeks=6)
"""Until the next review, unless somebody chooses another date."""


def draw(review: RecordRow) -> None:
    """What was decided and agreed on, and the form that closes the review."""
    with st.container():  # however much it says, the form stays the same element
        _sum_up(review)
    with st.container(key="closing"):
        _form(review)


def _sum_up(review: RecordRow) -> None:
    """What was decided, and who does what: with owners and days, as the minutes will say it."""
    decided = answers.for_viewer(review_queries.decisions, review["id"])
    agreed = answers.for_viewer(review_queries.agreed_actions, review["pilot"], review["id"])
    if not decided and not agreed:
        st.caption(_("Nothing was decided or agreed in this review. That can be fine."))
        return
    left, right = st.columns(2, gap="large")
    with left:
        _listed(_("Decided"), [markup.escape(row["text"]) for row in decided])
    with right:
        _listed(_("Agreed"), [action_card.line(row) for row in agreed])


def _listed(title: str, lines: Sequence[str]) -> None:
    if lines:
        st.markdown("\n".join([f"**{title}**\n", *(f"- {line}" for line in lines)]))


@st.fragment
def _form(review: RecordRow) -> None:
    """The last questions. Saved, they close the review at the newest line of the logbook.

    Of a pilot that was stopped nobody is asked when it is reviewed again.
    """
    session.start_fragment()
    record = answers.for_viewer(records.one, Review.table, review["id"])
    if record is None:
        st.rerun()
    pilot = answers.for_viewer(records.row, Pilot.table, review["pilot"])
    goes_on = pilot is not None and pilot["phase"] != Phase.STOPPED
    asked = ("status", "next_on", "why", "notes") if goes_on else ("status", "why", "notes")
    fieldset = forms.fieldset_of(record, only=asked)
    start = {**fieldset.start, "upto": session.tracker().head}
    if goes_on:
        start = {"next_on": today() + NEXT, **start}
    else:
        start.pop("next_on", None)
    fieldset = replace(
        fieldset,
        start=start,
        beside=("status", "next_on"),
        chips=("status",),
        labels=shared.required(Review, "status", "why"),
    )
    key = shared.form_key(review, "close")
    if forms.draw(key, fieldset, pilot_id=review["pilot"], button=_("Close the review")):
        st.rerun()
