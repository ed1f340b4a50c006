"""Other processes on a database: one that writes until it is killed, one that tries to open it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support import ROOT
from tests.support.patience import PATIENCE

Writer = subprocess.Popen[str]

OPEN = """
import sys
from pathlib import Path
from pilots.errors import InUse
from pilots.tracker import Tracker
try:
    Tracker(Path(sys.argv[1])).close()
except InUse as problem:
    print(problem)
"""


@contextmanager
def writer(path: Path, *arguments: int) -> Iterator[Writer]:
    """The program in writer.py, killed at the end at the latest."""
    command = [sys.executable, "-m", "tests.support.writer", str(path), *map(str, arguments)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def acknowledged(output: str) -> set[tuple[int, str]]:
    """The lines that were acknowledged, from what the program printed. A torn line is none."""
    whole = output[: output.rfind("\n") + 1].splitlines()
    pairs = (line.split() for line in whole if line != "done")
    return {(int(seq), idempotency_key) for seq, idempotency_key in pairs}


def crash(path: Path, forms: int, checkpoint_every: int = 0) -> set[tuple[int, str]]:
    """Write a number of forms, then die without closing anything. What was acknowledged."""
    printed = []
    with writer(path, checkpoint_every, forms) as process:
        assert process.stdout
        for line in process.stdout:
            printed.append(line)
            if line == "done\n":
                process.kill()
    assert printed[-1] == "done\n"
    return acknowledged("".join(printed))


@dataclass(frozen=True)
class Opening:
    """What became of a second process that tried to open a tracker."""

    refused: bool
    sentence: str


def try_to_open(path: Path) -> Opening:
    """Let another process open a tracker."""
    done = subprocess.run(
        [sys.executable, "-c", OPEN, str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        timeout=PATIENCE,
    )
    return Opening(refused=bool(done.stdout), sentence=done.stdout)
