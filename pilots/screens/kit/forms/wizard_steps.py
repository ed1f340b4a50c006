"""The way through a form that asks one thing at a time: where somebody is, and moving on.

The form is one form, recorded in one go at the end; a step only draws a few of its fields.
Which step somebody is at is kept with the draft, so who is called away comes back to it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from pilots.language import _
from pilots.screens.kit import flash
from pilots.screens.kit.forms import autosave, forms
from schemas import Record

ROWS = 3
"""As many empty rows as are offered where a step asks for several of a kind."""


@dataclass(frozen=True)
class Line:
    """Fields of one part of the form, asked beside each other, with an example."""

    part: int
    fields: Sequence[str]
    example: str = ""


@dataclass(frozen=True)
class Step:
    """One question of the way."""

    name: str
    """In a word or two, for the list of steps."""
    question: str
    lines: Sequence[Line]
    another: str = ""
    """Where it asks for several of a kind, each on a line: the button for one more."""
    above: Callable[[], None] | None = None
    """Draws what to think of before answering."""
    below: Callable[[], None] | None = None
    """Draws what follows from the answer, also where one looks back."""

    def asks(self, problem: forms.Problem) -> bool:
        """Whether this is where a problem can be mended."""
        return any(
            line.part == problem.part and (not problem.field or problem.field in line.fields)
            for line in self.lines
        )

    def is_filled(self, form: forms.Form) -> bool:
        return any(forms.is_filled(form, line.part, line.fields) for line in self.lines)


def at(form: str, steps: int) -> int:
    """The number of the step somebody is at, from 0; after the last one they look back."""
    return min(int(autosave.typed(form, f"{autosave.STANDS}step", 0)), steps)


def rows(form: str, schema: type[Record]) -> int:
    """How many lines to offer for a kind."""
    return int(autosave.typed(form, f"{autosave.STANDS}{schema.table}", ROWS))


@flash.callback
def add_row(form: str, schema: type[Record]) -> None:
    """One more line for a kind: a callback."""
    _stand(form, schema.table, rows(form, schema) + 1)


@flash.callback
def go(form: forms.Form, to: int) -> None:
    """Go to a step: a callback. What was said to be wrong and is mended is said no more."""
    said = problems(form)
    if said:
        _say(form, [problem for problem in forms.check(form)[1] if problem in said])
    _stand(form.key, "step", to)


@flash.callback
def go_on(form: forms.Form, steps: Sequence[Step], here: int) -> None:
    """Go to the next step if there is nothing the matter with this one: a callback."""
    found = [problem for problem in forms.check(form)[1] if steps[here].asks(problem)]
    if found:
        _say(form, found)
    else:
        go(form, here + 1)


def problems(form: forms.Form) -> list[forms.Problem]:
    """What was found to be the matter, when somebody last wanted to go on."""
    found: list[forms.Problem] = st.session_state.get(f"problems.{form.key}", [])
    return found


def where(steps: Sequence[Step], problem: forms.Problem) -> int | None:
    """The step where a problem can be mended; None where it is not about a field."""
    return next((n for n, step in enumerate(steps) if step.asks(problem)), None)


def sentence(form: forms.Form, problem: forms.Problem) -> str:
    """A problem in words, with which one of several it is about."""
    if problem.part is None:
        return problem.sentence
    schema = form.parts[problem.part].schema
    alike = [number for number, part in enumerate(form.parts) if part.schema is schema]
    if len(alike) == 1:
        return problem.sentence
    which = _("{kind} {n}", kind=_(schema.one), n=alike.index(problem.part) + 1)
    return f"{which}. {problem.sentence}"


def _say(form: forms.Form, found: list[forms.Problem]) -> None:
    st.session_state[f"problems.{form.key}"] = found


def _stand(form: str, what: str, value: int) -> None:
    token = autosave.token(form)
    st.session_state[f"{form}.{token}.{autosave.STANDS}{what}"] = value
    if st.session_state.get(f"drafted.{form}"):
        autosave.keep(form)
