"""The agenda of a meeting: its steps, each one screen with one question."""

from collections.abc import Callable
from dataclasses import dataclass

from pilots.language import _
from pilots.queries.rows import RecordRow
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
class MeetingStep:
    """One screen of a meeting."""

    label: str
    """In a word or two, for the list of steps."""
    question: str
    draw: Callable[[RecordRow], None]
    """Draws it, for a review (a row of the register)."""
    is_read_only: bool = False
    """Whether it has no input: then it follows the meeting."""


def steps() -> dict[str, MeetingStep]:
    """The steps by name, in order. Names are stored with a meeting under way: keep them."""
    return {
        "welcome": MeetingStep(
            _("Last time"), _("What came of last time’s decisions?"), welcome.draw
        ),
        "happened": MeetingStep(
            _("Since then"), _("What has happened since?"), happened.draw, True
        ),
        "numbers": MeetingStep(_("Numbers"), _("What do the numbers say?"), numbers.draw, True),
        "stuck": MeetingStep(_("Stuck"), _("What is stuck?"), stuck.draw),
        "principles": MeetingStep(
            _("Principles"), _("Did we keep to our principles?"), principles.draw
        ),
        "decide": MeetingStep(_("Decide"), _("How do we continue?"), decide.draw),
        "to-do": MeetingStep(_("To do"), _("Who does what, and when?"), to_do.draw),
        "close": MeetingStep(_("Close"), _("How is the pilot doing?"), close.draw),
    }
