"""All pilots side by side: what came of what each of them promised."""

from collections.abc import Mapping, Sequence

import streamlit as st

from pilots import evidence
from pilots.assessments.people import participants
from pilots.assessments.promises import promises_at_a_glance
from pilots.evidence import Promise
from pilots.evidence.small_cells import ParticipantSpans
from pilots.language import _, number, plural, today
from pilots.queries import progress, withdrawn
from pilots.reports.sections.participants import how_people_are_counted
from pilots.reports.sections.withdrawn import outcomes_among, withdrawn_words
from pilots.screens.kit import answers, markup
from pilots.screens.kit.records import lists
from pilots.screens.progress import at_a_glance, choices, printing
from pilots.screens.progress.cards import cards, lines
from pilots.screens.progress.choices import Row
from pilots.screens.progress.period import Period
from pilots.screens.progress.setbacks import what_went_wrong

IN_A_CARD = 26
"""The newest measurements of an outcome: what a small picture has room for."""

LANES = 12
"""Pilots beside each other on a page."""


def all_pilots(groups: Mapping[str, Sequence[Row]], when: Period) -> None:
    """All of them in pictures, what went wrong, and then one by one; a pilot can be in two
    groups."""
    pilots = list({row["id"]: row for rows in groups.values() for row in rows}.values())
    if not pilots:
        st.info(
            _("No pilot matches. Choose another place or theme."), icon=":material/search_off:"
        )
        return
    of_pilots = {pilot["id"] for pilot in pilots}
    promises = [
        promise
        for promise in answers.for_funder(promises_at_a_glance, until=when.until, limit=IN_A_CARD)
        if promise.pilot in of_pilots
    ]
    count = plural("{n} pilot", "{n} pilots", len(pilots))
    gone = answers.for_funder(withdrawn.withdrawn)
    n_gone = len(outcomes_among(gone, of_pilots))
    with printing.readable():
        st.markdown(f"**{markup.escape(f'{count}. {evidence.overall(promises, n_gone)}')}**")
    offset = lists.pagination("progress", len(pilots), LANES)
    on_page = pilots[offset : offset + LANES]
    ids = {row["id"] for row in on_page}
    reviews = {id: answers.for_funder(progress.reviews, id, **when.days) for id in ids}
    decisions = {id: answers.for_funder(progress.decisions, id, **when.days) for id in ids}
    at_a_glance.at_a_glance(on_page, reviews, decisions, when)
    what_went_wrong(on_page, promises, decisions, gone, when)
    for nth, (name, rows) in enumerate(groups.items()):
        if some := [row for row in rows if row["id"] in ids]:
            heading = markup.escape(name) or _("What does each pilot want to find out?")
            st.markdown(f"### {heading}")
            draw = lines if name else cards
            draw(some, promises, nth)
    _table(on_page, promises, when)
    _withdrawn_pilots()


def _withdrawn_pilots() -> None:
    """A pilot that was withdrawn does not disappear without a trace."""
    for row in answers.for_funder(withdrawn.withdrawn_pilots):
        words = f"{row['called']}. {withdrawn_words(row)}"
        st.caption(f":material/block: {markup.escape(words)}")


# --- numbers -----------------------------------------------------------------------------


def _table(rows: Sequence[Row], promises: Sequence[Promise], when: Period) -> None:
    people: Mapping[str, ParticipantSpans] = answers.for_funder(participants, today())
    st.markdown(f"### {_('What was promised and done, in numbers?')}")
    numbers = {
        _("Pilot"): [markup.escape(row["name"]) for row in rows],
        _("Targets reached"): [_reached(row, promises) for row in rows],
        _("Actions done"): [number(row["done"]) for row in rows],
        _("Participants"): [_people(people.get(row["id"]), when) for row in rows],
        _("Stories"): [number(row["stories"]) for row in rows],
    }
    if markup.on_phone():
        _below_each_other(numbers)
    else:
        places = [markup.escape(choices.place_of(row)) for row in rows]
        themes = [markup.escape(", ".join(row["themes"] or ())) for row in rows]
        st.table(
            {**numbers, _("Place"): places, _("Themes"): themes},
            hide_index=True,
            alt=_("What was promised and done, in numbers?"),
        )
    st.caption(markup.escape(how_people_are_counted()))


def _below_each_other(numbers: Mapping[str, Sequence[str]]) -> None:
    """A phone has no room for so many columns, and the cards say where each pilot is."""
    _pilot, *labels = numbers
    for name, *values in zip(*numbers.values(), strict=True):
        details = (f"{label}: {value}" for label, value in zip(labels, values, strict=True))
        st.markdown(f"**{name}**  \n{' · '.join(details)}")


def _reached(row: Row, promises: Sequence[Promise]) -> str:
    states = [promise.state for promise in promises if promise.pilot == row["id"]]
    if not states:
        return "–"
    reached = states.count("reached")
    return _("{shown} of {n}", shown=number(reached), n=number(len(states)))


def _people(found: ParticipantSpans | None, when: Period) -> str:
    return (found.ending_within(**when.days).words if found else "") or "–"
