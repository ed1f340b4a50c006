"""From idea to experiment: what a pilot must have said first, and a way to fill in what lacks.

The tracker's door holds it too (`pilots.gate`), wherever a phase is changed.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import streamlit as st

from pilots.access import Verb
from pilots.language import _, listing, plural
from pilots.queries import expectations as questions
from pilots.queries import pilot as pilot_questions
from pilots.queries import records
from pilots.rules import readiness
from pilots.rules.readiness import Lack
from pilots.screens.kit import answers, flash, markup, session
from pilots.screens.kit.forms import decision_card_form, forms
from pilots.screens.kit.records import lists
from schemas import Outcome, Phase, Pilot, Question, Record


def ready(pilot_id: str) -> None:
    """Of a pilot that has not begun: what it has and lacks, and the step to an experiment."""
    known = answers.for_viewer(questions.readiness, pilot_id)
    if known is None or known["phase"] not in readiness.BEFORE:
        return
    if not session.allowed(Verb.RECORD, pilot_id):
        return
    lacks = readiness.lacking(known)
    label = _("Ready to begin as an experiment")
    if lacks:
        label = plural(
            "{n} thing to fill in before it begins as an experiment",
            "{n} things to fill in before it begins as an experiment",
            len(lacks),
        )
    with st.expander(label, icon=":material/checklist:", key=f"ready.{pilot_id}"):
        st.markdown(_("Fill these in first, so that you can learn from them afterwards."))
        for lack in Lack:
            _line(pilot_id, lack, lack in lacks)
        if not lacks:
            _offer_to_begin(pilot_id)
        elif session.allowed(Verb.ANSWER_FOR, pilot_id):
            _offer_to_go_on(pilot_id, lacks)


def reminder(pilot_id: str) -> None:
    """In a review: that it began without something that it still lacks, and why."""
    known = answers.for_viewer(questions.readiness, pilot_id)
    if known is None or not known["went_on"] or known["phase"] in readiness.BEFORE:
        return
    if lacks := readiness.lacking(known):
        words = listing([lack.words for lack in lacks])
        said = _("This pilot began without: {lacks}.", lacks=words)
        why = _("Why: {reason}", reason=known["went_on"])
        st.warning(markup.escape(f"{said}\n{why}"), icon=":material/rule:")


# --- what lacks, and filling it in -------------------------------------------------------


def _line(pilot_id: str, lack: Lack, is_lacking: bool) -> None:
    icon = ":material/radio_button_unchecked:" if is_lacking else ":material/check_circle:"
    said = markup.escape(lack.words)
    with st.container(horizontal=True, vertical_alignment="center", key=f"lack.{lack}"):
        st.markdown(f"{icon} **{said}**" if is_lacking else f"{icon} {said}", width="content")
        fill = _way(pilot_id, lack) if is_lacking else None
        if fill and st.button(_("Fill in"), icon=":material/edit:", key=f"fill.{lack}"):
            fill()
        if is_lacking and not fill:
            st.caption(_("once there is an outcome"), width="content")


def _way(pilot_id: str, lack: Lack) -> Callable[[], None] | None:
    """What opens the form for it; None where something else comes first."""
    match lack:
        case Lack.QUESTION:
            return lambda: lists.add(Question, pilot_id)
        case Lack.AUDIENCE:
            return lambda: _ask(Pilot, pilot_id, pilot_id, _("Who is it for?"), "audience")
        case Lack.OUTCOME:
            return lambda: lists.add(Outcome, pilot_id)
        case Lack.BASELINE:
            outcomes = answers.for_viewer(pilot_questions.outcomes, pilot_id)
            return (lambda: _ask_baseline(outcomes[0])) if outcomes else None
        case Lack.EXPECTATION:
            known = decision_card_form.first_without(pilot_id)
            return (lambda: decision_card_form.write(known)) if known else None


def _ask_baseline(outcome: Mapping[str, Any]) -> None:
    title = _("What was it before: {outcome}", outcome=outcome["statement"])
    fields = ("baseline", "baseline_on", "no_baseline")
    _ask(Outcome, outcome["id"], outcome["pilot"], markup.escape(title), *fields)


def _ask(
    schema: type[Record],
    id: str,
    pilot_id: str,
    title: str,
    *fields: str,
    button: str = "",
    **start: Any,
) -> None:
    """A few fields of a record, over the page; none of them folded away."""
    key = f"ready.{id}.{fields[0]}"

    @st.dialog(title, width="medium")
    def ask() -> None:
        session.start_fragment()
        record = answers.for_viewer(records.one, schema.table, id)
        if record is None:
            st.rerun()
        known = {**forms.part_of(record).start, **start}
        part = forms.Part(schema, start=known, id=id, only=fields, beside=fields)
        if forms.draw(key, part, pilot_id=pilot_id, button=button):
            st.rerun()

    forms.open_anew(key)
    ask()


# --- the step ----------------------------------------------------------------------------


def _offer_to_begin(pilot_id: str) -> None:
    st.button(
        _("Begin as an experiment"),
        icon=":material/science:",
        type=markup.foremost(),
        key="begin",
        on_click=_begin,
        args=(pilot_id,),
    )


@flash.callback
def _begin(pilot_id: str) -> None:
    record = answers.for_viewer(records.one, Pilot.table, pilot_id)
    row = answers.for_viewer(records.row, Pilot.table, pilot_id)
    if not isinstance(record, Pilot) or row is None:
        flash.say(_("This is no longer there. You can find it in the history."))
        return
    begun = Pilot.read(pilot_id, pilot_id, record.body() | {"phase": Phase.EXPERIMENT})
    idempotency_key = str(uuid5(NAMESPACE_URL, f"begin/{pilot_id}/{row['_seq']}"))
    (line,) = session.tracker().record(session.viewer(), begun, idempotency_key=idempotency_key)
    flash.say(_("The phase is now: {phase}", phase=_(Phase.EXPERIMENT.label)), line.seq)


def _offer_to_go_on(pilot_id: str, lacks: list[Lack]) -> None:
    if not st.button(
        _("Begin anyway"), icon=":material/science:", type="tertiary", key="begin.anyway"
    ):
        return
    title = _("Begin without: {lacks}?", lacks=listing([lack.words for lack in lacks]))
    button = _("Begin anyway")
    _ask(Pilot, pilot_id, pilot_id, title, "went_on", button=button, phase=Phase.EXPERIMENT)
