"""The colours pilots are recognised by.

Each stands out from a white and from a dark page by at least 3 to 1, and each pair differs
clearly for people who see fewer colours too: they were chosen together, so a change of one
is a change of the set.
"""

from schemas import Colour

_HEX = {
    Colour.BLUE: "#5f8cde",
    Colour.ORANGE: "#d07807",
    Colour.TEAL: "#086f5c",
    Colour.PURPLE: "#8d33e5",
    Colour.RED: "#e35d4d",
    Colour.OLIVE: "#5d681a",
    Colour.PINK: "#c02999",
    Colour.GREY: "#8d9396",
}


def hex_of(colour: Colour) -> str:
    """The colour as #rrggbb."""
    return _HEX[colour]
