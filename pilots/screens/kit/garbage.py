"""Garbage collection that skips what stays in memory.

Streamlit runs `gc.collect()` after every run, which visits every object: with pandas and Plotly
loaded and a hundred people looking, that takes longer than most pages. Most objects stay:
libraries, cached answers, open pages. So they are frozen (`gc.freeze`), and once in a while
everything is thawed and collected, which keeps memory bounded.
"""

import gc
import sys
from threading import Lock
from time import monotonic

SHARE = 20
"""A full collection may take one second in so many."""

_busy = Lock()
_seen = 0
"""How many modules were loaded at the last full collection."""
_next = 0.0
"""When the next one is due, by the monotonic clock, in seconds."""


def collect_and_freeze() -> None:
    """Collect everything and freeze what stays, if a library was loaded or if it is time."""
    is_needed = len(sys.modules) > _seen or monotonic() >= _next
    if is_needed and _busy.acquire(blocking=False):
        try:
            _collect_all()
        finally:
            _busy.release()


def _collect_all() -> None:
    global _seen, _next
    began = monotonic()
    _seen = len(sys.modules)
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    _next = monotonic() + SHARE * (monotonic() - began)
