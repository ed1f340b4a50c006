"""The steps of a wizard: a form that asks one thing at a time, and is recorded once at the end.

A step draws only some fields of the form. Which step somebody is at is saved with the draft, so
they come back to it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

from pilots.language import _
from pilots.screens.kit import flash
from pilots.screens.kit.forms import asked_once, autosave, forms
from schemas import Record

ROWS = 3
"""Empty input rows to begin with, where a step asks for several records of a kind."""


@dataclass(frozen=True)
class InputRow:
    """Fields of one fieldset beside each other, with an example."""

    fieldset: int
    fields: Sequence[str]
    example: str = ""
    folded: str = ""
    """Only these words are shown until somebody opens it."""


@dataclass(frozen=True)
class WizardStep:
    """One question of a wizard, on a screen of its own."""

    name: str
    """In a word or two, for the list of steps."""
    question: str
    rows: Sequence[InputRow]
    add_label: str = ""
    """Where it asks for several records of a kind, a row each: the button for one row more."""
    above: Callable[[], None] | None = None
    """Draws what to think of before answering."""
    below: Callable[[], None] | None = None
    """Draws what follows from the answer, on the step and in the summary."""
    check: Callable[[], Iterable[forms.Problem]] = tuple
    """Gives what cannot be recorded so, besides what the fields themselves say."""
    doubt: Callable[[], Iterable[str]] = tuple
    """Gives what is more often a slip of the pen: said once, by the button of the step."""

    def asks(self, problem: forms.Problem) -> bool:
        """Whether a problem is about a field of this step."""
        return any(
            row.fieldset == problem.fieldset and (not problem.field or problem.field in row.fields)
            for row in self.rows
        )

    def is_filled(self, form: forms.Form) -> bool:
        return any(forms.is_filled(form, row.fieldset, row.fields) for row in self.rows)


def current(form: str, steps: int) -> int:
    """The index of the step somebody is at; `steps` is the index of the summary."""
    return min(int(autosave.current_value(form, f"{autosave.STATE}step", 0)), steps)


def row_count(form: str, schema: type[Record]) -> int:
    """How many input rows to draw for records of a kind."""
    return int(autosave.current_value(form, f"{autosave.STATE}{schema.table}", ROWS))


@flash.callback
def add_row(form: str, schema: type[Record]) -> None:
    """One more input row for a kind: a callback."""
    _save_state(form, schema.table, row_count(form, schema) + 1)


@flash.callback
def go_to(form: forms.Form, step: int) -> None:
    """Go to a step: a callback. Problems that were solved meanwhile are no longer shown."""
    if shown := form.problems:
        form.set_problems([found for found in forms.validate(form)[1] if found in shown])
    _save_state(form.key, "step", step)


@flash.callback
def go_on(form: forms.Form, steps: Sequence[WizardStep], index: int) -> None:
    """Go to the next step if this one is valid: a callback."""
    step = steps[index]
    found = [problem for problem in forms.validate(form)[1] if step.asks(problem)]
    if problems := found or list(step.check()):
        form.set_problems(problems)
    elif not asked_once.must_ask(form, _doubts_at(index), list(step.doubt()), anyway=True):
        go_to(form, index + 1)


def doubts(form: forms.Form, step: WizardStep, index: int) -> list[str]:
    """What its button held back once, as far as it is still so."""
    seen = asked_once.shown(form, _doubts_at(index))
    return [doubt for doubt in step.doubt() if doubt in seen]


def _doubts_at(index: int) -> str:
    return f"doubts.step{index}"


def step_of(steps: Sequence[WizardStep], problem: forms.Problem) -> int | None:
    """The index of the step that asks what is wrong; None where no step does."""
    return next((index for index, step in enumerate(steps) if step.asks(problem)), None)


def sentence(form: forms.Form, problem: forms.Problem) -> str:
    """A problem in words: of several records of a kind it says which one."""
    if problem.fieldset is None:
        return problem.sentence
    schema = form.fieldsets[problem.fieldset].schema
    same_kind = [
        index for index, fieldset in enumerate(form.fieldsets) if fieldset.schema is schema
    ]
    if len(same_kind) == 1:
        return problem.sentence
    which = _("{kind} {n}", kind=_(schema.one), n=same_kind.index(problem.fieldset) + 1)
    return f"{which}. {problem.sentence}"


def _save_state(form: str, name: str, value: int) -> None:
    token = autosave.token(form)
    st.session_state[f"{form}.{token}.{autosave.STATE}{name}"] = value
    if autosave.has_draft(form):
        autosave.save(form)
