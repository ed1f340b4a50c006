"""Needs and offers of a pilot put together: which belong together and why, and what is lacking.

Nothing here is in words of a language, so that an answer can be kept for all who may read it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import nsmallest
from operator import itemgetter

from pilots import search
from pilots.evidence.mismatch import Gap, Mismatch, Spell, mismatch
from pilots.folding import folded
from pilots.queries import databank, records
from pilots.queries.databank import Listing, TitledAction
from pilots.queries.rows import RecordRow
from pilots.store.reader import Reader
from schemas import ListingStatus, Match, MatchStatus, Need

MOST = 3
"""Suggestions for one need: more is no help."""

Known = Mapping[str, Mapping[str, bool]]
"""By the id of a stakeholder, the ids of whom and what they are linked to; True for a place."""


@dataclass(frozen=True)
class Suggestion:
    """A need and an offer that may belong together, and all there is to say for it."""

    need: Listing
    offer: Listing
    theme: str = ""
    """The theme they share; '' for none."""
    words: tuple[str, ...] = ()
    """Words of the need that the offer says too."""
    place: str = ""
    """The id of the place that both name."""
    when: tuple[str, ...] = ()
    """Words of when both can."""
    know_each_other: bool = False
    known_to_both: tuple[str, ...] = ()
    """The ids of stakeholders who could introduce them."""
    visited_by_both: tuple[str, ...] = ()
    """The ids of places where both come."""


def is_open(listing: Listing, today: date) -> bool:
    """Whether somebody may still be brought together with it."""
    until = listing["until"]
    return listing["status"] == ListingStatus.OPEN and (until is None or until >= today)


# --- what belongs together -----------------------------------------------------------------


def suggestions(reader: Reader, pilot_id: str, today: date) -> list[Suggestion]:
    """Needs with the offers that may fit them: at most MOST for each, the best first.

    The need that was recorded first comes first. A need and an offer that were ever matched are
    not suggested again. Without rights to names there is nothing: a reason says who and where.
    """
    here = [row for row in databank.listings(reader, pilot_id) if row["title"]]
    matches = records.of_kind(reader, Match.table, pilot_id)
    is_tried = {(row["need"], row["offer"]) for row in matches}
    taken = {row["need"] for row in matches if row["status"] == MatchStatus.INTRODUCED}
    known = _neighbours(databank.ties(reader, pilot_id, today))
    open_now = [_compared(row) for row in here if is_open(row, today)]
    offers = _by_word(offer for offer in open_now if offer.row["table"] != Need.table)
    needs = [
        need
        for need in open_now
        if need.row["table"] == Need.table and need.row["id"] not in taken
    ]
    found: list[Suggestion] = []
    for need in sorted(needs, key=lambda need: (need.row["began"], need.row["_seq"])):
        candidates = {
            offer.row["id"]: offer for word in need.words for offer in offers.get(word, ())
        }
        fitting = [
            offer
            for id, offer in candidates.items()
            if (need.row["id"], id) not in is_tried and not _is_own(need.row, offer.row)
        ]
        ranked = ((-_reasons(need, offer, known), offer.row["_seq"], offer) for offer in fitting)
        best = nsmallest(MOST, ranked, key=itemgetter(0, 1))
        found += (_suggestion(need.row, offer.row, known) for _n, _seq, offer in best)
    return found


def _is_own(need: Listing, offer: Listing) -> bool:
    return need["stakeholder"] is not None and need["stakeholder"] == offer["stakeholder"]


@dataclass(frozen=True)
class _Compared:
    """A need or an offer with the keys by which its texts are compared, each worked out once."""

    row: Listing
    theme: frozenset[str]
    title: frozenset[str]
    when: frozenset[str]

    @property
    def words(self) -> frozenset[str]:
        return self.theme | self.title


def _compared(row: Listing) -> _Compared:
    return _Compared(row, _keys(row["theme"]), _keys(row["title"]), _keys(row["available"]))


def _keys(text: str | None) -> frozenset[str]:
    """The forms of the words of a text, and the groups of their synonyms."""
    return frozenset().union(*(word.forms | word.groups for word in search.words(text or "")))


def _by_word(offers: Iterable[_Compared]) -> Mapping[str, list[_Compared]]:
    """An index, so that a thousand needs are not each compared with a thousand offers."""
    found: dict[str, list[_Compared]] = defaultdict(list)
    for offer in offers:
        for word in offer.words:
            found[word].append(offer)
    return found


def _reasons(need: _Compared, offer: _Compared, known: Known) -> int:
    """How many reasons there are. It only decides the order, and is never shown."""
    one, other = known.get(need.row["stakeholder"] or "", {}), offer.row["stakeholder"] or ""
    return sum(
        (
            not need.theme.isdisjoint(offer.theme),
            not need.title.isdisjoint(offer.title),
            not need.when.isdisjoint(offer.when),
            need.row["place"] is not None and need.row["place"] == offer.row["place"],
            other in one or not one.keys().isdisjoint(known.get(other, {})),
        )
    )


def _text(listing: Listing) -> str:
    return f"{listing['theme'] or ''} {listing['title'] or ''}"


def _suggestion(need: Listing, offer: Listing, known: Known) -> Suggestion:
    one, other = need["stakeholder"] or "", offer["stakeholder"] or ""
    between = known.get(one, {}).keys() & known.get(other, {}).keys() - {one, other}
    places = {id for id in between if known[one][id]}
    theme = _shared_theme(need, offer)
    # A theme that is shared makes words of it no second reason.
    words = search.shared(need["title"] or "", offer["title"] or "", synonyms=not theme)
    if not theme and not words:  # the theme of the one is a word of the other
        words = search.shared(_text(need), _text(offer))
    return Suggestion(
        need,
        offer,
        theme=theme,
        words=tuple(words),
        place=(need["place"] or "") if need["place"] == offer["place"] else "",
        when=tuple(search.shared(need["available"] or "", offer["available"] or "")),
        know_each_other=bool(one and other in known.get(one, {})),
        known_to_both=tuple(sorted(between - places)),
        visited_by_both=tuple(sorted(places)),
    )


def _shared_theme(need: Listing, offer: Listing) -> str:
    return ", ".join(search.shared(need["theme"] or "", offer["theme"] or ""))


def _neighbours(ties: Sequence[RecordRow]) -> Known:
    """Whom and what each is linked to. A recruiter knows whom they linked."""
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    for tie in ties:
        if tie["place"]:
            found[tie["who"]][tie["place"]] = True
        for one, other in ((tie["who"], tie["other"]), *_made(tie)):
            if one and other and one != other:
                found[one][other] = False
                found[other][one] = False
    return found


def _made(tie: RecordRow) -> Iterator[tuple[str | None, str | None]]:
    yield tie["made_by"], tie["who"]
    yield tie["made_by"], tie["other"]


# --- what is lacking -----------------------------------------------------------------------


@dataclass(frozen=True)
class ToldGap:
    """A gap with the action that was done or is planned about it; None where there is none."""

    gap: Gap
    action: TitledAction | None


@dataclass(frozen=True)
class Lacking:
    """The mismatch of a pilot, with what is done about it."""

    mismatch: Mismatch
    gaps: tuple[ToldGap, ...]
    closed: tuple[ToldGap, ...]


def lacking(reader: Reader, pilot_id: str, today: date) -> Lacking:
    """What is asked and not offered and the other way round, and the actions about it."""
    here = databank.listings(reader, pilot_id)
    labels = _themes(here)
    spells = [
        Spell(
            labels[row["id"]],
            "asked" if row["table"] == Need.table else "offered",
            row["began"],
            _ended_on(row),
        )
        for row in here
    ]
    found = mismatch(spells, today)
    actions = databank.titled_actions(reader, pilot_id)
    return Lacking(
        found,
        tuple(ToldGap(gap, _planned(gap, actions)) for gap in found.gaps),
        tuple(ToldGap(gap, _done_meanwhile(gap, actions)) for gap in found.closed),
    )


def _ended_on(row: Listing) -> date | None:
    """The first day on which it was over: fulfilled, withdrawn, or past its day."""
    if row["status"] != ListingStatus.OPEN:
        return row["changed"]
    return row["until"] and row["until"] + timedelta(days=1)


def _themes(listings: Sequence[Listing]) -> Mapping[str, str]:
    """The theme of each need and offer, one word for all that say the same; '' for none."""
    labels: dict[str, str] = {}
    found: dict[str, str] = {}
    for row in listings:
        text = row["theme"] or row["title"] or ""
        heads = sorted(head for word in search.words(text) for head in word.groups)
        key = heads[0] if heads else folded(row["theme"] or "")
        found[row["id"]] = key
        if row["theme"]:
            labels.setdefault(key, row["theme"])
    return {id: labels.get(key, key) for id, key in found.items()}


def _planned(gap: Gap, actions: Sequence[TitledAction]) -> TitledAction | None:
    """The action that is still to be done about a gap."""
    about = (action for action in actions if action["done_on"] is None and _is_about(action, gap))
    return next(about, None)


def _done_meanwhile(gap: Gap, actions: Sequence[TitledAction]) -> TitledAction | None:
    """The last action about a theme that was done while it was asked and not offered."""
    return next(
        (
            action
            for action in actions
            if action["done_on"]
            and gap.since <= action["done_on"] <= (gap.until or gap.since)
            and _is_about(action, gap)
        ),
        None,
    )


def _is_about(action: TitledAction, gap: Gap) -> bool:
    return bool(gap.theme and search.shared(gap.theme, action["title"]))
