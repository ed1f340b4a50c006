"""The agenda of a meeting: eight steps, each one screen with one question."""

from collections.abc import Callable
from dataclasses import dataclass

from pilots.language import _
from pilots.screens.review.shared import Row
from pilots.screens.review.steps import (
    close,
    decide,
    happened,
    numbers,
    principles,
    stuck,
    to_do,
    welcome,
)


@dataclass(frozen=True)
class Step:
    """One screen of a meeting."""

    label: str
    """In a word or two, for the list of steps."""
    question: str
    share: int
    """Of a hundred: how much of the time it gets."""
    draw: Callable[[Row], None]
    """Draws it, for a review (a row of the register)."""
    only_looks: bool = False
    """Whether there is nothing in it to type."""


def steps() -> dict[str, Step]:
    """What a team does together, by name, in this order."""
    return {
        "welcome": Step(
            _("Last time"), _("What came of last time’s decisions?"), 10, welcome.draw
        ),
        "happened": Step(_("Since then"), _("What has happened since?"), 20, happened.draw, True),
        "numbers": Step(_("Numbers"), _("What do the numbers say?"), 15, numbers.draw, True),
        "stuck": Step(_("Stuck"), _("What is stuck?"), 10, stuck.draw, True),
        "principles": Step(
            _("Principles"), _("Did we keep to our principles?"), 10, principles.draw
        ),
        "decide": Step(_("Decide"), _("How do we continue?"), 20, decide.draw),
        "to-do": Step(_("To do"), _("Who does what, and when?"), 10, to_do.draw),
        "close": Step(_("Close"), _("How is the pilot doing?"), 5, close.draw),
    }
