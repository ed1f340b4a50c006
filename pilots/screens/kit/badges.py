"""Badges and dots, as Markdown: a colour and a sign, always with the word beside them."""

from collections.abc import Mapping
from typing import Any

from pilots.charts import hex_of
from pilots.language import _
from pilots.queries import pictures
from pilots.screens.kit import answers
from schemas import Colour, Direction, EvidenceRung, Standing

STANDINGS = {
    Standing.ON_TRACK: ("blue", ":material/check_circle:"),
    Standing.AT_RISK: ("orange", ":material/warning:"),
    Standing.OFF_TRACK: ("red", ":material/block:"),
}
"""The colour and the sign of each standing."""

RUNGS = {
    EvidenceRung.HEARD: ":material/hearing:",
    EvidenceRung.OBSERVED: ":material/visibility:",
    EvidenceRung.CONFIRMED: ":material/how_to_reg:",
    EvidenceRung.MEASURED: ":material/straighten:",
}


def standing(status: str | None) -> str:
    """Whether a pilot is on track; '' where no review has said so yet."""
    if not status:
        return ""
    colour, icon = STANDINGS[Standing(status)]
    return f":{colour}-badge[{icon} {_(Standing(status).label)}]"


def colour_dot(colour: Colour) -> str:
    """A dot in a pilot's colour, to stand before its name."""
    return f':color[●]{{foreground="{hex_of(colour)}"}}'


def pilot_dot(pilot_id: str) -> str:
    """The dot of a pilot; '' where it was withdrawn."""
    colour = answers.for_funder(pictures.colours).get(pilot_id)
    return colour_dot(colour) if colour else ""


def evidence_rung(name: str) -> str:
    """How well a story is substantiated: its rung of the evidence ladder."""
    return f":blue-badge[{RUNGS[EvidenceRung(name)]} {_(EvidenceRung(name).label)}]"


def story_direction(row: Mapping[str, Any]) -> str:
    """Whether a story's change was for the worse, and unintended; '' where it was neither."""
    badges = []
    if row["direction"] == Direction.NEGATIVE:
        badges.append(f":orange-badge[:material/trending_down: {_('For the worse')}]")
    if not row["intended"]:
        badges.append(f":gray-badge[:material/shuffle: {_('Not what we intended')}]")
    return " ".join(badges)
