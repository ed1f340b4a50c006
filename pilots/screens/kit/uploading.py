"""Says to the server which pages have a field for a file: only those are sent any."""

from streamlit.runtime.scriptrunner import get_script_run_ctx

from pilots.access import Permission, may_in_any_pilot
from pilots.gate.streamlit_files import uploads
from pilots.screens.kit import session


def begin_run() -> None:
    """A page is drawn anew; the fields that it has will say so again."""
    if context := get_script_run_ctx(suppress_warning=True):
        uploads.begin_run(context.session_id)


def offer() -> None:
    """A field for a file is drawn."""
    context = get_script_run_ctx(suppress_warning=True)
    if context and may_in_any_pilot(session.viewer(), Permission.RECORD):
        uploads.offer(context.session_id)
