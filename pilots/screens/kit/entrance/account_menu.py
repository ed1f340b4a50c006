"""The account menu in the header: who is signed in, their roles, and signing out."""

from streamlit.delta_generator import DeltaGenerator

from pilots.access import ROLES, Grant
from pilots.charts.template import shorten
from pilots.language import _, listing
from pilots.queries import portfolio
from pilots.screens.kit import answers, flash, markup, session, sign_in

LONGEST = 24
"""Characters of a name: it shares its line with the organisation's."""


@flash.callback
def sign_out() -> None:
    """Sign out: a callback."""
    sign_in.sign_out(session.authenticator)


def draw(place: DeltaGenerator) -> None:
    """A button that opens the menu."""
    viewer = session.viewer()
    menu = place.popover(
        markup.escape(shorten(viewer.name, LONGEST)),
        icon=":material/account_circle:",
        help=_("Who is signed in, and how to sign out"),
        key="who",
    )
    menu.markdown(f"**{markup.escape(viewer.name)}**")
    menu.text(viewer.email)
    menu.markdown("\n".join(f"- {line}" for line in _roles(viewer.grants)))
    menu.button(_("Sign out"), icon=":material/logout:", key="sign_out", on_click=sign_out)
    menu.caption(_("This signs you out on all your devices."))


def _roles(grants: tuple[Grant, ...]) -> list[str]:
    """A line for each role, with the pilots it is for."""
    names = answers.for_viewer(portfolio.names)
    lines = []
    for role in ROLES:
        reach = [grant.pilots for grant in grants if grant.role == role]
        if not reach:
            continue
        labels = sorted(names.get(id, id) for pilots in reach for id in pilots or ())
        where = _("all pilots") if None in reach else listing(labels)
        lines.append(f"{markup.escape(_(role.label))}: {markup.escape(where)}")
    return lines
