"""Finding needs and offers as one types, in the words of who asks."""

from collections.abc import Sequence

import streamlit as st

from pilots import search
from pilots.language import _, number, plural
from pilots.queries import databank, records
from pilots.queries.databank import Listing
from pilots.screens.databank import listing_cards
from pilots.screens.kit import answers
from pilots.screens.kit.forms import forms
from pilots.screens.kit.records import lists
from schemas import Need, Offer, Stakeholder


def draw(pilot_id: str) -> None:
    """The box to type in, and what answers it; all there is while nothing is typed."""
    rows = answers.for_viewer(databank.listings, pilot_id)
    if not rows:
        st.info(_(Offer.purpose), icon=":material/lightbulb:")
        return
    with st.container(width=forms.WIDTH):
        typed = st.text_input(
            _("What do you look for?"),
            key=f"databank.find.{pilot_id}",
            type="search",
            placeholder=_("For example: odd jobs, a lift, somebody's name"),
            live=True,
            autocomplete="off",
        )
        sides = {
            "all": _("Both"),
            Offer.table: _(Offer.many),
            Need.table: _(Need.many),
        }
        side = st.segmented_control(
            _("Needs or offers"),
            list(sides),
            default="all",
            format_func=sides.__getitem__,
            required=True,
            key=f"databank.side.{pilot_id}",
            label_visibility="collapsed",
        )
    shown = [row for row in _answering(rows, pilot_id, typed or "") if _is_of(row, side)]
    if not shown:
        words = _("Nothing fits. Ask in the neighbourhood, and write down who can.")
        st.info(words, icon=":material/search_off:")
        return
    st.caption(plural("{n} need or offer", "{n} needs and offers", len(shown)))
    offset = lists.pagination(f"databank.{number(len(shown))}", len(shown))
    listing_cards.several(shown[offset : offset + lists.PAGE])


def _is_of(row: Listing, side: str) -> bool:
    return side in ("all", row["table"])


def _answering(rows: Sequence[Listing], pilot_id: str, typed: str) -> list[Listing]:
    """The rows that answer what was typed, the best first; without a question all that is open."""
    if not typed.strip():
        return sorted(rows, key=lambda row: row["status"] != "open")
    people = answers.for_viewer(records.names, Stakeholder.table, pilot_id)
    texts = {
        row["id"]: " ".join(
            filter(
                None,
                (
                    row["title"],
                    row["theme"],
                    row["available"],
                    people.get(row["stakeholder"] or ""),
                ),
            )
        )
        for row in rows
    }
    by_id = {row["id"]: row for row in rows}
    return [by_id[id] for id in search.found(typed, texts)]
