"""Words for people, in Dutch and in English: whether a unit or a text counts them."""

import re
from collections.abc import Iterator

_ENDINGS = (
    "bewoners?|deelnemers?|deelneemsters?|bezoekers?|vrijwilligers?|huurders?|leerlingen|leerling|"
    "ambassadeurs?|wervers?|mensen|residents?|participants?|visitors?|volunteers?|tenants?"
)
"""Also at the end of a longer word: buurtbewoners."""

_WORDS = (
    "mens|personen|persoon|buren|buur|kinderen|kind|ouders?|ouderen|oudere|jongeren|jongere|"
    "vrouwen|vrouw|mannen|man|gezinnen|gezin|huishoudens?|eters?|gasten|gast|leden|lid|klanten|"
    "senioren|studenten|collega’s|collega's|"
    "people|persons?|neighbours?|children|child|parents?|adults?|women|woman|men|families|family|"
    "households?|eaters?|guests?|members?|pupils?|students?|colleagues?"
)

_PEOPLE = rf"(?:\w*(?:{_ENDINGS})|{_WORDS})(?!\w)"
_UNIT = re.compile(rf"(?<!\w){_PEOPLE}", re.IGNORECASE)
_FEW = re.compile(
    rf"(?<![\w,.])(?:[1-4]|één|twee|drie|vier|one|two|three|four)\s+"
    rf"(?:(?:van\s+de|van\s+onze|of\s+the|of\s+our|\w+)\s+)?{_PEOPLE}",
    re.IGNORECASE,
)


def counts_people(unit: str | None) -> bool:
    """Whether a unit looks like people: bewoners, volunteers."""
    return bool(unit and _UNIT.search(unit))


def few_people(text: str) -> Iterator[tuple[int, int]]:
    """Where a text speaks of one to four people, by start and end: twee nieuwe bewoners."""
    for match in _FEW.finditer(text):
        yield match.span()
