"""The tracker as a web server: opens it, guards it with headers, and shows its screens.

streamlit run tracker_app.py
"""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

import streamlit as st
import uvicorn
from starlette.middleware import Middleware

from pilots import __version__, api
from pilots.access import EVERYTHING
from pilots.errors import TrackerError
from pilots.gate import messages, streamlit_files
from pilots.gate.front_gate import FrontGate
from pilots.gate.server_log import hide_session_ids
from pilots.language import _
from pilots.queries import portfolio
from pilots.screens.kit import gc_freeze
from pilots.signin.headers import SafeHeaders
from pilots.signin.local import ThisMachineOnly, is_this_machine
from pilots.tracker import Tracker

log = logging.getLogger("pilots")

SHUTDOWN_SECONDS = 5
"""How long a server that is told to end (SIGTERM) waits for connections that are still open."""


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Open the tracker before the first visitor comes, and close it after the last."""
    from pilots.screens.kit import answers, session

    hide_session_ids()
    log_the_version()
    bound_the_server()
    warn_of_sign_in()
    try:
        session.tracker()
    except TrackerError as error:
        # The screens say it too; they try again at each visit.
        log.error("%s", error)
    gc_freeze.freeze_if_due()
    tidying = asyncio.create_task(streamlit_files.keep_tidy())
    try:
        yield
    finally:
        tidying.cancel()
        answers.forget()


def log_the_version() -> None:
    """Write the version to the log; without a handler of its own, INFO would not be shown."""
    if not log.handlers:
        log.addHandler(logging.StreamHandler())
    log.setLevel(logging.INFO)
    log.info("Experiment tracker %s", __version__)


def bound_the_server() -> None:
    """Set what Streamlit has no setting for: how long a shutdown and a message may be.

    Uvicorn waits until every connection is gone: for ever where a client opened one in the very
    moment of the signal, or does not read what it asked for. And it would take in messages as
    large as those that pages are sent. The server is found as the owner of the handler of SIGTERM.
    """
    server = getattr(signal.getsignal(signal.SIGTERM), "__self__", None)
    if isinstance(server, uvicorn.Server):
        server.config.ws_max_size = messages.MOST_BYTES
        if server.config.timeout_graceful_shutdown is None:
            server.config.timeout_graceful_shutdown = SHUTDOWN_SECONDS


def warn_of_sign_in() -> None:
    """Say at the start what keeps people out, or would let them in."""
    from pilots.screens.kit import sign_in

    address = st.get_option("server.address")
    if sign_in.problem():
        log.error("Nobody can sign in: %s. Look at [auth] in secrets.toml.", sign_in.problem())
    elif not sign_in.has_sign_in() and not is_this_machine(address or ""):
        log.error(
            "The server listens on %s, but there is no sign-in: whatever does not come from this "
            "machine is refused. Set up sign-in, or set server.address to 127.0.0.1.",
            address or "every address",
        )


def has_sign_in() -> bool:
    from pilots.screens.kit import sign_in

    return sign_in.has_sign_in()


def for_programs() -> Tracker | None:
    """The tracker that screens have open; the example has nothing for programs."""
    from pilots.screens.kit import session

    return None if session.in_example() else session.tracker()


def can_open() -> bool:
    """Whether pages can open: the tracker is open, and answers."""
    from pilots.screens.kit import session

    try:
        session.tracker().ask(portfolio.names, EVERYTHING)
    except Exception as error:
        log.error("Pages cannot open: %s", error)
        return False
    return True


def say_sorry(error: Exception) -> bool:
    """Log what went wrong in full; show people a sentence and a word to find it by."""
    from pilots.screens.kit import markup, session

    if isinstance(error, TrackerError):
        log.error("%s", error)
        st.error(markup.escape(session.sentence(error)), icon=":material/error:")
        return True
    reference = uuid4().hex[:8]
    log.error("error %s", reference, exc_info=error)
    st.error(
        _(
            "Something went wrong on our side. What was recorded is safe. Try again. If it "
            "keeps happening, mention {reference} to whoever looks after the tracker.",
            reference=reference,
        ),
        icon=":material/error:",
    )
    return True


app = st.App(
    Path(__file__).parent / "pilots" / "screens" / "main.py",
    lifespan=lifespan,
    routes=api.routes(for_programs),
    middleware=[
        Middleware(SafeHeaders),
        Middleware(ThisMachineOnly, has_sign_in=has_sign_in),
        Middleware(FrontGate, can_open=can_open),
    ],
    on_script_error=say_sorry,
)
