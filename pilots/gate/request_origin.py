"""Who asks, and from which page: what a request says of itself."""

from ipaddress import IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope


def address(scope: Scope) -> str:
    """The address that limits count by; of IPv6 its network (/64), as one person has all of it.

    Uvicorn puts the visitor's own address there for a proxy on this machine that names it
    (X-Forwarded-For); for one that does not, all visitors have the proxy's.
    """
    host = str((scope.get("client") or ("",))[0])
    try:
        found = ip_address(host)
    except ValueError:
        return host
    if not isinstance(found, IPv6Address):
        return host
    return str(found.ipv4_mapped or ip_network((found, 64), strict=False))


def is_from_elsewhere(headers: Headers) -> bool:
    """Whether a page of another site asks, or one from another port of this machine.

    Programs and pages that are opened name no origin. Streamlit would let in every port of
    localhost, and would ask another host on the internet for the address of this machine.
    """
    origins = headers.getlist("origin")
    return any(not _is_of(origin, headers.get("host", "")) for origin in origins)


def _is_of(origin: str, host: str) -> bool:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and parts.netloc.lower() == host.lower()


def is_sent_by_another_site(headers: Headers) -> bool:
    """Whether a browser says that another site, or another port of this one, sent it here."""
    return headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}


def is_from_our_page(headers: Headers) -> bool:
    """Whether a browser vouches that a page of the tracker itself asks (fetch metadata)."""
    return headers.get("sec-fetch-site") == "same-origin"
