"""Loggen: what happened? An action that is done, written down in a minute."""

import streamlit as st

from pilots.language import _, today
from pilots.screens import choose, forms, timeline
from schemas import Action, ActionStatus

st.title(_("What happened?"))

pilot = choose.pilot()
if pilot:
    done = forms.Part(
        Action,
        start={"status": ActionStatus.DONE, "done_on": today()},
        only=(
            "title",
            "done_on",
            "with_whom",
            "participants",
            "kind",
            "expected",
            "happened",
            "struck",
            "photo",
        ),
    )
    forms.draw("log", done, pilot=pilot, button=_("Log it"))
    st.markdown(f"### {_('Logged last')}")
    timeline.timeline(pilot, most=5, paged=False)
