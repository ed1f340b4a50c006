"""The warning below a form about personal data (PII) in its free text.

It is below the buttons, so that it moves none of them: a button that slips away under a finger is
not pressed.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pilots.language import _
from pilots.privacy import free_text
from pilots.privacy.pii import Finding, Kind, findings
from pilots.queries import personal_data
from pilots.screens.kit import answers, markup
from pilots.screens.kit.forms import asked_once, autosave
from pilots.screens.kit.forms.fieldsets import Form


class FieldFinding(NamedTuple):
    """Personal data found in a field of a form."""

    fieldset: int
    """The index of the fieldset."""
    field: str
    kind: Kind
    found: str
    sentence: str


def find(form: Form) -> list[FieldFinding]:
    """What may identify a person in the values of a form, each finding once per field."""
    found = (
        finding for index in range(len(form.fieldsets)) for finding in _in_fieldset(form, index)
    )
    return list(dict.fromkeys(found))


def _in_fieldset(form: Form, index: int) -> Iterator[FieldFinding]:
    fieldset = form.fieldsets[index]
    open_texts = free_text.open_texts(fieldset.schema)
    for name in free_text.texts(fieldset.schema):
        value = form.value(index, name) if name in fieldset.asked else None
        old = fieldset.start.get(name) if fieldset.id else None
        if not value or value == old:
            continue
        # What was recorded before is not warned of again; a phone number belongs to a person.
        known = {(finding.kind, finding.found) for finding in _in_value(old)}
        title = _(fieldset.schema.model_fields[name].title or name)
        for finding in _in_value(value):
            is_new = (finding.kind, finding.found) not in known
            if finding.kind is Kind.BSN or (name in open_texts and is_new):
                sentence = finding.sentence(title)
                yield FieldFinding(index, name, finding.kind, finding.found, sentence)


def _in_value(value: str | Sequence[str] | None) -> list[Finding]:
    texts = [value] if isinstance(value, str) else value or []
    names = answers.for_viewer(personal_data.names_of_people)
    return [finding for text in texts for finding in findings(text, names)]


def holds_back(form: Form, anyway: bool) -> bool:
    """Whether to show the warning instead of recording the form."""
    return asked_once.must_ask(form, "pii", find(form), anyway)


def was_shown(form: Form, found: Sequence[FieldFinding]) -> bool:
    """Whether the writer was warned of any of these findings."""
    return any(finding in found for finding in asked_once.shown(form, "pii"))


def draw(form: Form, found: Sequence[FieldFinding]) -> None:
    """A hint while somebody types, and a warning after they submitted the form with it."""
    if not was_shown(form, found):
        hint(form, found)
        return
    with _box(form):
        lines = [markup.escape(finding.sentence) for finding in found]
        lines.append(
            _(
                "People who can only view this tracker may not see that. Take it out, or "
                "record it anyway."
            )
        )
        st.warning("  \n".join(lines), icon=":material/privacy_tip:")


def hint(form: Form, found: Sequence[FieldFinding]) -> None:
    """The findings in grey. A BSN is left out where it is a problem above the button already."""
    lines = [
        markup.escape(finding.sentence)
        for finding in found
        if finding.kind is not Kind.BSN or not form.problems
    ]
    with _box(form):
        if lines:
            st.caption(":material/privacy_tip: " + "  \n".join(lines))


def _box(form: Form) -> DeltaGenerator:
    """The place of the warning, always drawn, so that nothing below it moves."""
    return st.container(key=f"pii.{form.key}.{autosave.token(form.key)}")
