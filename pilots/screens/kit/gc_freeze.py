"""Collects garbage from time to time, and keeps the collector from walking what stays.

Streamlit would run a full collection after every run, also one that was broken off
(`runner.postScriptGC`, off in .streamlit/config.toml). With pandas and Plotly loaded that takes
longer than most pages, and most objects stay anyway: libraries, cached answers, open sessions. So
those are frozen (`gc.freeze`), and from time to time they are thawed and collected once, so that
memory stays bounded. What runs made since, Python collects as ever.
"""

import gc
import sys
from threading import Lock
from time import monotonic

SHARE = 20
"""A full collection may take at most one in this number of seconds."""

_busy = Lock()
_seen = 0
"""How many modules were loaded at the last full collection."""
_next = 0.0
"""When the next one is due, by the monotonic clock."""


def freeze_if_due() -> None:
    """Collect everything and freeze what is left, if a library was loaded or if it is time."""
    is_due = len(sys.modules) > _seen or monotonic() >= _next
    if is_due and _busy.acquire(blocking=False):
        try:
            _collect_and_freeze()
        finally:
            _busy.release()


def _collect_and_freeze() -> None:
    global _seen, _next
    began = monotonic()
    _seen = len(sys.modules)
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    _next = monotonic() + SHARE * (monotonic() - began)
