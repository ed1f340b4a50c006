"""Keeping up: did it happen, does it still hold, and who only gives or only receives.

For the team alone, and in no order that ranks people.
"""

from collections.abc import Sequence

import streamlit as st

from pilots.language import _, plural, today
from pilots.queries import databank
from pilots.queries.databank import GiveAndTake
from pilots.rules.expiry import has_ended
from pilots.screens.databank import listing_cards
from pilots.screens.kit import answers, markup
from pilots.screens.kit.records import did_it_happen, lists
from schemas import ListingStatus


def draw(pilot_id: str) -> None:
    to_ask, people = st.columns(2, gap="large")
    with to_ask:
        _happened(pilot_id)
        _holds(pilot_id)
    with people:
        _give_and_take(pilot_id)


def _happened(pilot_id: str) -> None:
    st.markdown(f"### {_('Did it happen?')}")
    rows = did_it_happen.due(pilot_id)
    if not rows:
        st.caption(
            _("Nothing to follow up today. Introductions appear here when it is time to ask.")
        )
    offset = lists.pagination("databank.due", len(rows))
    for row in rows[offset : offset + lists.PAGE]:
        did_it_happen.ask(row)


def _holds(pilot_id: str) -> None:
    """What is past its day and still open, the longest past first."""
    st.markdown(f"### {_('Does it still hold?')}")
    rows = sorted(
        (
            row
            for row in answers.for_viewer(databank.listings, pilot_id)
            if row["status"] == ListingStatus.OPEN and has_ended(row["until"], today())
        ),
        key=lambda row: (row["until"] or today(), row["id"]),
    )
    if not rows:
        st.caption(_("Nothing is past its date."))
    offset = lists.pagination("databank.ended", len(rows))
    for row in rows[offset : offset + lists.PAGE]:
        listing_cards.draw(row)


def _give_and_take(pilot_id: str) -> None:
    """Who only gives and who only receives: for the team, to do something kind with."""
    rows = answers.for_viewer(databank.give_and_take, pilot_id)
    if not rows:
        return
    st.markdown(f"### {_('Give and take')}")
    st.caption(_("For the team only. This is not a tally: nobody owes anybody anything."))
    _group(
        _("They only bring"),
        _("Thank them, and ask whether it is not too much. Is there something they would like?"),
        [row for row in rows if not row["needs"]],
    )
    _group(
        _("They only ask"),
        _("Ask what they could bring. Everybody has something."),
        [row for row in rows if not row["offers"]],
    )
    both = [row for row in rows if row["needs"] and row["offers"]]
    st.caption(
        plural("{n} person both brings and asks.", "{n} people both bring and ask.", len(both))
        if both
        else _("Nobody both brings and asks yet.")
    )


def _group(title: str, what_to_do: str, rows: Sequence[GiveAndTake]) -> None:
    if not rows:
        return
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{title}**  \n{what_to_do}")
        st.markdown("\n".join(f"- {markup.escape(row['name'])}{_thanks(row)}" for row in rows))


def _thanks(row: GiveAndTake) -> str:
    """That somebody's help came to something: a reason to thank, and no number to compare."""
    return f" :small[:gray[{_('helped somebody')}]]" if row["helped"] else ""
