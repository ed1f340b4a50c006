"""What the sections are about: a pilot, a period, and what goes with it."""

from dataclasses import dataclass
from datetime import date

COLUMNS = 13
"""Months that have room beside each other on a page."""


@dataclass(frozen=True)
class ReportContext:
    """One pilot, from the first day to the last; None where the period is open."""

    pilot_id: str
    today: date
    """From this day on things lie ahead; of a published report, the day it was published."""
    since: date | None = None
    until: date | None = None
    columns: int = COLUMNS
    """Where there are more months than these, actions are counted by quarter."""
    happened: str = ""
    """What the lead wrote of what was done; this and the next two are '' without words."""
    learned: str = ""
    ahead: str = ""
    consented: frozenset[str] | None = None
    """The ids of the stories that may be shared today, where the register is older than today;
    None: those that may be shared according to the register."""

    @property
    def days(self) -> dict[str, date | None]:
        """As queries take them."""
        return {"since": self.since, "until": self.until}

    @property
    def last_day(self) -> date:
        """Of the period, or today where that is still on."""
        return min(self.until or self.today, self.today)
