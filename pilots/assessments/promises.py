"""What was promised of the outcomes of a pilot, and what came of it, as a funder may know it."""

from collections import defaultdict
from datetime import date

from pilots.evidence import Promise, promise
from pilots.queries import progress
from pilots.queries.public_versions import PublicVersion, public_versions
from pilots.store.reader import Reader


def promises_of(
    reader: Reader, pilot_id: str, until: date | None = None, today: date | None = None
) -> list[Promise]:
    """A promise per outcome, by statement, with what was measured up to a day.

    From `today` on things lie ahead; None: from the newest measurement of each on.
    """
    versions: dict[str, list[PublicVersion]] = defaultdict(list)
    for version in public_versions(reader, pilot_id, until=until):
        versions[version["outcome"]].append(version)
    found = [
        promise(row, versions[row["id"]], today)
        for row in progress.outcomes(reader, until=until, pilot_id=pilot_id)
    ]
    for each in found:
        each.prepare()
    return found
