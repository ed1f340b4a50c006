"""The files that Streamlit keeps for its sessions, and what the gate does about them."""

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import streamlit as st
from streamlit.runtime import get_instance

from pilots.gate.process_singletons import singleton
from pilots.gate.uploads import Files, Uploads

uploads = singleton("uploads", Uploads)
"""What the sessions of this server may send."""

TIDY_EVERY = 15
"""Seconds between looking for files of sessions that have ended."""


@contextmanager
def reserve(session: str, content_length: str | None) -> Iterator[bool]:
    """Whether this session may send a file of this length; without one, the largest counts."""
    largest = st.get_option("server.maxUploadSize") * 1024 * 1024
    says = re.fullmatch("[0-9]{1,15}", content_length or "")
    size = int(says[0]) if says else largest
    if not uploads.is_offered(session):
        yield False
        return
    with uploads.reserve(session, size, largest, _files()) as fits:
        yield fits


async def keep_tidy() -> None:
    """Give back the files of sessions that have ended; until it is cancelled.

    Streamlit leaves them until somebody else comes or goes, and for ever where a file arrives
    after its session ended.
    """
    while True:
        await asyncio.sleep(TIDY_EVERY)
        kept_seconds = st.get_option("server.disconnectedSessionTTL")
        uploads.tidy(_files(), get_instance().is_active_session, kept_seconds)


def _files() -> Files:
    return cast(Files, get_instance().uploaded_file_mgr)
