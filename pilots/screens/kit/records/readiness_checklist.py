"""The checklist from idea to experiment: what a pilot must have first, and ways to fill it in.

The rule itself is `pilots.rules.readiness`; the tracker holds it wherever a phase is changed.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from pilots.access import Permission
from pilots.language import _, listing, plural, relative_day, today
from pilots.queries import expectations as expectations_queries
from pilots.queries import pilot as pilot_queries
from pilots.queries import records
from pilots.queries.rows import RecordRow
from pilots.rules import readiness
from pilots.rules.readiness import Lack
from pilots.screens.kit import answers, flash, markup, session
from pilots.screens.kit.forms import decision_card_form, forms
from pilots.screens.kit.records import dialogs, one_tap
from schemas import Outcome, Phase, Pilot, Question, Record

REGISTERED = "registered"
"""The key in the session that holds the pilot that was registered last."""


def draw(pilot_id: str) -> None:
    """For a pilot that has not begun: the checklist, and the button to begin as an experiment."""
    state = answers.for_viewer(expectations_queries.readiness, pilot_id)
    if state is None or state["phase"] not in readiness.BEFORE:
        return
    if not session.allowed(Permission.RECORD, pilot_id):
        return
    is_new = st.session_state.get(REGISTERED) == pilot_id
    if is_new:
        _what_now(pilot_id)
    lacks = readiness.lacking(state)
    if not lacks:
        with st.container(border=True, key=f"ready.{pilot_id}"):
            st.markdown(_("Everything you need to learn from it is in place: it can begin."))
            _begin_button(pilot_id)
        return
    label = plural(
        "{n} thing to fill in before it begins as an experiment",
        "{n} things to fill in before it begins as an experiment",
        len(lacks),
    )
    with st.expander(label, icon=":material/checklist:", expanded=is_new, key=f"ready.{pilot_id}"):
        st.markdown(_("Fill these in first, so that you can learn from them afterwards."))
        for lack in Lack:
            _item(pilot_id, lack, lack in lacks)
        if session.allowed(Permission.MANAGE, pilot_id):
            _begin_anyway_button(pilot_id, lacks)


def _what_now(pilot_id: str) -> None:
    """Who has just registered a pilot: what its first action is."""
    words = _("Registered.")
    if rows := answers.for_viewer(pilot_queries.next_actions, pilot_id, limit=1):
        action, due = rows[0]["title"], rows[0]["due"]
        now = (
            _("Now: {action}, {day}.", action=action, day=relative_day(due, today()))
            if due
            else _("Now: {action}.", action=action)
        )
        words = f"{words} {now}"
    else:
        words = f"{words} {_('What is the first small action?')}"
    st.markdown(f"#### {markup.escape(words)}")


def reminder(pilot_id: str) -> None:
    """In a review: what the pilot began without and still lacks, and the reason given then."""
    state = answers.for_viewer(expectations_queries.readiness, pilot_id)
    if state is None or not state["went_on"] or state["phase"] in readiness.BEFORE:
        return
    if lacks := readiness.lacking(state):
        words = listing([lack.words for lack in lacks])
        without = _("This pilot began without: {lacks}.", lacks=words)
        why = _("Why: {reason}", reason=state["went_on"])
        st.warning(markup.escape(f"{without}\n{why}"), icon=":material/rule:")


# --- filling in what is missing ----------------------------------------------------------


def _item(pilot_id: str, lack: Lack, is_lacking: bool) -> None:
    icon = ":material/radio_button_unchecked:" if is_lacking else ":material/check_circle:"
    words = markup.escape(lack.words)
    with st.container(horizontal=True, vertical_alignment="center", key=f"lack.{lack}"):
        st.markdown(f"{icon} **{words}**" if is_lacking else f"{icon} {words}", width="content")
        open_form = _opener(pilot_id, lack) if is_lacking else None
        if open_form and st.button(_("Fill in"), icon=":material/edit:", key=f"fill.{lack}"):
            open_form()
        if is_lacking and not open_form:
            st.caption(_("once there is an outcome"), width="content")


def _opener(pilot_id: str, lack: Lack) -> Callable[[], None] | None:
    """What opens the form to fill it in; None where something else must be filled in first."""
    match lack:
        case Lack.QUESTION:
            return lambda: dialogs.open_new(Question, pilot_id)
        case Lack.AUDIENCE:
            return lambda: _open_form(Pilot, pilot_id, pilot_id, _("Who is it for?"), "audience")
        case Lack.OUTCOME:
            return lambda: dialogs.open_new(Outcome, pilot_id)
        case Lack.BASELINE:
            outcomes = answers.for_viewer(pilot_queries.outcomes, pilot_id)
            return (lambda: _open_baseline(outcomes[0])) if outcomes else None
        case Lack.EXPECTATION:
            card = decision_card_form.first_outcome_without(pilot_id)
            return (lambda: decision_card_form.open_dialog(card)) if card else None


def _open_baseline(outcome: RecordRow) -> None:
    title = _("What was it before: {outcome}", outcome=outcome["statement"])
    fields = ("baseline", "baseline_on", "no_baseline")
    _open_form(Outcome, outcome["id"], outcome["pilot"], markup.escape(title), *fields)


def _open_form(
    schema: type[Record],
    id: str,
    pilot_id: str,
    title: str,
    *fields: str,
    button: str = "",
    **start: Any,
) -> None:
    """Open a dialog with a few fields of a record; none of them folded away."""
    key = f"ready.{id}.{fields[0]}"

    def draw_form() -> list[str]:
        known = forms.fieldset_to_change(key, schema, id, only=fields, beside=fields)
        if known is None:
            st.rerun()
        fieldset = replace(known, start={**known.start, **start})
        return forms.draw(key, fieldset, pilot_id=pilot_id, button=button)

    forms.open_dialog(key, title, draw_form)


# --- beginning ---------------------------------------------------------------------------


def _begin_button(pilot_id: str) -> None:
    st.button(
        _("Begin as an experiment"),
        icon=":material/science:",
        type="primary",
        key="begin",
        on_click=_begin,
        args=(pilot_id,),
    )


@flash.callback
def _begin(pilot_id: str) -> None:
    if row := answers.for_viewer(records.row, Pilot.table, pilot_id):
        key = one_tap.idempotency_key(pilot_id, row["_seq"], "begin")
        sentence = _("The phase is now: {phase}", phase=_(Phase.EXPERIMENT.label))
        one_tap.change(row["_seq"], key, sentence, phase=Phase.EXPERIMENT)


def _begin_anyway_button(pilot_id: str, lacks: list[Lack]) -> None:
    if not st.button(
        _("Begin anyway"), icon=":material/science:", type="tertiary", key="begin.anyway"
    ):
        return
    title = _("Begin without: {lacks}?", lacks=listing([lack.words for lack in lacks]))
    button = _("Begin anyway")
    _open_form(Pilot, pilot_id, pilot_id, title, "went_on", button=button, phase=Phase.EXPERIMENT)
