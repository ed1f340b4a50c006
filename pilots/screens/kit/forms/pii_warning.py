"""What somebody typed that may give a person away, told beneath the buttons of a form.

There nothing moves by it: a button that slips away under a finger is not pressed.
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
from pilots.screens.kit.forms import drafting
from pilots.screens.kit.forms.parts import Form


class Told(NamedTuple):
    """Something that may give a person away, in a field of a form."""

    part: int
    """The number of the part."""
    field: str
    kind: Kind
    found: str
    sentence: str


def look(form: Form) -> list[Told]:
    """What may give somebody away in what is typed now, each thing once in a field."""
    return list(dict.fromkeys(it for number in range(len(form.parts)) for it in _of(form, number)))


def _of(form: Form, number: int) -> Iterator[Told]:
    part = form.parts[number]
    is_open = free_text.open_texts(part.schema)
    for name in free_text.texts(part.schema):
        typed = form.typed(number, name) if name in part.asked else None
        was = part.start.get(name) if part.id else None
        if not typed or typed == was:
            continue
        # What stood there already is no news; about a person, one writes a phone number.
        known = {(it.kind, it.found) for it in _found(was)}
        title = _(part.schema.model_fields[name].title or name)
        for it in _found(typed):
            if it.kind is Kind.BSN or (name in is_open and (it.kind, it.found) not in known):
                yield Told(number, name, it.kind, it.found, it.sentence(title))


def _found(value: str | Sequence[str] | None) -> list[Finding]:
    """What is found in what a field holds: a text, or several."""
    texts = [value] if isinstance(value, str) else value or []
    return [
        it
        for text in texts
        for it in findings(text, answers.for_viewer(personal_data.resident_names))
    ]


def waits(form: Form, anyway: bool) -> bool:
    """Whether a form waits for its writer, who is told why.

    `anyway`: not for what they were told before, but what they typed since they have to see.
    """
    told = look(form)
    if not told or (anyway and set(told) <= set(_told(form))):
        return False
    st.session_state[f"told.{form.key}"] = told
    return True


def _told(form: Form) -> list[Told]:
    """What was told when the form was last sent."""
    told: list[Told] = st.session_state.get(f"told.{form.key}", [])
    return told


def still(form: Form, found: Sequence[Told]) -> bool:
    """Whether any of what was found was told before, and is the writer's to decide."""
    return any(it in found for it in _told(form))


def say(form: Form, found: Sequence[Told]) -> None:
    """Say what was found: as a hint, and as a warning once the form was sent with it."""
    if not still(form, found):
        hint(form, found)
        return
    with _box(form):
        lines = [markup.escape(it.sentence) for it in found]
        lines.append(
            _(
                "People who can only view this tracker may not see that. Take it out, or "
                "record it anyway."
            )
        )
        st.warning("  \n".join(lines), icon=":material/privacy_tip:")


def hint(form: Form, found: Sequence[Told]) -> None:
    """Say what was found while somebody is still at it; a problem above it says it better."""
    has_problems = bool(st.session_state.get(f"problems.{form.key}"))
    lines = [
        markup.escape(it.sentence) for it in found if it.kind is not Kind.BSN or not has_problems
    ]
    with _box(form):
        if lines:
            st.caption(":material/privacy_tip: " + "  \n".join(lines))


def _box(form: Form) -> DeltaGenerator:
    """The place for it, always there: what stands below keeps its place in the page."""
    return st.container(key=f"told.{form.key}.{drafting.token(form.key)}")
