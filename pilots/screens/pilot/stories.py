"""The tab Stories: what changed for somebody, and whether there is consent to share it.

Without consent a story stays with the team. One tap gives or withdraws consent, and from that
moment funders see the story or no longer see it. The story that was chosen as the most
significant comes first, with the reason.
"""

from datetime import date
from typing import Any, Literal

import streamlit as st

from pilots.access import Permission
from pilots.language import _, short_day, today
from pilots.queries import records
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, badges, flash, markup, session, values, view_picker
from pilots.screens.kit.forms import forms
from pilots.screens.kit.records import cards, dialogs, lists, one_tap
from pilots.screens.pilot import story_choice
from schemas import Consent, Story, Substantiation

VIEW = "stories"
"""The query parameter of the view that is chosen, and its key in the session."""


def draw(pilot_id: str) -> None:
    """The stories as a list, or beside each other to choose from."""
    n = lists.heading(Story, pilot_id)
    if not n:
        return
    views = {"list": _("List"), "choose": _("Choose together")}
    if view_picker.draw(_("Show as"), views, VIEW, default="list") == "choose":
        story_choice.draw(pilot_id)
    else:
        _list(pilot_id, n)


def _list(pilot_id: str, n: int) -> None:
    """The chosen one, then the newest first."""
    names = values.names_for(Story, pilot_id)
    choice = story_choice.current(pilot_id)
    offset = lists.pagination(Story.table, n)
    rows = answers.for_viewer(
        records.of_kind, Story.table, pilot_id, offset=offset, limit=lists.PAGE
    )
    with st.container(width=forms.WIDTH):
        if choice and (row := answers.for_viewer(records.row, Story.table, choice["story"])):
            _card(row, names, choice)
        for row in rows:
            if choice is None or row["id"] != choice["story"]:
                _card(row, names)
    lists.as_table(Story, pilot_id, n)


def _card(row: RecordRow, names: values.Names, choice: RecordRow | None = None) -> None:
    with st.container(border=True, gap="small", key=f"card.{row['id']}"):
        story = f"{badges.evidence_rung(row['rung'])} {badges.story_direction(row)}"
        signs = f"{_consent_badge(row)} {story}"
        head = f"{story_choice.badge()}\n\n" if choice else ""
        st.markdown(f"{head}{markup.titled(row['title'], _details(row, names))}\n\n{signs}")
        cards.texts(Story, row, names)
        if choice:
            story_choice.reason(choice)
        if session.allowed(Permission.RECORD, row["pilot"]):
            with st.container(horizontal=True, gap="xsmall"):
                _consent_buttons(row)
                dialogs.change_button(Story, row, key=f"change.{row['id']}")


def _details(row: RecordRow, names: values.Names) -> str:
    """Whose change it was, when, where, who told it, and who confirms it."""
    parts = [
        row["who"],
        short_day(row["happened_on"]) if row["happened_on"] else None,
        row["where"],
        values.value(Story, "outcome", row["outcome"], names),
        _("Told by: {name}", name=row["teller"]) if row["teller"] else None,
        _("Source: {source}", source=row["source"]) if row["source"] else None,
        _confirmed(row),
    ]
    return " · ".join(filter(None, parts))


def _confirmed(row: RecordRow) -> str:
    """Who outside the pilot can confirm it, and what they say."""
    is_asked = row["substantiation"] != Substantiation.NOT_ASKED
    answer = _(Substantiation(row["substantiation"]).label).lower()
    if row["substantiator"]:
        return f"{row['substantiator']}: {answer}"
    return _("Somebody outside the pilot: {answer}", answer=answer) if is_asked else ""


# --- consent -----------------------------------------------------------------------------

_SIGNS = {
    Consent.NOT_ASKED: ("gray", ":material/help:"),
    Consent.GIVEN: ("green", ":material/lock_open:"),
    Consent.REFUSED: ("orange", ":material/lock:"),
    Consent.WITHDRAWN: ("orange", ":material/lock:"),
}


def _consent_badge(row: RecordRow) -> str:
    """Whether there is consent to share a story, as Markdown."""
    consent = Consent(row["consent"])
    words = {
        Consent.NOT_ASKED: _("For the team only: not asked yet"),
        Consent.GIVEN: _("May be shared"),
        Consent.REFUSED: _("For the team only: refused"),
        Consent.WITHDRAWN: _("For the team only: consent withdrawn"),
    }[consent]
    colour, icon = _SIGNS[consent]
    return f":{colour}-badge[{icon} {words}]"


def consent_fields(consent: Consent, today: date) -> dict[str, Any]:
    """The fields of another consent; the date is that of the last time it was given."""
    return {"consent": consent} | ({"consent_on": today} if consent is Consent.GIVEN else {})


def _consent_buttons(row: RecordRow) -> None:
    if row["consent"] == Consent.GIVEN:
        _consent_button(row, Consent.WITHDRAWN, _("Withdraw consent"), ":material/lock:")
        return
    _consent_button(row, Consent.GIVEN, _("Consent was given"), ":material/lock_open:")
    if row["consent"] == Consent.NOT_ASKED:
        _consent_button(row, Consent.REFUSED, _("Refused"), ":material/lock:")


def _consent_button(row: RecordRow, consent: Consent, label: str, icon: str) -> None:
    key = f"{consent}.{row['id']}"
    kind: Literal["secondary", "tertiary"] = (
        "secondary" if consent is Consent.GIVEN else "tertiary"
    )
    one_tap.button(key, label, icon, _set_consent, row, consent, type=kind)


@flash.callback
def _set_consent(row: RecordRow, consent: Consent) -> None:
    key = one_tap.idempotency_key(row["id"], row["_seq"], consent)
    sentences = {
        Consent.GIVEN: _("Funders can read this story now."),
        Consent.REFUSED: _("Refused: this story stays with the team."),
        Consent.WITHDRAWN: _("From now on this story stays with the team."),
    }
    one_tap.change(row["_seq"], key, sentences[consent], **consent_fields(consent, today()))
