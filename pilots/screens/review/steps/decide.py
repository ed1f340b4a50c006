"""The step *Decide*: how the pilot goes on and why, with the action that follows from it."""

from collections.abc import Sequence

import streamlit as st

from pilots.language import _
from pilots.queries import records
from pilots.queries import review as review_queries
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, flash, markup, session, values
from pilots.screens.kit.forms import forms
from pilots.screens.kit.records import one_tap
from pilots.screens.review import shared
from pilots.screens.review.steps import due_cards
from schemas import Action, Decision, DecisionKind, Phase, Pilot

ICONS = {
    DecisionKind.CONTINUE: ":material/arrow_forward:",
    DecisionKind.ADAPT: ":material/tune:",
    DecisionKind.SCALE: ":material/trending_up:",
    DecisionKind.STOP: ":material/stop_circle:",
}

LEADS_TO = {DecisionKind.SCALE: Phase.SCALING, DecisionKind.STOP: Phase.STOPPED}
"""The phase that a decision asks for."""


def draw(review: RecordRow) -> None:
    """The form, and beside it the decisions of this review."""
    decisions = answers.for_viewer(review_queries.decisions, review["id"])
    wide, narrow = st.columns((3, 2), gap="large")
    with wide:
        _form(review)
    with narrow:
        _decisions(review, decisions)


@st.fragment
def _form(review: RecordRow) -> None:
    """A decision and the action that follows from it, recorded together."""
    session.start_fragment()
    with st.container():  # however many cards there are, the form stays the same element
        start = due_cards.draw(review)
    names = shared.names_to_offer(review)
    decision = forms.Fieldset(
        Decision,
        start={"review": review["id"], "decided_on": forms.TODAY, **start},
        only=("kind", "text", "reason", "decider"),
        beside=("kind", "decider"),
        suggestions={"decider": names},
    )
    action = forms.Fieldset(
        Action,
        title=_("Turn it into an action"),
        only=("title", "owner", "due"),
        optional=True,
        beside=("owner", "due"),
        suggestions={"owner": names},
        filled_from={"decision": (0, "id")},
    )
    card = start.get("expectation")
    key = shared.form_key(review, f"decide.{card}" if card else "decide")
    if forms.draw(
        key, decision, action, pilot_id=review["pilot"], button=_("Record this decision")
    ):
        st.rerun()


def _decisions(review: RecordRow, decisions: Sequence[RecordRow]) -> None:
    if not decisions:
        shared.nothing_to_show(
            _("Nothing has been decided yet. Carrying on as you are is a decision too."),
            icon=":material/lightbulb:",
        )
        return
    st.markdown(f"### {_('Decided')}")
    following = answers.for_viewer(
        review_queries.follow_up_actions, [row["id"] for row in decisions]
    )
    pilot = answers.for_viewer(records.row, Pilot.table, review["pilot"])
    for row in decisions:
        with st.container(border=True, gap="xsmall"):
            kind = DecisionKind(row["kind"])
            details = (_(kind.label), row["decider"], row["reason"])
            line = markup.escape(" · ".join(filter(None, details)))
            st.markdown(f"{ICONS[kind]} **{markup.escape(row['text'])}**  \n:gray[{line}]")
            for action in following[row["id"]]:
                st.markdown(f":material/subdirectory_arrow_right: {_action(action)}")
            if pilot and kind in LEADS_TO and pilot["phase"] != LEADS_TO[kind]:
                _phase_button(row, LEADS_TO[kind])


def _action(action: RecordRow) -> str:
    owner = action["owner"] or markup.not_set()
    due = values.value(Action, "due", action["due"], {}) or markup.not_set()
    return f"**{markup.escape(action['title'])}** :gray[{markup.escape(f'{owner} · {due}')}]"


def _phase_button(row: RecordRow, phase: Phase) -> None:
    st.button(
        _("Set the phase to: {phase}", phase=_(phase.label)),
        icon=":material/flag:",
        key=f"phase.{row['id']}",
        on_click=_set_phase,
        args=(row, phase),
    )


@flash.callback
def _set_phase(row: RecordRow, phase: Phase) -> None:
    pilot = answers.for_viewer(records.row, Pilot.table, row["pilot"])
    if pilot:
        key = one_tap.idempotency_key(row["id"], row["_seq"], phase)
        sentence = _("The phase is now: {phase}", phase=_(phase.label))
        one_tap.change(pilot["_seq"], key, sentence, phase=phase)
