"""How pilots ended: counted, and told. That one was stopped is a result too."""

from collections import Counter

import streamlit as st

from pilots.charts.template import shorten
from pilots.language import _, plural
from pilots.queries import portfolio, programme
from pilots.screens.kit import answers, markup, values
from pilots.screens.kit.records import lists
from schemas import Phase


def ended() -> None:
    """The pilots that are over, and what was decided about each; nothing where all run."""
    rows = answers.for_viewer(programme.ended)
    if not rows:
        return
    counted = Counter(row["phase"] for row in rows)
    said = ", ".join(
        f"{n} {_(Phase(phase).label).lower()}" for phase, n in sorted(counted.items())
    )
    pilots = plural("{n} pilot has ended", "{n} pilots have ended", len(rows))
    st.subheader(_("How did other pilots end?"), anchor=False)
    st.markdown(markup.escape(f"{pilots}: {said}."))
    labels = answers.for_viewer(portfolio.names)
    offset = lists.page("ended", len(rows))
    with st.grid(min_column_width=420, gap="medium"):
        for row in rows[offset : offset + lists.PAGE]:
            with st.container(border=True, height="stretch", gap="xsmall"):
                badge = f":gray-badge[{_(Phase(row['phase']).label)}]"
                name = markup.escape(labels[row["id"]])
                st.markdown(f"{values.dot_of(row['id'])} **{name}** {badge}")
                st.markdown(_told(row))


def _told(row: programme.EndedPilot) -> str:
    """What was decided, and on a line of its own why: that is what others learn from."""
    said = filter(None, (row["decided"], row["reason"]))
    told = "  \n".join(markup.escape(shorten(" ".join(it.split()), 300)) for it in said)
    return told or f":gray[{_('No decision was written down.')}]"
