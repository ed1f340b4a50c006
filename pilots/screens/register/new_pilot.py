"""The steps by which a new pilot is registered, and the one form they fill in."""

from dataclasses import replace
from functools import partial
from itertools import chain

from pilots.language import _
from pilots.screens.kit.forms import autosave, forms
from pilots.screens.kit.forms.wizard_steps import Line, Step, rows
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
        *("target", "target_on", "frequency"),
    ),
    Expectation: ("prediction", "expected", "green", "red", "decide_by"),
    Stakeholder: ("name", "role"),
    Action: ("title", "due", "kind"),
}


def person(row: int) -> int:
    """The part that holds a person. People and actions take turns, so that one person more
    leaves every part that is there with its number, and so with what was typed in it."""
    return EXPECTATION + 1 + 2 * row


def action(row: int) -> int:
    """The part that holds an action."""
    return person(row) + 1


def form() -> forms.Form:
    """All that registering a pilot can record: a name is enough, the rest may be left out."""
    pairs = max(rows(KEY, Stakeholder), rows(KEY, Action))
    several = chain.from_iterable((_part(Stakeholder), _part(Action)) for _row in range(pairs))
    first = forms.Part(Pilot, only=ASKED[Pilot], beside=("neighbourhood", "municipality"))
    expected = replace(_part(Expectation), follows={"outcome": (OUTCOME, "id")})
    return forms.Form(KEY, [first, _part(Question), _part(Outcome), expected, *several], None)


def _part(schema: type[Record]) -> forms.Part:
    beside = () if schema is Question else ASKED[schema]
    return forms.Part(schema, only=ASKED[schema], optional=True, beside=beside)


def steps(form: forms.Form) -> list[Step]:
    """What is asked, in this order."""
    return [
        Step(
            _("Name and place"),
            _("What do people call it, and where is it?"),
            [
                _line(form, PILOT, "name"),
                _line(form, PILOT, "neighbourhood", "municipality"),
            ],
            below=partial(similar_pilots.namesakes, form),
        ),
        Step(
            _("What is already there"),
            _("What is already there that we can join?"),
            [_line(form, PILOT, "joins")],
            above=partial(_look_around, form),
        ),
        Step(
            _("For whom"),
            _("Who is it for, and why?"),
            [_line(form, PILOT, "audience"), _line(form, PILOT, "rationale")],
        ),
        Step(
            _("Question"),
            _("Which question does it answer?"),
            [_line(form, QUESTION, "text"), _line(form, QUESTION, "since")],
        ),
        Step(
            _("What we believe"),
            _("What do you believe will help?"),
            [_line(form, PILOT, "believe"), _line(form, PILOT, "so_that")],
        ),
        Step(
            _("What changes"),
            _("What should change, and how do you see it?"),
            [
                _line(form, OUTCOME, "statement"),
                _line(form, OUTCOME, "indicator"),
                _line(form, OUTCOME, "unit", "better"),
                _line(form, OUTCOME, "baseline", "baseline_on"),
                _line(form, OUTCOME, "no_baseline"),
                _line(form, OUTCOME, "target", "target_on"),
                _line(form, OUTCOME, "frequency"),
            ],
        ),
        Step(
            _("What we expect"),
            _("What do you expect to see, and what will you do then?"),
            [
                _line(form, EXPECTATION, "prediction"),
                _line(form, EXPECTATION, "expected", "decide_by"),
                _line(form, EXPECTATION, "green", "red"),
            ],
        ),
        Step(
            _("First people"),
            _("Who are the first people?"),
            [
                _line(form, person(row), *ASKED[Stakeholder])
                for row in range(rows(KEY, Stakeholder))
            ],
            another=_("Another person"),
        ),
        Step(
            _("First actions"),
            _("What are the first actions?"),
            [_line(form, action(row), *ASKED[Action]) for row in range(rows(KEY, Action))],
            another=_("Another action"),
        ),
    ]


def _look_around(form: forms.Form) -> None:
    similar_pilots.reminder()
    similar_pilots.nearby(form)


def _line(form: forms.Form, part: int, *fields: str) -> Line:
    is_again = part > action(0)
    example = examples.of(form.parts[part].schema, fields[0])
    return Line(part, fields, "" if is_again else example)
