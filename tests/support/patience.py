"""How long a test waits for what should have come long ago.

A time-out here never decides in a normal run, nor on a machine that is busy with something else:
it only ends a test that would otherwise hang. How fast the tracker is, the benchmark measures.
"""

import os
from collections.abc import Iterator

PATIENCE = int(os.environ.get("TEST_PATIENCE", 300))
"""Seconds: for a process to end, a server to answer, a page to be drawn. Who works on a screen
and expects a browser test to fail sets TEST_PATIENCE to fewer."""

PATIENCE_MS = PATIENCE * 1000
"""The same for Playwright, which counts in milliseconds."""


def growing_waits() -> Iterator[int]:
    """Milliseconds to wait after each try of what a page that is drawn anew can lose, such as a
    click: each time twice as long, so that a busy machine is not hurried."""
    wait = 3_000
    while wait < PATIENCE_MS:
        yield wait
        wait *= 2
    yield PATIENCE_MS
