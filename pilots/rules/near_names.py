"""Names that come near to one another: what a search offers, and who may be one person.

The distance is that of Damerau and Levenshtein in its restricted form (optimal string alignment):
how many letters to type, leave out, replace or swap.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, dropwhile

from rapidfuzz import process
from rapidfuzz.distance import OSA

from pilots.folding import folded

Called = tuple[str, str]
"""A folded name, and the id of whom it is of."""

Pair = tuple[str, str]

NEAR = 0.7
"""Of the letters, at least, that a name has in common with what was typed."""

FEWEST_LETTERS = 6
"""Of shorter names one letter is too much: Anna and Anne are two people."""


def near(text: str, names: Iterable[str], most: int = 3) -> list[str]:
    """The names nearest to what was typed, or of which a part is near; the nearest first.

    What is another spelling of the text is not among them: that is found.
    """
    query = folded(text)
    parts: dict[str, list[str]] = {}
    for name in names:
        if query and folded(name) != query:
            for part in _parts(folded(name), len(query.split())):
                parts.setdefault(part, []).append(name)
    found = process.extract(
        query, list(parts), scorer=OSA.normalized_similarity, score_cutoff=NEAR, limit=most
    )
    return list(dict.fromkeys(name for part, _score, _nth in found for name in parts[part]))[:most]


def _parts(name: str, length: int) -> set[str]:
    """The name, and each run of this many words in it."""
    words = name.split()
    runs = (words[first : first + length] for first in range(len(words) - length + 1))
    return {name, *map(" ".join, runs)}


def alike(names: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    """Pairs of ids of those who may be one person.

    `names` holds, by id, all that somebody is called and can be reached by. Two are a pair if
    they have one of these in common, whatever its spelling and spaces; if one is the other with
    initials (“P. Jansen” and “Piet Jansen”); or if a name of FEWEST_LETTERS or more differs by
    one letter. The pairs, and both ids of a pair, are in the order of `names`.
    """
    order = {id: nth for nth, id in enumerate(names)}
    called = [(folded(name), id) for id, several in names.items() for name in several if name]
    found = {*_same(called), *_abbreviated(called), *_one_letter_apart(called)}
    pairs = {pair if order[pair[0]] < order[pair[1]] else pair[::-1] for pair in found}
    two = (pair for pair in pairs if pair[0] != pair[1])
    return sorted(two, key=lambda pair: (order[pair[0]], order[pair[1]]))


def _same(called: Sequence[Called]) -> Iterator[Pair]:
    ids = _grouped((name.replace(" ", ""), id) for name, id in called)
    for group in ids.values():
        yield from combinations(group, 2)


def _abbreviated(called: Sequence[Called]) -> Iterator[Pair]:
    """Names with initials, each with every name that they can stand for."""
    short = _grouped((form, id) for name, id in called if (form := _initials(name)))
    for name, id in called:
        words = name.split()
        if not _initials(name):
            for first in range(1, len(words)):
                form = " ".join([words[0][0], *words[first:]])
                yield from ((id, other) for other in short.get(form, ()))


def _initials(name: str) -> str:
    """“j vries” of the folded “j p vries”; '' for a name without initials."""
    words = name.split()
    rest = list(dropwhile(lambda word: len(word) == 1, words))
    return " ".join([words[0], *rest]) if rest and rest != words else ""


def _one_letter_apart(called: Sequence[Called]) -> Iterator[Pair]:
    """Not a number or an initial: “Groep 1” and “Groep 2” are two, so are “P.” and “K. Jansen”."""
    longer = [
        (name, id)
        for name, id in called
        if len(name) >= FEWEST_LETTERS and not any(map(str.isdigit, name)) and not _initials(name)
    ]
    keys = [name for name, _id in longer]
    distances = process.cdist(keys, keys, scorer=OSA.distance, score_cutoff=1)
    for one, other in zip(*(distances <= 1).nonzero(), strict=True):
        yield longer[one][1], longer[other][1]


def _grouped(pairs: Iterable[Called]) -> dict[str, list[str]]:
    """The ids by their key, each once."""
    groups: dict[str, dict[str, None]] = {}
    for key, id in pairs:
        groups.setdefault(key, {})[id] = None
    return {key: list(ids) for key, ids in groups.items()}
