"""Last time: each decision of then, with what came of it. And who is here now."""

from uuid import NAMESPACE_URL, uuid5

import streamlit as st

from pilots.language import _, relative_day, today
from pilots.queries import pilot as pilot_questions
from pilots.queries import records
from pilots.queries import review as questions
from pilots.screens.kit import answers, flash, markup, session, values
from pilots.screens.kit.forms import forms
from pilots.screens.kit.records import checklist
from pilots.screens.review import parts
from pilots.screens.review.parts import Row
from schemas import Carried, Decision, Pilot, Review


def draw(review: Row) -> None:
    """The decisions, the widest: they are what the room looks at. Beside them who is present."""
    wide, narrow = st.columns((3, 2), gap="large")
    with wide:
        _decisions(review)
    with narrow:
        checklist.reminder(review["pilot"])
        _last(review)
        _present(review)


def _last(review: Row) -> None:
    """When it was, and how the pilot stood then."""
    last = parts.before(review)
    if last is None:
        return
    when = _("Last review: {day}", day=relative_day(last["held_on"], today()))
    st.markdown(f"**{markup.escape(when)}**  \n{values.standing(last['status'])}")
    if last["why"]:
        values.long(last["why"])


def _decisions(review: Row) -> None:
    met = answers.for_viewer(
        questions.decisions_to_follow_up, review["pilot"], review["id"], review["since"]
    )
    if parts.before(review) is None:
        _first(review)
    elif not met:
        parts.nothing(_("No decision from last time is open."))
    following = answers.for_viewer(questions.follow_up_actions, [row["id"] for row in met])
    for row in met:
        with st.container(border=True, key=f"met.{row['id']}"):
            _decision(review, row)
            for action in following[row["id"]]:
                parts.to_do(action)


def _first(review: Row) -> None:
    """Where there is no last time: what it was all about again."""
    parts.nothing(
        _("This is the first review of this pilot. The next one begins with its decisions."),
        icon=":material/waving_hand:",
    )
    asked = answers.for_viewer(pilot_questions.questions, review["pilot"])
    if asked:
        st.markdown(f"### {_('Innovation question')}")
        values.long(asked[0]["text"])


def _decision(review: Row, row: Row) -> None:
    st.markdown(f"### {markup.escape(row['text'])}")
    kind = _(values.facts(Decision)["kind"].base(row["kind"]).label)
    st.caption(markup.escape(" · ".join(filter(None, (kind, row["decider"], row["reason"])))))
    chosen = Carried(row["carried"])
    with st.container(horizontal=True, gap="small"):
        for carried, label, icon in (
            (Carried.DONE, _("Done"), ":material/check:"),
            (Carried.NOT_DONE, _("Not done"), ":material/close:"),
        ):
            # What was chosen is said by the sign and the word, and not by the colour alone.
            st.button(
                label,
                icon=":material/radio_button_checked:" if chosen is carried else icon,
                key=f"carried.{carried}.{row['id']}",
                type="primary" if chosen is carried else "secondary",
                on_click=_carry,
                args=(row, carried),
            )
    if chosen is not Carried.OPEN:
        _why(review, row["id"])


@flash.callback
def _carry(row: Row, carried: Carried) -> None:
    """Say what came of a decision; the same tap again takes it back."""
    decision = answers.for_viewer(records.one, Decision.table, row["id"])
    if not isinstance(decision, Decision):
        flash.say(_("This is no longer there. You can find it in the history."))
        return
    new = Carried.OPEN if decision.carried is carried else carried
    changed = Decision.read(decision.id, row["pilot"], decision.body() | {"carried": new})
    idempotency_key = str(uuid5(NAMESPACE_URL, f"{row['id']}/{row['_seq']}/{new}"))
    (line,) = session.tracker().record(session.viewer(), changed, idempotency_key=idempotency_key)
    flash.say(f"{_(new.label)}: {row['text']}", line.seq)


@st.fragment
def _why(review: Row, decision: str) -> None:
    """How it went, in a sentence."""
    session.start_fragment()
    record = answers.for_viewer(records.one, Decision.table, decision)
    if record is None:
        return
    known = forms.part_of(record)
    part = forms.Part(Decision, start=known.start, id=known.id, only=("carried_why",))
    key = parts.form(review, f"carried.{decision}")
    if forms.draw(key, part, pilot_id=review["pilot"], button=_("Save this")):
        st.rerun()


@st.fragment
def _present(review: Row) -> None:
    """Who is here: those of earlier times to choose from."""
    session.start_fragment()
    record = answers.for_viewer(records.one, Review.table, review["id"])
    if record is None:
        st.rerun()
    known = forms.part_of(record)
    part = forms.Part(
        Review,
        start=known.start,
        id=known.id,
        only=("present",),
        offers={"present": people(review)},
    )
    key = parts.form(review, "present")
    if forms.draw(key, part, pilot_id=review["pilot"], button=_("Save this")):
        st.rerun()


def people(review: Row) -> list[str]:
    """Who may be meant: who is present, who was before, the lead, and who is looking."""
    row = answers.for_viewer(records.row, Pilot.table, review["pilot"]) or {}
    before = answers.for_viewer(questions.earlier_participants, review["pilot"])
    names = [*review["present"], *before, row.get("lead"), session.viewer().name]
    return list(dict.fromkeys(filter(None, names)))
