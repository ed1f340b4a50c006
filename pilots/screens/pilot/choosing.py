"""Choosing the story that matters most: those of a period beside each other, one of them, why.

The stories that are not chosen stay. Choosing again adds a choice: the last one counts, and
the earlier ones are kept with their reasons.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import streamlit as st

from pilots import evidence
from pilots.access import Verb
from pilots.language import _, listing, number, relative_day, short_day, today
from pilots.queries import story_choices as questions
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, markup, session, values
from pilots.screens.kit.forms import forms
from pilots.screens.kit.pictures import methods
from pilots.screens.kit.records import lists
from pilots.screens.kit.records.rungs import rung, turned
from schemas import Story, StoryChoice

Row = RecordRow

PERIOD = "quarter"
"""The query parameter, and the key in the session, that holds the period chosen from."""

BESIDE = 3
"""Stories beside each other on a desk: what people can compare."""


def first(pilot_id: str) -> Row | None:
    """The choice that counts now: the last one."""
    return next(iter(answers.for_viewer(questions.choices, pilot_id)), None)


def star() -> str:
    """The sign of the story that was chosen, as Markdown."""
    return f":blue-badge[:material/star: {_(StoryChoice.one)}]"


def reason(choice: Row) -> None:
    """Why it was chosen, by whom and when, with a way to change that."""
    st.caption(_("Why this one?"))
    values.long(choice["why"])
    said = [relative_day(choice["chosen_on"], today())]
    if choice["panel"]:
        said.append(_("chosen by {people}", people=listing(list(choice["panel"]))))
    with st.container(horizontal=True, **markup.APART):
        st.caption(markup.escape(", ".join(said)))
        label = _("Change the choice")
        lists.offer_change(StoryChoice, choice, key=f"choice.{choice['id']}", label=label)


def board(pilot_id: str) -> None:
    """The stories of a period, of which one is chosen; below them what was chosen earlier."""
    st.markdown(f"### {_('Which change matters most?')}")
    when = _period(pilot_id)
    rows = answers.for_viewer(questions.candidates, pilot_id, **when)
    made = answers.for_viewer(questions.choices, pilot_id, **when)
    if len(rows) < 2:
        st.info(
            _("To choose, you need at least two stories from this period."),
            icon=":material/lightbulb:",
        )
    elif not made:
        st.markdown(_(StoryChoice.purpose))
    # The one that was chosen first; the others stay in their order.
    last = made[0]["story"] if made else None
    rows = sorted(rows, key=lambda row: row["id"] != last)
    page = lists.page(PERIOD, len(rows), lists.PAGE)
    shown = rows[page : page + lists.PAGE]
    for start in range(0, len(shown), BESIDE):
        columns = st.columns(BESIDE, gap="small")
        for column, row in zip(columns, shown[start : start + BESIDE], strict=False):
            with column:
                _candidate(row, made[0] if made and row["id"] == last else None)
    methods.offer(
        [evidence.Method.STORIES], f"methods.stories.{pilot_id}", label=_("How does this work?")
    )
    _earlier(made[1:])


def _candidate(row: Row, choice: Row | None) -> None:
    with st.container(border=True, gap="small", height="stretch", key=f"candidate.{row['id']}"):
        day = short_day(row["happened_on"]) if row["happened_on"] else ""
        below = " · ".join(filter(None, (row["who"], day)))
        signs = f"{rung(row['rung'])} {turned(row)}"
        head = f"{star()}\n\n" if choice else ""
        st.markdown(f"{head}{lists.titled(row['title'], below)}\n\n{signs}")
        values.long(row["what"])
        if row["significance"]:
            st.caption(_(Story.model_fields["significance"].title or ""))
            values.long(row["significance"])
        if choice:
            reason(choice)
        elif session.allowed(Verb.RECORD, row["pilot"]) and st.button(
            _("Choose this story"), icon=":material/star:", key=f"choose.{row['id']}"
        ):
            _choose(row)


def _choose(row: Row) -> None:
    """Open the form: why this one, and who chose it."""
    key = f"choose.{row['pilot']}.{row['id']}"
    forms.open_anew(key)

    @st.dialog(_("Choose this story"), width="medium")
    def show_form() -> None:
        session.start_fragment()
        st.markdown(f"**{markup.escape(row['title'])}**")
        part = forms.Part(
            StoryChoice,
            start={"story": row["id"], "chosen_on": today()},
            only=("why", "panel", "chosen_on"),
        )
        if forms.draw(key, part, pilot_id=row["pilot"], button=_("Choose this story")):
            st.rerun()

    show_form()


def _earlier(made: Sequence[Row]) -> None:
    if not made:
        return
    with st.expander(f"{_('Chosen earlier')} ({number(len(made))})", icon=":material/history:"):
        for choice in made:
            with st.container(border=True, gap="small", key=f"earlier.{choice['id']}"):
                st.markdown(f"**{markup.escape(choice['title'])}**")
                reason(choice)


# --- the period ----------------------------------------------------------------------------


def _period(pilot_id: str) -> dict[str, date | None]:
    """Draw the choice of a quarter in which there are stories, and give its days."""
    known = dict(
        _quarters([row["day"] for row in answers.for_viewer(questions.candidates, pilot_id)])
    )
    chosen: str | None = st.selectbox(
        _("Period"),
        list(known),
        index=None,
        placeholder=_("All the time"),
        key=PERIOD,
        bind="query-params",
        width=260,
    )
    since, until = known.get(chosen or "", (None, None))
    return {"since": since, "until": until}


def _quarters(days: Sequence[date]) -> Iterator[tuple[str, tuple[date, date]]]:
    """The quarters of these days by what they are called, the last one first."""
    for year, n in sorted({(day.year, (day.month + 2) // 3) for day in days}, reverse=True):
        end = date(year + n // 4, 3 * n % 12 + 1, 1) - timedelta(days=1)
        yield _("{year}, quarter {n}", year=year, n=n), (date(year, 3 * n - 2, 1), end)
