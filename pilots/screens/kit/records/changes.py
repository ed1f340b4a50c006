"""The history of a pilot: every change, who made it, when, and how to bring back a version."""

from itertools import takewhile

import streamlit as st

from pilots.access import Verb
from pilots.charts.template import shorten
from pilots.language import _, moment
from pilots.queries import history
from pilots.screens.kit import answers, flash, markup, session, values
from pilots.screens.kit.records.lists import PAGE, page
from schemas import KINDS, Record


def changes(pilot_id: str) -> None:
    """Every change to a pilot and what belongs to it: who, when, from what to what."""
    n = answers.for_viewer(history.count, pilot_id)
    offset = page("history", n)
    for change_ in answers.for_viewer(history.changes, pilot_id, offset=offset, limit=PAGE):
        _change(change_, pilot_id)


def withdrawn() -> None:
    """What is withdrawn and stands in no pilot's history, to bring back; looked up when asked."""
    closed = st.expander(
        _("Withdrawn"), icon=":material/delete:", on_change="rerun", key="withdrawn"
    )
    if not closed.open:
        return
    with closed:
        gone = answers.for_viewer(history.withdrawn)
        if not gone:
            st.caption(_("No pilot has been withdrawn."))
        for change_ in gone:
            _change(change_, change_.subject)


def _change(change_: history.Change, pilot_id: str) -> None:
    schema = KINDS.get(change_.kind)
    if schema is None:  # a kind that this version of the program does not know
        return
    names = values.names_for(schema, pilot_id)
    fields = change_.body or change_.before or {}
    headline = values.value(
        schema, schema.headline_field(), fields.get(schema.headline_field()), names
    )
    with st.container(border=True):
        with st.container(horizontal=True, wrap=False, **markup.APART):
            st.markdown(
                f"**{_(schema.one)}: {markup.escape(headline)}**  \n"
                + markup.escape(
                    _(
                        "{what} by {who}, {when}",
                        what=_what(change_),
                        who=change_.actor,
                        when=moment(change_.recorded_at),
                    )
                )
            )
            if not change_.is_newest and change_.body and session.allowed(Verb.RECORD, pilot_id):
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


def _differences(schema: type[Record], change_: history.Change, names: values.Names) -> None:
    """From what to what, per field that people fill in; nothing for a new record."""
    if not (change_.before and change_.body):
        return
    facts = values.facts(schema)
    rows = [
        (
            _(facts[name].title) if name in facts else name,
            *_where_they_differ(
                values.value(schema, name, old, names) or markup.not_set(),
                values.value(schema, name, new, names) or markup.not_set(),
            ),
        )
        for name, (old, new) in change_.changed.items()
        if name in facts or name not in schema.model_fields
    ]
    if rows:
        st.table(
            {
                _("Field"): [markup.escape(row[0]) for row in rows],
                _("From"): [markup.escape(row[1]) for row in rows],
                _("To"): [markup.escape(row[2]) for row in rows],
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


@flash.callback
def _restore(seq: int) -> None:
    line = session.tracker().restore(session.viewer(), seq)
    flash.say(_("Brought back as it was."), line.seq)
