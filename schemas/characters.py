"""Characters that people do not see: the ends of lines, and what takes up no room at all."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
"""All that ends a line besides `\\n`: Word and PowerPoint write U+000B, and U+000C for a page."""

_UNSEEN = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
"""Fillers and blanks that Unicode does not list among its format characters (Cf)."""

_VARIATION_SELECTORS = ((0x180B, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
"""They choose the look of the character before them: the first and the last of each range."""


def line_ends(text: str) -> str:
    """The text with every line ended by `\\n`."""
    return _LINE_ENDS.sub("\n", text)


def is_invisible(char: str) -> bool:
    """Whether a character leaves no mark on the screen, other than white space.

    Such as a zero-width space, a mark for the direction of text, and a soft hyphen: the
    Default_Ignorable_Code_Point of Unicode, and the blank of Braille.
    """
    if unicodedata.category(char) == "Cf" or char in _UNSEEN:
        return True
    return any(first <= ord(char) <= last for first, last in _VARIATION_SELECTORS)


def is_blank(text: str) -> bool:
    """Whether there is nothing to see in a text."""
    return all(char.isspace() or is_invisible(char) for char in text)
