"""The page for people who are not signed in or refused: why, in a sentence, and what to do."""

from functools import partial

import streamlit as st

from pilots.language import _, plural
from pilots.screens.kit import markup, sign_in
from pilots.screens.kit.entrance.account_menu import sign_out
from pilots.settings import current
from pilots.signin.identity import Authentication, Refusal
from pilots.signin.providers import DEFAULT


def draw(authentication: Authentication) -> None:
    """The page instead of every other."""
    if sign_in.problem():
        st.title(_("Nobody can sign in yet"), anchor=False)
        st.error(
            _(
                "Sign-in is not set up correctly. Whoever looks after the tracker can find the "
                "reason in its log. What was recorded is safe."
            ),
            icon=":material/error:",
        )
        return
    st.title(_title(authentication.refusal), anchor=False)
    with st.container(width=560):
        st.markdown(_sentence(authentication))
        match authentication.refusal:
            case Refusal.NO_ADDRESS | Refusal.UNINVITED:
                st.button(
                    _("Sign out"), icon=":material/logout:", key="sign_out", on_click=sign_out
                )
            case _:
                _sign_in_buttons()


def _sign_in_buttons() -> None:
    """A button for each provider."""
    for provider in sign_in.provider_names():
        name = markup.escape(provider.capitalize())
        st.button(
            _("Sign in") if provider == DEFAULT else _("Sign in with {provider}", provider=name),
            icon=":material/login:",
            key=f"sign_in.{provider}",
            type="primary",
            on_click=partial(st.login, provider),
        )


def _title(refusal: Refusal | None) -> str:
    match refusal:
        case Refusal.OVERDUE | Refusal.SIGNED_OUT:
            return _("Sign in again")
        case Refusal.NO_ADDRESS:
            return _("This account cannot be used")
        case Refusal.UNINVITED:
            return _("You are not invited yet")
        case _:
            return _("Sign in")


def _sentence(authentication: Authentication) -> str:
    match authentication.refusal:
        case Refusal.OVERDUE:
            return plural(
                "You signed in more than {n} hour ago. What you were typing is kept as a draft.",
                "You signed in more than {n} hours ago. What you were typing is kept as a draft.",
                current().session_hours,
            )
        case Refusal.SIGNED_OUT:
            return _(
                "You signed out, here or on another device. What you were typing is kept as a "
                "draft."
            )
        case Refusal.NO_ADDRESS:
            return _(
                "Your account gives us no e-mail address, or one that was not verified. Sign "
                "out, and sign in with another account."
            )
        case Refusal.UNINVITED:
            return _(
                "You are signed in as **{address}**. Nobody has invited this address, or the "
                "invitation has expired. Ask the project lead.",
                address=markup.escape(authentication.viewer.email),
            )
        case _:
            return _(
                "This tracker is for people who work on the pilots, and for people who are "
                "invited to follow them."
            )
