"""Members: who may sign in, and with which role."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from pilots.access import required_permission
from pilots.language import _, short_day, today
from pilots.queries import access, portfolio
from pilots.queries.access import MemberRow
from pilots.screens.kit import answers, flash, markup, session, sign_in
from pilots.screens.kit.records import lists
from pilots.screens.manage import member_form
from pilots.screens.manage.member_form import display_name, role_of
from schemas import Member


def draw() -> None:
    """The button to invite somebody, and everybody who has access."""
    st.markdown(_(Member.purpose))
    if not sign_in.has_sign_in():
        st.info(
            _(
                "Nobody signs in to this tracker yet. What you set here takes effect once sign-in "
                "is set up: see docs/operating.md, under “Sign-in”."
            ),
            icon=":material/key:",
        )
    if st.button(_("Invite somebody"), icon=":material/person_add:", key="invite.open"):
        member_form.open_invite()
    rows, labels = answers.for_viewer(access.members), answers.for_viewer(portfolio.names)
    offset = lists.pagination("members", len(rows))
    for row in rows[offset : offset + lists.PAGE]:
        _member(row, labels)


def _member(row: MemberRow, labels: Mapping[str, str]) -> None:
    with st.container(horizontal=True, border=True, key=f"member.{row['id']}", **markup.APART):
        st.markdown(markup.titled(display_name(row), _details(row, labels)))
        # Whoever ends their own role could not undo it.
        if row["email"] == session.viewer().email:
            st.caption(_("This is you. Somebody else can change what you may do."))
        elif session.allowed(required_permission(Member.table, row), row["pilot"]):
            with st.container(horizontal=True, gap="xsmall", width="content"):
                _buttons(row)


def _buttons(row: MemberRow) -> None:
    id = row["id"]
    if st.button(_("Change"), icon=":material/edit:", key=f"member.change.{id}", type="tertiary"):
        member_form.open_change(row)
    st.button(
        _("Withdraw"),
        icon=":material/person_remove:",
        key=f"member.withdraw.{id}",
        type="tertiary",
        on_click=withdraw,
        args=(row,),
    )


def _details(row: MemberRow, labels: Mapping[str, str]) -> str:
    """The e-mail address, the role with its pilot, and the last day."""
    pilot = row["pilot"]
    reach = (labels.get(pilot) or _("(no longer there)")) if pilot else _("all pilots")
    parts = [
        row["email"] if row["name"] else "",
        f"{role_of(row)}: {reach}",
        until_caption(row["until"]) if row["until"] else "",
    ]
    return " · ".join(filter(None, parts))


def until_caption(day: date) -> str:
    """“until” with the last day on which something works; “expired” once that day has passed."""
    if day < today():
        return _("expired: the last day was {day}", day=short_day(day))
    return _("until {day}", day=short_day(day))


@flash.callback
def withdraw(row: MemberRow) -> None:
    """End somebody's role: a callback."""
    line = session.tracker().withdraw(session.viewer(), row["_seq"])
    flash.say(
        _("{name} no longer has the role {role}.", name=display_name(row), role=role_of(row)),
        line.seq,
    )
