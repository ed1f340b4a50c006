"""Who may sign in, and what they may do."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from pilots.access import needed
from pilots.language import _, short_day, today
from pilots.queries import access, portfolio
from pilots.screens.kit import answers, flash, markup, session, sign_in
from pilots.screens.kit.records import lists
from pilots.screens.manage import inviting
from pilots.screens.manage.inviting import Row, called, role_of
from schemas import Member


def members() -> None:
    """Who may do what, and the way to let somebody else in."""
    st.markdown(_(Member.purpose))
    if not sign_in.has_sign_in():
        st.info(
            _(
                "Nobody signs in to this tracker yet. What you set here counts from the day "
                "that sign-in is set up: the README says how, under “Sign-in”."
            ),
            icon=":material/key:",
        )
    if st.button(_("Invite somebody"), icon=":material/person_add:", key="invite.open"):
        inviting.invite()
    rows, labels = answers.for_viewer(access.members), answers.for_viewer(portfolio.names)
    offset = lists.page("members", len(rows))
    for row in rows[offset : offset + lists.PAGE]:
        _member(row, labels)


def _member(row: Row, labels: Mapping[str, str]) -> None:
    with st.container(horizontal=True, border=True, key=f"member.{row['id']}", **markup.APART):
        st.markdown(lists.titled(called(row), _told(row, labels)))
        # Who ends their own role cannot undo it.
        if row["email"] == session.viewer().email:
            st.caption(_("This is you. Somebody else can change what you may do."))
        elif session.allowed(needed(Member.table, row), row["pilot"]):
            with st.container(horizontal=True, gap="xsmall", width="content"):
                _offer(row)


def _offer(row: Row) -> None:
    id = row["id"]
    if st.button(_("Change"), icon=":material/edit:", key=f"member.change.{id}", type="tertiary"):
        inviting.change(row)
    st.button(
        _("Withdraw"),
        icon=":material/person_remove:",
        key=f"member.withdraw.{id}",
        type="tertiary",
        on_click=withdraw,
        args=(row,),
    )


def _told(row: Row, labels: Mapping[str, str]) -> str:
    """The address, the role and where it is for, and until when."""
    pilot = row["pilot"]
    where = (labels.get(pilot) or _("(no longer there)")) if pilot else _("all pilots")
    said = [
        row["email"] if row["name"] else "",
        f"{role_of(row)}: {where}",
        said_until(row["until"]) if row["until"] else "",
    ]
    return " · ".join(filter(None, said))


def said_until(day: date) -> str:
    """Until when something works, or that it is over."""
    if day < today():
        return _("expired: the last day was {day}", day=short_day(day))
    return _("until {day}", day=short_day(day))


@flash.callback
def withdraw(row: Row) -> None:
    """End what somebody may do: a callback."""
    line = session.tracker().withdraw(session.viewer(), row["_seq"])
    flash.say(
        _("{name} no longer has the role {role}.", name=called(row), role=role_of(row)), line.seq
    )
