"""Names on paper, in the scripts of a neighbourhood: read back from a PDF that stays PDF/A."""

import re
from datetime import date
from html import escape
from io import BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from pilots.reports import glyphs, paper
from pilots.reports.blocks import (
    Chart,
    DescriptionList,
    Document,
    Heading,
    Item,
    Items,
    Paragraph,
    Quote,
    Signature,
    SmallPrint,
    Table,
)
from tests.support.app import shown

pytestmark = pytest.mark.slow

NAMES = {
    "simplified Chinese": "王小明",
    "traditional Chinese": "歐陽靜怡",
    "a rare Chinese character": "𠮷田",
    "Japanese": "田中さくら",
    "Korean": "김민수",
    "Tigrinya": "ሰላም ገብረ",
    "Tamil": "தமிழ் செல்வி",
    "Arabic": "محمد علي",
    "Dari": "گلناز پویا",
    "Kurdish": "شێرکۆ",
    "Hebrew": "אברהם כהן",
    "Turkish": "Çağlar Gökçe Işıl",
    "Vietnamese": "Nguyễn Thị Hồng Ánh",
    "Polish": "Łukasz Żółć",
    "Ukrainian": "Олександр Їжак Ґ",
    "Greek": "Ελένη Παπαδοπούλου",
    "Hindi": "प्रिया शर्मा",
    "Bengali": "শর্মিষ্ঠা",
    "Thai": "สมชาย ใจดี",
    "Georgian": "ნინო",
    "Armenian": "Հայկ",
    "Yoruba": "Ọláyínká Ṣadé",
    "Cape Verdean": "Nhô Baltasár",
}
"""People of one neighbourhood."""


def document_of(text: str, *more: Chart) -> Document:
    blocks = (
        Heading(text),
        Paragraph(text),
        Quote(text, text),
        SmallPrint(text),
        DescriptionList(((text, text),)),
        Items((Item(text, (text,), (text,)),)),
        Table((text, text), ((text, text),)),
        Signature(text),
        *more,
    )
    return Document(text, "nl", date(2026, 9, 1), "f", blocks)


def read(content: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def is_archival(content: bytes) -> bool:
    """Whether a PDF says that it is PDF/A-2a and PDF/UA-1; typst says so of no other."""
    return bool(
        re.search(rb"pdfaid:part.{0,40}2", content)
        and re.search(rb"pdfaid:conformance.{0,40}A", content)
        and re.search(rb"pdfuaid:part.{0,40}1", content)
    )


# --- names -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_is_printed_in_its_own_script(name: str) -> None:
    document = document_of(f"Gesprek met {name}.")
    content = paper.write(document)
    assert is_archival(content)
    assert set(name) <= set(read(content))
    assert paper.unprintable(document) == {}


@pytest.mark.parametrize(
    "sign", ["😀", "👍🏽", "👨‍👩‍👧", "❤️", "🇳🇱", "🎉", "→", "✓", "☎", "①", "½"]
)
def test_a_smiley_leaves_a_pdf_to_be_kept_for_ever(sign: str) -> None:
    content = paper.write(document_of(f"Het feest {sign} was leuk"))
    assert is_archival(content)
    assert sign[0] in read(content)


def test_names_in_all_scripts_stand_in_one_pdf_that_is_the_same_each_time() -> None:
    document = document_of(", ".join(NAMES.values()))
    assert paper.write(document) == paper.write(document)


# --- what is in no font ------------------------------------------------------------------


def test_a_sign_that_is_in_no_font_is_named_with_its_word_and_replaced() -> None:
    document = document_of("Gesprek met Aⵣul en ⴰⵎⴰⵣⵉⵖ, en Jan")
    assert paper.unprintable(document) == {"Aⵣul": "ⵣ", "ⴰⵎⴰⵣⵉⵖ,": "ⴰⵎⵣⵉⵖ"}
    content = paper.write(document)
    assert is_archival(content)
    written = read(content)
    assert "A□ul" in written
    assert "en Jan" in written
    assert "ⵣ" not in written


def test_without_the_packages_of_fonts_what_is_missing_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(glyphs, "PACKAGES", ("no_such_package",))
    glyphs.fonts.cache_clear()
    glyphs._unprintable.cache_clear()
    try:
        document = document_of("Gesprek met 王小明 en Çağlar")
        assert paper.unprintable(document) == {"王小明": "王小明"}
        assert is_archival(paper.write(document))
    finally:
        glyphs.fonts.cache_clear()
        glyphs._unprintable.cache_clear()


@given(st.text(max_size=40))
@example("\u1ab0\ud7fc")  # what is left of it cannot be printed either
def test_any_text_leaves_a_pdf_to_be_kept_for_ever(text: str) -> None:
    assert is_archival(paper.write(document_of(f"x{text}")))


# --- charts ------------------------------------------------------------------------------


def drawn(text: str) -> str:
    """A chart as Chromium draws one, with this text in it."""
    style = "font-family: &quot;Open Sans&quot;, sans-serif; font-size: 12px;"
    letters = f'<text y="20" style="{style}">{escape(text, quote=False)}</text>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="30">{letters}</svg>'


CHART = Chart("result", "alt")


def with_chart(text: str) -> bytes:
    return paper.write(document_of("Uitkomst", CHART), {CHART: drawn(text)})


@pytest.mark.parametrize("text", ["王小明", "ሰላም", "김민수", "Олександр", "😀", "Çağlar & < > ‘s"])
def test_a_chart_shows_names_too(text: str) -> None:
    content = with_chart(text)
    assert is_archival(content)
    assert set(text.replace(" ", "")) <= set(read(content))


def test_words_of_a_chart_that_fail_only_together_are_replaced_too() -> None:
    assert is_archival(with_chart("Ċ 𡢞"))


def test_what_a_chart_cannot_show_is_named_and_replaced_as_a_whole_word() -> None:
    document = document_of("Uitkomst", CHART)
    assert paper.unprintable(document, ["தமிழ் per week"]) == {"தமிழ்": "தமிழ்"}
    content = with_chart("தமிழ் per week")
    assert is_archival(content)
    assert "□□□□□ per week" in read(content)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")))
def test_any_text_in_a_chart_leaves_a_pdf_to_be_kept_for_ever(text: str) -> None:
    assert is_archival(with_chart(text[:30]))


# --- on the page -------------------------------------------------------------------------


def page(text: str, language: str) -> None:
    from datetime import date

    from pilots import language as words
    from pilots.reports.blocks import Document, Paragraph
    from pilots.screens.kit.reports import unprintable

    words.choose(language)
    unprintable.warn(Document("t", "nl", date(2026, 9, 1), "f", (Paragraph(text),)))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nl", "De PDF kan deze tekens niet tonen: “ⵣ” in “Aⵣul”."),
        ("en", "The PDF cannot show these signs: “ⵣ” in “Aⵣul”."),
    ],
)
def test_the_page_says_beforehand_what_the_pdf_cannot_show(language: str, sentence: str) -> None:
    app = AppTest.from_function(page, args=("Gesprek met Aⵣul", language)).run()
    assert sentence in shown(app)


def test_the_page_says_nothing_where_all_can_be_shown() -> None:
    app = AppTest.from_function(page, args=("Gesprek met 王小明 😀", "nl")).run()
    assert not app.warning


def test_of_very_many_words_the_page_names_some_and_counts_the_rest() -> None:
    text = " ".join(f"ⵣ{n}" for n in range(15))
    app = AppTest.from_function(page, args=(text, "nl")).run()
    assert "en nog 3" in shown(app)
