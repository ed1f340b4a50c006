"""Did it happen, and does it still hold? Asked some days after two people were introduced, and
where a need or an offer is past its day.

The databank asks it, and so can any page where the team begins its day.
"""

from collections import Counter
from typing import Any

import streamlit as st

from pilots.access import Permission
from pilots.language import _, plural, relative_day, today
from pilots.queries import databank, portfolio, records
from pilots.queries.databank import FollowUp
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, databank_link, flash, markup, session
from pilots.screens.kit.forms import forms
from pilots.screens.kit.records import one_tap
from pilots.versions import filled
from schemas import KINDS, ListingStatus, Match, MatchStatus, Need, Offer, Stakeholder

ANSWERS = (MatchStatus.HAPPENED, MatchStatus.PARTLY, MatchStatus.NOT, MatchStatus.NO_SHOW)

FOLLOWS = "keep_up"
"""The view of the databank in which it is asked."""


def links() -> int:
    """A line for each pilot that has something to ask after, for where the team begins; how many
    things those are."""
    names = answers.for_viewer(portfolio.names)
    introduced = Counter(
        row["pilot"] for row in answers.for_viewer(databank.follow_ups, today(), limit=1000)
    )
    for pilot_id, n in introduced.items():
        label = plural(
            "Did it happen? {n} introduction at {pilot}",
            "Did it happen? {n} introductions at {pilot}",
            n,
            pilot=names[pilot_id],
        )
        databank_link.draw(pilot_id, label, beeld=FOLLOWS)
    past = answers.for_viewer(databank.past_their_day, today())
    for pilot_id, n in past.items():
        label = plural(
            "Does it still hold? {n} need or offer at {pilot}",
            "Does it still hold? {n} needs and offers at {pilot}",
            n,
            pilot=names[pilot_id],
        )
        databank_link.draw(pilot_id, label, beeld=FOLLOWS)
    return introduced.total() + sum(past.values())


def ask(row: FollowUp) -> None:
    """A card with the question; the answer is recorded at once, with undo."""
    names = answers.for_viewer(records.names, Stakeholder.table, row["pilot"])
    who = [names.get(id or "") or _("somebody") for id in (row["offerer"], row["asker"])]
    with st.container(border=True, gap="xsmall", key=f"follow.{row['id']}"):
        details = _(
            "{one} for {other}, introduced {day}",
            one=who[0],
            other=who[1],
            day=relative_day(row["introduced_on"], today()),
        )
        st.markdown(markup.titled(row["title"] or _("(name not shown)"), details))
        answers_to_tap(row["pilot"], row["id"], row["_seq"])


def answers_to_tap(pilot_id: str, match: str, seq: int) -> None:
    """The answers, of which one tap is recorded; `seq` is the version of the match on screen."""
    if session.allowed(Permission.RECORD, pilot_id):
        key = f"happened.{match}.{seq}"
        st.pills(
            _("Did it happen?"),
            [str(status) for status in ANSWERS],
            format_func=lambda status: _(MatchStatus(status).label),
            key=key,
            on_change=_answer,
            args=(seq, key),
        )


@flash.callback
def _answer(seq: int, key: str) -> None:
    if chosen := st.session_state[key]:
        settle(seq, MatchStatus(chosen))


def settle(seq: int, status: MatchStatus) -> None:
    """Record how a match ended, of which line `seq` is the version on the screen.

    What happened fulfils the need, in the same transaction; taking the match back opens the need
    again. Raises as the tracker does.
    """
    tracker, viewer = session.tracker(), session.viewer()
    shown = tracker.version(viewer, seq)
    match = Match.read(
        shown.id, shown.pilot, filled({**shown.body, "status": status, "ended_on": today()})
    )
    changed: list[Any] = [match]
    based_on = [shown]
    need = answers.for_viewer(records.row, Need.table, match.need)
    if need and (stands := _stands(need, status)):
        version = tracker.version(viewer, need["_seq"])
        body = filled({**version.body, "status": stands})
        changed.append(KINDS[Need.table].read(version.id, version.pilot, body))
        based_on.append(version)
    key = one_tap.idempotency_key(shown.id, seq, status)
    lines = tracker.record(viewer, *changed, based_on=based_on, idempotency_key=key)
    flash.say(_said(match, need), *(line.seq for line in lines))


def _stands(need: RecordRow, status: MatchStatus) -> ListingStatus | None:
    """How the need stands from now on; None where that stays as it is."""
    if status is MatchStatus.HAPPENED:
        return ListingStatus.FULFILLED
    if status is MatchStatus.UNDONE and need["status"] == ListingStatus.FULFILLED:
        return ListingStatus.OPEN
    return None


def _said(match: Match, need: RecordRow | None) -> str:
    """How it ended, and whom to thank."""
    what = (need and need["title"]) or _("(name not shown)")
    said = f"{_(match.status.label)}: {what}."
    offer = answers.for_viewer(records.row, Offer.table, match.offer)
    people = answers.for_viewer(records.names, Stakeholder.table, match.pilot)
    helper = people.get((offer and offer["stakeholder"]) or "")
    if helper and match.status in (MatchStatus.HAPPENED, MatchStatus.PARTLY):
        return f"{said} {_('Thank {name}.', name=helper)}"
    return said


def brought_form(row: RecordRow) -> None:
    """The form for what a match brought both; draw it in a dialog."""
    key = f"brought.{row['id']}"
    fieldset = forms.fieldset_to_change(
        key, Match, row["id"], only=("for_who_asked", "for_who_offered")
    )
    if fieldset is None or forms.draw(key, fieldset, pilot_id=row["pilot"]):
        st.rerun()


def due(pilot_id: str) -> list[FollowUp]:
    """The matches of a pilot that somebody asks after today, the longest due first."""
    every = answers.for_viewer(databank.follow_ups, today(), limit=1000)
    return [row for row in every if row["pilot"] == pilot_id]
