"""Forms for a record of any kind, in a dialog over the page: a new one, or one to change."""

from typing import Any

import streamlit as st

from pilots.access import Permission
from pilots.language import _
from pilots.queries import records
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, flash, session
from pilots.screens.kit.forms import forms
from pilots.screens.kit.records import withdrawing
from schemas import KINDS, Record, Ref, Stakeholder, marker


def add_words(schema: type[Record]) -> str:
    """What the button says that adds one, and the form it opens."""
    if schema is Stakeholder:
        return _("Add somebody")
    kind = _(schema.one).lower()
    begins_with_a_vowel = schema.one[0] in "AEIOU"
    return _as_sentence(
        _("Add an {kind}", kind=kind) if begins_with_a_vowel else _("Add a {kind}", kind=kind)
    )


def change_words(schema: type[Record]) -> str:
    """What stands above the form to change one."""
    return _as_sentence(_("Change this {kind}", kind=_(schema.one).lower()))


def _as_sentence(words: str) -> str:
    """In Dutch they begin with the kind."""
    return words[0].upper() + words[1:]


def open_new(schema: type[Record], pilot_id: str, **start: Any) -> None:
    """Open the form for a new record; `start` holds first values of fields."""
    # The records it refers to are in the key: a draft about one outcome is none about another.
    refers_to = [id for name, id in start.items() if marker(schema.model_fields[name], Ref)]
    key = ".".join(["new", schema.table, pilot_id, *refers_to])
    fieldset = forms.Fieldset(schema, start=start)
    forms.open_dialog(key, add_words(schema), lambda: forms.draw(key, fieldset, pilot_id=pilot_id))


def open_change(schema: type[Record], row: RecordRow) -> None:
    """Open the form for a record that exists (a row of the register)."""
    forms.open_dialog(
        f"change.{row['id']}", change_words(schema), lambda: change_form(schema, row)
    )


def open_asked() -> None:
    """Open the form for what a flash message offers to change, once that was asked."""
    asked = st.session_state.pop(flash.CHANGE, None)
    row = answers.for_viewer(records.row, *asked) if asked else None
    if row:
        open_change(KINDS[asked[0]], row)


def change_form(schema: type[Record], row: RecordRow) -> None:
    """The form for a record that exists, with the button to withdraw it; draw it in a dialog."""
    key = f"change.{row['id']}"
    fieldset = forms.fieldset_to_change(key, schema, row["id"])
    if fieldset is None or forms.draw(key, fieldset, pilot_id=row["pilot"]):
        st.rerun()
    if withdrawing.button(schema, row):
        st.rerun()


def change_button(
    schema: type[Record], row: RecordRow, key: str, label: str | None = None
) -> None:
    """The button that opens the form for a record, for viewers who may change it."""
    if session.allowed(Permission.RECORD, row["pilot"]) and st.button(
        label or _("Change"), icon=":material/edit:", key=key, type="tertiary"
    ):
        open_change(schema, row)
