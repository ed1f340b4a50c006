"""All pilots side by side: what came of what each of them promised."""

from collections.abc import Mapping, Sequence

import streamlit as st

from pilots import charts, evidence
from pilots.assessments.people import participants
from pilots.assessments.promises import promises_at_a_glance, promises_of
from pilots.charts.outcome_overview import DESK, PHONE
from pilots.charts.template import shorten
from pilots.evidence import Promise
from pilots.evidence.outcome_overview import OverviewRow, overview, verdict
from pilots.evidence.small_cells import ParticipantSpans
from pilots.language import _, number, plural, today
from pilots.queries import pictures, withdrawn
from pilots.reports.sections.participants import how_people_are_counted
from pilots.reports.sections.withdrawn import outcomes_among, withdrawn_words
from pilots.screens.kit import answers, badges, flash, markup
from pilots.screens.kit.pictures import drawing
from pilots.screens.kit.records import lists
from pilots.screens.progress import choices
from pilots.screens.progress.choices import Row
from pilots.screens.progress.period import Period
from schemas import DecisionKind, Phase

IN_A_CARD = 26
"""The newest measurements of an outcome: what a small picture has room for."""

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
    st.markdown(f"**{markup.escape(f'{count}. {evidence.overall(promises, n_gone)}')}**")
    offset = lists.pagination("progress", len(pilots), LANES)
    on_page = pilots[offset : offset + LANES]
    ids = {row["id"] for row in on_page}
    _overview(on_page, when)
    for nth, (name, rows) in enumerate(groups.items()):
        if some := [row for row in rows if row["id"] in ids]:
            if name:
                st.markdown(f"### {markup.escape(name)}")
            _cards(some, promises, nth, heading=4 if name else 3)
    _table(on_page, promises, when)
    _withdrawn_pilots()


def _withdrawn_pilots() -> None:
    """A pilot that was withdrawn does not disappear without a trace."""
    for row in answers.for_funder(withdrawn.withdrawn_pilots):
        words = f"{row['called']}. {withdrawn_words(row)}"
        st.caption(f":material/block: {markup.escape(words)}")


# --- cards -------------------------------------------------------------------------------


def _cards(rows: Sequence[Row], promises: Sequence[Promise], nth: int, heading: int) -> None:
    with st.grid(min_column_width=270, gap="medium"):
        for row in rows:
            card = st.container(
                border=True,
                height="stretch",
                vertical_alignment="distribute",
                key=f"promised.{nth}.{row['id']}",
            )
            with card.container(gap="small"):
                dot = badges.pilot(row["id"])
                name = f"{'#' * heading} {dot} {markup.escape(row['name'])}"
                st.markdown(f"{name}\n{_badges(row)}\n\n{_question(row)}")
                _leading_outcome([found for found in promises if found.pilot == row["id"]])
            card.button(
                _("Read on"),
                icon=":material/arrow_forward:",
                key=f"read.{nth}.{row['id']}",
                help=_("What {pilot} promised, and what came of it.", pilot=row["name"]),
                on_click=_open,
                args=(row["id"],),
            )


@flash.callback
def _open(pilot_id: str) -> None:
    st.session_state[choices.PILOT] = pilot_id


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


def _leading_outcome(promises: Sequence[Promise]) -> None:
    """The outcome that was measured most often, preferably one with a target."""
    if not promises:
        st.caption(_("No outcome has been promised yet."))
        return
    leading = max(promises, key=_amount_known)
    newest = leading.progress.newest
    series = [point.value for point in leading.progress.points]
    st.caption(markup.escape(shorten(leading.progress.statement, 90)))
    if newest is None or leading.newest_is_suppressed:
        st.markdown(markup.escape(leading.sentence))
        return
    st.metric(
        markup.escape(shorten(leading.progress.statement, 90)),
        markup.escape(leading.progress.say(newest.value)),
        label_visibility="collapsed",
        chart_data=series if len(series) > 1 else None,
        delta=verdict(leading.state),
        delta_color="orange" if leading.state == "further" else "blue",
        delta_arrow="off",
    )


def _amount_known(promise: Promise) -> tuple[bool, int]:
    return promise.progress.target is not None, len(promise.progress.points)


# --- all outcomes ------------------------------------------------------------------------


def _overview(rows: Sequence[Row], when: Period) -> None:
    """Every outcome on one screen, what needs to be talked about first."""
    names = {row["id"]: row["name"] for row in rows}
    promises = [
        promise
        for pilot_id in names
        for promise in answers.for_funder(promises_of, pilot_id, when.until, today())
    ]
    found = overview(promises, names)
    if not found.rows:
        return
    question = _("How does each outcome stand to what was promised?")
    st.markdown(f"### {question}")
    colours = answers.for_funder(pictures.colours)
    layout = PHONE if markup.on_phone() else DESK
    drawing.chart(
        lambda: charts.outcome_overview_chart(
            found.rows, {id: charts.hex_of(colours[id]) for id in names}, layout
        ),
        "progress.overview",
        f"{question} {evidence.overall(promises)}",
        found,
        layout,
    )
    st.caption(
        _(
            "From the baseline at the left to what was promised first at the right. The mark is "
            "now, the wide band is where it will be on the day of the target in 8 of 10 cases. "
            "Blue is nearer, an orange arrow further away, a star reached."
        )
    )
    drawing.numbers(lambda: _in_words(found.rows), key="numbers.overview")


def _in_words(found: Sequence[OverviewRow]) -> dict[str, list[str]]:
    return {
        _("Pilot"): [row.pilot_name for row in found],
        _("Outcome"): [row.statement for row in found],
        _("Baseline"): [row.began or "–" for row in found],
        _("Promised"): [row.promised or "–" for row in found],
        _("Today's target"): [row.changed_to or row.promised or "–" for row in found],
        _("Now"): [row.now or "–" for row in found],
        _("What came of it"): [row.verdict for row in found],
        _("How sure are we?"): [row.chance or "–" for row in found],
    }


def _table(rows: Sequence[Row], promises: Sequence[Promise], when: Period) -> None:
    people: Mapping[str, ParticipantSpans] = answers.for_funder(participants, today())
    st.markdown(f"### {_('What was promised and done, in numbers?')}")
    # A phone has no room for what the cards say already.
    where = (
        {}
        if markup.on_phone()
        else {
            _("Place"): [markup.escape(choices.place_of(row)) for row in rows],
            _("Themes"): [markup.escape(", ".join(row["themes"] or ())) for row in rows],
        }
    )
    st.table(
        {
            _("Pilot"): [markup.escape(row["name"]) for row in rows],
            **where,
            _("Targets reached"): [_reached(row, promises) for row in rows],
            _("Actions done"): [number(row["done"]) for row in rows],
            _("Participants"): [_people(people.get(row["id"]), when) for row in rows],
            _("Stories"): [number(row["stories"]) for row in rows],
        },
        hide_index=True,
        alt=_("What was promised and done, in numbers?"),
    )
    st.caption(markup.escape(how_people_are_counted()))


def _reached(row: Row, promises: Sequence[Promise]) -> str:
    states = [promise.state for promise in promises if promise.pilot == row["id"]]
    if not states:
        return "–"
    reached = states.count("reached")
    return _("{shown} of {n}", shown=number(reached), n=number(len(states)))


def _people(found: ParticipantSpans | None, when: Period) -> str:
    return (found.ending_within(**when.days).words if found else "") or "–"
