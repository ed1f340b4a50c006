"""The net in SQL catches whatever Python finds, in any spelling, and not simply everything."""

import json
import unicodedata

import duckdb
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pilots.folding import is_in
from pilots.privacy.person import Person
from pilots.queries.spellings import may_hold, plain, search_terms
from tests.support.spellings import NAMES, spellings

CONNECTION = duckdb.connect()
CAUGHT = f"SELECT {may_hold('content')} FROM (SELECT {plain('$text::VARCHAR')} AS content)"


def is_caught(text: str, part: str) -> bool:
    found = CONNECTION.execute(CAUGHT, {"text": text, **search_terms([part])}).fetchone()
    assert found
    return bool(found[0])


@given(st.sampled_from(NAMES).flatmap(lambda name: st.tuples(st.just(name), spellings(name))))
def test_each_spelling_of_a_name_is_caught_also_in_json(pair: tuple[str, str]) -> None:
    name, written = pair
    text = unicodedata.normalize("NFC", f"“Zó”:\n{written} kwam…")
    assert Person([name]).is_named_in(text)
    assert is_caught(text, name)
    assert is_caught(json.dumps({"happened": text}, ensure_ascii=False), name)


_WORDS = st.text(st.sampled_from("abeiouyzßøæIİıſÉéë'’-–. \u00ad\u200b5٥“%"), max_size=8)


@given(text=_WORDS, part=_WORDS)
@example(text="D'Angelo", part="dangelo")
@example(text="Bel +31 6 1234-5678", part="0612345678")
@example(text="Bel `t Hof", part="'t hof")
def test_whatever_is_in_a_text_is_caught(text: str, part: str) -> None:
    text = unicodedata.normalize("NFC", f"{text} {part} {text}")
    if is_in(text, part):
        assert is_caught(text, part)


@pytest.mark.parametrize("text", ["Koffie op het plein", "“Zó” – café’s, 06-87654321", "Januari"])
def test_what_is_something_else_is_left_alone(text: str) -> None:
    for part in ("Zoë Yılmaz", "van 't Hof", "0612345678", "أحمد"):
        assert not is_caught(text, part)
