"""The colours of pilots.

Each has a contrast of at least 3 to 1 with a white and with a dark page, and all pairs differ
for colour-blind people too. They were chosen as a set: change one, and check them all.
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


_LIGHT_LETTERS = {Colour.TEAL, Colour.PURPLE, Colour.OLIVE, Colour.PINK}


def letters_on(colour: Colour) -> str:
    """The colour of letters on it, with a contrast of at least 4.5 to 1."""
    return "#ffffff" if colour in _LIGHT_LETTERS else "#10161d"


def hex_of(colour: Colour) -> str:
    """The colour as #rrggbb."""
    return _HEX[colour]
