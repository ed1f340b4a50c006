"""Of what is told, the first sentence is the headline, and nothing of the rest is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilots.rules.headline import LONGEST, first_sentence


@pytest.mark.parametrize(("text", "headline", "told"), [
    ("Koffie gedronken", "Koffie gedronken", ""),
    ("  Koffie gedronken. ", "Koffie gedronken.", ""),
    ("Koffie gedronken. Ria wil helpen.", "Koffie gedronken.", "Ria wil helpen."),
    ("Wie komt er? Niemand!", "Wie komt er?", "Niemand!"),
    ("Koffie\nen thee", "Koffie", "en thee"),
    ("Koffie met o.a. de buren", "Koffie met o.a. de buren", ""),
    ("Om 10.30 uur in de hal", "Om 10.30 uur in de hal", ""),
    ("Geld: € 3.50 Veel", "Geld: € 3.50 Veel", ""),
    ("Eén.  Émile kwam ook", "Eén.", "Émile kwam ook"),
])  # fmt: skip
def test_the_first_sentence_is_the_headline(text: str, headline: str, told: str) -> None:
    assert first_sentence(text) == (headline, told)


def test_a_sentence_that_is_too_long_is_cut_at_a_word_and_told_whole() -> None:
    text = "woord " * 60 + "einde. En nog iets."
    headline, told = first_sentence(text)
    assert len(headline) <= LONGEST
    assert headline.endswith("woord…")
    assert told == text


@given(st.text(min_size=1, max_size=500))
def test_every_word_is_in_the_headline_or_told(text: str) -> None:
    headline, told = first_sentence(text)
    assert len(headline) <= LONGEST
    assert f"{headline} {told}".split() == text.split() or told == text.strip()
