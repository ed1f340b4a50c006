"""The routes besides the pages, at addresses that nobody can guess (capability URLs).

A calendar, for programs: whoever knows the address gets titles and days. A file, for the browser
that it was offered to. Any other address gets the same 404, whether or not it ever existed.
"""

import hashlib
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from pilots import exchange, language
from pilots.access import EVERYTHING
from pilots.errors import TrackerError
from pilots.language import _
from pilots.queries import calendar
from pilots.settings import current
from pilots.signin import tokens
from pilots.signin.downloads import ADDRESS, holder, offers
from pilots.tracker import Tracker

CALENDAR = "/agenda/{token}.ics"
"""The path of a calendar, by its token."""

_PRIVATE = {
    # Browsers may keep it but must ask again each time: once withdrawn, it is gone at once.
    "Cache-Control": "private, max-age=0, must-revalidate",
    "X-Robots-Tag": "noindex",
}


def routes(get_tracker: Callable[[], Tracker | None]) -> list[Route]:
    """The routes. `get_tracker` gives None where nothing may be read, or raises a TrackerError."""

    # Not async: Starlette then answers in a thread, and the screens need not wait.
    def calendar_feed(request: Request) -> Response:
        try:
            tracker = get_tracker()
            content = _calendar_file(tracker, request.path_params["token"]) if tracker else None
        except TrackerError:
            # Calendar programs keep what they have, and try again later.
            return Response(status_code=503, headers=_PRIVATE)
        if content is None:
            return Response(status_code=404, headers=_PRIVATE)
        etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        headers = _PRIVATE | {"ETag": etag}
        if etag in _tags(request.headers.get("If-None-Match", "")):
            return Response(status_code=304, headers=headers)
        headers["Content-Disposition"] = 'inline; filename="agenda.ics"'
        return Response(content, media_type="text/calendar", headers=headers)

    return [Route(CALENDAR, calendar_feed), Route(ADDRESS, _file)]


def _file(request: Request) -> Response:
    """A file that is offered to this browser."""
    file = offers.take(holder(request.cookies), request.path_params["token"])
    if file is None:
        with language.speaking(current().language):
            sorry = _("This address has expired. Go back to the page, and load it again.")
        return PlainTextResponse(sorry, status_code=404, headers=_PRIVATE)
    headers = {"Cache-Control": "private, no-store", "Content-Disposition": file.disposition}
    return Response(file.make(), media_type=file.media_type, headers=headers)


def _tags(given: str) -> set[str]:
    """The ETags that a client has; a proxy may have marked them as weak."""
    return {tag.strip().removeprefix("W/") for tag in given.split(",")}


def _calendar_file(tracker: Tracker, token: str) -> bytes | None:
    """The calendar of this token; None where there is none."""
    feed = tracker.ask(calendar.feed, EVERYTHING, tokens.digest(token))
    if feed is None or not tokens.matches(token, feed["digest"]):
        return None
    # With every right: what was withdrawn, and is shown as cancelled, is only in the logbook.
    with language.speaking(current().language):
        return exchange.calendar_file(tracker, EVERYTHING, feed["pilot"], feed["owner"])
