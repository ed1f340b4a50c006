"""How many measurements were changed after they were recorded."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from pilots.language import local_day


def revised_measurements(versions: Sequence[Mapping[str, Any]]) -> int:
    """How many were changed or withdrawn, on a later day than they were first recorded.

    `versions` are rows of `queries.public_versions` of one outcome, oldest first. A mistake that
    was corrected the same day does not count.
    """
    of_each: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for version in versions:
        of_each[version["id"]].append(version)
    return sum(map(_is_revised, of_each.values()))


def _is_revised(versions: Sequence[Mapping[str, Any]]) -> bool:
    first_day = local_day(versions[0]["recorded_at"])
    return any(
        _content(new) != _content(old) and local_day(new["recorded_at"]) > first_day
        for old, new in pairwise(versions)
    )


def _content(version: Mapping[str, Any]) -> tuple[Any, ...]:
    return (version["measured_on"], version["value"], version["of_how_many"])
