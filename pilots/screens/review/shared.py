"""What several steps of a meeting share: cards of actions, long lists cut short, and buttons."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import streamlit as st

from pilots.folding import unique
from pilots.language import _, number, plural, relative_day, today
from pilots.queries import records
from pilots.queries import review as review_queries
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, flash, markup, session, values
from pilots.screens.review.current_step import FORM_PREFIX
from schemas import Action, Pilot, Record

FEW = 8
"""Rows of a list that are shown at first: a screen has room for no more."""

DUE_AFTER = timedelta(weeks=2)
"""When a new action is due, unless somebody chooses: most meetings are further apart."""


def form_key(review: RecordRow, name: str) -> str:
    """The key of a form of a meeting."""
    return f"{FORM_PREFIX}{review['id']}.{name}"


def required(schema: type[Record], *fields: str) -> dict[str, str]:
    """Labels that say of these fields that they are required here, whatever their schema says."""
    titles = {name: schema.model_fields[name].title or name for name in fields}
    return {name: _("{field} (required)", field=_(title)) for name, title in titles.items()}


def previous_review(review: RecordRow) -> RecordRow | None:
    """The review before this one; None where this is the first."""
    return next(iter(answers.for_viewer(review_queries.closed_reviews, review["pilot"])), None)


def decisions_to_follow_up(review: RecordRow) -> list[RecordRow]:
    """The decisions that the first step comes back to."""
    return answers.for_viewer(
        review_queries.decisions_to_follow_up, review["pilot"], review["id"], review["since"]
    )


def asked_at_first(review: RecordRow) -> set[str]:
    """The actions that the first step shows: those that follow from these decisions."""
    decisions = [row["id"] for row in decisions_to_follow_up(review)]
    following = answers.for_viewer(review_queries.follow_up_actions, decisions)
    return {action["id"] for actions in following.values() for action in actions}


def names_to_offer(review: RecordRow) -> list[str]:
    """Names to choose an owner from: who is or was present, the lead, and the viewer."""
    row = answers.for_viewer(records.row, Pilot.table, review["pilot"]) or {}
    before = answers.for_viewer(review_queries.earlier_participants, review["pilot"])
    names = [*review["present"], *before, row.get("lead"), session.viewer().name]
    return unique(filter(None, names))


def nothing_to_show(sentence: str, icon: str = ":material/check:") -> None:
    """Where there is nothing to look at: why, so that the team can go on."""
    st.info(sentence, icon=icon)


def first_few(rows: Sequence[RecordRow], name: str) -> Sequence[RecordRow]:
    """The first rows of a list; all of them after somebody pressed `show_all_button`."""
    if len(rows) <= FEW or st.session_state.get(f"all.{name}"):
        return rows
    return rows[:FEW]


def show_all_button(rows: Sequence[RecordRow], name: str) -> None:
    """The button for the rows that `first_few` left out; nothing where it left out none."""
    if len(first_few(rows, name)) < len(rows):
        label = _("Show all {n}", n=number(len(rows)))
        st.button(
            label,
            icon=":material/expand_more:",
            key=f"more.{name}",
            on_click=_show_all,
            args=(name,),
        )


@flash.callback
def _show_all(name: str) -> None:
    st.session_state[f"all.{name}"] = True


def choice_button(
    label: str, icon: str, key: str, is_chosen: bool, callback: Callable[..., None], *args: Any
) -> None:
    """One of two answers to a question; the chosen one has another sign, not only a colour."""
    st.button(
        label,
        icon=":material/radio_button_checked:" if is_chosen else icon,
        key=key,
        type="primary" if is_chosen else "secondary",
        on_click=callback,
        args=args,
    )


def done_action(row: RecordRow, names: values.Names) -> None:
    """A card of an action that was done: what, when, with whom, and what came of it."""
    with st.container(border=True, gap="xsmall"):
        details = [relative_day(row["done_on"], today())]
        if row["participants"] is not None:
            details.append(plural("{n} participant", "{n} participants", row["participants"]))
        details.append(values.value(Action, "with_whom", row["with_whom"], names))
        st.markdown(f"**{markup.escape(row['title'])}**  \n{grey(details)}")
        for name in ("happened", "struck"):
            if row[name]:
                values.long_text(row[name])
        values.photo(row["photo"], alt=row["title"])


def grey(details: Sequence[str]) -> str:
    return f":gray[{markup.escape(' · '.join(filter(None, details)))}]"
