"""What went wrong in all pilots, and what was done about it: nothing wins trust like this."""

from collections.abc import Mapping, Sequence

import streamlit as st

from pilots.evidence import Promise
from pilots.language import _
from pilots.queries import progress
from pilots.queries.progress import DecisionRow
from pilots.queries.withdrawn import WithdrawnRecord
from pilots.reports.sections.setbacks import Setback, answers_to_them, setbacks
from pilots.reports.sections.withdrawn import outcomes_among
from pilots.screens.kit import answers, badges, markup
from pilots.screens.progress import choices
from pilots.screens.progress.choices import Row
from pilots.screens.progress.period import Period
from schemas import DecisionStatus


def what_went_wrong(
    rows: Sequence[Row],
    promises: Sequence[Promise],
    decisions: Mapping[str, Sequence[DecisionRow]],
    gone: Sequence[WithdrawnRecord],
    when: Period,
) -> None:
    """A column for each pilot in which something did; nothing where nothing did."""
    found = {
        row["id"]: list(
            setbacks(
                [promise for promise in promises if promise.pilot == row["id"]],
                decisions[row["id"]],
                answers.for_funder(progress.stories, row["id"], **when.days),
                outcomes_among(gone, [row["id"]]),
            )
        )
        for row in rows
    }
    if not any(found.values()):
        return
    st.markdown(f"### {_('What went wrong, and what did we do about it?')}")
    with st.grid(min_column_width=300, gap="medium"):
        for row in rows:
            if found[row["id"]]:
                _column(row, found[row["id"]], answers_to_them(decisions[row["id"]]))


def _column(row: Row, found: Sequence[Setback], answered: Sequence[str]) -> None:
    with st.container(gap="small", key=f"wrong.{row['id']}"):
        name = f"#### {badges.pilot(row['id'])} {markup.escape(row['name'])}"
        st.markdown("\n\n".join([name, *map(_line, found), *_answer(answered)]))
        choices.offer_pilot(row, key=f"wrong.read.{row['id']}")


def _line(setback: Setback) -> str:
    colour, sign, word = {
        "further": ("orange", "trending_down", _("Further away")),
        "not_done": ("orange", "close", _(DecisionStatus.NOT_DONE.label)),
        "worse": ("orange", "sentiment_dissatisfied", _("For the worse")),
        "withdrawn": ("gray", "block", _("Withdrawn")),
    }[setback.kind]
    badge = f":{colour}-badge[:material/{sign}: {word}]"
    return f"{badge} {markup.titled(setback.what, setback.known)}"


def _answer(answered: Sequence[str]) -> list[str]:
    if not answered:
        return []
    answer = "; ".join(map(markup.escape, answered))
    return [f":material/arrow_forward: **{_('What we decided last')}:** {answer}."]
