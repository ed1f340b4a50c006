"""Whether each line is as it was recorded, and stands where it stood: the hash chain, read."""

from collections.abc import Iterator, Mapping
from hashlib import sha256

from pilots.language import _, day
from pilots.store.logbook import Line, is_rewritten, sealed


class Chain:
    """The lines of a logbook, looked at one by one from the first.

    A forger who computes all digests anew, up to the newest line, is not found here: what was
    printed before has another mark then (see `pilots.verify.report`).
    """

    def __init__(self, left: Mapping[int, str]) -> None:
        self._left = left
        """By number, the digest of what an erasure left of a line."""
        self._above: Line | None = None
        self._unsealed = sha256()
        """Of the lines at the start that have no digest of their own."""

    def follow(self, line: Line) -> None:
        """Go on to the line after this one."""
        if line.chain is None:
            self._unsealed.update(line.to_bytes())
        self._above = line

    def problems(self, line: Line) -> Iterator[str]:
        """What is wrong with the line that follows."""
        if line.chain is None:
            yield from self._added(line)
        elif is_rewritten(line) and self._left.get(line.seq) != line.content_digest():
            yield _("Line {seq} was changed after it was recorded.", seq=line.seq)
        elif not self._has_gap(line) and line.chain != line.chain_after(self._above):
            yield _(
                "Line {seq} is not the one that was recorded after line {above}: a line was "
                "added, taken out, moved or given another date there.",
                seq=line.seq,
                above=line.seq - 1,
            )
        if self._above and line.recorded_at < self._above.recorded_at:
            yield _(
                "Line {seq} is dated before the line above it: somebody gave it another date, or "
                "the clock of the computer was set back.",
                seq=line.seq,
            )
        if line.chain and self._above and not self._above.chain:
            yield from self._seal(line, self._above)

    def _has_gap(self, line: Line) -> bool:
        """Whether the line above is missing; that is said elsewhere."""
        return line.seq != (self._above.seq if self._above else 0) + 1

    def _added(self, line: Line) -> Iterator[str]:
        if self._above and self._above.chain:
            yield _(
                "Line {seq} has no digest, and the line above it has one: the tracker did not "
                "write it.",
                seq=line.seq,
            )

    def _seal(self, line: Line, last: Line) -> Iterator[str]:
        """The lines above this one have no digest: this must be their seal."""
        seal = sealed(line)
        if seal is None or seal.upto != last.seq:
            yield _("Lines 1 to {upto} have no digest, and are not sealed.", upto=last.seq)
        elif seal.digest != self._unsealed.hexdigest():
            yield _(
                "Lines 1 to {upto} are not as they were when they were sealed on {day}: at least "
                "one of them was changed.",
                upto=seal.upto,
                day=day(seal.sealed_on),
            )
