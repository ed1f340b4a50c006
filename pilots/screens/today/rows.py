"""A line for a thing that waits: what one tap does, what it is, and the rest behind a menu.

What was just dealt with keeps its place for a while, struck through: otherwise the next one moves
under the finger, and a second tap is for that one.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pilots.charts.template import shorten
from pilots.language import _
from pilots.queries import portfolio
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, badges, markup

STRUCK_THROUGH_FOR = timedelta(seconds=30)
"""How long what was dealt with keeps its place."""

LONGEST = 22
"""Characters of a pilot's name, where there is room for it."""

_GONE = "today.gone"
"""The key in the session of what was dealt with, by id: its group and place, its row and when."""

_STYLE = Path(__file__).with_name("rows.css")


def style() -> None:
    """The look of the lines: on a desk one each, on a phone two."""
    st.html(_STYLE)


def line() -> DeltaGenerator:
    """The container of a line, to be filled from left to right."""
    return st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="xsmall")


def text(
    pilot_id: str,
    title: str,
    *details: str | None,
    is_done: bool = False,
    says_name: bool = True,
) -> None:
    """What a line is about, and whose; without `says_name` the square alone says which pilot."""
    name = _short_name(pilot_id) if says_name else ""
    small = markup.escape(" · ".join(word for word in (name, *details) if word))
    words = markup.escape(title)
    if is_done:
        words = f":gray[~~{words}~~]"
    grey = f":small[:gray[{small}]]" if small else ""
    st.markdown(f"{words}\n\n{badges.pilot(pilot_id)} {grey}")


def _short_name(pilot_id: str) -> str:
    return shorten(answers.for_viewer(portfolio.names).get(pilot_id, ""), LONGEST)


def tick(key: str, do: Callable[..., None] | None = None, *args: Any) -> None:
    """The round button that is done with the thing; without something to do it was done."""
    st.button(
        _("Done"),
        icon=":material/radio_button_unchecked:" if do else ":material/check_circle:",
        key=key,
        type="tertiary",
        disabled=do is None,
        on_click=do,
        args=args,
    )


# --- what was dealt with -----------------------------------------------------------------


def keep_place(group: str, place: int, row: RecordRow) -> None:
    """Remember where a row stands that is dealt with now."""
    gone = st.session_state.setdefault(_GONE, {})
    gone[row["id"]] = group, place, dict(row), datetime.now()


def has_gone(group: str) -> bool:
    """Whether something of this group was just dealt with."""
    return any(each[0] == group for each in _gone().values())


def with_gone(group: str, rows: Sequence[Any]) -> Iterator[tuple[Any, bool]]:
    """Each row to draw, and whether it was just dealt with.

    Those that were dealt with are put back at their old place; one that waits again, as after
    undo, is drawn once, as waiting.
    """
    waiting = {row["id"] for row in rows}
    found = [(row, False) for row in rows]
    for of_group, place, row, _moment in sorted(_gone().values(), key=lambda each: each[1]):
        if of_group == group and row["id"] not in waiting:
            found.insert(place, (row, True))
    yield from found


def _gone() -> dict[str, Any]:
    now = datetime.now()
    found = st.session_state.get(_GONE, {})
    return {id: each for id, each in found.items() if now - each[3] < STRUCK_THROUGH_FOR}
