"""Where a meeting is: its step, and the time that each step took.

That is no record of what the team found or decided, so it is not in the logbook. It is stored
with the drafts, for everybody who is in the meeting, so it survives a restart.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from pilots.store.drafts import Drafts

EVERYBODY = ""
"""The owner of these drafts. No person has this name."""

IDLE = timedelta(hours=1)
"""Nobody stays at one step for so long: after this the team was away, and no time is counted."""


@dataclass(frozen=True)
class MeetingClock:
    """The step that a meeting is at, and the time of each step."""

    step: str
    """The name of the step that the team is at."""
    since: datetime
    """When the team came to this step: UTC, without zone."""
    minutes: int
    """How long the whole meeting may take."""
    spent: Mapping[str, float] = field(default_factory=dict)
    """Seconds for each step that the team has left."""

    def seconds(self, step: str, now: datetime) -> float:
        """The time that a step took so far."""
        before = self.spent.get(step, 0.0)
        return before + (self._elapsed(now) if step == self.step else 0.0)

    def total(self, now: datetime) -> float:
        """The time that the whole meeting took so far."""
        return sum(self.spent.values()) + self._elapsed(now)

    def _elapsed(self, now: datetime) -> float:
        elapsed = now - self.since
        return elapsed.total_seconds() if timedelta(0) <= elapsed < IDLE else 0.0

    def moved(self, to: str, now: datetime) -> "MeetingClock":
        """The clock after the team went to another step."""
        spent = {**self.spent, self.step: self.seconds(self.step, now)}
        return replace(self, step=to, since=now, spent=spent)


def now() -> datetime:
    """UTC, without zone."""
    return datetime.now(UTC).replace(tzinfo=None)


class Meetings:
    """Meetings that are under way, by the id of their review. Raises DiskFull or NotRecorded."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts

    def find(self, review: str) -> MeetingClock | None:
        """Where a meeting is; None where no time is counted yet."""
        draft = self._drafts.find(EVERYBODY, _form(review))
        if draft is None:
            return None
        fields = draft.fields
        spent = {
            name.removeprefix(_SPENT): seconds
            for name, seconds in fields.items()
            if name.startswith(_SPENT)
        }
        since = datetime.fromisoformat(fields["since"])
        return MeetingClock(fields["step"], since, fields["minutes"], spent)

    def save(self, review: str, clock: MeetingClock) -> None:
        """Store where a meeting is, for everybody in it."""
        spent = {f"{_SPENT}{step}": round(seconds, 1) for step, seconds in clock.spent.items()}
        fields = {"step": clock.step, "since": clock.since.isoformat(), "minutes": clock.minutes}
        self._drafts.save(EVERYBODY, _form(review), review, {**fields, **spent})

    def delete(self, review: str) -> None:
        """The meeting is over."""
        self._drafts.delete(EVERYBODY, _form(review))


_SPENT = "spent."


def _form(review: str) -> str:
    return f"meeting.{review}"
