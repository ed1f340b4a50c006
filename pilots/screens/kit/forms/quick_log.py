"""The quick log: a form in which one line is enough; all other fields may stay as they are."""

import streamlit as st

from pilots.language import _, moment
from pilots.queries import pilot as pilot_queries
from pilots.queries import portfolio
from pilots.screens.kit import answers, flash, markup, session
from pilots.screens.kit.forms import autosave, forms
from schemas import Action, ActionStatus, Measurement

FIELDS = ("title", "kind", "with_whom", "participants", "done_on", "photo", "struck")
"""What is asked. What was expected is not: that is said before it happens."""

FORM = "log."
"""The prefix of the form's key: each pilot has a draft of its own."""


@st.fragment
def draw(pilot_id: str, brief: bool = False) -> None:
    """The form, a fragment: while somebody fills it in, the rest of the page does not rerun.

    `brief` folds away all fields but what happened and with whom: it stands beside something.
    """
    session.start_fragment()
    done = forms.Fieldset(
        Action,
        start={"status": ActionStatus.DONE, "done_on": forms.TODAY},
        only=FIELDS,
        beside=() if brief else ("participants", "done_on"),
        more=("kind", "participants", "done_on") if brief else (),
        in_sight=() if brief else ("photo",),
        labels={"title": _("What happened?")},
        chips=("kind",),
        story_field="happened",
    )
    measured = forms.Fieldset(
        Measurement,
        only=("outcome", "value"),
        optional=True,
        folded=True,
        title=_("Did you measure something too?"),
        filled_from={"measured_on": (0, "done_on"), "source": (0, "id")},
    )
    has_outcomes = answers.for_viewer(pilot_queries.outcomes, pilot_id)
    fieldsets = (done, measured) if has_outcomes else (done,)
    key = f"{FORM}{pilot_id}"
    _left_elsewhere(key)
    if forms.draw(
        key,
        *fieldsets,
        pilot_id=pilot_id,
        button=_("Log it"),
        in_reach=True,
        focus=not brief,
    ):
        st.rerun()


def _left_elsewhere(key: str) -> None:
    """Where nothing is typed here, and something is with another pilot: a button to bring it."""
    autosave.token(key)  # finds the draft of this form
    if autosave.has_draft(key):
        return
    labels = answers.for_viewer(portfolio.names)
    for form, moment_left in session.tracker().drafts.unfinished(session.viewer().key).items():
        pilot_id = form.removeprefix(FORM)
        if form != key and form.startswith(FORM) and pilot_id in labels:
            with st.container(horizontal=True, vertical_alignment="center"):
                words = _(
                    "Not logged yet at {pilot}, from {moment}.",
                    pilot=labels[pilot_id],
                    moment=moment(moment_left),
                )
                st.caption(markup.escape(words))
                st.button(
                    _("Log it here instead"),
                    icon=":material/move_down:",
                    type="tertiary",
                    key=f"move.{key}",
                    on_click=_bring,
                    args=(form, key),
                )
            return


@flash.callback
def _bring(origin: str, key: str) -> None:
    """Bring what was typed with another pilot: all but what belongs to that pilot alone."""
    belongs = f".{origin.removeprefix(FORM)}."
    autosave.move_draft(origin, key, lambda name: None if belongs in name else name)
