"""What is asked and not offered: since when, and when it is no longer so."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pilots.charts import mismatch_chart
from pilots.evidence.mismatch import Gap, Spell, mismatch
from pilots.language import speaking

TODAY = date(2026, 11, 20)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_a_gap_begins_when_the_first_asks_and_ends_when_somebody_offers() -> None:
    found = mismatch(
        [
            Spell("klussen", "asked", ago(50)),
            Spell("klussen", "asked", ago(40)),
            Spell("klussen", "offered", ago(20)),
        ],
        TODAY,
    )
    assert found.gaps == ()
    assert found.closed == (Gap("klussen", "asked", ago(50), ago(20), was_met=True),)


def test_a_gap_opens_again_when_the_offer_ends() -> None:
    found = mismatch(
        [Spell("taal", "asked", ago(50)), Spell("taal", "offered", ago(40), ago(10))], TODAY
    )
    assert found.gaps == (Gap("taal", "asked", ago(10)),)
    assert found.gaps[0].days(TODAY) == 10


def test_a_need_that_nobody_met_is_no_gap_that_closed() -> None:
    found = mismatch([Spell("taal", "asked", ago(50), ago(10))], TODAY)
    assert (found.gaps, found.closed, found.themes) == ((), (), ())


def test_a_gap_of_a_few_days_is_not_told_of() -> None:
    found = mismatch([Spell("a", "asked", ago(9)), Spell("a", "offered", ago(3))], TODAY)
    assert found.closed == ()


def test_what_is_asked_comes_before_what_is_offered_and_the_longest_first() -> None:
    found = mismatch(
        [
            Spell("a", "offered", ago(90)),
            Spell("b", "asked", ago(10)),
            Spell("c", "asked", ago(20)),
        ],
        TODAY,
    )
    assert [gap.theme for gap in found.gaps] == ["c", "b", "a"]
    assert [each.theme for each in found.themes] == ["b", "c", "a"]
    with speaking("en"):
        assert found.sentence == (
            "2 themes are asked for but not offered: c and b. Offered but not asked for: a."
        )
    with speaking("nl"):
        assert found.sentence == (
            "2 thema’s worden gevraagd en niet geboden: c en b. Geboden en niet gevraagd: a."
        )


def test_nothing_says_so() -> None:
    assert mismatch([], TODAY).sentence == "Er wordt nu niets gevraagd of geboden."


spells = st.builds(
    lambda side, since, lasts: Spell(
        "x", side, ago(since), ago(since - lasts) if lasts < since else None
    ),
    st.sampled_from(["asked", "offered"]),
    st.integers(0, 60),
    st.integers(1, 60),
)


@given(st.lists(spells, max_size=8), st.integers(0, 60))
def test_on_each_day_in_a_gap_one_is_there_and_the_other_is_not(
    drawn: list[Spell], days: int
) -> None:
    found = mismatch(drawn, TODAY)
    for gap in (*found.gaps, *found.closed):
        day = ago(days)
        if gap.since <= day and (gap.until is None or day < gap.until):
            there = {
                it.side for it in drawn if it.since <= day and (it.until is None or day < it.until)
            }
            assert there == {gap.side}


def test_the_chart_shows_what_is_asked_to_the_left_and_what_is_offered_to_the_right() -> None:
    found = mismatch(
        [
            Spell("a", "asked", ago(2)),
            Spell("a", "asked", ago(1)),
            Spell("", "offered", ago(3)),
        ],
        TODAY,
    )
    asked, offered = mismatch_chart(found).data
    assert list(asked.y) == ["a", "zonder thema"]
    assert list(asked.x) == [-2, None]
    assert list(offered.x) == [None, 1]
    assert asked.marker.pattern.shape  # the colour is never the only sign


def test_a_theme_is_plain_text_in_the_chart() -> None:
    found = mismatch([Spell("<b>vet</b>", "asked", ago(2))], TODAY)
    assert mismatch_chart(found).data[0].y[0] == "&lt;b&gt;vet&lt;/b&gt;"
