"""Needs and offers of a pilot put together: which belong together and why, and what is lacking.

Nothing here is in words of a language, so that an answer can be kept for all who may read it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

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

    @property
    def reasons(self) -> int:
        """How many reasons there are. It only decides the order."""
        who = self.know_each_other or self.known_to_both or self.visited_by_both
        return sum(map(bool, (self.theme, self.words, self.place, self.when, who)))


def is_open(listing: Listing, today: date) -> bool:
    """Whether somebody may still be brought together with it."""
    until = listing["until"]
    return listing["status"] == ListingStatus.OPEN and (until is None or until >= today)


# --- what belongs together -----------------------------------------------------------------


def suggestions(reader: Reader, pilot_id: str, today: date) -> list[Suggestion]:
    """What may belong together and was not tried yet; for who waits longest first.

    Without rights to names there is nothing: a reason says who and where.
    """
    here = [row for row in databank.listings(reader, pilot_id) if row["title"]]
    matches = records.of_kind(reader, Match.table, pilot_id)
    is_tried = {(row["need"], row["offer"]) for row in matches}
    taken = {row["need"] for row in matches if row["status"] == MatchStatus.INTRODUCED}
    known = _neighbours(databank.ties(reader, pilot_id, today))
    open_now = [row for row in here if is_open(row, today)]
    offers = _by_word(row for row in open_now if row["table"] != Need.table)
    found: list[Suggestion] = []
    needs = [row for row in open_now if row["table"] == Need.table and row["id"] not in taken]
    for need in sorted(needs, key=lambda row: (row["began"], row["_seq"])):
        candidates = {
            offer["id"]: offer for word in _words_of(need) for offer in offers.get(word, ())
        }
        fitting = [
            _suggestion(need, offer, known)
            for offer in candidates.values()
            if (need["id"], offer["id"]) not in is_tried and not _is_own(need, offer)
        ]
        found += sorted(fitting, key=lambda it: (-it.reasons, it.offer["_seq"]))[:MOST]
    return found


def _is_own(need: Listing, offer: Listing) -> bool:
    return need["stakeholder"] is not None and need["stakeholder"] == offer["stakeholder"]


def _words_of(listing: Listing) -> frozenset[str]:
    """What the words of a need or an offer are compared by."""
    words = search.words(_text(listing))
    return frozenset().union(*(word.forms | word.groups for word in words))


def _text(listing: Listing) -> str:
    return f"{listing['theme'] or ''} {listing['title'] or ''}"


def _by_word(listings: Iterable[Listing]) -> Mapping[str, list[Listing]]:
    """An index, so that a thousand needs are not each compared with a thousand offers."""
    found: dict[str, list[Listing]] = defaultdict(list)
    for listing in listings:
        for word in _words_of(listing):
            found[word].append(listing)
    return found


def _suggestion(
    need: Listing, offer: Listing, known: Mapping[str, Mapping[str, bool]]
) -> Suggestion:
    one, other = need["stakeholder"] or "", offer["stakeholder"] or ""
    between = known.get(one, {}).keys() & known.get(other, {}).keys() - {one, other}
    places = {id for id in between if known[one][id]}
    theme = _shared_theme(need, offer)
    words = search.shared(need["title"] or "", offer["title"] or "")
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


def _neighbours(ties: Sequence[RecordRow]) -> Mapping[str, Mapping[str, bool]]:
    """Whom and what each is linked to; True for a place. A recruiter knows whom they linked."""
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
    about = (it for it in actions if it["done_on"] is None and _is_about(it, gap))
    return next(about, None) if gap.side == "asked" else None


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
