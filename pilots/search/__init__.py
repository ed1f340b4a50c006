"""Finds in short Dutch texts what somebody means: by the forms of words, and our synonyms."""

from pilots.search.ranking import found
from pilots.search.synonyms import themes
from pilots.search.words import Word, shared, words

__all__ = ["Word", "found", "shared", "themes", "words"]
