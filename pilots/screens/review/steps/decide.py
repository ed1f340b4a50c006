"""The step *Decide*: how the pilot goes on and why, with the action that follows from it."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from pilots.language import _, today
from pilots.queries import records
from pilots.queries import review as review_queries
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, flash, markup, session
from pilots.screens.kit.forms import forms
from pilots.screens.kit.records import one_tap
from pilots.screens.review import action_card, shared
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


@st.fragment
def draw(review: RecordRow) -> None:
    """What was said in advance and what was decided, and beside it the form for a decision.

    All of it is one fragment: a card that somebody decides on fills in the form.
    """
    session.start_fragment()
    narrow, wide = st.columns((2, 3), gap="large")
    with narrow:
        start = due_cards.draw(review)
        _decisions(answers.for_viewer(review_queries.decisions, review["id"]), review["pilot"])
    with wide, st.container(key="deciding"):
        _form(review, start)


def _form(review: RecordRow, start: Mapping[str, Any]) -> None:
    """A decision and the action that follows from it, recorded together."""
    names = shared.names_to_offer(review)
    decision = forms.Fieldset(
        Decision,
        start={"review": review["id"], "decided_on": forms.TODAY, **start},
        only=("kind", "text", "reason", "decider"),
        labels=shared.required(Decision, "kind"),
        chips=("kind",),
        chosen=("kind",),
        beside=("reason", "decider"),
        suggestions={"decider": names},
    )
    action = forms.Fieldset(
        Action,
        title=_("Who does what next?"),
        start={"due": today() + shared.DUE_AFTER},
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


def _decisions(decisions: Sequence[RecordRow], pilot_id: str) -> None:
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
    pilot = answers.for_viewer(records.row, Pilot.table, pilot_id)
    for row in decisions:
        with st.container(border=True, gap="xsmall"):
            kind = DecisionKind(row["kind"])
            details = (_(kind.label), row["decider"], row["reason"])
            line = markup.escape(" · ".join(filter(None, details)))
            st.markdown(f"{ICONS[kind]} **{markup.escape(row['text'])}**  \n:gray[{line}]")
            for action in following[row["id"]]:
                st.markdown(f":material/subdirectory_arrow_right: {action_card.line(action)}")
            if pilot and kind in LEADS_TO and pilot["phase"] != LEADS_TO[kind]:
                _phase_button(row, LEADS_TO[kind])


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
