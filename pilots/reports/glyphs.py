"""Which signs can be printed: the fonts of a PDF, and what none of them has.

Names come in the scripts of the whole world. Noto's fonts come as packages (`manimgx-fonts`), so
that a PDF is the same wherever it is made; what is in none of them is found by trying.
"""

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from html import escape, unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import typst

ARCHIVAL: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]
"""To be kept for ever (PDF/A), and read aloud (PDF/UA). Both refuse a sign that is in no font."""

FONT = "Libertinus Serif"
"""The font of a page, as paper.typ says too: it comes with typst. The others fill in for it."""

PACKAGES = ("manimgx_fonts", "manimgx_fonts_cjk")
"""Noto Sans for most scripts, and emoji in outline; Chinese, Japanese and Korean."""

INSTEAD = "□"
"""Stands for a sign that cannot be printed."""

Where = Literal["text", "picture"]
"""Text of the page, or text in a chart (SVG), in which typst shapes fewer scripts."""

_IN: Mapping[Where, str] = {
    "text": "#par(json(bytes(sys.inputs.words)))",
    "picture": '#image(bytes(sys.inputs.words), format: "svg", alt: "words")',
}

_PAGE = """
#set document(title: "words", date: datetime(year: 2000, month: 1, day: 1))
#set text(lang: "nl", font: "Libertinus Serif")
"""

_SURELY = re.compile(r"[ -~\xa1-\xac\xae-\u017f‘’“”„…–—•€]*")
"""What the font of a page has: most texts hold nothing else, and need no trial."""


@cache
def fonts() -> typst.Fonts:
    """The fonts of this program; none of the machine, so that each machine prints alike."""
    specs = filter(None, map(find_spec, PACKAGES))
    folders = [Path(spec.origin).parent for spec in specs if spec.origin]
    return typst.Fonts(include_system_fonts=False, font_paths=folders)


def unprintable(texts: Iterable[str], where: Where = "text") -> dict[str, str]:
    """The words that cannot be printed as they are, each with the signs that are the reason."""
    lines = tuple(dict.fromkeys(texts))
    unusual = sorted({word for text in lines for word in _unusual(text)})
    missing = dict(_unprintable(tuple(unusual), where))
    if where == "picture":
        # A line of a chart is shaped as one: words that can be shown alone may fail together.
        for text in lines:
            if _unusual(text) and not _compiles(printable(text, missing), where):
                missing |= {word: _missing_in(word, where) for word in _unusual(text)}
    return missing


def _unusual(text: str) -> list[str]:
    """The words of a text with signs that may be in no font."""
    return [word for word in re.split(r"[ \n]+", text) if not _SURELY.fullmatch(word)]


def printable(text: str, missing: Mapping[str, str]) -> str:
    """The text with `INSTEAD` for the signs of these words, as `unprintable` found them."""
    for word in sorted(missing, key=len, reverse=True):
        signs = missing[word]
        text = text.replace(word, "".join(INSTEAD if sign in signs else sign for sign in word))
    return text


def printable_svg(svg: str) -> str:
    """A chart, likewise: without the words that cannot be printed in it."""
    texts = [unescape(text) for text in re.findall(r">([^<>]+)<", svg)]
    missing = unprintable(texts, "picture")
    return printable(svg, {escape(word, quote=False): missing[word] for word in missing})


@lru_cache(maxsize=500)
def _unprintable(words: tuple[str, ...], where: Where) -> tuple[tuple[str, str], ...]:
    """All at once, as nearly always all can be printed; else in halves."""
    if not words or _compiles(" ".join(words), where):
        return ()
    if len(words) == 1:
        return ((words[0], _missing_in(words[0], where)),)
    half = len(words) // 2
    return _unprintable(words[:half], where) + _unprintable(words[half:], where)


def _missing_in(word: str, where: Where) -> str:
    """The signs of a word that cannot be printed; all unusual ones if only together they cannot.

    In a picture no half of a word is shown: without its vowel signs it would be another one.
    """
    unusual = "".join(sign for sign in dict.fromkeys(word) if not _SURELY.fullmatch(sign))
    if where == "picture":
        return unusual
    missing = "".join(sign for sign in unusual if not _compiles(sign, where))
    return missing if missing and _compiles(printable(word, {word: missing}), where) else unusual


@lru_cache(maxsize=500)
def _compiles(text: str, where: Where) -> bool:
    words = json.dumps(text)
    if where == "picture":
        letters = f'<text y="20" style="font-family: \'{FONT}\'">{escape(text)}</text>'
        words = f'<svg xmlns="http://www.w3.org/2000/svg" width="99" height="30">{letters}</svg>'
    page = (_PAGE + _IN[where]).encode()
    compiler = typst.Compiler(page, font_paths=fonts(), sys_inputs={"words": words})
    try:
        compiler.compile(format="pdf", pdf_standards=ARCHIVAL, timestamp=0)
    except typst.TypstError:
        return False
    return True
