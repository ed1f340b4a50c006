"""How pilots stood: a track each, from review to review, until today or until one was stopped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pilots.evidence.tally import tally
from pilots.language import _, day, plural


@dataclass(frozen=True)
class Judgement:
    """How the team found its pilot, and until when it said nothing else."""

    since: date
    until: date
    status: str
    why: str


@dataclass(frozen=True)
class Turn:
    """A decision after which a pilot is not what it was: scaled up or stopped."""

    on: date
    kind: str


@dataclass(frozen=True)
class Track:
    """One pilot, its judgements and its turns oldest first."""

    pilot_name: str
    """'' where there is no other pilot beside it."""
    judgements: tuple[Judgement, ...]
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class Standings:
    """Pilots below each other."""

    tracks: tuple[Track, ...]
    """Those that were reviewed."""
    words: tuple[tuple[str, str], ...]
    """Of each status and each kind of decision, in the reader's language."""

    def word(self, of: str) -> str:
        return dict(self.words)[of]

    @property
    def sentence(self) -> str:
        """How they stand now, in the reader's language."""
        if not self.tracks:
            return _("No review was held in this period.")
        newest = [track.judgements[-1] for track in self.tracks]
        if len(newest) == 1:
            return plural(
                "{n} review; at the last one, on {day}: {standing}.",
                "{n} reviews; at the last one, on {day}: {standing}.",
                len(self.tracks[0].judgements),
                day=day(newest[0].since),
                standing=self.word(newest[0].status).lower(),
            )
        counts = tally((judgement.status for judgement in newest), self.words)
        return _("At the last review: {counts}.", counts=counts)


def track(
    pilot_name: str,
    reviews: Sequence[Mapping[str, Any]],
    decisions: Sequence[Mapping[str, Any]],
    today: date,
) -> Track:
    """From rows of `queries.progress.reviews` and `decisions`, the newest first."""
    turns = [
        Turn(row["decided_on"], row["kind"])
        for row in reversed(decisions)
        if row["decided_on"] and row["kind"] in {"scale", "stop"}
    ]
    newest = next((row for row in decisions if row["decided_on"]), None)
    end = newest["decided_on"] if newest and newest["kind"] == "stop" else today
    judgements: list[Judgement] = []
    for row in reviews:
        until = judgements[0].since if judgements else max(end, row["held_on"])
        judgements.insert(0, Judgement(row["held_on"], until, row["status"], row["why"] or ""))
    return Track(pilot_name, tuple(judgements), tuple(turns))


def standings(tracks: Sequence[Track], words: Mapping[str, str]) -> Standings:
    """`words` are those of each status and each kind of decision, in the order of the legend."""
    return Standings(tuple(track for track in tracks if track.judgements), tuple(words.items()))
