"""Validation errors as sentences that say what to do, one for each problem."""

from datetime import date
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from pilots.language import _, day, number
from pilots.rules.parse_input import number_text
from schemas import Record, Year, marked


def sentences(error: ValidationError, schema: type[Record]) -> list[str]:
    """The problems in the reader's language, each beginning with the label of its field."""
    return [_sentence(problem, schema) for problem in error.errors()]


def _sentence(problem: ErrorDetails, schema: type[Record]) -> str:
    field = schema.model_fields.get(str(problem["loc"][0])) if problem["loc"] else None
    what = _what_to_do(problem, is_year=field is not None and marked(field, Year))
    if field is None or not field.title:
        return what
    return f"{_(field.title)}: {what[:1].lower()}{what[1:]}"


def _what_to_do(problem: ErrorDetails, is_year: bool) -> str:
    facts = problem.get("ctx", {})
    match problem["type"]:
        case "missing" | "string_too_short":
            return _("Please fill this in.")
        case "string_too_long":
            return _(
                "This is too long. Write at most {most} characters; you wrote {now}.",
                most=facts["max_length"],
                now=len(str(problem["input"])),
            )
        case "greater_than_equal":
            return _("This cannot be less than {least}.", least=_formatted(facts["ge"], is_year))
        case "less_than_equal":
            return _("This cannot be more than {most}.", most=_formatted(facts["le"], is_year))
        case "int_parsing" | "int_type" | "int_from_float":
            return _("Write a whole number.")
        case "int_parsing_size":
            return _("This number is too large.")
        case "float_parsing" | "float_type" | "finite_number":
            return _("This is not a number. Write it as {example}.", example=number_text(1234.5))
        case "string_type":
            return _("Write this as text.")
        case "string_unicode":
            return _("This contains characters that cannot be shown. Type it again.")
        case "bool_parsing" | "bool_type":
            return _("Choose yes or no.")
        case "enum":
            return _("Choose one of the words in the list.")
        case "string_pattern_mismatch":
            return _("'{given}' is not written correctly.", given=problem["input"])
        case kind if kind.startswith("date"):
            return _("There is no such day. Write it as {example}.", example="20-11-2026")
    # All others are rules of our own schemas, whose message is a whole sentence.
    rule = problem["msg"]
    return _(rule)


def _formatted(bound: Any, is_year: bool) -> str:
    if isinstance(bound, str):  # the bound of a day comes as text
        bound = date.fromisoformat(bound)
    if isinstance(bound, date):
        return day(bound)
    return str(bound) if is_year else number(bound)
