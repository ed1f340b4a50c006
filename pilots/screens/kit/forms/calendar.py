"""A calendar beside a day that is typed: the browser's own, which a phone shows large."""

from pathlib import Path

from pilots.language import _
from pilots.screens.kit.components import component

ASSETS = Path(__file__).with_name("calendar_assets")


def draw(label: str, key: str) -> None:
    """A button with a calendar for the text input before it, in the same keyed container.

    `label` is that of the input. The day that is chosen is typed into the input, so all that
    holds for typing holds for it too.
    """
    component(ASSETS, isolate_styles=False)(
        key=f"calendar.{key}",
        data={"label": _("Choose a day: {field}", field=label)},
        width="content",
    )
