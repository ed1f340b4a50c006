"""Where the pearls of a string stand: a layout that never moves what stands already.

A pearl gets its place from the links that were recorded before its own, in the order of the
logbook. So a newcomer moves nobody, and the same lines give the same picture everywhere. People
find things again more easily where they stay (Archambault and Purchase 2012).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import count
from math import atan2, ceil, cos, dist, pi, sin

Point = tuple[float, float]

APART = 0.85
"""The least distance of two pearls; a link is at least one long."""

ROOM = 1.9
"""The least distance of a new piece to all others."""

BESIDE_LINK = 0.3
"""The least distance of a pearl to a link that is drawn with it."""

DIRECTIONS = 24
"""In which a newcomer may stand from the pearl that it is linked to."""

TRIED = 2 * DIRECTIONS
"""Free places that are looked at for one to which the line is clear."""

GOLDEN = pi * (3 - 5**0.5)
"""The golden angle: directions that never meet again."""


def positions(ties: Iterable[tuple[str, str]]) -> dict[str, Point]:
    """The place of each pearl, from pairs that are linked, oldest first.

    A pair that hangs on nobody yet begins a piece of its own, outside what is there.
    """
    return dict(_positions(tuple(ties)))


@lru_cache(maxsize=16)
def _positions(ties: tuple[tuple[str, str], ...]) -> dict[str, Point]:
    """The same, remembered: 300 pearls take 0.7 s, and most of what is recorded is no link."""
    board = _Board()
    for pair in ties:
        missing = [pearl for pearl in pair if pearl not in board.places]
        if len(missing) == len(pair):
            board.put(missing.pop(0), board.outside())
        known = next(pearl for pearl in pair if pearl in board.places)
        for pearl in missing:
            board.put(pearl, board.beside(known))
    return board.places


class _Board:
    """The places that are taken, in squares of one by one to look around quickly."""

    def __init__(self) -> None:
        self.places: dict[str, Point] = {}
        self._squares: dict[tuple[int, int], list[Point]] = defaultdict(list)
        self._pieces = 0
        """How many began outside what was there."""
        self._full: dict[str, int] = defaultdict(int)
        """For each pearl the rings around it without a free place: it never gets one again."""

    def put(self, pearl: str, place: Point) -> None:
        self.places[pearl] = place
        self._squares[_square(place)].append(place)

    def outside(self) -> Point:
        """The place nearest to the middle that leaves a new piece some room."""
        if not self.places:
            return (0.0, 0.0)
        self._pieces += 1
        directions = list(_fan(self._pieces * GOLDEN))
        around = (place for ring in count() for place in _ring((0.0, 0.0), ring, directions))
        return next(place for place in around if self._is_free(place, ROOM))

    def beside(self, known: str) -> Point:
        """The nearest free place beside a pearl, outward from all others where there is room."""
        anchor = self.places[known]
        directions = list(_fan(self._outward(anchor)))
        nearest: list[Point] = []
        for ring in count(self._full[known]):
            nearest += [
                place for place in _ring(anchor, ring, directions) if self._is_free(place, APART)
            ]
            if not nearest:
                self._full[known] = ring + 1
            if len(nearest) >= TRIED:
                break
        # Around a pearl with very many links no line is clear: then the nearest place must do.
        return next((place for place in nearest if self._is_clear(anchor, place)), nearest[0])

    def _outward(self, anchor: Point) -> float:
        """The direction away from the middle of all pearls."""
        n = len(self.places)
        middle = (
            sum(x for x, _y in self.places.values()) / n,
            sum(y for _x, y in self.places.values()) / n,
        )
        return atan2(anchor[1] - middle[1], anchor[0] - middle[0]) if anchor != middle else n * 1.0

    def _is_free(self, place: Point, apart: float) -> bool:
        column, row = _square(place)
        reach = ceil(apart)
        return all(
            dist(place, other) >= apart
            for x in range(column - reach, column + reach + 1)
            for y in range(row - reach, row + reach + 1)
            for other in self._squares.get((x, y), ())
        )

    def _is_clear(self, anchor: Point, place: Point) -> bool:
        """Whether no pearl lies on the line between both, looked at in small steps."""
        steps = max(2, round(dist(anchor, place) / BESIDE_LINK))
        between = (
            (
                anchor[0] + (place[0] - anchor[0]) * step / steps,
                anchor[1] + (place[1] - anchor[1]) * step / steps,
            )
            for step in range(2, steps - 1)
        )
        return all(self._is_free(point, BESIDE_LINK) for point in between)


def _ring(anchor: Point, nth: int, directions: Iterable[float]) -> Iterator[Point]:
    """The places around a pearl in the nth ring; the first one is at the length of a link."""
    distance = 1.0 + 0.35 * nth
    for direction in directions:
        x, y = anchor[0] + distance * cos(direction), anchor[1] + distance * sin(direction)
        yield _rounded(x, y)


def _fan(outward: float) -> Iterator[float]:
    """All directions, those nearest to outward first, by turns to the left and to the right."""
    for step in range(DIRECTIONS // 2):
        yield outward + 2 * pi * step / DIRECTIONS
        yield outward - 2 * pi * (step + 1) / DIRECTIONS


def _square(place: Point) -> tuple[int, int]:
    return (int(place[0] // 1), int(place[1] // 1))


def _rounded(x: float, y: float) -> Point:
    """The same on every machine."""
    return (round(x, 4), round(y, 4))
