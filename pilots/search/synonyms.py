"""Our own synonyms, in `data/synonyms.yaml`: a short list that does more than any algorithm."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import yaml

from pilots.folding import folded
from pilots.search.stemming import forms
from pilots.settings import DATA

FILE = DATA / "synonyms.yaml"


@cache
def themes() -> tuple[str, ...]:
    """The word at the head of each group: the themes that are offered before any were used."""
    return tuple(_content())


@cache
def groups() -> Mapping[str, frozenset[str]]:
    """The heads of the groups that a form of a word is in."""
    found: dict[str, set[str]] = {}
    for head, others in _content().items():
        for word in (head, *others):
            for form in forms(folded(word)):
                found.setdefault(form, set()).add(head)
    return MappingProxyType({form: frozenset(heads) for form, heads in found.items()})


@cache
def _content() -> Mapping[str, list[str]]:
    content: Mapping[str, list[str]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return content
