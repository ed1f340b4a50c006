"""The step *Numbers*: outcomes measured since the last review, and those due to be measured."""

from collections.abc import Collection, Sequence

import streamlit as st

from pilots import evidence
from pilots.language import _, plural, today
from pilots.queries import pilot as pilot_queries
from pilots.queries import review as review_queries
from pilots.queries import today as today_queries
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, markup
from pilots.screens.kit.pictures import decision_cards, over_time
from pilots.screens.review import shared


def draw(review: RecordRow) -> None:
    """What each outcome says, the verdict first; those that are off track come first.

    The picture of one that needs talk is open; that of another opens on tap.
    """
    outcomes = sorted(
        answers.for_viewer(pilot_queries.outcomes, review["pilot"]),
        key=lambda row: not _is_off_track(row),
    )
    if not outcomes:
        shared.nothing_to_show(
            _("This pilot has no outcomes yet. What should change, and how would you see it?"),
            icon=":material/lightbulb:",
        )
        return
    measured_ids = answers.for_viewer(
        review_queries.new_measurements, review["pilot"], review["since"]
    )
    due = {row["id"] for row in answers.for_viewer(today_queries.to_measure, today(), limit=1_000)}
    measured = [row for row in outcomes if row["id"] in measured_ids]
    not_measured = [row for row in outcomes if row["id"] not in measured_ids]
    st.markdown(f"**{_counts(outcomes, len(measured), due)}**")
    for n, row in enumerate(shared.first_few(measured, "moved")):
        _outcome(row, is_open=not markup.on_phone() and (n == 0 or _needs_talk(row)))
    shared.show_all_button(measured, "moved")
    if not_measured:
        st.markdown(f"### {_('Not measured since then')}")
    for row in not_measured:
        _not_measured(row, is_due=row["id"] in due)


def _needs_talk(row: RecordRow) -> bool:
    known = decision_cards.card_of(row)
    card = known and evidence.decision_card(known, today())
    return _is_off_track(row) or bool(card and card.is_to_decide)


def _outcome(row: RecordRow, is_open: bool) -> None:
    """Three lines: which outcome, what was said in advance or how far it is, and the picture."""
    badge = _OFF_TRACK.format(_("Off track")) if _is_off_track(row) else ""
    with st.container(border=True, gap="xsmall", key=f"outcome.{row['id']}"):
        st.markdown(f"**{markup.escape(row['statement'])}** {badge}")
        if not decision_cards.verdict(row):
            st.markdown(markup.escape(_progress(row).sentence))
        picture = st.expander(
            _("The picture"),
            icon=":material/show_chart:",
            key=f"picture.{row['id']}",
            expanded=is_open,
            on_change="rerun",  # what nobody looks at is not drawn
        )
        if picture.open:
            with picture:
                over_time.in_meeting(row)


_OFF_TRACK = ":orange-badge[:material/trending_down: {}]"


def _progress(row: RecordRow) -> evidence.Progress:
    return evidence.progress(row, answers.for_viewer(pilot_queries.measurements, row["id"]))


def _is_off_track(row: RecordRow) -> bool:
    return _progress(row).is_off_track(today())


def _counts(outcomes: Sequence[RecordRow], measured: int, due: Collection[str]) -> str:
    sentences = [
        plural(
            "{n} outcome has been measured since then.",
            "{n} outcomes have been measured since then.",
            measured,
        )
    ]
    if to_measure := sum(row["id"] in due for row in outcomes):
        sentences.append(
            plural("{n} is due to be measured now.", "{n} are due to be measured now.", to_measure)
        )
    if off := sum(map(_is_off_track, outcomes)):
        sentences.append(plural("{n} is off track.", "{n} are off track.", off))
    return " ".join(sentences)


def _not_measured(row: RecordRow, is_due: bool) -> None:
    progress = _progress(row)
    icon = ":material/event_busy:" if is_due else ":material/schedule:"
    badge = _OFF_TRACK.format(_("Off track")) if _is_off_track(row) else ""
    due = f" {_('It is time to measure.')}" if is_due else ""
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"{icon} **{markup.escape(progress.statement)}** {badge}")
        decision_cards.verdict(row)
        st.markdown(f":gray[{markup.escape(progress.sentence + due)}]")
