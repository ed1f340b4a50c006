"""The timeline of a pilot: what happened, newest first, with a search and filters.

The filters are in the address, so that a link shows the same. Only with whom is not: a name has
no place in an address.
"""

from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from typing import Any, TypedDict

import streamlit as st

from pilots.folding import is_in, unique
from pilots.language import _, number, plural, relative_day, today
from pilots.queries import pilot as pilot_queries
from pilots.rules.near_names import near
from pilots.screens.kit import answers, flash, markup, session, values
from pilots.screens.kit.forms import forms
from pilots.screens.kit.records import dialogs
from pilots.screens.kit.records.lists import PAGE
from pilots.screens.kit.unique_labels import distinct
from schemas import KINDS, Action, ActionKind, Stakeholder

TABLES, ACTION_KINDS, TEXT = "what", "kind", "find"
"""The query parameters of the filters, and their keys in the session."""

MOST_OFFERED = 3
"""People who are offered where a search finds nothing."""

SHOWN = "shown.timeline"
"""The key in the session of how many events are shown, and of which pilot and filters."""


class Filters(TypedDict, total=False):
    """What the timeline is narrowed to; a missing filter leaves nothing out."""

    tables: tuple[str, ...]
    kinds: tuple[str, ...]
    with_whom: tuple[str, ...]
    text: str


def draw(pilot_id: str) -> None:
    """The whole timeline, with its filters."""
    if not _is_empty(pilot_id):
        _with_filters(pilot_id)


def newest(pilot_id: str, limit: int) -> None:
    """The newest events alone."""
    if not _is_empty(pilot_id):
        _events(pilot_id, {}, limit)


def _is_empty(pilot_id: str) -> bool:
    if answers.for_viewer(pilot_queries.timeline_count, pilot_id):
        return False
    st.info(
        _("Here you will see what happened, newest first. Log a first action to begin."),
        icon=":material/lightbulb:",
    )
    return True


@st.fragment
def _with_filters(pilot_id: str) -> None:
    """A fragment: while somebody searches, the rest of the page does not rerun."""
    session.start_fragment()
    filters = _filters(pilot_id)
    subject = [pilot_id, sorted(filters.items())]
    shown = st.session_state.get(SHOWN, {})
    limit = shown["limit"] if shown.get("subject") == subject else PAGE
    n = answers.for_viewer(pilot_queries.timeline_count, pilot_id, **filters)
    count = _("{shown} of {n}", shown=number(min(limit, n)), n=number(n))
    st.caption(markup.escape(" · ".join([count, *_in_words(pilot_id, filters)])))
    if not n:
        st.info(_("Nothing was found."), icon=":material/search_off:")
        _offer_people(pilot_id, filters.get("text", ""))
    _events(pilot_id, filters, limit)
    if limit < n:
        st.button(
            _("Show more"),
            icon=":material/expand_more:",
            key="more.timeline",
            on_click=_show_more,
            args=(subject, limit + PAGE),
        )


def _offer_people(pilot_id: str, text: str) -> None:
    """Where a text was not found: people who are called so, or nearly so, to filter by."""
    if not text:
        return
    offered = answers.for_viewer(pilot_queries.timeline_filters, pilot_id)["with_whom"]
    names = values.names_for(Action, pilot_id)[Stakeholder.table]
    labels = distinct(Stakeholder.table, {id: names[id] for id in offered if id in names})
    called = [name for name in labels.values() if is_in(name, text)]
    meant = unique([*called, *near(text, labels.values())])[:MOST_OFFERED]
    for id, name in labels.items():
        if name in meant:
            st.button(
                _("Show what was done with {name}", name=markup.escape(name)),
                icon=":material/person_search:",
                type="tertiary",
                key=f"timeline.near.{id}",
                on_click=_show_with,
                args=(pilot_id, id),
            )


@flash.callback
def _show_with(pilot_id: str, id: str) -> None:
    st.session_state[TEXT] = ""
    st.session_state[_who_key(pilot_id)] = [id]


def _who_key(pilot_id: str) -> str:
    return f"who.{pilot_id}"


@flash.callback
def _show_more(subject: list[Any], limit: int) -> None:
    st.session_state[SHOWN] = {"subject": subject, "limit": limit}


# --- filters -----------------------------------------------------------------------------


def _filters(pilot_id: str) -> Filters:
    """Draw the search, and each filter that has something to choose from."""
    offered = answers.for_viewer(pilot_queries.timeline_filters, pilot_id)
    names = values.names_for(Action, pilot_id)[Stakeholder.table]
    with st.container(horizontal=True, wrap=False, width=forms.WIDTH):
        text = st.text_input(
            _("Search"),
            key=TEXT,
            type="search",
            placeholder=_("Search"),
            label_visibility="collapsed",
            bind="query-params",
        )
        with st.popover(_("Filter"), icon=":material/filter_list:"):
            tables = _pick(
                _("What happened"),
                {table: _(KINDS[table].many) for table in offered["tables"]},
                TABLES,
            )
            kinds = _pick(
                _("Kind of action"),
                {kind: _(ActionKind(kind).label) for kind in offered["kinds"]},
                ACTION_KINDS,
            )
            with_whom = _with_whom(
                pilot_id, {id: names[id] for id in offered["with_whom"] if id in names}
            )
    chosen: Filters = {
        "tables": tables,
        "kinds": kinds,
        "with_whom": with_whom,
        "text": (text or "").strip(),
    }
    return chosen


def _pick(label: str, words: Mapping[str, str], key: str) -> tuple[str, ...]:
    if len(words) < 2:
        return ()
    _drop_choices_not_in(key, words)
    return tuple(
        st.pills(
            label,
            list(words),
            selection_mode="multi",
            format_func=words.__getitem__,
            key=key,
            bind="query-params",
        )
    )


def _with_whom(pilot_id: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """Names to choose from; none for viewers who may not see names."""
    if not names:
        return ()
    key = _who_key(pilot_id)
    names = distinct(Stakeholder.table, names)
    _drop_choices_not_in(key, names)
    return tuple(
        st.multiselect(
            _("With whom"),
            sorted(names, key=lambda id: names[id].lower()),
            format_func=names.__getitem__,
            key=key,
            persist_state="session",
            placeholder=_("Choose"),
            select_all=False,
        )
    )


def _in_words(pilot_id: str, filters: Filters) -> Iterable[str]:
    """The filters that are on, in words: the inputs themselves are folded away."""
    names = values.names_for(Action, pilot_id)[Stakeholder.table]
    yield from (_(KINDS[table].many) for table in filters["tables"])
    yield from (_(ActionKind(kind).label) for kind in filters["kinds"])
    yield from (names[id] for id in filters["with_whom"])
    if filters["text"]:
        yield f"‘{filters['text']}’"


def _drop_choices_not_in(key: str, options: Iterable[str]) -> None:
    """Forget what was chosen for another pilot and cannot be chosen here."""
    chosen = st.session_state.get(key) or []
    possible = [choice for choice in chosen if choice in options]
    if len(possible) < len(chosen):
        st.session_state[key] = possible


# --- events ------------------------------------------------------------------------------

_ICONS = {
    "action": ":material/check_circle:",
    "measurement": ":material/add_chart:",
    "question": ":material/help:",
}


def _events(pilot_id: str, filters: Filters, limit: int) -> None:
    names = values.names_for(Action, pilot_id)
    for row in answers.for_viewer(pilot_queries.timeline, pilot_id, limit=limit, **filters):
        _event(row, names)


def _event(row: pilot_queries.TimelineEvent, names: values.Names) -> None:
    schema = KINDS[row["table"]]
    more_below = row["more"] or row["photo"]
    line: dict[str, Any] = {"horizontal": True, "wrap": False, **markup.APART}
    # As on a card: what fits on a line needs no second container.
    with st.container(
        border=True, gap="xsmall", width=forms.WIDTH, **({} if more_below else line)
    ):
        with st.container(**line) if more_below else nullcontext():
            details = markup.escape(" · ".join(_details(row, names)))
            title = f"{_ICONS[row['table']]} **{markup.escape(row['text'])}**"
            st.markdown(f":small[:gray[{details}]]  \n{title}")
            dialogs.change_button(schema, row, key=f"change.{row['id']}")
        if row["more"]:
            values.long_text(row["more"])
        values.photo(row["photo"], alt=row["text"])


def _details(row: pilot_queries.TimelineEvent, names: values.Names) -> Iterable[str]:
    """The date, the kind, the number, and with whom."""
    yield relative_day(row["day"], today())
    if row["table"] != Action.table:
        yield _(KINDS[row["table"]].one)
    elif row["kind"] and row["kind"] != ActionKind.OTHER:
        yield _(ActionKind(row["kind"]).label)
    if row["number"] is not None:
        yield _number_in_words(row, row["number"])
    if with_whom := values.value(Action, "with_whom", row["with_whom"], names):
        yield with_whom


def _number_in_words(row: pilot_queries.TimelineEvent, n: float) -> str:
    if row["table"] == Action.table:
        return plural("{n} participant", "{n} participants", n)
    return f"{number(n)} {row['unit'] or ''}".strip()
