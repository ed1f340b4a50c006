"""The stories of a pilot: what changed for somebody, and whether it may be told on.

Without consent a story stays with the team; given or taken back with one tap, it is seen by
funders, or not any more, from that moment. The one that was chosen as the most significant
stands first, with the reason.
"""

from datetime import date
from uuid import NAMESPACE_URL, uuid5

import streamlit as st

from pilots.access import Verb
from pilots.language import _, short_day, today
from pilots.queries import records
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, flash, session, values
from pilots.screens.kit.forms import forms
from pilots.screens.kit.records import lists
from pilots.screens.kit.records.rungs import rung, turned
from pilots.screens.pilot import choosing
from schemas import Consent, Story, Substantiation

Row = RecordRow


VIEW = "stories"
"""The query parameter, and the key in the session, that holds how stories are shown."""


def stories(pilot_id: str) -> None:
    """All of them as a list, or beside each other to choose from."""
    n = lists.heading(Story, pilot_id)
    if not n:
        return
    views = {"list": _("List"), "choose": _("Choose together")}
    chosen = st.segmented_control(
        _("Show as"),
        list(views),
        default="list",
        format_func=views.__getitem__,
        key=VIEW,
        bind="query-params",
        required=True,
        label_visibility="collapsed",
    )
    if chosen == "choose":
        choosing.board(pilot_id)
    else:
        _list(pilot_id, n)


def _list(pilot_id: str, n: int) -> None:
    """The one that was chosen, then the newest first, with what may be done with each."""
    names = values.names_for(Story, pilot_id)
    choice = choosing.first(pilot_id)
    offset = lists.page(Story.table, n)
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


def _card(row: Row, names: values.Names, choice: Row | None = None) -> None:
    with st.container(border=True, gap="small", key=f"card.{row['id']}"):
        signs = f"{consent_of(row)} {rung(row['rung'])} {turned(row)}"
        head = f"{choosing.star()}\n\n" if choice else ""
        st.markdown(f"{head}{lists.titled(row['title'], _details(row, names))}\n\n{signs}")
        lists.texts(Story, row, names)
        if choice:
            choosing.reason(choice)
        if session.allowed(Verb.RECORD, row["pilot"]):
            with st.container(horizontal=True, gap="xsmall"):
                _taps(row)
                lists.offer_change(Story, row, key=f"change.{row['id']}")


def _details(row: Row, names: values.Names) -> str:
    """Whose change it was, when, where, and who told it."""
    said = [
        row["who"],
        short_day(row["happened_on"]) if row["happened_on"] else None,
        row["where"],
        values.value(Story, "outcome", row["outcome"], names),
        _("Told by: {name}", name=row["teller"]) if row["teller"] else None,
        _("Source: {source}", source=row["source"]) if row["source"] else None,
        _confirmed(row),
    ]
    return " · ".join(filter(None, said))


def _confirmed(row: Row) -> str:
    """Who outside the pilot can say whether it is so, and what they say."""
    asked = row["substantiation"] != Substantiation.NOT_ASKED
    answer = _(Substantiation(row["substantiation"]).label).lower()
    if row["substantiator"]:
        return f"{row['substantiator']}: {answer}"
    return _("Somebody outside the pilot: {answer}", answer=answer) if asked else ""


# --- consent -----------------------------------------------------------------------------

_SIGNS = {
    Consent.NOT_ASKED: ("gray", ":material/help:"),
    Consent.GIVEN: ("green", ":material/lock_open:"),
    Consent.REFUSED: ("orange", ":material/lock:"),
    Consent.WITHDRAWN: ("orange", ":material/lock:"),
}


def consent_of(row: Row) -> str:
    """Whether a story may be told on, as Markdown: a sign with its words."""
    consent = Consent(row["consent"])
    words = {
        Consent.NOT_ASKED: _("For the team only: not asked yet"),
        Consent.GIVEN: _("May be shared"),
        Consent.REFUSED: _("For the team only: refused"),
        Consent.WITHDRAWN: _("For the team only: consent withdrawn"),
    }[consent]
    colour, icon = _SIGNS[consent]
    return f":{colour}-badge[{icon} {words}]"


def consented(story: Story, consent: Consent, today: date) -> Story:
    """The same story with or without consent. The day is of the last time it was given."""
    fields = story.body() | {"consent": consent}
    if consent is Consent.GIVEN:
        fields["consent_on"] = today
    return Story.read(story.id, story.pilot, fields)


def _taps(row: Row) -> None:
    if row["consent"] == Consent.GIVEN:
        _tap(row, Consent.WITHDRAWN, _("Withdraw consent"), ":material/lock:")
        return
    _tap(row, Consent.GIVEN, _("Consent was given"), ":material/lock_open:")
    if row["consent"] == Consent.NOT_ASKED:
        _tap(row, Consent.REFUSED, _("Refused"), ":material/lock:")


def _tap(row: Row, consent: Consent, label: str, icon: str) -> None:
    key = f"{consent}.{row['id']}"
    given = consent is Consent.GIVEN
    st.button(
        label,
        icon=icon,
        key=key,
        type="secondary" if given else "tertiary",
        on_click=_say,
        args=(row, consent),
    )


@flash.callback
def _say(row: Row, consent: Consent) -> None:
    # What somebody else changed meanwhile stays: only the consent changes.
    story = answers.for_viewer(records.one, Story.table, row["id"])
    if not isinstance(story, Story):
        flash.say(_("This is no longer there. You can find it in the history."))
        return
    idempotency_key = str(uuid5(NAMESPACE_URL, f"{row['id']}/{row['_seq']}/{consent}"))
    changed = consented(story, consent, today())
    (line,) = session.tracker().record(session.viewer(), changed, idempotency_key=idempotency_key)
    said = {
        Consent.GIVEN: _("Funders can read this story now."),
        Consent.REFUSED: _("Refused: this story stays with the team."),
        Consent.WITHDRAWN: _("From now on this story stays with the team."),
    }
    flash.say(said[consent], line.seq)
