"""The string of pearls of a pilot with its whole history, and where each pearl is drawn."""

from pilots.evidence import pearls as evidence
from pilots.evidence.pearls import Pearls
from pilots.queries import pearls as queries
from pilots.store.reader import Reader


def string_of_pearls(reader: Reader, pilot_id: str) -> Pearls:
    """Without rights to names there are no people, and so no links."""
    return evidence.pearls(
        queries.pearls(reader, pilot_id),
        queries.ties(reader, pilot_id),
        queries.tie_lines(reader, pilot_id),
    )
