"""The step *Since then*: what was done, who is new, and who worked together for the first time."""

from collections.abc import Sequence

import streamlit as st

from pilots.language import _, plural, relative_day, today
from pilots.queries import review as review_queries
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, markup, values
from pilots.screens.review import shared
from schemas import Action, StakeholderRole


def draw(review: RecordRow) -> None:
    """A sentence with the counts, then the actions, the people and the contacts."""
    since = (review["pilot"], review["since"])
    done = answers.for_viewer(review_queries.done_actions, *since)
    people = answers.for_viewer(review_queries.new_stakeholders, *since)
    links = answers.for_viewer(review_queries.new_ties, *since)
    _count(review, len(done), len(people), len(links))
    wide, narrow = st.columns((3, 2), gap="large")
    with wide:
        # The newest first: that is what people remember.
        _done(list(reversed(done)), review)
    with narrow:
        _people(people)
        _links(links)


def _count(review: RecordRow, done: int, people: int, links: int) -> None:
    last = shared.previous_review(review)
    since = (
        _("Since the review of {day}", day=relative_day(last["held_on"], today()))
        if last
        else _("Since the beginning")
    )
    counts = [
        plural("{n} action done", "{n} actions done", done),
        plural("{n} new person", "{n} new people", people),
        plural("{n} first contact", "{n} first contacts", links),
    ]
    st.markdown(f"**{markup.escape(since)}:** {markup.escape(', '.join(counts))}.")


def _done(rows: Sequence[RecordRow], review: RecordRow) -> None:
    if not rows:
        shared.nothing_to_show(
            _(
                "Nothing has been logged since then. Did something happen? Log it, and it appears "
                "here."
            ),
            icon=":material/edit_note:",
        )
    names = values.names_for(Action, review["pilot"])
    for row in shared.first_few(rows, "done"):
        shared.done_action(row, names)
    shared.show_all_button(rows, "done")


def _people(rows: Sequence[RecordRow]) -> None:
    if not rows:
        return
    st.markdown(f"### {_('New people')}")
    for row in shared.first_few(rows, "people"):
        role = f", {_(StakeholderRole(row['role']).label).lower()}" if row["role"] else ""
        st.markdown(f":material/person_add: **{markup.escape(row['name'])}**{markup.escape(role)}")
    shared.show_all_button(rows, "people")


def _links(rows: Sequence[RecordRow]) -> None:
    """Pairs who did something together for the first time."""
    if not rows:
        return
    st.markdown(f"### {_('Working together for the first time')}")
    for row in shared.first_few(rows, "links"):
        pair = _("{one} and {other}", one=row["one"], other=row["other"])
        st.markdown(
            f":material/link: **{markup.escape(pair)}**  \n:gray[{markup.escape(row['title'])}]"
        )
    shared.show_all_button(rows, "links")
