"""Bringing together: what may belong together and why, and who was introduced already."""

from functools import partial
from uuid import NAMESPACE_URL, uuid5

import streamlit as st

from pilots.access import Permission
from pilots.assessments import databank as assessed
from pilots.assessments.databank import Suggestion
from pilots.language import _, plural, short_day, today
from pilots.queries import databank, records
from pilots.queries.rows import RecordRow
from pilots.screens.databank import listing_cards, reasons
from pilots.screens.kit import answers, flash, markup, session, values
from pilots.screens.kit.forms import forms
from pilots.screens.kit.records import cards, dialogs, did_it_happen, lists, one_tap
from pilots.versions import Version
from schemas import Match, MatchStatus, Need, Place, Stakeholder

FEW = 10
"""Needs on a page: an afternoon has no time for more."""


def draw(pilot_id: str) -> None:
    """Suggestions by need, then the matches there were."""
    found = answers.for_viewer(assessed.suggestions, pilot_id, today())
    by_need: dict[str, list[Suggestion]] = {}
    for suggestion in found:
        by_need.setdefault(suggestion.need["id"], []).append(suggestion)
    suggested, matched = st.columns(2, gap="large")
    with suggested:
        _unanswered(pilot_id, len(by_need))
        needs = list(by_need.values())
        offset = lists.pagination("databank.needs", len(needs), FEW)
        for few in needs[offset : offset + FEW]:
            _need(pilot_id, few)
    with matched:
        _matches(pilot_id)


def _unanswered(pilot_id: str, n: int) -> None:
    """How many open needs have an offer that may fit, and how many have none."""
    st.markdown(f"### {_('Who could help whom?')}")
    rows = answers.for_viewer(databank.listings, pilot_id)
    is_open = [
        row for row in rows if row["table"] == Need.table and assessed.is_open(row, today())
    ]
    if not is_open:
        st.info(_(Need.purpose), icon=":material/lightbulb:")
    elif not n:
        words = _("No open need has an offer that fits. Look at what is lacking.")
        st.info(words, icon=":material/search_off:")
    else:
        st.caption(
            plural(
                "{n} open need has an offer that may fit. Longest wait first.",
                "{n} open needs have an offer that may fit. Longest wait first.",
                n,
            )
        )


def _need(pilot_id: str, few: list[Suggestion]) -> None:
    need = few[0].need
    with st.container(border=True, gap="small", key=f"need.{need['id']}"):
        details = listing_cards.details(need)
        st.markdown(
            f"{listing_cards.badges(need)}  \n{markup.titled(listing_cards.name(need), details)}"
        )
        for suggestion in few:
            _suggestion(pilot_id, suggestion)


def _suggestion(pilot_id: str, suggestion: Suggestion) -> None:
    offer = suggestion.offer
    people = answers.for_viewer(records.names, Stakeholder.table, pilot_id)
    places = answers.for_viewer(records.names, Place.table, pilot_id)
    because = " ".join(reasons.why(suggestion, people, places))
    what = markup.titled(listing_cards.name(offer), listing_cards.details(offer))
    st.markdown(f":material/redeem: {what}  \n{markup.escape(because)}")
    if session.allowed(Permission.RECORD, pilot_id):
        id = f"{suggestion.need['id']}.{offer['id']}"
        one_tap.button(
            f"introduce.{id}",
            _("Introduce"),
            ":material/handshake:",
            _introduce,
            suggestion,
            because,
            session.tracker().head,
            type="secondary",
        )


@flash.callback
def _introduce(suggestion: Suggestion, because: str, newest_line: int) -> None:
    """Record that two were introduced today, by whom and why."""
    need, offer = suggestion.need, suggestion.offer
    id = uuid5(NAMESPACE_URL, f"{need['id']}/{offer['id']}").hex
    match = Match(
        id=id,
        pilot=need["pilot"],
        need=need["id"],
        offer=offer["id"],
        why=because,
        introduced_by=next(iter(suggestion.known_to_both), None),
        status=MatchStatus.INTRODUCED,
        introduced_on=today(),
    )
    key = one_tap.idempotency_key(id, newest_line, MatchStatus.INTRODUCED)
    sentence = _("Introduced: {what}", what=listing_cards.name(need))
    one_tap.record(match, key, sentence, Version.none_yet(Match, id, newest_line))


# --- what there was --------------------------------------------------------------------------

SIGNS = {
    MatchStatus.SUGGESTED: "gray-badge[:material/lightbulb:",
    MatchStatus.INTRODUCED: "blue-badge[:material/handshake:",
    MatchStatus.HAPPENED: "green-badge[:material/check_circle:",
    MatchStatus.PARTLY: "green-badge[:material/contrast:",
    MatchStatus.NOT: "orange-badge[:material/close:",
    MatchStatus.NO_SHOW: "orange-badge[:material/person_off:",
    MatchStatus.UNDONE: "gray-badge[:material/undo:",
}


def _matches(pilot_id: str) -> None:
    """The matches that were made, the last changed first, with how they ended."""
    n = lists.heading(Match, pilot_id)
    offset = lists.pagination(Match.table, n)
    names = values.names_for(Match, pilot_id)
    for row in answers.for_viewer(
        records.of_kind, Match.table, pilot_id, offset=offset, limit=lists.PAGE
    ):
        _match(row, names)


def _match(row: RecordRow, names: values.Names) -> None:
    status = MatchStatus(row["status"])
    with st.container(border=True, gap="xsmall", key=f"card.{row['id']}"):
        with st.container(horizontal=True, wrap=False, **markup.APART):
            title = values.headline(Match, row, names)
            st.markdown(
                f":{SIGNS[status]} {_(status.label)}]  \n"
                f"{markup.titled(title, _details(row, names))}"
            )
            dialogs.change_button(Match, row, key=f"change.{row['id']}")
        cards.texts(Match, row, names)
        if status is MatchStatus.INTRODUCED:
            did_it_happen.answers_to_tap(row["pilot"], row["id"], row["_seq"])
        if session.allowed(Permission.RECORD, row["pilot"]):
            _taps(row, status)


def _details(row: RecordRow, names: values.Names) -> str:
    parts = [
        values.value(Match, "offer", row["offer"], names),
        short_day(row["introduced_on"]) if row["introduced_on"] else "",
        _("by {name}", name=values.value(Match, "introduced_by", row["introduced_by"], names))
        if row["introduced_by"]
        else "",
    ]
    return " · ".join(filter(None, parts))


def _taps(row: RecordRow, status: MatchStatus) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        if status in did_it_happen.ANSWERS:
            label = _("What did it bring?")
            if st.button(
                label, icon=":material/favorite:", key=f"brought.{row['id']}", type="tertiary"
            ):
                form = partial(did_it_happen.brought_form, row)
                forms.open_dialog(f"brought.{row['id']}", label, form)
        if status not in (MatchStatus.UNDONE, MatchStatus.SUGGESTED):
            label, icon = _("Take it back"), ":material/undo:"
            one_tap.button(f"undo.{row['id']}", label, icon, _take_back, row["_seq"])


@flash.callback
def _take_back(seq: int) -> None:
    did_it_happen.settle(seq, MatchStatus.UNDONE)
