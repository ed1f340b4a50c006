"""How far a meeting is: its step, and the time each step took.

That is no record of what the team found or decided, so it is not in the logbook. It is kept
with the drafts, for everybody who is in the meeting, and so outlives a restart.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from pilots.store.drafts import Drafts

EVERYBODY = ""
"""No person has this name: what is kept under it belongs to all who are in the meeting."""

LEFT_ALONE = timedelta(hours=1)
"""Nobody stays at one step for so long: after this the team had gone, and nothing is counted."""


@dataclass(frozen=True)
class Pace:
    """Where a meeting is."""

    step: str
    """The name of the step that the team is at."""
    since: datetime
    """When it came there: UTC, without zone."""
    minutes: int
    """How many there are for the whole meeting."""
    spent: Mapping[str, float] = field(default_factory=dict)
    """Seconds that each step took, before the team went on from it."""

    def seconds(self, step: str, now: datetime) -> float:
        """The time that a step took so far."""
        before = self.spent.get(step, 0.0)
        return before + (self._here(now) if step == self.step else 0.0)

    def _here(self, now: datetime) -> float:
        elapsed = now - self.since
        return elapsed.total_seconds() if timedelta(0) <= elapsed < LEFT_ALONE else 0.0

    def moved(self, to: str, now: datetime) -> "Pace":
        """The same meeting after the team went on, or back, to another step."""
        spent = {**self.spent, self.step: self.seconds(self.step, now)}
        return replace(self, step=to, since=now, spent=spent)


def now() -> datetime:
    """UTC, without zone."""
    return datetime.now(UTC).replace(tzinfo=None)


class Meetings:
    """The meetings that are under way, by the id of their review. Raises as drafts do."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts

    def find(self, review: str) -> Pace | None:
        """Where a meeting is; None where nobody has begun to count."""
        kept = self._drafts.find(EVERYBODY, _form(review))
        if kept is None:
            return None
        said = kept.fields
        spent = {
            name.removeprefix(_SPENT): seconds
            for name, seconds in said.items()
            if name.startswith(_SPENT)
        }
        since = datetime.fromisoformat(said["since"])
        return Pace(said["step"], since, said["minutes"], spent)

    def keep(self, review: str, pace: Pace) -> None:
        """Say where a meeting is, to everybody in it."""
        spent = {f"{_SPENT}{step}": round(seconds, 1) for step, seconds in pace.spent.items()}
        said = {"step": pace.step, "since": pace.since.isoformat(), "minutes": pace.minutes}
        self._drafts.keep(EVERYBODY, _form(review), review, {**said, **spent})

    def forget(self, review: str) -> None:
        """The meeting is over."""
        self._drafts.drop(EVERYBODY, _form(review))


_SPENT = "spent."


def _form(review: str) -> str:
    return f"meeting.{review}"
