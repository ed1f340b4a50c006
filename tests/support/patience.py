"""How long a test waits for what should have come long ago.

A time-out here never decides in a normal run, nor on a machine that is busy with something else:
it only ends a test that would otherwise hang. How fast the tracker is, the benchmark measures.
"""

PATIENCE = 300
"""Seconds: for a process to end, a server to answer, a page to be drawn."""

PATIENCE_MS = PATIENCE * 1000
"""The same for Playwright, which counts in milliseconds."""
