"""The form that registers a pilot, and the steps of its wizard."""

from dataclasses import replace
from functools import partial
from itertools import chain

from pilots.evidence import people_words
from pilots.language import _
from pilots.screens.kit.forms import autosave, forms
from pilots.screens.kit.forms.wizard_steps import InputRow, WizardStep, row_count
from pilots.screens.register import examples, similar_pilots
from schemas import Action, Expectation, Outcome, Pilot, Question, Record, Stakeholder

KEY = autosave.REGISTRATION

PILOT, QUESTION, OUTCOME, EXPECTATION = 0, 1, 2, 3

ASKED: dict[type[Record], tuple[str, ...]] = {
    Pilot: (
        *("name", "neighbourhood", "municipality", "joins", "audience", "rationale"),
        *("believe", "so_that"),
    ),
    Question: ("text", "since"),
    Outcome: (
        *("statement", "indicator", "unit", "better", "baseline", "baseline_on", "no_baseline"),
        *("target", "target_on", "frequency", "counts_people"),
    ),
    Expectation: ("prediction", "expected", "green", "red", "decide_by"),
    Stakeholder: ("name", "role"),
    Action: ("title", "due", "kind"),
}


def person(row: int) -> int:
    """The index of the fieldset of a person.

    People and actions alternate: another person leaves every other fieldset its index, and so
    what was typed in it.
    """
    return EXPECTATION + 1 + 2 * row


def action(row: int) -> int:
    """The index of the fieldset of an action."""
    return person(row) + 1


def form() -> forms.Form:
    """The form, with all that it can record; only the pilot's name is required."""
    pairs = max(row_count(KEY, Stakeholder), row_count(KEY, Action))
    several = chain.from_iterable(
        (_fieldset(Stakeholder), _fieldset(Action)) for _row in range(pairs)
    )
    first = forms.Fieldset(Pilot, only=ASKED[Pilot], beside=("neighbourhood", "municipality"))
    expected = replace(_fieldset(Expectation), filled_from={"outcome": (OUTCOME, "id")})
    return forms.Form(
        KEY, [first, _fieldset(Question), _fieldset(Outcome), expected, *several], None
    )


def _fieldset(schema: type[Record]) -> forms.Fieldset:
    beside = () if schema is Question else ASKED[schema]
    return forms.Fieldset(schema, only=ASKED[schema], optional=True, beside=beside)


def steps(form: forms.Form) -> list[WizardStep]:
    """The steps, in order."""
    return [
        WizardStep(
            _("Name and place"),
            _("What do people call it, and where is it?"),
            [
                _row(form, PILOT, "name"),
                _row(form, PILOT, "neighbourhood", "municipality"),
            ],
            below=partial(similar_pilots.namesakes, form),
        ),
        WizardStep(
            _("What is already there"),
            _("What is already there that we can join?"),
            [_row(form, PILOT, "joins")],
            above=partial(_existing_pilots, form),
        ),
        WizardStep(
            _("For whom"),
            _("Who is it for, and why?"),
            [_row(form, PILOT, "audience"), _row(form, PILOT, "rationale")],
        ),
        WizardStep(
            _("Question"),
            _("Which question does it answer?"),
            [_row(form, QUESTION, "text"), _row(form, QUESTION, "since")],
        ),
        WizardStep(
            _("What we believe"),
            _("What do you believe will help?"),
            [_row(form, PILOT, "believe"), _row(form, PILOT, "so_that")],
        ),
        WizardStep(
            _("What changes"),
            _("What should change, and how do you see it?"),
            [
                _row(form, OUTCOME, "statement"),
                _row(form, OUTCOME, "indicator"),
                _row(form, OUTCOME, "unit", "better"),
                *_people(form),
                _row(form, OUTCOME, "baseline", "baseline_on"),
                _row(form, OUTCOME, "no_baseline"),
                _row(form, OUTCOME, "target", "target_on"),
                _row(form, OUTCOME, "frequency"),
            ],
        ),
        WizardStep(
            _("What we expect"),
            _("What do you expect to see, and what will you do then?"),
            [
                _row(form, EXPECTATION, "prediction"),
                _row(form, EXPECTATION, "expected", "decide_by"),
                _row(form, EXPECTATION, "green", "red"),
            ],
        ),
        WizardStep(
            _("First people"),
            _("Who are the first people?"),
            [
                _row(form, person(row), *ASKED[Stakeholder])
                for row in range(row_count(KEY, Stakeholder))
            ],
            add_label=_("Another person"),
        ),
        WizardStep(
            _("First actions"),
            _("What are the first actions?"),
            [_row(form, action(row), *ASKED[Action]) for row in range(row_count(KEY, Action))],
            add_label=_("Another action"),
        ),
    ]


def _people(form: forms.Form) -> list[InputRow]:
    """Where the unit looks like people: whether it counts them."""
    is_people = people_words.counts_people(form.value(OUTCOME, "unit"))
    return [InputRow(OUTCOME, ("counts_people",))] if is_people else []


def _existing_pilots(form: forms.Form) -> None:
    similar_pilots.principle_reminder()
    similar_pilots.nearby(form)


def _row(form: forms.Form, index: int, *fields: str) -> InputRow:
    has_example = index <= action(0)  # the first of several is enough
    example = examples.example_of(form.fieldsets[index].schema, fields[0]) if has_example else ""
    return InputRow(index, fields, example)
