"""The history of a pilot (audit trail): every change, and the button to restore a version."""

from itertools import takewhile

import streamlit as st

from pilots.access import Permission
from pilots.charts.template import shorten
from pilots.language import _, moment
from pilots.queries import history as history_queries
from pilots.screens.kit import answers, flash, markup, session, values
from pilots.screens.kit.records.lists import PAGE, pagination
from schemas import KINDS, Record


def draw(pilot_id: str) -> None:
    """Every change to a pilot and its records: who, when, from what to what."""
    n = answers.for_viewer(history_queries.count, pilot_id)
    offset = pagination("history", n)
    for change in answers.for_viewer(history_queries.changes, pilot_id, offset=offset, limit=PAGE):
        _change(change, pilot_id)


def withdrawn() -> None:
    """Pilots that are withdrawn, and so have no page of their own, to restore; folded away."""
    closed = st.expander(
        _("Withdrawn"), icon=":material/delete:", on_change="rerun", key="withdrawn"
    )
    if not closed.open:
        return
    with closed:
        changes = answers.for_viewer(history_queries.withdrawn)
        if not changes:
            st.caption(_("No pilot has been withdrawn."))
        for change in changes:
            _change(change, change.subject)


def _change(change: history_queries.Change, pilot_id: str) -> None:
    schema = KINDS.get(change.kind)
    if schema is None:  # a kind that this version of the program does not know
        return
    names = values.names_for(schema, pilot_id)
    fields = change.body or change.before or {}
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
                        what=_what(change),
                        who=change.actor,
                        when=moment(change.recorded_at),
                    )
                )
            )
            if (
                not change.is_newest
                and change.body
                and session.allowed(Permission.RECORD, pilot_id)
            ):
                st.button(
                    _("Bring back"),
                    icon=":material/history:",
                    key=f"restore.{change.seq}",
                    type="tertiary",
                    on_click=_restore,
                    args=(change.seq, session.tracker().head),
                )
        _differences(schema, change, names)


def _what(change: history_queries.Change) -> str:
    if change.body is None:
        return _("Withdrawn")
    return _("Changed") if change.before else _("Recorded")


def _differences(
    schema: type[Record], change: history_queries.Change, names: values.Names
) -> None:
    """The old and the new value of each field that changed; nothing for a new record."""
    if not (change.before and change.body):
        return
    fields = values.field_meta(schema)
    rows = [
        (
            _(fields[name].title) if name in fields else name,
            *_excerpts(
                values.value(schema, name, old, names) or markup.not_set(),
                values.value(schema, name, new, names) or markup.not_set(),
            ),
        )
        for name, (old, new) in change.changed.items()
        if name in fields or name not in schema.model_fields
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
"""Characters of a value in the history, and how many of them precede the first difference."""


def _excerpts(old: str, new: str) -> tuple[str, str]:
    """Both values; of long texts, the passage where they begin to differ."""
    same = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))))
    first = 0 if max(len(old), len(new)) <= LONG else max(0, same - BEFORE)
    shown = [shorten(("…" if first else "") + text[first:], LONG) for text in (old, new)]
    return shown[0], shown[1]


@flash.callback
def _restore(seq: int, newest_seen: int) -> None:
    line = session.tracker().restore_version(session.viewer(), seq, newest_seen)
    flash.say(_("Brought back as it was."), line.seq)
