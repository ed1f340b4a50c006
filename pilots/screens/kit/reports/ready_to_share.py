"""Ready to share? What in a document may say who somebody is, before it leaves the team."""

from collections.abc import Sequence

import streamlit as st

from pilots.access import Permission
from pilots.language import _, number, plural
from pilots.privacy.disclosures import Disclosure, Mention, found_in
from pilots.queries import records
from pilots.reports import markdown
from pilots.reports.blocks import Block
from pilots.screens.kit import answers, flash, markup, session
from pilots.screens.kit.records import dialogs, one_tap
from schemas import KINDS, Clearance, Report

Found = Disclosure | Mention

MOST = 12
"""Texts that are shown at a time: each that is dealt with makes room for the next."""


def find(blocks: Sequence[Block], pilot_id: str) -> list[Found]:
    """What was found in a document of a pilot, also what somebody left as it is."""
    return answers.for_viewer(found_in, pilot_id, markdown.blocks(blocks))


def undecided(found: Sequence[Found]) -> list[Found]:
    return [each for each in found if not each.is_cleared]


def summary(found: Sequence[Found]) -> str:
    """How many texts somebody still has to look at, and how many were left as they are."""
    ask, left = len(undecided(found)), len(found) - len(undecided(found))
    words = [
        plural("{n} text may identify a person.", "{n} texts may identify a person.", ask)
        if ask
        else _("Nothing was found that may identify a person.")
    ]
    if left:
        words.append(
            plural("{n} text was left as it is.", "{n} texts were left as they are.", left)
        )
    return " ".join(words)


def draw(found: Sequence[Found], key: str) -> None:
    """The texts to decide about, a line each: to change, or to leave as it is."""
    st.caption(
        _(
            "Take out what identifies a person, and leave what does not. A text that is left is "
            "not asked about again until it changes."
        )
    )
    ask = undecided(found)
    for each in ask[:MOST]:
        if isinstance(each, Mention):
            st.markdown(_line(each.found, _("Elsewhere in this text"), each.excerpt))
        else:
            _text(each, key)
    if len(ask) > MOST:
        st.caption(_("And {n} more.", n=number(len(ask) - MOST)))


def _text(each: Disclosure, key: str) -> None:
    schema = KINDS[each.kind]
    field = _(schema.model_fields[each.field].title or each.field)
    where = f"{_(schema.one)} · {field}"
    with st.container(
        horizontal=True, vertical_alignment="center", key=f"{key}.{each.record}.{each.field}"
    ):
        st.markdown(_line(" · ".join(each.found), where, each.excerpt), width="stretch")
        _buttons(each, key)


def _line(found: str, where: str, excerpt: str) -> str:
    first, second = markup.escape(found), markup.escape(excerpt)
    return f"**{first}** :gray[{markup.escape(where)}]  \n… {second} …"


def _buttons(each: Disclosure, key: str) -> None:
    if not session.allowed(Permission.RECORD, each.pilot):
        return
    name = f"{each.record}.{each.field}.{each.line}"
    # A report is changed in its own form.
    if each.kind != Report.table and st.button(
        _("Change"), icon=":material/edit:", key=f"{key}.change.{name}", type="tertiary"
    ):
        row = answers.for_viewer(records.row, each.kind, each.record)
        if row:
            dialogs.open_change(KINDS[each.kind], row)
    one_tap.button(f"{key}.leave.{name}", _("Leave it"), ":material/check:", _leave, each)


@flash.callback
def _leave(each: Disclosure) -> None:
    """Record that a text may stay as it is."""
    key = one_tap.idempotency_key(each.record, each.field, each.line, "leave")
    clearance = Clearance(
        pilot=each.pilot, kind=each.kind, record=each.record, field=each.field, line=each.line
    )
    one_tap.record(clearance, key, _("Left as it is."))
