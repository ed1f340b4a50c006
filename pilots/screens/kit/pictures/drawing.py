"""Charts on a page: drawn once until somebody records something, and open to a drill-down.

A finished figure is cached as plain data, because making it again costs more than the rest of
the page together. A click on one of its points drills down to the records that it stands for.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from pilots.charts import config
from pilots.charts.stored_figure import StoredFigure, plain_data
from pilots.charts.template import legible
from pilots.language import _, chosen, today
from pilots.points import AnyPoint, write
from pilots.screens.kit import answers, flash, markup

CLICKED = "behind"
"""The key in the session of the point that was clicked, as `pilots.points` writes it."""


def chart(
    draw: Callable[[], Any],
    key: str,
    alt: str,
    *of: Any,
    clickable: bool = False,
    large: bool = False,
) -> None:
    """A chart; the page shows its question and reading above it, and `alt` says both to the ear.

    `draw` makes the figure, and is called only if it is not cached. It must depend on nothing but
    the register, the day, the language, `key` and `of`. `clickable`: its
    points have `customdata`, and `drill_down.show` opens the records of the one that is clicked.
    `large`: to be read from across a room.
    """
    # One text is hashed faster than its parts.
    data = _figure_data(
        f"{key} {answers.cache_key()} {chosen()} {today()} {of}", lambda: plain_data(draw())
    )
    layout = legible(data["layout"], dark=st.context.theme.type == "dark", large=large)
    if clickable:
        layout = _scrollable(layout)
    clicks = st.session_state.get(f"clicks.{key}", 0)
    # After a click the chart gets a new key, so that the same point can be clicked again.
    widget = f"chart.{key}.{clicks}"
    on_click: dict[str, Any] = {
        "on_select": partial(_clicked, key, widget),
        "selection_mode": "points",
    }
    st.plotly_chart(
        StoredFigure({**data, "layout": layout}),
        config=config(tools=not markup.on_phone()),
        key=widget,
        alt=alt,
        **(on_click if clickable else {}),
    )


def _scrollable(layout: Mapping[str, Any]) -> dict[str, Any]:
    """The layout of a clickable chart, with which a finger on it still scrolls the page.

    Streamlit makes a drag pan a clickable chart unless its layout sets `dragmode` to a true
    value. Plotly does not know the value "none", so it falls back on the template, where False
    leaves the drag to the page.
    """
    template = layout.get("template", {})
    quiet = {**template, "layout": {**template.get("layout", {}), "dragmode": False}}
    return {**layout, "template": quiet, "dragmode": "none"}


@st.cache_resource(max_entries=500, show_spinner=False)
def _figure_data(key: str, _draw: Callable[[], Any]) -> Any:
    """The same object for all sessions: nobody may change it."""
    return _draw()


@flash.callback
def _clicked(key: str, widget: str) -> None:
    points = st.session_state[widget]["selection"]["points"]
    carried = points[0].get("customdata") if points else None
    if carried:
        st.session_state[CLICKED] = carried[0] if isinstance(carried, list) else carried
        st.session_state[f"clicks.{key}"] = st.session_state.get(f"clicks.{key}", 0) + 1


@flash.callback
def click(point: AnyPoint) -> None:
    """Do what a click on this point does, for buttons beside a picture."""
    st.session_state[CLICKED] = write(point)


def offer_drill_down(label: str, point: AnyPoint, key: str) -> None:
    """A button that opens the records that numbers in words are made of."""
    st.button(
        label,
        icon=":material/list:",
        key=f"behind.{key}",
        type="tertiary",
        on_click=click,
        args=(point,),
    )


def numbers(
    columns: Callable[[], Mapping[str, Sequence[str]]], key: str, label: str | None = None
) -> None:
    """The numbers of a chart as a table, for people who cannot see it or would rather read.

    `columns` is called only when somebody opens the table.
    """
    closed = st.expander(
        label or _("The numbers as a table"),
        icon=":material/table:",
        key=key,
        on_change="rerun",
    )
    if closed.open:
        closed.table(
            {
                name: [markup.escape(value) for value in values]
                for name, values in columns().items()
            },
            hide_index=True,
        )
