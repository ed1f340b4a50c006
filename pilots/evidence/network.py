"""How people and places are linked, and what the links hang on (social network analysis).

It never leads with density: that falls when people join, also where each of them brings links.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from pilots.language import _, number, plural, significant

Tie = tuple[Hashable, Hashable]
"""Two members who are linked, in either order."""


@dataclass(frozen=True)
class Network:
    """The measures of a network in which ties have no direction."""

    members: int
    """People, groups, organisations and places; also those without a tie."""
    ties: int
    """Pairs that are linked, each counted once."""
    components: tuple[int, ...]
    """The sizes of the parts that hang together, the largest first."""
    bridges: tuple[Tie, ...]
    """Ties without which a component falls apart."""
    articulation_points: tuple[Hashable, ...]
    """Members without whom a component falls apart."""
    betweenness: Mapping[Hashable, float]
    """For each member the share (0 to 1) of the shortest paths between others that lead through
    them (Freeman 1977)."""
    reach: float
    """The share (0 to 1) of the others whom a member reaches in two steps, on average."""

    @property
    def ties_per_member(self) -> float:
        """How many others a member is linked to, on average."""
        return 2 * self.ties / self.members if self.members else 0.0

    @property
    def connectedness(self) -> float:
        """The share (0 to 1) of all pairs that can reach each other (Krackhardt 1994)."""
        pairs = self.members * (self.members - 1)
        return sum(size * (size - 1) for size in self.components) / pairs if pairs else 0.0

    @property
    def density(self) -> float:
        """The share (0 to 1) of all pairs that are linked. It falls when members join."""
        pairs = self.members * (self.members - 1) / 2
        return self.ties / pairs if pairs else 0.0

    @property
    def sentence(self) -> str:
        """How many links there are, whether they hang together and on what, in the reader's
        language."""
        if not self.ties:
            return _("Nobody is linked yet.")
        return " ".join(self._sentences())

    def _sentences(self) -> Iterator[str]:
        yield plural(
            "{n} link, {each} for each of {members}.",
            "{n} links, {each} for each of {members}.",
            self.ties,
            each=significant(self.ties_per_member),
            members=number(self.members),
        )
        if len(self.components) == 1:
            yield _("Everything is connected.")
        else:
            yield _(
                "There are {parts} separate parts; the largest has {largest}.",
                parts=number(len(self.components)),
                largest=number(self.components[0]),
            )
        if self.articulation_points:
            yield plural(
                "There is {n} person whose leaving would split a part.",
                "There are {n} people whose leaving would split a part.",
                len(self.articulation_points),
            )
        else:
            yield _("No part depends on just one of them.")


def network(members: Iterable[Hashable], ties: Iterable[Tie]) -> Network:
    """The measures of these members and the ties between them; a tie that is there twice is one.

    Components, bridges, articulation points and betweenness as in Newman, Networks (2018), 6 and
    7. Raises ValueError for a tie to somebody who is no member, and from somebody to themselves.
    """
    graph = _graph(members, ties)
    library = _networkx()
    components = sorted(map(len, library.connected_components(graph)), reverse=True)
    return Network(
        members=len(graph),
        ties=graph.number_of_edges(),
        components=tuple(components),
        bridges=tuple(library.bridges(graph)),
        articulation_points=tuple(
            member for member in graph if member in set(library.articulation_points(graph))
        ),
        betweenness=library.betweenness_centrality(graph),
        reach=_reach(graph),
    )


def tie_survival(before: Iterable[Tie], after: Iterable[Tie]) -> float | None:
    """The share (0 to 1) of the ties of two moments that are there at both; None without any.

    It is the Jaccard index (Snijders, Van de Bunt and Steglich 2010): above 0.3 the network
    changed little enough to be compared.
    """
    first, second = ({frozenset(tie) for tie in ties} for ties in (before, after))
    either = first | second
    return len(first & second) / len(either) if either else None


def _graph(members: Iterable[Hashable], ties: Iterable[Tie]) -> Any:
    graph = _networkx().Graph()
    graph.add_nodes_from(members)
    pairs = list(ties)
    for member in chain.from_iterable(pairs):
        if member not in graph:
            raise ValueError(f"There is a tie to {member!r}, who is no member.")
    for one, other in pairs:
        if one == other:
            raise ValueError(f"A tie is between two, and not from {one!r} to themselves.")
    graph.add_edges_from(pairs)
    return graph


def _reach(graph: Any) -> float:
    if len(graph) < 2:
        return 0.0
    lengths = _networkx().all_pairs_shortest_path_length(graph, cutoff=2)
    reached = sum(len(others) - 1 for _member, others in lengths)
    return float(reached / (len(graph) * (len(graph) - 1)))


def _networkx() -> Any:
    """Imported when it is used: most visits need no network."""
    import networkx

    return networkx


@dataclass(frozen=True)
class Removal:
    """What happens to a network if some of its members stop."""

    members: int
    """Who are left."""
    cut_off: tuple[Hashable, ...]
    """Those who lose their only link, and know nobody here any more."""
    components: tuple[int, ...]
    """The sizes of the parts that are left, the largest first; who is cut off is a part too."""


def without(members: Iterable[Hashable], ties: Iterable[Tie], gone: Iterable[Hashable]) -> Removal:
    """What is left once these stop: counted, not ranked.

    The members on whom most hangs together are not those on whom most hangs one by one (the key
    player problem, Borgatti 2006), so one asks for a set of them.
    """
    graph = _graph(members, ties)
    library = _networkx()
    lonely_before = {member for member in graph if not graph.degree(member)}
    graph.remove_nodes_from(list(gone))
    return Removal(
        members=len(graph),
        cut_off=tuple(
            member for member in graph if not graph.degree(member) and member not in lonely_before
        ),
        components=tuple(sorted(map(len, library.connected_components(graph)), reverse=True)),
    )


def hanging_on(members: Iterable[Hashable], ties: Iterable[Tie]) -> dict[Hashable, int]:
    """For how many others a member is the only link they have; only members with any."""
    graph = _graph(members, ties)
    only = [next(iter(graph[member])) for member in graph if graph.degree(member) == 1]
    return {member: only.count(member) for member in dict.fromkeys(only)}
