"""Choosing the most significant change (MSC): the stories of a period beside each other.

The stories that are not chosen stay. Choosing again adds a choice: the last one counts, and the
earlier ones stay with their reasons.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import streamlit as st

from pilots import evidence
from pilots.access import Permission
from pilots.language import _, listing, number, relative_day, short_day, today
from pilots.queries import story_choices as story_choices_queries
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, badges, markup, session, values
from pilots.screens.kit.forms import forms
from pilots.screens.kit.pictures import methods
from pilots.screens.kit.records import dialogs, lists
from schemas import Story, StoryChoice

PERIOD = "quarter"
"""The query parameter of the period, and its key in the session."""

BESIDE = 3
"""Columns: people can compare as many stories."""


def current(pilot_id: str) -> RecordRow | None:
    """The choice that counts: the last one; None before the first."""
    return next(iter(answers.for_viewer(story_choices_queries.choices, pilot_id)), None)


def badge() -> str:
    """The badge of the chosen story, as Markdown."""
    return f":blue-badge[:material/star: {_(StoryChoice.one)}]"


def reason(choice: RecordRow) -> None:
    """Why a story was chosen, by whom and when, with a button to change that."""
    st.caption(_("Why this one?"))
    values.long_text(choice["why"])
    details = [relative_day(choice["chosen_on"], today())]
    if choice["panel"]:
        details.append(_("chosen by {people}", people=listing(list(choice["panel"]))))
    with st.container(horizontal=True, **markup.APART):
        st.caption(markup.escape(", ".join(details)))
        label = _("Change the choice")
        dialogs.change_button(StoryChoice, choice, key=f"choice.{choice['id']}", label=label)


def draw(pilot_id: str) -> None:
    """The stories of a period, to choose one from; below them the earlier choices."""
    st.markdown(f"### {_('Which change matters most?')}")
    period = _period(pilot_id)
    rows = answers.for_viewer(story_choices_queries.candidates, pilot_id, **period)
    choices = answers.for_viewer(story_choices_queries.choices, pilot_id, **period)
    if len(rows) < 2:
        st.info(
            _("To choose, you need at least two stories from this period."),
            icon=":material/lightbulb:",
        )
    elif not choices:
        st.markdown(_(StoryChoice.purpose))
    # The chosen one comes first; the others stay in their order.
    chosen = choices[0]["story"] if choices else None
    rows = sorted(rows, key=lambda row: row["id"] != chosen)
    offset = lists.pagination(PERIOD, len(rows), lists.PAGE)
    shown = rows[offset : offset + lists.PAGE]
    for start in range(0, len(shown), BESIDE):
        columns = st.columns(BESIDE, gap="small")
        for column, row in zip(columns, shown[start : start + BESIDE], strict=False):
            with column:
                _candidate(row, choices[0] if choices and row["id"] == chosen else None)
    methods.offer(
        [evidence.Method.STORIES], f"methods.stories.{pilot_id}", label=_("How does this work?")
    )
    _earlier(choices[1:])


def _candidate(row: RecordRow, choice: RecordRow | None) -> None:
    with st.container(border=True, gap="small", height="stretch", key=f"candidate.{row['id']}"):
        day = short_day(row["happened_on"]) if row["happened_on"] else ""
        below = " · ".join(filter(None, (row["who"], day)))
        signs = f"{badges.evidence_rung(row['rung'])} {badges.story_direction(row)}"
        head = f"{badge()}\n\n" if choice else ""
        st.markdown(f"{head}{markup.titled(row['title'], below)}\n\n{signs}")
        values.long_text(row["what"])
        if row["significance"]:
            st.caption(_(Story.model_fields["significance"].title or ""))
            values.long_text(row["significance"])
        if choice:
            reason(choice)
        elif session.allowed(Permission.RECORD, row["pilot"]) and st.button(
            _("Choose this story"), icon=":material/star:", key=f"choose.{row['id']}"
        ):
            _open_form(row)


def _open_form(row: RecordRow) -> None:
    """Open the form: why this story, and who chose it."""
    key = f"choose.{row['pilot']}.{row['id']}"
    fieldset = forms.Fieldset(
        StoryChoice,
        start={"story": row["id"], "chosen_on": forms.TODAY},
        only=("why", "panel", "chosen_on"),
    )
    label = _("Choose this story")

    def draw_form() -> list[str]:
        st.markdown(f"**{markup.escape(row['title'])}**")
        return forms.draw(key, fieldset, pilot_id=row["pilot"], button=label)

    forms.open_dialog(key, label, draw_form)


def _earlier(choices: Sequence[RecordRow]) -> None:
    if not choices:
        return
    with st.expander(f"{_('Chosen earlier')} ({number(len(choices))})", icon=":material/history:"):
        for choice in choices:
            with st.container(border=True, gap="small", key=f"earlier.{choice['id']}"):
                st.markdown(f"**{markup.escape(choice['title'])}**")
                reason(choice)


# --- the period ----------------------------------------------------------------------------


def _period(pilot_id: str) -> dict[str, date | None]:
    """Draw the choice of a quarter that has stories; give its first and last day."""
    quarters = dict(
        _quarters(
            [row["day"] for row in answers.for_viewer(story_choices_queries.candidates, pilot_id)]
        )
    )
    chosen: str | None = st.selectbox(
        _("Period"),
        list(quarters),
        index=None,
        placeholder=_("All the time"),
        key=PERIOD,
        bind="query-params",
        width=260,
    )
    since, until = quarters.get(chosen or "", (None, None))
    return {"since": since, "until": until}


def _quarters(days: Sequence[date]) -> Iterator[tuple[str, tuple[date, date]]]:
    """The quarters of these days, the last one first: a label, with the first and the last day."""
    for year, n in sorted({(day.year, (day.month + 2) // 3) for day in days}, reverse=True):
        end = date(year + n // 4, 3 * n % 12 + 1, 1) - timedelta(days=1)
        yield _("{year}, quarter {n}", year=year, n=n), (date(year, 3 * n - 2, 1), end)
