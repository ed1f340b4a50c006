"""Badges, as Markdown: a colour and a sign, always with the word beside them."""

import re
from collections.abc import Mapping
from typing import Any

from pilots.charts import hex_of, letters_on
from pilots.language import _
from pilots.queries import pictures, portfolio
from pilots.screens.kit import answers
from schemas import Direction, EvidenceRung, Phase, Standing

STANDINGS = {
    Standing.ON_TRACK: ("green", ":material/check_circle:"),
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


def current_standing(phase: str, status: str | None) -> str:
    """The same, and nothing for a pilot that is over: it is neither on track nor off it."""
    return "" if Phase(phase).is_over else standing(status)


def pilot(pilot_id: str) -> str:
    """The square of a pilot, to stand before its name; '' where it was withdrawn.

    Its initials in its colour: who a pilot is has another shape than how it is doing.
    """
    colour = answers.for_funder(pictures.colours).get(pilot_id)
    if colour is None:
        return ""
    letters = initials(answers.for_funder(portfolio.names)[pilot_id])
    looks = f'foreground="{letters_on(colour)}" background="{hex_of(colour)}"'
    return f":color[**{letters}**]{{{looks}}}"


def initials(name: str) -> str:
    """Two letters: of the first and the last word, or the first two of the only one."""
    words: list[str] = re.findall(r"[^\W_]+", name) or ["?"]
    letters = words[0][0] + words[-1][0] if len(words) > 1 else words[0][:2]
    return letters.upper()


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
