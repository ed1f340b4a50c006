"""Spellings of one name, as people and their telephones write it."""

import unicodedata

from hypothesis import strategies as st

NAMES = (
    "Zoë Yılmaz",
    "Jan van 't Hof",
    "Anne-Marie Bos",
    "İlker Şahin",
    "Mo D'Angelo",
    "IJsbrand Groß",
    "Łukasz Østergård",
    "J.P. de Vries",
    "أحمد علي",
    "Nguyễn Thị Hà",
)
"""Of more than one word: those are recognised everywhere, also in the warning about names."""

_ALSO = {
    "'": "’‘`´ʼ",
    "-": "‐‑–— ",
    " ": " \u00a0\t",
    ".": " ",
    "i": "ıİ",
    "s": "ſ",
    "J": "j",
    "ß": ("ss", "SS", "ẞ"),
}
_UNSEEN = ("", "", "", "\u200b", "\u00ad", "\u200e", "\ufeff")


@st.composite
def spellings(draw: st.DrawFn, name: str) -> str:
    """The name with other apostrophes, hyphens, capitals, accents, spaces and unseen marks."""
    plain = name.replace("IJ", draw(st.sampled_from(["IJ", "Ĳ", "ĳ", "ij"])))
    parts = []
    for char in unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD"])), plain):
        is_accent = unicodedata.combining(char) and draw(st.booleans())
        other = draw(st.sampled_from([char, *_ALSO.get(char, ())]))
        parts.append("" if is_accent else other + draw(st.sampled_from(_UNSEEN)))
    written = "".join(parts)
    change = draw(st.sampled_from([str, str.upper, str.lower, str.title]))
    return str(change(written))
