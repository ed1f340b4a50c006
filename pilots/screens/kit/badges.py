"""How sure we are of a story, and which way the change went: each a sign with its word."""

from collections.abc import Mapping
from typing import Any

from pilots.language import _
from schemas import Direction, EvidenceRung

_SIGNS = {
    EvidenceRung.HEARD: ":material/hearing:",
    EvidenceRung.OBSERVED: ":material/visibility:",
    EvidenceRung.CONFIRMED: ":material/how_to_reg:",
    EvidenceRung.MEASURED: ":material/straighten:",
}


def rung(name: str) -> str:
    """The rung of the evidence ladder, as Markdown."""
    return f":blue-badge[{_SIGNS[EvidenceRung(name)]} {_(EvidenceRung(name).label)}]"


def turned(row: Mapping[str, Any]) -> str:
    """What is said only where it was for the worse, or not meant, as Markdown."""
    said = []
    if row["direction"] == Direction.NEGATIVE:
        said.append(f":orange-badge[:material/trending_down: {_('For the worse')}]")
    if not row["intended"]:
        said.append(f":gray-badge[:material/shuffle: {_('Not what we intended')}]")
    return " ".join(said)
