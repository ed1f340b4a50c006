"""Why a need and an offer may belong together, in words: never a score."""

from collections.abc import Iterator, Mapping

from pilots.assessments.databank import Suggestion
from pilots.language import _, listing


def why(suggestion: Suggestion, people: Mapping[str, str], places: Mapping[str, str]) -> list[str]:
    """The reasons as sentences; `people` and `places` are names by id."""
    return list(_sentences(suggestion, people, places))


def _sentences(
    suggestion: Suggestion, people: Mapping[str, str], places: Mapping[str, str]
) -> Iterator[str]:
    if suggestion.theme:
        yield _("Both are about: {theme}.", theme=suggestion.theme)
    if suggestion.words:
        yield _("Both say: {words}.", words=listing(list(suggestion.words)))
    if suggestion.place in places:
        yield _("Both at {place}.", place=places[suggestion.place])
    if suggestion.when:
        yield _("Both can: {when}.", when=listing(list(suggestion.when)))
    if suggestion.know_each_other:
        yield _("They know each other.")
    if known := [people[id] for id in suggestion.known_to_both if id in people]:
        yield _("Could introduce them: {names}.", names=listing(known))
    if visited := [places[id] for id in suggestion.visited_by_both if id in places]:
        yield _("Both come to {places}.", places=listing(visited))
