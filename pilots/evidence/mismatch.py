"""What is asked and not offered, and offered and not asked: by theme, and since when."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pilots.language import _, listing, plural

LEAST_DAYS = 7
"""Days that a gap lasted at least to be told of once it is closed. Our own number."""

Side = Literal["asked", "offered"]


@dataclass(frozen=True)
class Spell:
    """How long something was asked or offered."""

    theme: str
    side: Side
    since: date
    until: date | None = None
    """The first day on which it was no longer; None while it is."""


@dataclass(frozen=True)
class ThemeCount:
    """How much is asked and offered today of one theme."""

    theme: str
    asked: int
    offered: int


@dataclass(frozen=True)
class Gap:
    """A time in which a theme was asked and not offered, or offered and not asked."""

    theme: str
    side: Side
    """What there was."""
    since: date
    until: date | None = None
    """The day it closed; None while it is open."""
    was_met: bool = False
    """Whether it closed because the other side came, and not because this one ended."""

    def days(self, today: date) -> int:
        return ((self.until or today) - self.since).days


@dataclass(frozen=True)
class Mismatch:
    """The themes that are asked or offered today, and where one is without the other."""

    today: date
    themes: tuple[ThemeCount, ...]
    """First what is asked most and offered least."""
    gaps: tuple[Gap, ...]
    """The open ones, the longest first; what is asked and not offered before the other way."""
    closed: tuple[Gap, ...]
    """What was asked and then offered, the last closed first."""

    @property
    def sentence(self) -> str:
        """What is asked and not offered, and the other way, in the reader's language."""
        if not self.themes:
            return _("Nothing is asked or offered now.")
        return " ".join(self._sentences())

    def _sentences(self) -> Iterator[str]:
        asked = [gap.theme for gap in self.gaps if gap.side == "asked"]
        offered = [gap.theme for gap in self.gaps if gap.side == "offered"]
        if asked:
            yield plural(
                "{n} theme is asked for but not offered: {themes}.",
                "{n} themes are asked for but not offered: {themes}.",
                len(asked),
                themes=listing(asked),
            )
        else:
            yield _("Everything that is asked for is also offered.")
        if offered:
            yield _("Offered but not asked for: {themes}.", themes=listing(offered))


def mismatch(spells: Iterable[Spell], today: date) -> Mismatch:
    """From when each need and offer was there, up to today."""
    by_theme: dict[str, list[Spell]] = defaultdict(list)
    for spell in spells:
        by_theme[spell.theme].append(spell)
    counts = [_count(theme, found, today) for theme, found in by_theme.items()]
    gaps = [gap for theme, found in by_theme.items() for gap in _gaps(theme, found, today)]
    is_open = [gap for gap in gaps if gap.until is None]
    met = [
        gap
        for gap in gaps
        if gap.was_met and gap.side == "asked" and gap.days(today) >= LEAST_DAYS
    ]
    return Mismatch(
        today=today,
        themes=tuple(
            sorted(
                (count for count in counts if count.asked or count.offered),
                key=lambda count: (count.offered - count.asked, -count.asked, count.theme),
            )
        ),
        gaps=tuple(sorted(is_open, key=lambda gap: (gap.side, gap.since, gap.theme))),
        closed=tuple(sorted(met, key=lambda gap: gap.until or today, reverse=True)),
    )


def _count(theme: str, spells: Sequence[Spell], day: date) -> ThemeCount:
    here = [spell.side for spell in spells if _is_there(spell, day)]
    return ThemeCount(theme, here.count("asked"), here.count("offered"))


def _is_there(spell: Spell, day: date) -> bool:
    return spell.since <= day and (spell.until is None or day < spell.until)


def _gaps(theme: str, spells: Sequence[Spell], today: date) -> Iterator[Gap]:
    """The gaps of one theme, from one day on which something changed to the next."""
    changes = {spell.since for spell in spells} | {spell.until for spell in spells if spell.until}
    open_gap: Gap | None = None
    for day in sorted(day for day in changes if day <= today):
        now = _count(theme, spells, day)
        side = _side(now)
        if open_gap and open_gap.side != side:
            met = bool(now.asked and now.offered)
            yield Gap(theme, open_gap.side, open_gap.since, day, met)
            open_gap = None
        if side and open_gap is None:
            open_gap = Gap(theme, side, day)
    if open_gap:
        yield open_gap


def _side(count: ThemeCount) -> Side | None:
    if bool(count.asked) == bool(count.offered):
        return None
    return "asked" if count.asked else "offered"
