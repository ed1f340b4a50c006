"""What several steps of a meeting show: actions, and words where there is nothing."""

from collections.abc import Sequence

import streamlit as st

from pilots.language import _, number, plural, relative_day, today
from pilots.queries import review as questions
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, markup, values
from pilots.screens.kit.records import acts
from pilots.screens.review.position import FORMS
from schemas import Action

Row = RecordRow
"""A row of the register."""

FEW = 8
"""Things of a kind that are shown at first: a screen holds no more."""


def form(review: Row, name: str) -> str:
    """The key of a form of a meeting."""
    return f"{FORMS}{review['id']}.{name}"


def before(review: Row) -> Row | None:
    """The review before this one; None where this is the first."""
    return next(iter(answers.for_viewer(questions.closed_reviews, review["pilot"])), None)


def nothing(sentence: str, icon: str = ":material/check:") -> None:
    """Where there is nothing to look at: why, and that one can go on."""
    st.info(sentence, icon=icon)


def few(rows: Sequence[Row], name: str) -> Sequence[Row]:
    """The first of them; the rest when somebody asks for it."""
    if len(rows) <= FEW or st.session_state.get(f"all.{name}"):
        return rows
    return rows[:FEW]


def offer_rest(rows: Sequence[Row], name: str) -> None:
    """A button for what `few` left out."""
    if len(few(rows, name)) < len(rows):
        label = _("Show all {n}", n=number(len(rows)))
        st.button(
            label,
            icon=":material/expand_more:",
            key=f"more.{name}",
            on_click=_show_all,
            args=(name,),
        )


def _show_all(name: str) -> None:
    st.session_state[f"all.{name}"] = True


def happening(row: Row, names: values.Names) -> None:
    """An action that was done: what, when, with whom, and what was seen of it."""
    with st.container(border=True, gap="xsmall"):
        facts = [relative_day(row["done_on"], today())]
        if row["participants"] is not None:
            facts.append(plural("{n} participant", "{n} participants", row["participants"]))
        facts.append(values.value(Action, "with_whom", row["with_whom"], names))
        st.markdown(f"**{markup.escape(row['title'])}**  \n{_small(facts)}")
        for name in ("happened", "struck"):
            if row[name]:
                values.long(row[name])
        values.photo(row["photo"], alt=row["title"])


def to_do(row: Row) -> None:
    """An action that is open, dropped or done now: whose it is, when, and the taps it takes."""
    with st.container(border=True, gap="xsmall"):
        facts = [row["owner"] or _("Owner: {name}", name=markup.not_set()), acts.when(row)]
        icon = acts.ICONS[row["status"]]
        st.markdown(f"{icon} **{markup.escape(row['title'])}**  \n{_small(facts)}")
        acts.offer(row, change=False)


def _small(facts: Sequence[str]) -> str:
    return f":gray[{markup.escape(' · '.join(filter(None, facts)))}]"
