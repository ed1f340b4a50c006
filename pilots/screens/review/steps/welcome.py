"""The step *Last time*: each decision of the last review and what came of it; who is present."""

import streamlit as st

from pilots.language import _, relative_day, today
from pilots.queries import pilot as pilot_queries
from pilots.queries import review as review_queries
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, badges, flash, markup, session, values
from pilots.screens.kit.forms import forms
from pilots.screens.kit.records import one_tap, readiness_checklist
from pilots.screens.review import action_card, shared
from schemas import Decision, DecisionStatus, Review


def draw(review: RecordRow) -> None:
    """The decisions in the widest column: the team looks at them. Beside them who is present."""
    wide, narrow = st.columns((5, 3), gap="large")
    with wide:
        _decisions(review)
    with narrow:
        readiness_checklist.reminder(review["pilot"])
        _last(review)
        _present(review)


def _last(review: RecordRow) -> None:
    """The date of the last review, and whether the pilot was on track."""
    last = shared.previous_review(review)
    if last is None:
        return
    when = _("Last review: {day}", day=relative_day(last["held_on"], today()))
    st.markdown(f"**{markup.escape(when)}**  \n{badges.standing(last['status'])}")
    if last["why"]:
        values.long_text(last["why"])


def _decisions(review: RecordRow) -> None:
    decisions = shared.decisions_to_follow_up(review)
    if shared.previous_review(review) is None:
        _first(review)
    elif not decisions:
        shared.nothing_to_show(_("No decision from last time is open."))
    following = answers.for_viewer(
        review_queries.follow_up_actions, [row["id"] for row in decisions]
    )
    names = shared.names_to_offer(review)
    for row in decisions:
        with st.container(border=True, key=f"met.{row['id']}"):
            _decision(review, row)
            for action in following[row["id"]]:
                action_card.draw(action, names)


def _first(review: RecordRow) -> None:
    """In the first review: the innovation question instead."""
    shared.nothing_to_show(
        _("This is the first review of this pilot. The next one begins with its decisions."),
        icon=":material/waving_hand:",
    )
    versions = answers.for_viewer(pilot_queries.questions, review["pilot"])
    if versions:
        st.markdown(f"### {_('Innovation question')}")
        values.long_text(versions[0]["text"])


def _decision(review: RecordRow, row: RecordRow) -> None:
    st.markdown(f"### {markup.escape(row['text'])}")
    kind = _(values.field_meta(Decision)["kind"].base(row["kind"]).label)
    st.caption(markup.escape(" · ".join(filter(None, (kind, row["decider"], row["reason"])))))
    chosen = DecisionStatus(row["carried"])
    with st.container(horizontal=True, gap="small"):
        for carried, label, icon in (
            (DecisionStatus.DONE, _("Done"), ":material/check:"),
            (DecisionStatus.NOT_DONE, _("Not done"), ":material/close:"),
        ):
            key = f"carried.{carried}.{row['id']}"
            shared.choice_button(label, icon, key, chosen is carried, _carry, row, carried)
    if chosen is not DecisionStatus.OPEN:
        _why(review, row["id"])


@flash.callback
def _carry(row: RecordRow, carried: DecisionStatus) -> None:
    """Record what came of a decision; the same tap again takes it back."""
    new = DecisionStatus.OPEN if row["carried"] == carried else carried
    key = one_tap.idempotency_key(row["id"], row["_seq"], new)
    one_tap.change(row["_seq"], key, f"{_(new.label)}: {row['text']}", carried=new)


@st.fragment
def _why(review: RecordRow, decision_id: str) -> None:
    """The form for how it went, in a sentence."""
    session.start_fragment()
    key = shared.form_key(review, f"carried.{decision_id}")
    fieldset = forms.fieldset_to_change(key, Decision, decision_id, only=("carried_why",))
    if fieldset is None:
        return
    if forms.draw(key, fieldset, pilot_id=review["pilot"], button=_("Save this")):
        st.rerun()


@st.fragment
def _present(review: RecordRow) -> None:
    """The form that says who is present, with the names of earlier reviews to choose from."""
    session.start_fragment()
    key = shared.form_key(review, "present")
    suggestions = {"present": shared.names_to_offer(review)}
    fieldset = forms.fieldset_to_change(
        key, Review, review["id"], only=("present",), suggestions=suggestions
    )
    if fieldset is None:
        st.rerun()
    if forms.draw(key, fieldset, pilot_id=review["pilot"], button=_("Save this")):
        st.rerun()
