"""Timing, and telling on stderr how far the work is."""

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any


def seconds(do: Callable[[], Any]) -> float:
    """How long it takes once."""
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


def in_turn(*tasks: Callable[[], float], times: int) -> list[list[float]]:
    """The durations that each task gives, taken turn by turn.

    Whatever else the machine is doing then slows all of them alike, and their ratio stays.
    """
    taken: list[list[float]] = [[] for _ in tasks]
    for _ in range(times):
        for task, into in zip(tasks, taken, strict=True):
            into.append(task())
    return taken


def ms(durations: Sequence[float]) -> float:
    """The median, in milliseconds."""
    return statistics.median(durations) * 1000


def p95_ms(durations: Sequence[float]) -> float:
    """What 95 in 100 stay below, in milliseconds."""
    return sorted(durations)[int(len(durations) * 0.95)] * 1000


def tell(words: str) -> None:
    """Say what is being done, on a line of its own."""
    print(f"{time.strftime('%H:%M:%S')} {words}", file=sys.stderr, flush=True)


def bar(done: int, whole: int, words: str) -> None:
    """How far long work is, on one line that is written over."""
    share = done / whole
    drawn = "#" * int(share * 30)
    end = "\n" if done >= whole else ""
    print(f"\r{drawn:<30} {share:4.0%} {words}", file=sys.stderr, end=end, flush=True)
