"""A button that records is off from its tap until the answer is there: a second tap does nothing.

Streamlit has no such thing: it breaks off the answer to the first tap to begin with the second,
and where the page has changed by then it draws nothing at all.
"""

from pathlib import Path

from pilots.screens.kit.components import component

ASSETS = Path(__file__).with_name("second_tap_assets")


def ignore() -> None:
    """Have the browser ignore it, on every page."""
    component(ASSETS, isolate_styles=False)(key="second_tap", height=1)
