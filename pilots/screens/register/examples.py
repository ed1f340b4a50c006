"""Examples beside the fields of a new pilot, all invented."""

from pilots.language import _
from schemas import Action, Expectation, Outcome, Pilot, Question, Record, Stakeholder


def example_of(schema: type[Record], name: str) -> str:
    """An example for a field, in the reader's language; '' for one that needs none."""
    return _all().get((schema, name), "")


def _all() -> dict[tuple[type[Record], str], str]:
    return {
        (Pilot, "name"): _("Garden on the Square"),
        (Pilot, "neighbourhood"): _("Flower Quarter, Greenville"),
        (Pilot, "joins"): _(
            "the coffee morning in the community centre, and the chat group of the block of flats"
        ),
        (Pilot, "audience"): _("older neighbours who live alone"),
        (Pilot, "rationale"): _("neighbours told us that they see hardly anybody in winter"),
        (Pilot, "believe"): _(
            "neighbours who invite people to their own table reach more than a flyer does"
        ),
        (Pilot, "so_that"): _("people get to know each other, and lend a hand more often"),
        (Question, "text"): _(
            "how do we get neighbours to cook for each other, so that nobody eats alone every day?"
        ),
        (Outcome, "statement"): _("neighbours know each other by name"),
        (Outcome, "indicator"): _("how many neighbours somebody can name"),
        (Outcome, "unit"): _("neighbours, and more is better"),
        (Outcome, "baseline"): _("4, asked before the first meal"),
        (Outcome, "target"): _("10, a year later"),
        (Expectation, "prediction"): _(
            "half of those who come will know two more neighbours; if nobody does, we stop"
        ),
        (Stakeholder, "name"): _("Mrs De Wit, ambassador"),
        (Action, "title"): _("coffee with three neighbours, next Friday"),
    }
