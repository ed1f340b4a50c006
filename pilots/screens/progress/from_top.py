"""Who opens the account of a pilot from far down the page begins at its top."""

from pathlib import Path

from pilots.screens.kit.components import component

ASSETS = Path(__file__).with_name("from_top_assets")


def begin_at_the_top(account: str) -> None:
    """Scroll up where this is another account than was open before. It draws nothing.

    Streamlit leaves the page where it was when all of it changes.
    """
    component(ASSETS, isolate_styles=False)(key="from_top", data={"account": account})
