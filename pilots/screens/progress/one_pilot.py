"""One pilot: what it asked, promised, did, heard and decided, a question per block."""

from collections.abc import Iterator, Mapping
from typing import Any

import streamlit as st

from pilots import charts, evidence
from pilots.assessments import people
from pilots.charts.template import month
from pilots.evidence.small_cells import Span, few
from pilots.language import _, listing, number, plural, short_day, today
from pilots.queries import pilot as questions
from pilots.queries import progress, records
from pilots.screens.kit import answers, badges, markup
from pilots.screens.kit.pictures import drawing
from pilots.screens.progress import outcomes, stories
from pilots.screens.progress.all_pilots import how_people_are_counted
from pilots.screens.progress.period import Period
from pilots.screens.progress.source import behind
from schemas import (
    ActionKind,
    DecisionKind,
    DecisionStatus,
    Phase,
    Pilot,
    Question,
    StakeholderKind,
)

Row = Mapping[str, Any]


def one_pilot(pilot_id: str, when: Period) -> None:
    """All there is to tell of it in this time."""
    row = answers.for_funder(records.row, Pilot.table, pilot_id)
    if row is None:  # withdrawn a moment ago
        return
    _head(row)
    _question(pilot_id, when)
    outcomes.outcomes(pilot_id, when)
    _done(pilot_id, when)
    _people(pilot_id, when)
    stories.stories(pilot_id, when)
    _stood(pilot_id, when)
    _decided(pilot_id, when)
    _ahead(pilot_id)


def _head(row: Row) -> None:
    phase = f":blue-badge[:material/trending_up: {_(Phase(row['phase']).label)}]"
    place = ", ".join(filter(None, (row["neighbourhood"], row["municipality"])))
    said = filter(None, (place, ", ".join(row["themes"] or ())))
    st.markdown(
        f"## {badges.pilot_dot(row['id'])} {markup.escape(row['name'])}\n"
        f"{phase} :small[:gray[{markup.escape(' · '.join(said))}]]"
    )
    if row["audience"]:
        st.caption(markup.escape(_("For whom: {audience}", audience=row["audience"])))


def _question(pilot_id: str, when: Period) -> None:
    st.markdown(f"### {_('What did we want to find out?')}")
    versions = [
        row
        for row in answers.for_funder(questions.questions, pilot_id)
        if not (when.until and row["since"] and row["since"] > when.until)
    ]
    if not versions:
        st.info(_(Question.purpose), icon=":material/lightbulb:")
        return
    newest, *earlier = versions
    st.markdown(f"#### {markup.escape(newest['text'])}")
    st.caption(_asked(newest))
    if newest["reason"]:
        st.markdown(markup.escape(newest["reason"]))
    if earlier:
        st.markdown(f"**{_('How the question became sharper')}**")
    for version in earlier:
        with st.container(gap=None, key=f"version.{version['id']}"):
            st.markdown(f"> {markup.escape(' '.join(version['text'].split()))}")
            reason = f" {markup.escape(version['reason'])}" if version["reason"] else ""
            st.caption(f"{_asked(version)}{reason}")


def _asked(version: Row) -> str:
    since = short_day(version["since"]) if version["since"] else markup.not_set()
    return markup.escape(_("Asked since: {day}.", day=since))


# --- what was done -----------------------------------------------------------------------

COLUMNS, COLUMNS_ON_PHONE = 13, 6
"""Months that have room beside each other; more than these become quarters."""


def _done(pilot_id: str, when: Period) -> None:
    words = {str(kind): _(kind.label) for kind in ActionKind}
    columns = COLUMNS_ON_PHONE if markup.on_phone() else COLUMNS
    found = evidence.work_done(
        answers.for_funder(progress.done, pilot_id, **when.days), words, columns
    )
    question = _("What was done?")
    st.markdown(f"### {question}\n\n{markup.escape(found.sentence)}")
    if found.total:
        drawing.chart(
            lambda: charts.work_done_chart(found),
            f"progress.done.{pilot_id}",
            f"{question} {found.sentence}",
            found,
        )
        st.caption(_("Source: the actions that the team logged, by the day they were done."))
        behind(pilot_id, "timeline", _("The actions behind this"))


def _people(pilot_id: str, when: Period) -> None:
    st.markdown(f"### {_('How many people took part?')}")
    known = answers.for_funder(people.participants, today()).get(pilot_id)
    found = known.ended(**when.days) if known else None
    if found is None or not (found.spans or found.rest):
        st.markdown(_("Nobody wrote down how many people took part."))
    else:
        st.markdown(markup.escape(_("Participants: {n}.", n=found.words)))
        drawn = [*found.spans, *([found.rest] if found.rest else [])]
        st.table(
            {
                _("From"): [month(span.first) for span in drawn],
                _("Up to and including"): [month(span.last) for span in drawn],
                _("Participants"): [_number_of(span) for span in drawn],
            },
            hide_index=True,
            width="content",
            alt=_("How many people took part?"),
        )
        st.caption(markup.escape(how_people_are_counted()))
    if groups := answers.for_funder(people.involved, pilot_id):
        n = sum(group.people for group in groups)
        said = plural(
            "{n} person or organisation is involved now",
            "{n} people and organisations are involved now",
            n,
        )
        counted = [f"{_kind(group.kind)} ({number(group.people)})" for group in groups]
        # One group of various kinds says no more than the whole.
        kinds = f": {listing(counted)}" if groups[0].kind else ""
        st.markdown(markup.escape(f"{said}{kinds}."))


def _number_of(span: Span) -> str:
    return few() if span.people is None else number(span.people)


def _kind(kind: str | None) -> str:
    return _(StakeholderKind(kind).label).lower() if kind else _("of various kinds")


# --- how it stood, what was decided, what comes --------------------------------------------


def _stood(pilot_id: str, when: Period) -> None:
    held = answers.for_funder(progress.reviews, pilot_id, **when.days)
    st.markdown(f"### {_('How did it go, in the eyes of the team?')}")
    if not held:
        st.markdown(_("No review was held in this period."))
    for row in held:
        with st.container(border=True, gap="xsmall", key=f"stood.{row['id']}"):
            day = markup.escape(short_day(row["held_on"]))
            st.markdown(f"**{day}** {badges.standing(row['status'])}")
            if row["why"]:
                st.markdown(markup.escape(row["why"]))
    if held:
        behind(pilot_id, "reviews", _("The reviews behind this"))


_SIGNS = {
    DecisionKind.CONTINUE: ("blue", ":material/arrow_forward:"),
    DecisionKind.ADAPT: ("violet", ":material/alt_route:"),
    DecisionKind.SCALE: ("green", ":material/open_in_full:"),
    DecisionKind.STOP: ("gray", ":material/front_hand:"),
}


def _decided(pilot_id: str, when: Period) -> None:
    rows = answers.for_funder(progress.decisions, pilot_id, **when.days)
    st.markdown(f"### {_('What did we decide, and change?')}")
    if not rows:
        st.markdown(_("Nothing was decided in this period."))
        return
    if stopped := sum(row["kind"] == DecisionKind.STOP for row in rows):
        st.markdown(
            plural(
                "{n} time the decision was to stop. That is a result too: now we know.",
                "{n} times the decision was to stop. That is a result too: now we know.",
                stopped,
            )
        )
    for row in rows:
        with st.container(border=True, gap="xsmall", key=f"decided.{row['id']}"):
            colour, icon = _SIGNS[DecisionKind(row["kind"])]
            badge = f":{colour}-badge[{icon} {_(DecisionKind(row['kind']).label)}]"
            st.markdown(f"**{markup.escape(row['text'])}** {badge}")
            if row["reason"]:
                st.markdown(markup.escape(row["reason"]))
            day = short_day(row["decided_on"]) if row["decided_on"] else markup.not_set()
            st.caption(markup.escape(f"{day} · {_(DecisionStatus(row['carried']).label)}"))


def _ahead(pilot_id: str) -> None:
    found = answers.for_funder(progress.ahead, pilot_id, today())
    st.markdown(f"### {_('What comes next?')}")
    st.markdown("\n".join(f"- {markup.escape(line)}" for line in _coming(found)))


def _coming(found: Row) -> Iterator[str]:
    next_on = short_day(found["next_on"]) if found["next_on"] else markup.not_set()
    yield _("Next review: {day}", day=next_on)
    kinds = [
        f"{_(ActionKind(it['kind']).label).lower()} ({number(it['n'])})" for it in found["kinds"]
    ]
    planned = sum(it["n"] for it in found["kinds"])
    said = plural("{n} action is planned", "{n} actions are planned", planned)
    yield f"{said}: {listing(kinds)}" if kinds else said
    if found["overdue"]:
        yield plural("{n} action is overdue", "{n} actions are overdue", found["overdue"])
    if found["open"]:
        yield plural(
            "{n} decision is still to be carried out",
            "{n} decisions are still to be carried out",
            found["open"],
        )
