"""A goal as a card: its five levels, one tap to score it today, and the form to change it.

The levels are written down before anybody scores. Whoever changes them later is warned, and so
is everybody who looks at the scores.
"""

from uuid import NAMESPACE_URL, uuid5

import streamlit as st

from pilots.access import Permission
from pilots.charts.goals import signed
from pilots.charts.template import shorten
from pilots.language import _, listing, relative_day, short_day, today
from pilots.queries import records
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, flash, markup, session, values
from pilots.screens.kit.forms import forms
from pilots.screens.kit.records import dialogs, one_tap
from pilots.versions import Version
from schemas import AttainmentLevel, Goal, GoalScore

CALLED = 90
"""Characters of a goal in a sentence."""

IN_SIGHT = 160
"""Characters of a level beside the button that chooses it."""

EARLIER = 4
"""Earlier scores that a card shows; the list has all of them."""


def last_score(row: RecordRow) -> RecordRow | None:
    """The newest score of a goal, with its level as a number, `score`; None without one."""
    if not row["scores"]:
        return None
    last = row["scores"][-1]
    return {**last, "score": AttainmentLevel(last["attained"]).score}


def draw(row: RecordRow) -> None:
    """The card of a goal with its scores, as `queries.goals.goals` gives it."""
    last = last_score(row)
    with st.container(border=True, gap="small", key=f"card.{row['id']}"):
        st.markdown(markup.titled(row["statement"], _scores(row)))
        st.markdown(_levels(row, last))
        if any(len(row[level] or "") > IN_SIGHT for level in AttainmentLevel):
            with st.expander(_("Read it all"), type="compact"):
                st.markdown(_levels(row, last, whole=True))
        if last and last["note"]:
            values.long_text(last["note"])
        if session.allowed(Permission.RECORD, row["pilot"]):
            _score_buttons(row, last)
        _warning(row)
        with st.container(horizontal=True, gap="xsmall"):
            if last:
                score = {**last, "pilot": row["pilot"]}
                label = _("Say why") if not last["note"] else _("Change the score")
                dialogs.change_button(GoalScore, score, key=f"why.{row['id']}", label=label)
            _change_button(row)


def _scores(row: RecordRow) -> str:
    """When it was scored last, and the scores before that."""
    if not row["scores"]:
        return _("No score yet")
    *before, last = row["scores"]
    parts = [_("Scored: {day}", day=relative_day(last["scored_on"], today()))]
    if before:
        earlier = listing([_score_in_words(score) for score in before[-EARLIER:]])
        parts.append(_("earlier: {scores}", scores=earlier))
    return ", ".join(parts)


def _score_in_words(score: RecordRow) -> str:
    level = signed(AttainmentLevel(score["attained"]).score)
    return f"{level} ({short_day(score['scored_on'])})"


def _levels(row: RecordRow, last: RecordRow | None, whole: bool = False) -> str:
    """The five levels as they were written down, the highest first, the scored one marked."""
    lines = []
    for level in reversed(AttainmentLevel):
        description = " ".join((row[level] or markup.not_set()).split())
        text = markup.escape(description if whole else shorten(description, IN_SIGHT))
        is_scored = last is not None and last["attained"] == level
        badge = f" :blue-badge[:material/place: {_('now')}]" if is_scored else ""
        words = f"**{text}**" if is_scored else text
        lines.append(f"- **{signed(level.score)}** {words}{badge}")
    return "\n".join(lines)


# --- scoring -----------------------------------------------------------------------------


def _score_buttons(row: RecordRow, last: RecordRow | None) -> None:
    """A tap for each level. The widget key follows from the last score, and so from an undo."""
    key = f"score.{row['id']}.{last['_seq'] if last else 0}"
    st.segmented_control(
        _("How far along is it now?"),
        [str(level) for level in AttainmentLevel],
        default=last["attained"] if last else None,
        required=last is not None,
        # On a phone the five fit beside each other only without their words, which are above.
        format_func=lambda level: (
            signed(AttainmentLevel(level).score)
            if markup.on_phone()
            else _level(AttainmentLevel(level))
        ),
        key=key,
        on_change=_score,
        args=(row, last, key, session.tracker().head),
    )


def _level(level: AttainmentLevel) -> str:
    return f"{signed(level.score)} {_(level.label).lower()}"


@flash.callback
def _score(row: RecordRow, last: RecordRow | None, key: str, newest_line: int) -> None:
    """Record the score of today; a second tap on one day changes the first.

    `newest_line` is the one the buttons were drawn with: after an undo, the same tap has another
    idempotency key.
    """
    if not st.session_state[key]:  # a late second tap takes nothing back
        return
    level = AttainmentLevel(st.session_state[key])
    sentence = f"{shorten(row['statement'], CALLED)}: {_level(level)}"
    if last and last["scored_on"] == today():
        tap = one_tap.idempotency_key(last["id"], newest_line, level)
        one_tap.change(last["_seq"], tap, sentence, attained=level)
        return
    id = uuid5(NAMESPACE_URL, f"{row['id']}/{today()}").hex
    score = GoalScore(id=id, pilot=row["pilot"], goal=row["id"], attained=level, scored_on=today())
    tap = one_tap.idempotency_key(id, newest_line, level)
    one_tap.record(score, tap, sentence, Version.none_yet(GoalScore, id, newest_line))


# --- levels are written down in advance --------------------------------------------------


def _warning(row: RecordRow) -> None:
    """What makes a score worth less: levels that are missing, or that were changed later."""
    empty = [level for level in AttainmentLevel if not row[level]]
    if row["changed"]:
        st.caption(_("This goal was changed after its first score. The history says what it was."))
    elif empty and not row["scores"]:
        levels = listing([_(level.label).lower() for level in empty])
        words = _("Write down in advance what this looks like: {levels}.", levels=levels)
        st.caption(markup.escape(words))


def _change_button(row: RecordRow) -> None:
    if not session.allowed(Permission.RECORD, row["pilot"]):
        return
    if st.button(_("Change"), icon=":material/edit:", key=f"change.{row['id']}", type="tertiary"):
        title = dialogs.change_words(Goal)
        forms.open_dialog(f"change.{row['id']}", title, lambda: _change_form(row))


def _change_form(row: RecordRow) -> None:
    """The form; for a goal with scores, below the warning that its levels are fixed."""
    if row["scores"]:
        st.warning(
            _(
                "This goal has been scored, so its levels are fixed. You can still correct "
                "a typing error. For what you think now, write a new goal."
            ),
            icon=":material/lock:",
        )
    if answers.for_viewer(records.row, Goal.table, row["id"]) is None:
        st.rerun()
    dialogs.change_form(Goal, row)
