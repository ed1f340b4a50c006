"""What a form asks of a keyboard: digits for a number, and room for the button above it.

Streamlit's inputs cannot say so themselves; a component beside them does, which draws nothing.
"""

from pathlib import Path

from pilots.screens.kit.components import component

ASSETS = Path(__file__).with_name("keyboard_assets")

NUMBER = "number-"
"""The prefix of the key of the container of an input for a number."""

IN_REACH = "in_reach-"
"""The prefix of the key of a container that stays in sight, above the keyboard of a phone."""


def draw(key: str, focus: bool = False) -> None:
    """Help the form that it is drawn in. `focus`: who opens the page can type at once."""
    component(ASSETS, isolate_styles=False)(key=f"keyboard.{key}", data={"focus": focus}, height=1)
