"""All pilots side by side: what came of what each of them promised."""

from collections.abc import Mapping, Sequence

import streamlit as st

from pilots import evidence
from pilots.assessments.people import participants
from pilots.assessments.promises import promises_at_a_glance
from pilots.charts.template import shorten
from pilots.evidence import Promise
from pilots.evidence.outcome_overview import against_target, verdict_of_first
from pilots.evidence.small_cells import ParticipantSpans
from pilots.language import _, number, plural, today
from pilots.queries import progress, withdrawn
from pilots.reports.sections.participants import how_people_are_counted
from pilots.reports.sections.withdrawn import outcomes_among, withdrawn_words
from pilots.screens.kit import answers, badges, markup
from pilots.screens.kit.records import lists
from pilots.screens.progress import at_a_glance, choices, printing
from pilots.screens.progress.choices import Row
from pilots.screens.progress.period import Period
from pilots.screens.progress.setbacks import what_went_wrong
from schemas import DecisionKind, Phase

IN_A_CARD = 26
"""The newest measurements of an outcome: what a small picture has room for."""

LINE_WIDTH = 820
"""Pixels: a line and its button near each other."""

LANES = 12
"""Pilots beside each other on a page."""


def all_pilots(groups: Mapping[str, Sequence[Row]], when: Period) -> None:
    """A card for each pilot, in groups; a pilot can be in two of them."""
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
            draw = _lines if name else _cards
            draw(some, promises, nth)
    _table(on_page, promises, when)
    _withdrawn_pilots()


def _withdrawn_pilots() -> None:
    """A pilot that was withdrawn does not disappear without a trace."""
    for row in answers.for_funder(withdrawn.withdrawn_pilots):
        words = f"{row['called']}. {withdrawn_words(row)}"
        st.caption(f":material/block: {markup.escape(words)}")


# --- cards -------------------------------------------------------------------------------


def _cards(rows: Sequence[Row], promises: Sequence[Promise], nth: int) -> None:
    with st.grid(3, min_column_width=270, gap="medium"):
        for row in rows:
            card = st.container(
                border=True,
                height="stretch",
                vertical_alignment="distribute",
                key=f"promised.{nth}.{row['id']}",
            )
            with card.container(gap="small"):
                name = f"#### {badges.pilot(row['id'])} {markup.escape(row['name'])}"
                st.markdown(f"{name}\n{_badges(row)}\n\n{_question(row)}")
                _leading_outcome(_leading(row["id"], promises))
            with card:
                choices.offer_pilot(row, key=f"read.{nth}.{row['id']}")


def _lines(rows: Sequence[Row], promises: Sequence[Promise], nth: int) -> None:
    """In groups a line each: a pilot in several of them would have the same card again."""
    for row in rows:
        with st.container(horizontal=True, vertical_alignment="center", width=LINE_WIDTH):
            leading = _leading(row["id"], promises)
            name = f"{badges.pilot(row['id'])} **{markup.escape(row['name'])}**"
            known = markup.escape(_in_a_line(leading)) if leading else ""
            st.markdown(
                f"{name} {badges.standing(row['status'])}  \n:small[{known}]", width="stretch"
            )
            choices.offer_pilot(row, key=f"read.{nth}.{row['id']}")


def _in_a_line(leading: Promise) -> str:
    statement = shorten(leading.progress.statement, 90)
    if leading.progress.newest is None or leading.newest_is_suppressed:
        return f"{statement}: {leading.sentence}"
    return f"{statement}: {against_target(leading)} · {verdict_of_first(leading)}"


def _badges(row: Row) -> str:
    phase = f":blue-badge[:material/trending_up: {_(Phase(row['phase']).label)}]"
    place = markup.escape(", ".join(filter(None, (row["neighbourhood"], row["municipality"]))))
    ended = (
        f":gray-badge[:material/flag: {_('Decided: {kind}', kind=_decided(row))}]"
        if row["decided"] in {DecisionKind.STOP, DecisionKind.SCALE}
        else ""
    )
    return f"{phase} {badges.standing(row['status'])} {ended} :small[:gray[{place}]]"


def _decided(row: Row) -> str:
    return _(DecisionKind(row["decided"]).label).lower() if row["decided"] else ""


def _question(row: Row) -> str:
    if not row["question"]:
        return f":gray[{_('No question yet')}]"
    return markup.escape(shorten(row["question"], 180))


def _leading(pilot_id: str, promises: Sequence[Promise]) -> Promise | None:
    """The outcome of a pilot that was measured most often, preferably one with a target."""
    its_own = (promise for promise in promises if promise.pilot == pilot_id)
    return max(its_own, key=_amount_known, default=None)


def _leading_outcome(leading: Promise | None) -> None:
    """How it is now, and how it went."""
    if leading is None:
        st.caption(_("No outcome has been promised yet."))
        return
    newest = leading.progress.newest
    series = [point.value for point in leading.progress.points]
    st.caption(markup.escape(shorten(leading.progress.statement, 90)))
    if newest is None or leading.newest_is_suppressed:
        st.markdown(markup.escape(leading.sentence))
        return
    st.metric(
        markup.escape(shorten(leading.progress.statement, 90)),
        markup.escape(against_target(leading)),
        label_visibility="collapsed",
        chart_data=series if len(series) > 1 else None,
        delta=markup.escape(verdict_of_first(leading)),
        delta_color="orange" if leading.state == "further" else "blue",
        delta_arrow="off",
    )


def _amount_known(promise: Promise) -> tuple[bool, int]:
    return promise.progress.target is not None, len(promise.progress.points)


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
        said = (f"{label}: {value}" for label, value in zip(labels, values, strict=True))
        st.markdown(f"**{name}**  \n{' · '.join(said)}")


def _reached(row: Row, promises: Sequence[Promise]) -> str:
    states = [promise.state for promise in promises if promise.pilot == row["id"]]
    if not states:
        return "–"
    reached = states.count("reached")
    return _("{shown} of {n}", shown=number(reached), n=number(len(states)))


def _people(found: ParticipantSpans | None, when: Period) -> str:
    return (found.ending_within(**when.days).words if found else "") or "–"
