"""What a page may say to the server over its WebSocket: Streamlit's BackMsg, and few kinds of it.

Streamlit would also do what its own developers' menu asks, for whoever sends it: empty the caches
of all (`clear_cache`), run again when a file changes, look into the Git folder.
"""

from urllib.parse import parse_qs

from streamlit.proto.BackMsg_pb2 import BackMsg

from pilots.signin.links import KEY

MOST_BYTES = 1_000_000
"""Bytes of one message: a page with all its forms filled in sends some tens of kB."""

_KINDS = {"rerun_script", "stop_script", "app_heartbeat", "file_urls_request"}

_OPERATIONS = {"deferred_file", "dataframe_chunk"}
"""Of the kind `backend_operation_request`: a download that is made when asked, a large table."""


def read(content: bytes) -> BackMsg | None:
    """The message; None where these bytes are none."""
    message = BackMsg()
    try:
        message.ParseFromString(content)
    except Exception:  # whatever protobuf makes of it
        return None
    return message


def is_needed(message: BackMsg) -> bool:
    """Whether pages need this kind of message; any other is dropped, those to come as well."""
    kind = message.WhichOneof("type")
    if kind == "backend_operation_request":
        return message.backend_operation_request.WhichOneof("payload") in _OPERATIONS
    return kind in _KINDS


def is_run(message: BackMsg) -> bool:
    """Whether it asks for the page, or a part of it, to be drawn."""
    return message.WhichOneof("type") == "rerun_script"


def link(message: BackMsg) -> str | None:
    """The token of the shared link with which a page asks for a run; None without a link."""
    query = message.rerun_script.query_string
    if KEY not in query:
        return None
    tokens = parse_qs(query, keep_blank_values=True).get(KEY)
    return tokens[-1] if tokens else None
