"""What a funder reads of one pilot: on the page Progress, and in the report of a period.

Nothing in it says who somebody is. Ask it within `for_funders`, and nothing else can be in it.
"""

from pilots.access import Scope
from pilots.language import _
from pilots.reports.blocks import Block, written
from pilots.reports.sections.activities import activities
from pilots.reports.sections.context import ReportContext
from pilots.reports.sections.decisions import decisions, reviews
from pilots.reports.sections.efforts import what_it_took
from pilots.reports.sections.outcomes import outcomes
from pilots.reports.sections.participants import participants
from pilots.reports.sections.plans import plans
from pilots.reports.sections.question import question
from pilots.reports.sections.stories import stories
from pilots.reports.sections.withdrawn import withdrawn
from pilots.store.reader import Reader


def for_funders(pilot_id: str) -> Scope:
    """What may be read for this, whoever looks: one pilot, and nothing of any person."""
    return Scope(pilots=frozenset({pilot_id}), personal=frozenset())


def progress(reader: Reader, context: ReportContext) -> tuple[Block, ...]:
    """All sections, in the language that is spoken."""
    return (
        *question(reader, context),
        *outcomes(reader, context),
        *withdrawn(reader, context),
        *activities(reader, context),
        *participants(reader, context),
        *stories(reader, context),
        *reviews(reader, context),
        *decisions(reader, context),
        *written(_("What did we learn?"), context.learned),
        *what_it_took(reader, context),
        *plans(reader, context),
    )
