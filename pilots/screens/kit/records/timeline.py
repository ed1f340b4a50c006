"""What happened in a pilot, newest first, narrowed to what somebody looks for.

What it is narrowed to stands in the address, so that a link shows the same. With whom does
not: a name has no place in an address.
"""

from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from typing import Any, TypedDict

import streamlit as st

from pilots.language import _, number, plural, relative_day, today
from pilots.queries import pilot as questions
from pilots.screens.kit import answers, markup, session, values
from pilots.screens.kit.forms import forms
from pilots.screens.kit.records import lists
from pilots.screens.kit.records.lists import PAGE
from schemas import KINDS, Action, ActionKind, Stakeholder

TABLES, ACTION_KINDS, TEXT = "what", "kind", "find"
"""Query parameters, and keys in the session, of what the timeline is narrowed to."""

SHOWN = "shown.timeline"
"""The key in the session of how many happenings of which timeline are shown."""


class Narrowed(TypedDict, total=False):
    """What the timeline is narrowed to; what is not there leaves nothing out."""

    tables: tuple[str, ...]
    kinds: tuple[str, ...]
    with_whom: tuple[str, ...]
    text: str


def timeline(pilot_id: str, limit: int = PAGE, paged: bool = True) -> None:
    """What happened, newest first: actions done, measurements, new questions."""
    if not answers.for_viewer(questions.timeline_count, pilot_id):
        st.info(
            _("Here you will see what happened, newest first. Log a first action to begin."),
            icon=":material/lightbulb:",
        )
    elif paged:
        _whole(pilot_id)
    else:
        _happenings(pilot_id, {}, limit)


@st.fragment
def _whole(pilot_id: str) -> None:
    """The timeline with its filters, by itself: the rest of the page stays as it is."""
    session.start_fragment()
    narrowed = _filters(pilot_id)
    which = [pilot_id, sorted(narrowed.items())]
    known = st.session_state.get(SHOWN, {})
    limit = known["limit"] if known.get("which") == which else PAGE
    n = answers.for_viewer(questions.timeline_count, pilot_id, **narrowed)
    shown = _("{shown} of {n}", shown=number(min(limit, n)), n=number(n))
    st.caption(markup.escape(" · ".join([shown, *_in_words(pilot_id, narrowed)])))
    if not n:
        st.info(_("Nothing was found."), icon=":material/search_off:")
    _happenings(pilot_id, narrowed, limit)
    if limit < n:
        st.button(
            _("Show more"),
            icon=":material/expand_more:",
            key="more.timeline",
            on_click=_show_more,
            args=(which, limit + PAGE),
        )


def _show_more(which: list[Any], limit: int) -> None:
    st.session_state[SHOWN] = {"which": which, "limit": limit}


# --- narrowing it ------------------------------------------------------------------------


def _filters(pilot_id: str) -> Narrowed:
    """The search and the filters, offered as far as there is something to choose."""
    offered = answers.for_viewer(questions.timeline_filters, pilot_id)
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
    chosen: Narrowed = {
        "tables": tables,
        "kinds": kinds,
        "with_whom": with_whom,
        "text": (text or "").strip(),
    }
    return chosen


def _pick(label: str, words: Mapping[str, str], key: str) -> tuple[str, ...]:
    if len(words) < 2:
        return ()
    _only(key, words)
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
    """Names to choose from; none for who may not see names."""
    if not names:
        return ()
    key = f"who.{pilot_id}"
    _only(key, names)
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


def _in_words(pilot_id: str, narrowed: Narrowed) -> Iterable[str]:
    """What the timeline is narrowed to: the filters themselves are folded away."""
    names = values.names_for(Action, pilot_id)[Stakeholder.table]
    yield from (_(KINDS[table].many) for table in narrowed["tables"])
    yield from (_(ActionKind(kind).label) for kind in narrowed["kinds"])
    yield from (names[id] for id in narrowed["with_whom"])
    if narrowed["text"]:
        yield f"‘{narrowed['text']}’"


def _only(key: str, options: Iterable[str]) -> None:
    """Forget what was chosen elsewhere and cannot be chosen here."""
    chosen = st.session_state.get(key) or []
    if left_out := [each for each in chosen if each not in options]:
        st.session_state[key] = [each for each in chosen if each not in left_out]


# --- what happened -----------------------------------------------------------------------

_ICONS = {
    "action": ":material/check_circle:",
    "measurement": ":material/add_chart:",
    "question": ":material/help:",
}


def _happenings(pilot_id: str, narrowed: Narrowed, limit: int) -> None:
    names = values.names_for(Action, pilot_id)
    for row in answers.for_viewer(questions.timeline, pilot_id, limit=limit, **narrowed):
        _happening(row, names)


def _happening(row: questions.TimelineEvent, names: values.Names) -> None:
    schema = KINDS[row["table"]]
    more_below = row["more"] or row["photo"]
    line: dict[str, Any] = {"horizontal": True, "wrap": False, **markup.APART}
    # As in a list: what fits on a line needs no second container.
    with st.container(
        border=True, gap="xsmall", width=forms.WIDTH, **({} if more_below else line)
    ):
        with st.container(**line) if more_below else nullcontext():
            said = markup.escape(" · ".join(_details(row, names)))
            what = f"{_ICONS[row['table']]} **{markup.escape(row['text'])}**"
            st.markdown(f":small[:gray[{said}]]  \n{what}")
            lists.offer_change(schema, row, key=f"change.{row['id']}")
        if row["more"]:
            values.long(row["more"])
        values.photo(row["photo"], alt=row["text"])


def _details(row: questions.TimelineEvent, names: values.Names) -> Iterable[str]:
    """When it was, what kind of thing, how much of it, and with whom."""
    yield relative_day(row["day"], today())
    if row["table"] != Action.table:
        yield _(KINDS[row["table"]].one)
    elif row["kind"] and row["kind"] != ActionKind.OTHER:
        yield _(ActionKind(row["kind"]).label)
    if row["number"] is not None:
        yield _number_of(row, row["number"])
    if with_whom := values.value(Action, "with_whom", row["with_whom"], names):
        yield with_whom


def _number_of(row: questions.TimelineEvent, n: float) -> str:
    if row["table"] == Action.table:
        return plural("{n} participant", "{n} participants", n)
    return f"{number(n)} {row['unit'] or ''}".strip()
