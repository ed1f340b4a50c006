"""How the pilot goes on: what is decided and why, with the action that follows from it."""

from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5

import streamlit as st

from pilots.language import _, today
from pilots.queries import records
from pilots.queries import review as questions
from pilots.screens.kit import answers, flash, markup, session, values
from pilots.screens.kit.forms import forms
from pilots.screens.review import due, parts, welcome
from pilots.screens.review.parts import Row
from schemas import Action, Decision, DecisionKind, Phase, Pilot

ICONS = {
    DecisionKind.CONTINUE: ":material/arrow_forward:",
    DecisionKind.ADAPT: ":material/tune:",
    DecisionKind.SCALE: ":material/trending_up:",
    DecisionKind.STOP: ":material/stop_circle:",
}

LEADS_TO = {DecisionKind.SCALE: Phase.SCALING, DecisionKind.STOP: Phase.STOPPED}
"""The phase that a decision asks for."""


def draw(review: Row) -> None:
    """The form, and beside it what was decided already."""
    made = answers.for_viewer(questions.decisions, review["id"])
    wide, narrow = st.columns((3, 2), gap="large")
    with wide:
        _form(review)
    with narrow:
        _made(review, made)


@st.fragment
def _form(review: Row) -> None:
    """A decision, and who sees to it by when: in one go."""
    session.start_fragment()
    with st.container():  # however many cards there are, the form stays the same element
        start = due.choose(review)
    people = welcome.people(review)
    decision = forms.Part(
        Decision,
        start={"review": review["id"], "decided_on": today(), **start},
        only=("kind", "text", "reason", "decider"),
        beside=("kind", "decider"),
        offers={"decider": people},
    )
    action = forms.Part(
        Action,
        title=_("Turn it into an action"),
        only=("title", "owner", "due"),
        optional=True,
        beside=("owner", "due"),
        offers={"owner": people},
        follows={"decision": (0, "id")},
    )
    key = parts.form(
        review, f"decide.{about}" if (about := start.get("expectation")) else "decide"
    )
    if forms.draw(
        key, decision, action, pilot_id=review["pilot"], button=_("Record this decision")
    ):
        st.rerun()


def _made(review: Row, made: Sequence[Row]) -> None:
    if not made:
        parts.nothing(
            _("Nothing has been decided yet. Carrying on as you are is a decision too."),
            icon=":material/lightbulb:",
        )
        return
    st.markdown(f"### {_('Decided')}")
    following = answers.for_viewer(questions.follow_up_actions, [row["id"] for row in made])
    pilot = answers.for_viewer(records.row, Pilot.table, review["pilot"])
    for row in made:
        with st.container(border=True, gap="xsmall"):
            kind = DecisionKind(row["kind"])
            facts = (_(kind.label), row["decider"], row["reason"])
            said = markup.escape(" · ".join(filter(None, facts)))
            st.markdown(f"{ICONS[kind]} **{markup.escape(row['text'])}**  \n:gray[{said}]")
            for action in following[row["id"]]:
                st.markdown(f":material/subdirectory_arrow_right: {_owned(action)}")
            if pilot and kind in LEADS_TO and pilot["phase"] != LEADS_TO[kind]:
                _offer_phase(row, LEADS_TO[kind])


def _owned(action: Row) -> str:
    owner = action["owner"] or markup.not_set()
    due = values.value(Action, "due", action["due"], {}) or markup.not_set()
    return f"**{markup.escape(action['title'])}** :gray[{markup.escape(f'{owner} · {due}')}]"


def _offer_phase(row: Row, phase: Phase) -> None:
    st.button(
        _("Set the phase to: {phase}", phase=_(phase.label)),
        icon=":material/flag:",
        key=f"phase.{row['id']}",
        on_click=_set_phase,
        args=(row, phase),
    )


@flash.callback
def _set_phase(row: Row, phase: Phase) -> None:
    pilot = answers.for_viewer(records.one, Pilot.table, row["pilot"])
    if not isinstance(pilot, Pilot):
        flash.say(_("This is no longer there. You can find it in the history."))
        return
    changed = Pilot.read(pilot.id, pilot.id, pilot.body() | {"phase": phase})
    idempotency_key = str(uuid5(NAMESPACE_URL, f"{row['id']}/{row['_seq']}/{phase}"))
    (line,) = session.tracker().record(session.viewer(), changed, idempotency_key=idempotency_key)
    flash.say(_("The phase is now: {phase}", phase=_(phase.label)), line.seq)
