"""What is loaded for good need not be looked through for garbage.

Streamlit collects all garbage after every run, which walks every object of every library that
is loaded: with pandas and Plotly that takes longer than most pages. Libraries stay until the
end, so what is there after one is loaded is set aside; the collection itself stays on.
"""

import gc
import sys

_seen = 0
"""How many modules were loaded when garbage was last set aside."""


def set_aside_what_is_loaded() -> None:
    """Set everything aside that is there now, if anything was loaded since the last time."""
    global _seen
    if len(sys.modules) > _seen:
        _seen = len(sys.modules)
        gc.collect()
        gc.freeze()
