"""Writing down, at a kitchen table, what one resident brings and looks for, and where they come.

One form for all three, and it stays with the same resident: what comes next is written down next.
Asking is harder than offering, so it begins with what somebody brings.
"""

from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import streamlit as st

from pilots import search
from pilots.access import Permission
from pilots.folding import folded, unique
from pilots.language import _, today
from pilots.queries import databank, people, records
from pilots.rules.expiry import ends_on
from pilots.rules.naming import find_or_make
from pilots.screens.databank import listing_cards
from pilots.screens.kit import answers, session
from pilots.screens.kit.forms import forms
from pilots.screens.kit.unique_labels import distinct
from schemas import Need, Offer, Stakeholder, StakeholderKind, Tie, TieKind

WHO = "databank.who"
"""The prefix of the key in the session of who it is about: an id, or a name that is new."""

ASKED = ("title", "theme", "asset", "available", "until")
"""Few enough for a minute; the last two are folded away."""


def draw(pilot_id: str) -> None:
    """Who it is about, the form, and below it what is known of them."""
    if not session.allowed(Permission.RECORD, pilot_id):
        st.info(_("You can view this pilot, but not add to it."), icon=":material/lock:")
        return
    key = f"{WHO}.{pilot_id}"
    if recorded := st.session_state.pop(f"{key}.recorded", None):
        st.session_state[key] = recorded
    known = answers.for_viewer(records.names, Stakeholder.table, pilot_id)
    form, what_we_know = st.columns((3, 2), gap="large")
    with form:
        who = _who(pilot_id, key, known)
        if not who:
            st.caption(_("Begin with who it is. A nickname is fine."))
            return
        _form(pilot_id, who, is_known=who in known)
    if who in known:
        with what_we_know:
            listing_cards.of_person(pilot_id, who)


@st.fragment
def _form(pilot_id: str, who: str, is_known: bool) -> None:
    """The form; after it was recorded it is empty again, for the same resident."""
    session.start_fragment()
    fieldsets = _fieldsets(pilot_id, who, is_known)
    if ids := forms.draw(_key(pilot_id, who), *fieldsets, pilot_id=pilot_id):
        st.session_state[f"{WHO}.{pilot_id}.recorded"] = who if is_known else ids[0]
        st.rerun()


def _key(pilot_id: str, who: str) -> str:
    """The key of the form: each resident has a draft of their own, and no key holds a name."""
    return f"databank.{pilot_id}.{uuid5(NAMESPACE_URL, folded(who)).hex[:12]}"


def _who(pilot_id: str, key: str, known: Mapping[str, str]) -> str | None:
    """The id of who is chosen, or the name that was typed if nobody has it."""
    labels = distinct(Stakeholder.table, known)
    if typed := st.session_state.get(key):
        labels.setdefault(typed, typed)  # a name that was typed stays in the list
    chosen: str | None = st.selectbox(
        _("Who is it about?"),
        list(labels),
        index=None,
        format_func=lambda id: labels.get(id, id),
        placeholder=_("Choose or type a name"),
        accept_new_options=True,
        width=forms.WIDTH,
        key=key,
        persist_state="session",
    )
    if not chosen:
        return None
    aliases = answers.for_viewer(people.aliases, pilot_id)
    (id,), new = find_or_make([chosen], Stakeholder, pilot_id, known, aliases)
    return chosen if new else id


def _fieldsets(pilot_id: str, who: str, is_known: bool) -> list[forms.Fieldset]:
    """An offer, a need and a place where they come; before these somebody who is not known yet.

    `who` is the id of somebody who is known, or else the name that was typed.
    """
    if is_known:
        return _about(pilot_id, {"stakeholder": who}, {"who": who}, {}, {})
    new = forms.Fieldset(
        Stakeholder,
        start={"name": who, "kind": StakeholderKind.RESIDENT},
        only=("name",),
        hidden=True,
    )
    return [new, *_about(pilot_id, {}, {}, {"stakeholder": (0, "id")}, {"who": (0, "id")})]


def _about(
    pilot_id: str,
    start: Mapping[str, Any],
    tie_start: Mapping[str, Any],
    filled_from: Mapping[str, tuple[int, str]],
    tie_filled_from: Mapping[str, tuple[int, str]],
) -> list[forms.Fieldset]:
    options: dict[str, Any] = {
        "start": start,
        "only": ASKED,
        "optional": True,
        "chips": ("asset",),
        "more": ("available", "until"),
        "suggestions": {"theme": _themes(pilot_id)},
        "derived": _end,
        "filled_from": filled_from,
    }
    return [
        forms.Fieldset(Offer, title=_("What do they bring?"), **options),
        forms.Fieldset(Need, title=_("What may we ask for them?"), **options),
        forms.Fieldset(
            Tie,
            labels={"place": _("Where do they come?")},
            start={"kind": TieKind.MEETS_AT, "since": forms.TODAY, **tie_start},
            only=("place",),
            named=("place",),
            optional=True,
            filled_from=tie_filled_from,
        ),
    ]


def _end(filled: Mapping[str, Any]) -> Mapping[str, Any]:
    """The day it ends, where nobody chose one: what its kind says."""
    return {"until": filled.get("until") or ends_on(filled["asset"], today())}


def _themes(pilot_id: str) -> list[str]:
    """Themes to choose from: those that were used here, then those of our list."""
    used = [row["theme"] for row in answers.for_viewer(databank.listings, pilot_id)]
    return unique([*filter(None, used), *search.themes()])
