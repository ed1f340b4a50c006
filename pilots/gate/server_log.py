"""The log of the server, without the ids of sessions: whoever has one can act for that page."""

import logging
import re
from typing import Any

_ID = re.compile(r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b")
_SERVERS = ("streamlit", "uvicorn")


def hide_session_ids() -> None:
    """From now on the web server's own log lines hold no ids of sessions."""
    make = logging.getLogRecordFactory()

    def made(*args: Any, **options: Any) -> logging.LogRecord:
        return _without_ids(make(*args, **options))

    logging.setLogRecordFactory(made)


def _without_ids(record: logging.LogRecord) -> logging.LogRecord:
    if record.name.startswith(_SERVERS):
        record.msg = _hidden(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(map(_hidden, record.args))
    return record


def _hidden(part: Any) -> Any:
    return _ID.sub("…", part) if isinstance(part, str) else part
