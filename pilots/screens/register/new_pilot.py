"""The form that registers a pilot, and the steps of its wizard."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import chain

import streamlit as st

from pilots.errors import RuleBroken
from pilots.evidence import people_words
from pilots.language import _, number
from pilots.rules import hindsight, plausible
from pilots.screens.kit import markup, session, sign_in
from pilots.screens.kit.forms import autosave, forms
from pilots.screens.kit.forms.wizard_steps import InputRow, WizardStep, row_count
from pilots.screens.register import examples, similar_pilots
from schemas import Action, Better, Expectation, Outcome, Pilot, Question, Record, Stakeholder

KEY = autosave.REGISTRATION

PILOT, QUESTION, OUTCOME, EXPECTATION = 0, 1, 2, 3

ASKED: dict[type[Record], tuple[str, ...]] = {
    Pilot: (
        *("name", "neighbourhood", "municipality", "joins", "audience", "rationale"),
        *("believe", "so_that", "lead"),
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
    first = forms.Fieldset(
        Pilot,
        only=ASKED[Pilot],
        beside=("neighbourhood", "municipality"),
        suggestions={"lead": [session.viewer().name]} if sign_in.has_sign_in() else {},
    )
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
            _("What changes"), _("What should change?"), [_row(form, OUTCOME, "statement")]
        ),
        WizardStep(
            _("What you count"),
            _("How do you see it? What do you count?"),
            [
                _row(form, OUTCOME, "indicator"),
                _row(form, OUTCOME, "unit", "better"),
                _row(form, OUTCOME, "frequency"),
                *_people(form),  # last: what appears moves no input in which somebody types
            ],
        ),
        WizardStep(
            _("Now and later"),
            _("How many are there now, and how many then?"),
            [
                _row(form, OUTCOME, "baseline", "baseline_on"),
                _row(form, OUTCOME, "target", "target_on"),
                # Last: what comes and goes moves no input in which somebody types.
                *_no_baseline(form),
            ],
            doubt=partial(_target_on_the_wrong_side, form),
        ),
        WizardStep(
            _("What we expect"),
            _("What do you expect to see, and what will you do then?"),
            [
                _row(form, EXPECTATION, "prediction"),
                _row(form, EXPECTATION, "expected", "decide_by"),
                _row(form, EXPECTATION, "green", "red"),
            ],
            above=partial(_now_and_then, form),
            check=partial(_values_that_contradict, form),
        ),
        WizardStep(
            _("First people"),
            _("Who are the first people, and who leads?"),
            [
                _row(form, PILOT, "lead"),
                *(
                    _row(form, person(row), *ASKED[Stakeholder])
                    for row in range(row_count(KEY, Stakeholder))
                ),
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


def _no_baseline(form: forms.Form) -> list[InputRow]:
    """Where nobody has said how many there are now: why not."""
    is_needless = form.value(OUTCOME, "baseline") is not None
    if is_needless and not form.value(OUTCOME, "no_baseline"):
        return []
    return [InputRow(OUTCOME, ("no_baseline",), folded=_("We do not know how many there are now"))]


def _now_and_then(form: forms.Form) -> None:
    """What was said of the outcome: the values of this step are of the same thing."""
    unit = form.value(OUTCOME, "unit") or form.value(OUTCOME, "indicator") or ""
    now, then = (_words(form.value(OUTCOME, name)) for name in ("baseline", "target"))
    if now and then:
        sentence = _("Now {now}, then {then} {unit}.", now=now, then=then, unit=unit)
    elif now:
        sentence = _("Now {now} {unit}.", now=now, unit=unit)
    else:
        sentence = _("Then {then} {unit}.", then=then, unit=unit) if then else ""
    if sentence:
        st.markdown(f"**{markup.escape(sentence.replace(' .', '.'))}**")


def _words(value: object) -> str:
    return number(value) if isinstance(value, int | float) else ""


def _target_on_the_wrong_side(form: forms.Form) -> Iterator[str]:
    baseline, target = (form.value(OUTCOME, name) for name in ("baseline", "target"))
    if isinstance(baseline, int | float) and isinstance(target, int | float):
        better = Better(form.value(OUTCOME, "better"))
        yield from plausible.of_target(better, baseline, target)


def _values_that_contradict(form: forms.Form) -> Iterator[forms.Problem]:
    values = {name: form.value(EXPECTATION, name) for name in ("green", "red")}
    if any(isinstance(value, str) for value in values.values()):
        return
    try:
        better = Better(form.value(OUTCOME, "better"))
        hindsight.refuse_misfit(Expectation.model_construct(**values), better)
    except RuleBroken as error:
        yield forms.Problem(EXPECTATION, "green", str(error))


def _row(form: forms.Form, index: int, *fields: str) -> InputRow:
    has_example = index <= action(0)  # the first of several is enough
    example = examples.example_of(form.fieldsets[index].schema, fields[0]) if has_example else ""
    return InputRow(index, fields, example)
