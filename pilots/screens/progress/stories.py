"""Stories that may be told on: who changed what, and how sure we are of it.

The one that the team chose as the most significant stands first, and with its reason.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from pilots.language import _, short_day
from pilots.queries import progress, story_choices
from pilots.screens.kit import answers, markup
from pilots.screens.kit.badges import evidence_rung, story_direction
from pilots.screens.progress.period import Period
from pilots.screens.progress.source import behind
from schemas import StoryChoice, Substantiation

Row = Mapping[str, Any]


def of_outcome(pilot_id: str, outcome: str, when: Period) -> Sequence[Row]:
    """The stories that belong to this outcome; the chosen one stands by itself."""
    chosen = _chosen(pilot_id, when)
    return [
        row
        for row in _all(pilot_id, when)
        if row["outcome"] == outcome and (chosen is None or row["id"] != chosen["story"])
    ]


def stories(pilot_id: str, when: Period) -> None:
    """The chosen story first, then those that stand beside no outcome."""
    st.markdown(f"### {_('What do people tell us?')}")
    rows = _all(pilot_id, when)
    known = {
        row["id"]
        for row in answers.for_funder(progress.outcomes, until=when.until, pilot_id=pilot_id)
    }
    chosen = _chosen(pilot_id, when)
    first = [row for row in rows if chosen and row["id"] == chosen["story"]]
    apart = [row for row in rows if row["outcome"] not in known and row not in first]
    if not rows:
        st.markdown(
            _(
                "No story from this period may be shared yet. A story only appears here with "
                "consent."
            )
        )
    for row in first:
        card(row, chosen)
    if len(rows) > len(first) and not apart:
        st.markdown(_("The stories are shown above, with the outcomes they belong to."))
    for row in apart:
        card(row)
    behind(pilot_id, "stories", _("All stories of this pilot"))


def _all(pilot_id: str, when: Period) -> Sequence[Row]:
    return answers.for_funder(progress.stories, pilot_id, **when.days)


def _chosen(pilot_id: str, when: Period) -> Row | None:
    return answers.for_funder(story_choices.newest_for_funders, pilot_id, **when.days)


def card(row: Row, choice: Row | None = None) -> None:
    """One story: how sure first, then what changed, what the pilot did and why it matters.

    `choice` says why the team found it the most significant.
    """
    with st.container(border=True, gap="small", key=f"told.{row['id']}"):
        star = f" :blue-badge[:material/star: {_(StoryChoice.one)}]" if choice else ""
        signs = f"{evidence_rung(row['rung'])} {story_direction(row)}{star}"
        st.markdown(f"**{markup.escape(row['title'])}**  \n{signs}")
        st.markdown(markup.escape(row["what"]))
        if row["contribution"]:
            words = _("What the pilot contributed: {text}", text=row["contribution"])
            st.markdown(markup.escape(words))
        if row["significance"]:
            st.markdown(markup.escape(_("Why it matters: {text}", text=row["significance"])))
        if choice:
            st.markdown(markup.escape(_("Why the team chose it: {text}", text=choice["why"])))
        said = [
            row["who"],
            row["where"],
            short_day(row["happened_on"]) if row["happened_on"] else None,
            _confirmed(row["substantiation"]),
        ]
        st.caption(markup.escape(" · ".join(filter(None, said))))


def _confirmed(substantiation: str) -> str:
    """What somebody outside the pilot says of it, where somebody was asked."""
    return {
        Substantiation.AGREES: _("somebody outside the pilot agrees"),
        Substantiation.PARTLY: _("somebody outside the pilot agrees in part"),
        Substantiation.DISAGREES: _("somebody outside the pilot disagrees"),
    }.get(Substantiation(substantiation), "")
