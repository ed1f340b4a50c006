"""Reviews and decisions as pictures: of one pilot in its account, of all of them side by side."""

from collections.abc import Sequence
from datetime import date

from pilots.evidence.carried_out import CarriedOut, carried_out, pile
from pilots.evidence.standings import Standings, standings, track
from pilots.language import _
from pilots.queries.progress import DecisionRow, ReviewRow
from schemas import DecisionKind, DecisionStatus, Standing


def how_they_stood(
    pilots: Sequence[tuple[str, Sequence[ReviewRow], Sequence[DecisionRow]]], today: date
) -> Standings:
    """From the name and the rows of each pilot; the name is '' where it stands alone."""
    turns = (DecisionKind.SCALE, DecisionKind.STOP)
    words = {str(status): _(status.label) for status in Standing} | {
        str(kind): _("Decided: {kind}", kind=_(kind.label).lower()) for kind in turns
    }
    return standings([track(*pilot, today) for pilot in pilots], words)


def what_became(pilots: Sequence[tuple[str, Sequence[DecisionRow]]]) -> CarriedOut:
    """From the name and the rows of each pilot; the name is '' where it stands alone."""
    order = (DecisionStatus.DONE, DecisionStatus.NOT_DONE, DecisionStatus.OPEN)
    words = {str(status): _(status.label) for status in order}
    return carried_out([pile(*pilot) for pilot in pilots], words)
