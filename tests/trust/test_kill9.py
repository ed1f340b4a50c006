"""A program that is killed while it writes loses nothing of what it acknowledged."""

import random
import time
from pathlib import Path

import pytest

from pilots.tracker import Tracker
from tests.support.processes import Acknowledged, writing
from tests.support.whole import assert_whole, times

pytestmark = pytest.mark.slow

KILLS = times("TRUST_KILLS", 60)
BATCH = 10
NEVER, OFTEN = 0, 3
"""How many forms are recorded between two checkpoints."""


def kill_while_it_writes(path: Path, checkpoint_every: int, chance: random.Random) -> Acknowledged:
    """Let the writer write a few forms, and kill it at no particular moment after."""
    with writing(path, checkpoint_every) as process:
        forms = [process.next_form() for _ in range(chance.randint(1, 12))]
        # The moment is what is tried here: anywhere in a write or in a checkpoint.
        time.sleep(chance.uniform(0, 0.02))
        rest = process.kill()
    assert all(forms)
    return rest.union(*forms)


@pytest.mark.parametrize("batch", range(0, KILLS, BATCH))
def test_no_acknowledged_line_is_lost_by_a_kill(tmp_path: Path, batch: int) -> None:
    checkpoint_every = (NEVER, OFTEN)[batch // BATCH % 2]
    chance = random.Random(batch)
    known: dict[Path, Acknowledged] = {}
    for kill in range(min(BATCH, KILLS - batch)):
        # Half of the kills hit the same database, the others a new one each.
        path = tmp_path / str(max(0, kill - BATCH // 2)) / "tracker.duckdb"
        known.setdefault(path, set()).update(kill_while_it_writes(path, checkpoint_every, chance))
        if chance.random() < 0.7:  # otherwise the writer itself is the first to come back
            check(path, known[path])
    for path in known:
        check(path, known[path])


def check(path: Path, known: Acknowledged) -> None:
    tracker = Tracker(path)
    try:
        assert_whole(tracker, known)
    finally:
        tracker.close()
