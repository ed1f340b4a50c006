"""Programs that write and are killed, and what they leave behind."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

WRITER = Path(__file__).resolve().parents[1] / "support" / "writer.py"

Writer = subprocess.Popen[str]


@contextmanager
def writer(path: Path, *arguments: int) -> Iterator[Writer]:
    """The program in writer.py, killed at the end at the latest."""
    command = [sys.executable, str(WRITER), str(path), *map(str, arguments)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def acknowledged(said: str) -> set[tuple[int, str]]:
    """The lines that were acknowledged, from what the program said. A torn line is none."""
    whole = said[: said.rfind("\n") + 1].splitlines()
    pairs = (line.split() for line in whole if line != "done")
    return {(int(seq), idempotency_key) for seq, idempotency_key in pairs}


Crash = Callable[..., set[tuple[int, str]]]


@pytest.fixture(scope="session")
def crash() -> Crash:
    """Write a number of forms, then die without closing anything. What was acknowledged."""

    def crash(path: Path, forms: int, checkpoint_every: int = 0) -> set[tuple[int, str]]:
        said = []
        with writer(path, checkpoint_every, forms) as process:
            for line in process.stdout:
                said.append(line)
                if line == "done\n":
                    process.kill()
        assert said[-1] == "done\n"
        return acknowledged("".join(said))

    return crash
