"""What a record was when its form was opened: the base of a three-way merge.

It is remembered for as long as the form is open, and stored with its draft. Of a draft that is
opened again later, what was typed dates from then; the other inputs show the record of now.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from pilots.language import _
from pilots.queries import records
from pilots.screens.kit import answers, flash, markup
from pilots.screens.kit.forms import autosave, several
from pilots.screens.kit.forms.fieldsets import Fieldset, Form, fieldset_of, values_of
from pilots.versions import Version, filled
from schemas import Record


def as_opened(key: str, fieldsets: Sequence[Fieldset], pilot_id: str | None) -> Form:
    """The form, with the records that it changes as they were when it was opened."""
    _follow_undo(key)
    form = Form(key, fieldsets, pilot_id)
    return replace(form, fieldsets=[_as_opened(form, n) for n in range(len(fieldsets))])


def fieldset_to_change(key: str, schema: type[Record], id: str, **options: Any) -> Fieldset | None:
    """The fieldset that changes a record; `options` are further fields of a `Fieldset`.

    A form that is open stays so where the record is withdrawn meanwhile: what was typed is not
    lost. None where there is no such record and the form `key` is not open.
    """
    if record := answers.for_viewer(records.one, schema.table, id):
        return fieldset_of(record, **options)
    version = autosave.opened_versions(key).get(0)
    record = version.record() if version else None
    return replace(fieldset_of(record, **options), version=version) if record else None


def versions(form: Form) -> list[Version]:
    """The versions that the records of a form are based on."""
    return [fieldset.version for fieldset in form.fieldsets if fieldset.version]


def changes_notice(form: Form, newest: Sequence[Fieldset]) -> None:
    """Say which fields others changed since the form was opened. `newest`: as they are now."""
    for fieldset, now in zip(form.fieldsets, newest, strict=True):
        if not (fieldset.version and now.version):
            continue
        was, current = fieldset.version.body, now.version.body
        titles = [
            _(field.title or name)
            for name, field in fieldset.schema.asked().items()
            if was.get(name) != current.get(name)
        ]
        if titles:
            words = _(
                "Changed since you opened this: {fields}. That stays when you save.",
                fields=", ".join(titles),
            )
            st.caption(f":material/group: {markup.escape(words)}")


def _follow_undo(key: str) -> None:
    """Begin anew where somebody has undone something here and nothing is typed in the form."""
    opened: dict[int, Version] = autosave.opened_versions(key)
    is_older = any(version.seq < flash.undone_at() for version in opened.values())
    if is_older and not autosave.has_draft(key):
        autosave.discard(key)


def _as_opened(form: Form, index: int) -> Fieldset:
    fieldset = form.fieldsets[index]
    if fieldset.version is None:
        return fieldset
    opened = autosave.opened_versions(form.key)
    if index not in opened:
        autosave.token(form.key)  # restores the draft, if there is one
        opened[index] = _of_draft(form, index, fieldset.version)
    return _started_from(fieldset, fieldset.version, opened[index])


def _of_draft(form: Form, index: int, newest: Version) -> Version:
    """The newest version, with the fields that the draft changes as the draft's owner saw them."""
    draft = autosave.restored(form.key)
    stored = draft.get(autosave.version_name(index))
    if stored is None:
        return newest
    seen = json.loads(stored)
    body = dict(newest.body)
    for name in form.fieldsets[index].asked:
        input_name = form.input_name(index, name)
        if any(f"{input_name}{part}" in draft for part in ("", several.CHIPS, several.NEW)):
            body[name] = seen.get(name)
    return replace(newest, body=filled(body))


def _started_from(fieldset: Fieldset, newest: Version, opened: Version) -> Fieldset:
    """The fieldset with the values of the opened version; what the page fills in itself stays."""
    was, now = opened.record(), newest.record()
    if not (was and now):
        return replace(fieldset, version=opened)
    current = values_of(now)
    filled_in = {n: value for n, value in fieldset.start.items() if current.get(n) != value}
    return replace(fieldset, start=values_of(was) | filled_in, version=opened)
