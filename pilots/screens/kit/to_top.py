"""A step that follows on another opens at its top, wherever the one before was scrolled to."""

from pathlib import Path

from pilots.screens.kit.components import component

ASSETS = Path(__file__).with_name("to_top_assets")


def begin_at_the_top(place: str) -> None:
    """Scroll up where this is another place than was open before. It draws nothing.

    Streamlit leaves the page where it was when all of it changes.
    """
    component(ASSETS, isolate_styles=False)(key="to_top", data={"place": place})
