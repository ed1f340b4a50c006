"""Threads that begin at the same moment."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from tests.support.whole import times

THREADS = times("TRUST_THREADS", 8)


def at_once(act: Callable[[int], object], threads: int = THREADS) -> list[object]:
    """What each thread gets, all of them let go at the same moment."""
    start = threading.Barrier(threads)

    def run(number: int) -> object:
        start.wait()
        return act(number)

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(run, range(threads)))
