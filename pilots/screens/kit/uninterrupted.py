"""Callbacks that run to their end.

As soon as a browser asks for a new run, Streamlit breaks off the one that is under way, at its
next command or use of the session state. It does so in a callback too (streamlit issues 10578 and
16763): then half of what a tap should do is done, and nobody is told.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Within this block a new run waits. Streamlit asks once more after the callbacks."""
    runner = _runner()
    if runner is None:  # outside a running app
        yield
        return
    runner._execing = False  # the flag by which it refuses to stop outside a script
    try:
        yield
    finally:
        runner._execing = True


def _runner() -> ScriptRunner | None:
    """What runs this script; None inside another such block."""
    context = get_script_run_ctx(suppress_warning=True)
    runner = getattr(context and context.yield_check, "__self__", None)
    return runner if isinstance(runner, ScriptRunner) and runner._execing else None
