"""How other pilots ended: how many, and what was decided. To stop is a result too."""

from collections import Counter

import streamlit as st

from pilots.charts.template import shorten
from pilots.language import _, plural
from pilots.queries import portfolio, programme
from pilots.screens.kit import answers, badges, markup
from pilots.screens.kit.records import lists
from schemas import Phase


def draw() -> None:
    """The pilots that ended, each with its last decision; nothing where all are running."""
    rows = answers.for_viewer(programme.ended)
    if not rows:
        return
    counted = Counter(row["phase"] for row in rows)
    phases = ", ".join(
        f"{n} {_(Phase(phase).label).lower()}" for phase, n in sorted(counted.items())
    )
    pilots = plural("{n} pilot has ended", "{n} pilots have ended", len(rows))
    st.subheader(_("How did other pilots end?"), anchor=False)
    st.markdown(markup.escape(f"{pilots}: {phases}."))
    labels = answers.for_viewer(portfolio.names)
    offset = lists.pagination("ended", len(rows))
    with st.grid(min_column_width=420, gap="medium"):
        for row in rows[offset : offset + lists.PAGE]:
            with st.container(border=True, height="stretch", gap="xsmall"):
                badge = f":gray-badge[{_(Phase(row['phase']).label)}]"
                name = markup.escape(labels[row["id"]])
                st.markdown(f"{badges.pilot(row['id'])} **{name}** {badge}")
                st.markdown(_decision(row))


def _decision(row: programme.EndedPilot) -> str:
    """What was decided, and on a line of its own why: that is what others learn from."""
    texts = filter(None, (row["decided"], row["reason"]))
    lines = [markup.escape(shorten(" ".join(text.split()), 300)) for text in texts]
    return "  \n".join(lines) or f":gray[{_('No decision was written down.')}]"
