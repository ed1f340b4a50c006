"""What in a text may give somebody away: what is seen, and what is left alone."""

from collections import Counter
from collections.abc import Callable

import pytest

from pilots.access import Scope, Viewer
from pilots.errors import HoldsBsn
from pilots.language import speaking
from pilots.privacy.free_text import open_texts, texts
from pilots.privacy.pii import Kind, findings
from pilots.queries import personal_data
from pilots.store.logbook import PendingLine
from pilots.tracker import Tracker
from schemas import Action, Pilot, Record, Stakeholder
from tests.support.notes import NAMES, notes

BSN = "123456782"
"""Passes the test, and is nobody's."""

RECALL, PRECISION = 0.95, 0.9


def found(text: str, *names: str) -> list[tuple[Kind, str]]:
    return [(it.kind, it.found) for it in findings(text, names)]


# --- a thousand notes ---------------------------------------------------------------------


def test_of_a_thousand_notes_nearly_all_that_gives_somebody_away_is_seen() -> None:
    right, wrong, missed = Counter[Kind](), Counter[Kind](), Counter[Kind]()
    examples = []
    for note in notes():
        seen = {it.kind for it in findings(note.text, NAMES)}
        right.update(seen & note.kinds)
        wrong.update(seen - note.kinds)
        missed.update(note.kinds - seen)
        if seen != note.kinds:
            examples.append(f"{note.text!r}: {sorted(note.kinds)}, seen {sorted(seen)}")
    recall = right.total() / (right.total() + missed.total())
    precision = right.total() / (right.total() + wrong.total())
    said = "\n".join(
        [
            f"recall {recall:.1%}, precision {precision:.1%}",
            f"seen {dict(right)}, missed {dict(missed)}, seen wrongly {dict(wrong)}",
            *examples,
        ]
    )
    assert recall >= RECALL, said
    assert precision >= PRECISION, said
    for kind in Kind:
        assert right[kind] >= 0.9 * (right[kind] + missed[kind]), f"{kind}: {said}"


def test_the_notes_are_the_same_every_time_and_of_every_kind() -> None:
    made = notes()
    assert made == notes()
    assert len(made) == 1000
    counts = Counter(kind for note in made for kind in note.kinds)
    assert min(counts[kind] for kind in Kind) >= 40
    assert sum(not note.kinds for note in made) == 500


# --- one by one ----------------------------------------------------------------------------


def test_a_finding_says_where_it_stands() -> None:
    text = "Bel 06-12345678 of mail ria@ziggo.nl."
    phone, email = findings(text)
    assert text[phone.start : phone.end] == phone.found == "06-12345678"
    assert text[email.start : email.end] == email.found == "ria@ziggo.nl"


def test_a_number_after_31_is_a_phone_number_also_where_it_passes_for_a_bsn() -> None:
    assert found("+31 612345671") == [(Kind.PHONE, "+31 612345671")]
    assert found("612345671") == [(Kind.BSN, "612345671")]


@pytest.mark.parametrize(
    "text", ["123456789", "000000000", "12345678", "1234567820", "€ 123.456.782", f"0,{BSN}"]
)
def test_a_number_that_fails_the_test_or_counts_something_is_no_bsn(text: str) -> None:
    assert found(text) == []


def test_a_bsn_is_seen_in_an_address_too() -> None:
    assert (Kind.BSN, BSN) in found(f"{BSN}@ziggo.nl")


def test_a_name_is_seen_whole_and_however_it_is_spelled() -> None:
    assert found("met ZOE  yilmaz!", "Zoë Yılmaz") == [(Kind.NAME, "ZOE  yilmaz")]
    assert found("met Zoë Yilmazoglu", "Zoë Yılmaz") == [(Kind.NAME_PART, "Zoë")]
    assert found("met Zoë, Yilmaz kwam later", "Zoë Yılmaz") == [
        (Kind.NAME_PART, "Zoë"),
        (Kind.NAME_PART, "Yilmaz"),
    ]
    assert found("met Anna Bos de Wit", "Anna Bos", "Anna Bos de Wit") == [
        (Kind.NAME, "Anna Bos de Wit")
    ]


def test_a_first_or_a_last_name_alone_is_seen_where_it_has_a_capital() -> None:
    assert found("Ria bracht koffie", "Ria") == [(Kind.NAME_PART, "Ria")]
    assert found("met mevrouw De Vries", "Ria de Vries") == [(Kind.NAME_PART, "mevrouw De Vries")]
    assert found("R. de Vries belt", "Ria de Vries") == [(Kind.NAME_PART, "R. de Vries")]
    assert found("Ria de Vries belt", "Ria de Vries") == [(Kind.NAME, "Ria de Vries")]
    assert found("een riant plein, ria", "Ria de Vries") == []


def test_a_name_that_is_a_word_too_is_seen_behind_a_title_only() -> None:
    assert found("Wil je in het Bos lopen", "Wil Bos") == []
    assert found("dhr. Bos belt", "Wil Bos") == [(Kind.NAME_PART, "dhr. Bos")]


@pytest.mark.parametrize("kind", Kind)
def test_every_finding_is_said_in_both_languages(kind: Kind) -> None:
    samples = {
        Kind.BSN: BSN,
        Kind.PHONE: "010-1234567",
        Kind.EMAIL: "ria@ziggo.nl",
        Kind.ADDRESS: "3083 AB 12",
        Kind.NAME: "Ria de Vries",
        Kind.NAME_PART: "mevrouw De Vries",
        Kind.BIRTHDAY: "geboren op 12-3-1948",
        Kind.IBAN: "NL91 ABNA 0417 1643 00",
    }
    (it,) = findings(samples[kind], ["Ria de Vries"])
    assert it.kind is kind
    with speaking("nl"):
        dutch = it.sentence("Wat")
    with speaking("en"):
        english = it.sentence("What")
    assert dutch.startswith("In “Wat” staat ")
    assert english.startswith("“What” contains ")
    for said in (dutch, english):
        assert (samples[kind] in said) is (kind is not Kind.BSN), "a BSN is never repeated"


# --- which fields ----------------------------------------------------------------------------


def test_what_is_about_a_person_is_no_place_to_warn_of_but_text_all_the_same() -> None:
    assert {"name", "email", "phone", "brings", "needs"} <= set(texts(Stakeholder))
    assert set(open_texts(Stakeholder)) == {"brings", "needs"}


def test_ids_pictures_and_choices_are_no_text() -> None:
    assert not {"with_whom", "photo", "kind", "decision"} & set(texts(Action))
    assert "themes" in texts(Pilot)


# --- the known residents ---------------------------------------------------------------------


@pytest.fixture
def people(tracker: Tracker, anna: Viewer) -> None:
    tracker.record(
        anna,
        Pilot(id="north", name="Noord"),
        Pilot(id="south", name="Zuid"),
        Stakeholder(pilot="north", name="Ria de Vries", kind="resident"),
        Stakeholder(pilot="north", name="Zoë Yılmaz"),
        Stakeholder(pilot="north", name="Fatima", kind="resident"),
        Stakeholder(pilot="north", name="Stichting Zuid", kind="fund"),
        Stakeholder(pilot="south", name="Jan-Willem Bos"),
    )


def test_names_are_of_residents_and_of_whom_nobody_said_what_they_are(
    tracker: Tracker, anna: Viewer, people: None
) -> None:
    names = tracker.ask(personal_data.names_of_people, anna.scope)
    assert names == ["Fatima", "Jan-Willem Bos", "Ria de Vries", "Zoë Yılmaz"]


def test_nobody_gets_names_that_are_not_theirs_to_read(
    tracker: Tracker, bram: Viewer, chaima: Viewer, dirk: Viewer, people: None
) -> None:
    assert tracker.ask(personal_data.names_of_people, bram.scope) == [
        "Fatima",
        "Ria de Vries",
        "Zoë Yılmaz",
    ]
    for viewer in (chaima, dirk):
        assert tracker.ask(personal_data.names_of_people, viewer.scope) == []
    mixed = Scope(pilots=frozenset({"north", "south"}), personal=frozenset({"south"}))
    assert tracker.ask(personal_data.names_of_people, mixed) == ["Jan-Willem Bos"]


# --- when it is recorded ------------------------------------------------------------------


@pytest.mark.parametrize(
    "make",
    [
        lambda: Action(pilot="north", title="Bellen", happened=f"Ze gaf {BSN} door"),
        lambda: Stakeholder(pilot="north", name="Ria 123.456.782"),
        lambda: Stakeholder(pilot="north", name="Ria", phone=BSN),
        lambda: Pilot(id="north", name="Noord", themes=("Eten", f"bsn{BSN}")),
    ],
)
def test_a_bsn_is_refused_in_every_text_and_nothing_is_written(
    tracker: Tracker, anna: Viewer, make: Callable[[], Record]
) -> None:
    before = tracker.head
    with pytest.raises(HoldsBsn) as refused:
        tracker.record(anna, Pilot(id="south", name="Zuid"), make())
    assert tracker.head == before
    for language in ("nl", "en"):
        with speaking(language):
            said = str(refused.value)
        assert "BSN" in said
        assert BSN not in said.replace(".", "")


def test_what_only_needs_a_thought_is_not_refused_at_the_door(
    tracker: Tracker, anna: Viewer
) -> None:
    text = "Bel 06-12345678 of ria@ziggo.nl, 3083 AB 12"
    (line,) = tracker.record(anna, Action(pilot="north", title=text))
    assert text in (line.body or "")


def test_a_bsn_of_before_stays_readable_and_can_be_undone_and_brought_back(
    tracker: Tracker, anna: Viewer
) -> None:
    old = Action(id="old", pilot="north", title=f"Gebeld over {BSN}")
    with tracker.logbook.transaction() as transaction:
        body = f'{{"title":"{old.title}"}}'
        idempotency_key = "00000000-0000-4000-8000-000000000001"
        transaction.append([PendingLine(idempotency_key, "Anna", "action", "old", "north", body)])
    tracker.rebuild()
    assert BSN in (tracker.line(anna, 1).body or "")
    gone = tracker.withdraw(anna, 1)
    assert BSN in (tracker.restore_version(anna, 1).body or "")
    assert BSN in (tracker.undo(anna, gone.seq)[0].body or "")
