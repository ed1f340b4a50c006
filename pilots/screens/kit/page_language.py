"""The language of the page, for who has it read aloud."""

from pathlib import Path

from pilots import language
from pilots.screens.kit.components import component

ASSETS = Path(__file__).with_name("page_language_assets")


def declare() -> None:
    """Say to the browser which language this run is in."""
    component(ASSETS, isolate_styles=False)(
        key="page_language", data={"language": language.chosen()}, height=1
    )
