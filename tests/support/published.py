"""What must not stand in anything that a funder gets."""

from collections.abc import Sequence

from pilots.evidence import people_words
from pilots.privacy.pii import Kind, findings

CODED = {Kind.NAME, Kind.NAME_PART, Kind.PHONE, Kind.EMAIL, Kind.ADDRESS, Kind.IBAN, Kind.BSN}


def coded(text: str, names: Sequence[str]) -> list[str]:
    """Personal data in a text, and numbers of fewer than five people."""
    found = [each.found for each in findings(text, names) if each.kind in CODED]
    return [*found, *(text[start:end] for start, end in people_words.few_people(text))]
