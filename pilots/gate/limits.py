"""Rate limits (token buckets): who is over one waits for their turn, and is refused in the end."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from time import monotonic

MOST_ADDRESSES = 10_000
"""Addresses that are remembered; whoever was not heard of for longest is forgotten first."""


@dataclass(frozen=True)
class Rate:
    """So many at once, and so many a second from then on."""

    at_once: int
    a_second: float


class Bucket:
    """What is left of one rate."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = monotonic) -> None:
        self._rate, self._clock = rate, clock
        self._left, self._at = float(rate.at_once), clock()

    @property
    def taken(self) -> float:
        """How many turns were taken of late."""
        return self._rate.at_once - self._left

    def turn(self, most: float = inf) -> float | None:
        """Take a turn: the seconds until it comes. None, and none taken, where `most` is less."""
        now = self._clock()
        refilled = self._left + (now - self._at) * self._rate.a_second
        self._left, self._at = min(float(self._rate.at_once), refilled), now
        wait = max(0.0, (1 - self._left) / self._rate.a_second)
        if wait > most:
            return None
        self._left -= 1
        return wait


class Buckets:
    """A bucket for each address."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = monotonic) -> None:
        self._rate, self._clock = rate, clock
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def turn(self, address: str, most: float = inf) -> float | None:
        """As of a bucket."""
        bucket = self._buckets.get(address)
        if bucket is None:
            bucket = self._buckets[address] = Bucket(self._rate, self._clock)
            if len(self._buckets) > MOST_ADDRESSES:
                self._buckets.popitem(last=False)
        self._buckets.move_to_end(address)
        return bucket.turn(most)
