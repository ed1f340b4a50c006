"""What happened since the last review: what was done, who is new, who met whom."""

from collections.abc import Sequence

import streamlit as st

from pilots.language import _, plural, relative_day, today
from pilots.queries import review as questions
from pilots.screens.kit import answers, markup, values
from pilots.screens.review import parts
from pilots.screens.review.parts import Row
from schemas import Action, StakeholderRole


def draw(review: Row) -> None:
    """A sentence that counts, and what it counts."""
    of = (review["pilot"], review["since"])
    done = answers.for_viewer(questions.done_actions, *of)
    people = answers.for_viewer(questions.new_stakeholders, *of)
    links = answers.for_viewer(questions.new_ties, *of)
    _count(review, len(done), len(people), len(links))
    wide, narrow = st.columns((3, 2), gap="large")
    with wide:
        # The newest first: that is what people still know.
        _done(list(reversed(done)), review)
    with narrow:
        _people(people)
        _links(links)


def _count(review: Row, done: int, people: int, links: int) -> None:
    last = parts.before(review)
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


def _done(rows: Sequence[Row], review: Row) -> None:
    if not rows:
        parts.nothing(
            _(
                "Nothing has been logged since then. Did something happen? Log it, and it appears "
                "here."
            ),
            icon=":material/edit_note:",
        )
    names = values.names_for(Action, review["pilot"])
    for row in parts.few(rows, "done"):
        parts.happening(row, names)
    parts.offer_rest(rows, "done")


def _people(rows: Sequence[Row]) -> None:
    if not rows:
        return
    st.markdown(f"### {_('New people')}")
    for row in parts.few(rows, "people"):
        role = f", {_(StakeholderRole(row['role']).label).lower()}" if row["role"] else ""
        st.markdown(f":material/person_add: **{markup.escape(row['name'])}**{markup.escape(role)}")
    parts.offer_rest(rows, "people")


def _links(rows: Sequence[Row]) -> None:
    """Who did something together for the first time: a string of pearls grows by these."""
    if not rows:
        return
    st.markdown(f"### {_('Working together for the first time')}")
    for row in parts.few(rows, "links"):
        pair = _("{one} and {other}", one=row["one"], other=row["other"])
        st.markdown(
            f":material/link: **{markup.escape(pair)}**  \n:gray[{markup.escape(row['title'])}]"
        )
    parts.offer_rest(rows, "links")
