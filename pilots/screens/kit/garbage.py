"""What stays need not be looked through for garbage after every run.

Streamlit collects all garbage after every run, which walks every object there is: with pandas
and Plotly loaded and a hundred people looking, that takes longer than most pages. Most of it
stays: libraries, answers that are remembered, the pages people look at. So what is there is set
aside, and from time to time all of it is looked through once, so that memory stays bounded.
"""

import gc
import sys
from threading import Lock
from time import monotonic

SHARE = 20
"""Looking through everything may take one in so many seconds."""

_busy = Lock()
_seen = 0
"""How many modules were loaded when all was last looked through."""
_next = 0.0
"""When it is to be done again, by the clock that is never set."""


def set_aside_what_stays() -> None:
    """Set everything aside that is there now, if a library was loaded or if it is time.

    What was set aside before and nobody needs any more is collected then.
    """
    is_needed = len(sys.modules) > _seen or monotonic() >= _next
    if is_needed and _busy.acquire(blocking=False):
        try:
            _look_through()
        finally:
            _busy.release()


def _look_through() -> None:
    global _seen, _next
    began = monotonic()
    _seen = len(sys.modules)
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    _next = monotonic() + SHARE * (monotonic() - began)
