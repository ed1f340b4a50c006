"""Finds in short Dutch texts what somebody means: by the forms of words, and our synonyms."""

from pilots.search.ranking import found, score
from pilots.search.synonyms import themes
from pilots.search.words import Word, shared, words

__all__ = ["Word", "found", "score", "shared", "themes", "words"]
