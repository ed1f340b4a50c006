"""Decision cards whose date has come: to decide on. No card decides by itself."""

from typing import Any

import streamlit as st

from pilots import evidence
from pilots.evidence.decision_card import DecisionCard
from pilots.language import _, today
from pilots.queries import expectations as expectations_queries
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, flash, markup
from pilots.screens.kit.forms import forms
from pilots.screens.kit.pictures import decision_cards
from pilots.screens.review import shared
from schemas import DecisionKind

_KINDS = {
    "green": DecisionKind.CONTINUE,
    "amber": DecisionKind.ADAPT,
    "red": DecisionKind.STOP,
}

LONGEST = 200
"""Characters of a decision."""


def draw(review: RecordRow) -> dict[str, Any]:
    """Draw the cards; give the first values of a decision on the chosen one, {} without one."""
    chosen = st.session_state.get(_key(review))
    if chosen and forms.saved(_form_key(review, chosen)):
        st.rerun()  # decided: the card is gone, and with it the form that would have rerun
    waiting = {
        row["id"]: (row, card)
        for row in answers.for_viewer(expectations_queries.decision_cards, review["pilot"])
        if (card := evidence.decision_card(row, today())) and card.is_to_decide
    }
    if waiting:
        st.markdown(f"### {_('The day to decide has come')}")
    for row, card in waiting.values():
        _card(review, row, card)
    return _start(*waiting[chosen]) if chosen in waiting else {}


def _card(review: RecordRow, row: RecordRow, card: DecisionCard) -> None:
    is_chosen = st.session_state.get(_key(review)) == row["id"]
    with st.container(border=True, gap="xsmall", key=f"due.{row['id']}"):
        st.markdown(
            f"{decision_cards.badge(card)} **{markup.escape(row['statement'])}**  \n"
            f"{markup.escape(card.sentence)}"
        )
        st.button(
            _("Decide on something else") if is_chosen else _("Decide on this"),
            icon=":material/close:" if is_chosen else ":material/gavel:",
            key=f"decide.{row['id']}",
            on_click=_choose,
            args=(review, None if is_chosen else row["id"]),
        )


def _key(review: RecordRow) -> str:
    return f"deciding.{review['id']}"


def _form_key(review: RecordRow, card_id: str) -> str:
    """The key of the form for a decision on a card."""
    return shared.form_key(review, f"decide.{card_id}")


@flash.callback
def _choose(review: RecordRow, card_id: str | None) -> None:
    st.session_state[_key(review)] = card_id


def _start(row: RecordRow, card: DecisionCard) -> dict[str, Any]:
    """What the card suggests: the team makes the words its own."""
    kind = _KINDS[card.light] if card.light else None
    outcome = row["statement"]
    texts = {
        DecisionKind.CONTINUE: _("We continue, because this works: {outcome}", outcome=outcome),
        DecisionKind.ADAPT: _(
            "We do this differently, because it is not there yet: {outcome}", outcome=outcome
        ),
        DecisionKind.STOP: _("We stop, because this does not work: {outcome}", outcome=outcome),
    }
    start = {"expectation": row["id"], "reason": card.verdict, "decider": row["decider"]}
    if kind:
        start |= {"kind": kind, "text": texts[kind][:LONGEST]}
    return {name: value for name, value in start.items() if value is not None}
