"""How others join a meeting on their own phone: an address, and a QR code for it."""

from io import BytesIO
from urllib.parse import quote, urlencode, urlsplit

import segno
import streamlit as st

from pilots.language import _
from pilots.queries import portfolio
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, links, markup

ON_THIS_COMPUTER = ("localhost", "127.0.0.1", "::1")

SIZE = 320
"""Pixels: a phone reads it from a few metres on a wall."""


def draw(review: RecordRow) -> None:
    """The address and its QR code, in a popover; not on a phone, which has joined already."""
    if markup.on_phone():
        return
    with st.popover(_("Join"), icon=":material/qr_code_2:", type="tertiary", key="join"):
        host = urlsplit(links.origin())
        if host.hostname in ON_THIS_COMPUTER:
            st.markdown(_("This tracker can be opened on this computer only."))
            return
        st.markdown(
            _(
                "Point the camera of your phone at it. Or open **{address}** and tap the line at "
                "the top.",
                address=markup.escape(host.netloc),
            )
        )
        st.image(qr_code(address(review["pilot"])), width=SIZE, alt=_("QR code of this meeting"))


def address(pilot_id: str) -> str:
    """The whole address of the meeting of a pilot."""
    name = answers.for_viewer(portfolio.names).get(pilot_id, "")
    asked = urlencode(links.to_pilot(pilot_id, name), quote_via=quote)
    return f"{links.origin()}{links.base()}/vergadering?{asked}"


def qr_code(text: str) -> bytes:
    """The QR code of a text as PNG: dark on white, as cameras expect, also on a dark page."""
    image = BytesIO()
    segno.make(text, error="m").save(image, kind="png", scale=8, border=3)
    return image.getvalue()
