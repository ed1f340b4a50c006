"""The history of a pilot: every change, who made it, when, and how to bring back a version."""

from itertools import takewhile

import streamlit as st

from pilots.access import Verb
from pilots.charts.template import shorten
from pilots.language import _, moment
from pilots.queries import history
from pilots.screens import ui
from pilots.screens.records import show
from pilots.screens.records.lists import PAGE, page
from schemas import KINDS, Record


def changes(pilot: str) -> None:
    """Every change to a pilot and what belongs to it: who, when, from what to what."""
    n = ui.ask(history.how_many, pilot)
    first = page("history", n)
    for change_ in ui.ask(history.of_pilot, pilot, first=first, most=PAGE):
        _change(change_, pilot)


def withdrawn() -> None:
    """What is withdrawn and stands in no pilot's history, to bring back; looked up when asked."""
    closed = st.expander(
        _("Withdrawn"), icon=":material/delete:", on_change="rerun", key="withdrawn"
    )
    if not closed.open:
        return
    with closed:
        gone = ui.ask(history.withdrawn)
        if not gone:
            st.caption(_("No pilot is withdrawn."))
        for change_ in gone:
            _change(change_, change_.subject)


def _change(change_: history.Change, pilot: str) -> None:
    schema = KINDS.get(change_.kind)
    if schema is None:  # a kind that this version of the program does not know
        return
    names = show.names_for(schema, pilot)
    fields = change_.body or change_.before or {}
    headline = show.value(
        schema, schema.headline_field(), fields.get(schema.headline_field()), names
    )
    with st.container(border=True):
        with st.container(horizontal=True, wrap=False, **ui.APART):
            st.markdown(
                f"**{_(schema.one)}: {ui.escape(headline)}**  \n"
                + ui.escape(
                    _(
                        "{what} by {who}, {when}",
                        what=_what(change_),
                        who=change_.actor,
                        when=moment(change_.recorded_at),
                    )
                )
            )
            if not change_.is_newest and change_.body and ui.allowed(Verb.RECORD, pilot):
                st.button(
                    _("Bring back"),
                    icon=":material/history:",
                    key=f"restore.{change_.seq}",
                    type="tertiary",
                    on_click=_restore,
                    args=(change_.seq,),
                )
        _differences(schema, change_, names)


def _what(change_: history.Change) -> str:
    if change_.body is None:
        return _("Withdrawn")
    return _("Changed") if change_.before else _("Recorded")


def _differences(schema: type[Record], change_: history.Change, names: show.Names) -> None:
    """From what to what, per field that people fill in; nothing for a new record."""
    if not (change_.before and change_.body):
        return
    facts = show.facts(schema)
    rows = [
        (
            _(facts[name].title) if name in facts else name,
            *_where_they_differ(
                show.value(schema, name, old, names) or ui.not_set(),
                show.value(schema, name, new, names) or ui.not_set(),
            ),
        )
        for name, (old, new) in change_.changed.items()
        if name in facts or name not in schema.model_fields
    ]
    if rows:
        st.table(
            {
                _("Field"): [ui.escape(row[0]) for row in rows],
                _("From"): [ui.escape(row[1]) for row in rows],
                _("To"): [ui.escape(row[2]) for row in rows],
            },
            hide_index=True,
        )


LONG, BEFORE = 240, 60
"""Characters of a value in the history, and of what stands before the first difference."""


def _where_they_differ(old: str, new: str) -> tuple[str, str]:
    """Both, or of long texts the part in which they begin to differ."""
    same = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))))
    first = 0 if max(len(old), len(new)) <= LONG else max(0, same - BEFORE)
    shown = [shorten(("…" if first else "") + text[first:], LONG) for text in (old, new)]
    return shown[0], shown[1]


@ui.act
def _restore(seq: int) -> None:
    line = ui.tracker().restore(ui.viewer(), seq)
    ui.say(_("Brought back as it was."), line.seq)
