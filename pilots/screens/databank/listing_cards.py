"""A need or an offer as a card: what it is, how it stands, and what one tap can change."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from pilots.access import Permission
from pilots.language import _, relative_day, short_day, today
from pilots.queries import databank, records
from pilots.queries.databank import Listing
from pilots.rules.expiry import ends_on, has_ended
from pilots.screens.kit import answers, flash, markup, session
from pilots.screens.kit.forms import forms
from pilots.screens.kit.records import dialogs, one_tap
from schemas import KINDS, Asset, ListingStatus, Need, Place, Stakeholder


def of_person(pilot_id: str, who: str) -> None:
    """What somebody brings and looks for, the last written first."""
    rows = [
        row
        for row in answers.for_viewer(databank.listings, pilot_id)
        if row["stakeholder"] == who and row["status"] != ListingStatus.WITHDRAWN
    ]
    if rows:
        st.markdown(f"### {_('What we know about them')}")
        several(rows)


def several(rows: Sequence[Listing]) -> None:
    """A card each, as wide as a form."""
    with st.container(width=forms.WIDTH):
        for row in rows:
            draw(row)


def draw(row: Listing) -> None:
    """A card, with the taps that make sense for it."""
    with st.container(border=True, gap="xsmall", key=f"card.{row['id']}"):
        with st.container(horizontal=True, wrap=False, **markup.APART):
            st.markdown(f"{badges(row)}  \n{markup.titled(name(row), details(row))}")
            dialogs.change_button(KINDS[row["table"]], row, key=f"change.{row['id']}")
        if session.allowed(Permission.RECORD, row["pilot"]):
            _taps(row)


def badges(row: Listing) -> str:
    """Whether it is a need or an offer, and how it stands."""
    colour, icon = ("orange", "front_hand") if row["table"] == Need.table else ("blue", "redeem")
    kind = f":{colour}-badge[:material/{icon}: {_(KINDS[row['table']].one)}]"
    if row["status"] == ListingStatus.FULFILLED:
        return f"{kind} :green-badge[:material/check_circle: {_('Fulfilled')}]"
    if row["status"] == ListingStatus.WITHDRAWN:
        return f"{kind} :gray-badge[:material/block: {_('Withdrawn')}]"
    if has_ended(row["until"], today()):
        return f"{kind} :gray-badge[:material/event_busy: {_('Ended')}]"
    return kind


def name(row: Listing) -> str:
    """Its title; for a viewer from whom that is withheld, words that say so."""
    return row["title"] or _("(name not shown)")


def details(row: Listing) -> str:
    """Of whom, what about, where, when, and until when, on one line."""
    people = answers.for_viewer(records.names, Stakeholder.table, row["pilot"])
    places = answers.for_viewer(records.names, Place.table, row["pilot"])
    parts = [
        people.get(row["stakeholder"] or ""),
        row["theme"],
        _(Asset(row["asset"]).label) if row["asset"] != Asset.PEOPLE else None,
        places.get(row["place"] or ""),
        row["available"],
        _end(row),
    ]
    return " · ".join(filter(None, parts))


def _end(row: Listing) -> str:
    if row["status"] != ListingStatus.OPEN:
        return short_day(row["changed"])
    if not row["until"]:
        return _("without an end")
    if has_ended(row["until"], today()):
        return _("ended {day}", day=relative_day(row["until"], today()))
    return _("until {day}", day=short_day(row["until"]))


# --- one tap -------------------------------------------------------------------------------


def _taps(row: Listing) -> None:
    tap = partial(one_tap.button, type="tertiary")
    with st.container(horizontal=True, gap="xsmall"):
        if row["status"] != ListingStatus.OPEN:
            label = _("Open again")
            tap(f"reopen.{row['id']}", label, ":material/undo:", renew, row)
        elif has_ended(row["until"], today()):
            label = _("Still holds")
            one_tap.button(
                f"renew.{row['id']}", label, ":material/update:", renew, row, type="secondary"
            )
        if row["status"] == ListingStatus.OPEN:
            if row["table"] == Need.table:
                label = _("Fulfilled")
                tap(f"fulfil.{row['id']}", label, ":material/check:", fulfil, row)
            label = _("No longer")
            tap(f"end.{row['id']}", label, ":material/close:", end, row)


@flash.callback
def renew(row: Listing) -> None:
    """It holds from today on, for as long as its kind says."""
    until = ends_on(row["asset"], today())
    words = _("Holds until {day}: {what}", day=short_day(until), what=name(row))
    _change(row, words, status=ListingStatus.OPEN, until=until)


@flash.callback
def fulfil(row: Listing) -> None:
    _change(row, _("Fulfilled: {what}", what=name(row)), status=ListingStatus.FULFILLED)


@flash.callback
def end(row: Listing) -> None:
    _change(row, _("No longer: {what}", what=name(row)), status=ListingStatus.WITHDRAWN)


def _change(row: Listing, sentence: str, **fields: Any) -> None:
    key = one_tap.idempotency_key(row["id"], row["_seq"], *fields.values())
    one_tap.change(row["_seq"], key, sentence, **fields)
