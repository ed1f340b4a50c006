"""What the numbers say: outcomes that moved since the last review, and those to measure."""

from collections.abc import Collection, Sequence

import streamlit as st

from pilots import evidence
from pilots.language import _, plural, today
from pilots.queries import pilot as pilot_questions
from pilots.queries import review as questions
from pilots.queries import today as today_questions
from pilots.screens.kit import answers, markup
from pilots.screens.kit.pictures import decision_cards, over_time
from pilots.screens.review import parts
from pilots.screens.review.parts import Row


def draw(review: Row) -> None:
    """What moved in pictures; what did not, or is to be measured, in a sentence each.

    With each stands what was said of it beforehand. In both, first what is off track: that is
    what the room is to talk about.
    """
    outcomes = sorted(
        answers.for_viewer(pilot_questions.outcomes, review["pilot"]),
        key=lambda row: not _is_off_track(row),
    )
    if not outcomes:
        parts.nothing(
            _("This pilot has no outcomes yet. What should change, and how would you see it?"),
            icon=":material/lightbulb:",
        )
        return
    measured = answers.for_viewer(questions.new_measurements, review["pilot"], review["since"])
    due = {
        row["id"] for row in answers.for_viewer(today_questions.to_measure, today(), limit=1_000)
    }
    moved = [row for row in outcomes if row["id"] in measured]
    still = [row for row in outcomes if row["id"] not in measured]
    st.markdown(f"**{_count(outcomes, len(moved), due)}**")
    for row in parts.few(moved, "moved"):
        if _is_off_track(row):
            st.markdown(_OFF_TRACK.format(_("Off track")))
        over_time.outcome(row, shared=True)
        decision_cards.verdict(row)
    parts.offer_rest(moved, "moved")
    if still:
        st.markdown(f"### {_('Not measured since then')}")
    for row in still:
        _still(row, is_due=row["id"] in due)


_OFF_TRACK = ":orange-badge[:material/trending_down: {}]"


def _found(row: Row) -> evidence.Progress:
    return evidence.progress(row, answers.for_viewer(pilot_questions.measurements, row["id"]))


def _is_off_track(row: Row) -> bool:
    return _found(row).is_off_track(today())


def _count(outcomes: Sequence[Row], moved: int, due: Collection[str]) -> str:
    said = [
        plural(
            "{n} outcome has been measured since then.",
            "{n} outcomes have been measured since then.",
            moved,
        )
    ]
    if to_measure := sum(row["id"] in due for row in outcomes):
        said.append(
            plural("{n} is due to be measured now.", "{n} are due to be measured now.", to_measure)
        )
    if off := sum(map(_is_off_track, outcomes)):
        said.append(plural("{n} is off track.", "{n} are off track.", off))
    return " ".join(said)


def _still(row: Row, is_due: bool) -> None:
    found = _found(row)
    icon = ":material/event_busy:" if is_due else ":material/schedule:"
    badge = _OFF_TRACK.format(_("Off track")) if _is_off_track(row) else ""
    due = f" {_('It is time to measure.')}" if is_due else ""
    st.markdown(
        f"{icon} **{markup.escape(found.statement)}** {badge}  \n"
        f":gray[{markup.escape(found.sentence + due)}]"
    )
    decision_cards.verdict(row)
