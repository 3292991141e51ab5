"""What the facts of all places add up to, and what may be decided on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar
from uuid import UUID

from services.registry.places.territory.facts import (
    PlaceAltered,
    PlaceChangesCancelled,
    PlaceEnded,
    PlaceEstablished,
    PlaceSucceeded,
    PlaceWithdrawn,
    TerritoryFact,
    entry,
)
from services.registry.places.territory.hamlets import following
from services.registry.places.territory.refusals import PlaceBuiltOn, PlaceUnknown
from services.registry.places.territory.rules import require_order, require_possible
from shared.vocabulary.documents import document_number
from shared.vocabulary.places import Change, Entry, Place, Tree
from shared.vocabulary.places.levels import HAMLET
from shared.vocabulary.refusals import Refusal

MARGIN = 256


@dataclass(frozen=True)
class Territory:
    """All places, as the lines they are made of.

    The newest lines stand apart (`margin`) so that one more costs little; the tree over them
    is grown from the last one asked for, when it is asked for.
    """

    TYPE: ClassVar[str] = "registry.territory"
    STATE_VERSION: ClassVar[int] = 1
    book: tuple[Entry, ...] = ()
    margin: tuple[Entry, ...] = ()

    @property
    def tree(self) -> Tree:
        """The tree of places. Its lines carry no recorded day: decisions need none."""
        return self._grown

    @cached_property
    def _grown(self) -> Tree:
        trunk = self._trunk
        return trunk.with_((*self.book, *self.margin)[len(trunk.entries) :])

    @cached_property
    def _trunk(self) -> Tree:
        """An earlier tree to grow from; no field, for a snapshot needs none."""
        return Tree()

    def evolve(self, fact: TerritoryFact | PlaceChangesCancelled | PlaceWithdrawn) -> Territory:
        if len(self.margin) < MARGIN:
            after = Territory(self.book, (*self.margin, entry(fact)))
        else:
            after = Territory((*self.book, *self.margin), (entry(fact),))
        after.__dict__["_trunk"] = self.__dict__.get("_grown", self._trunk)
        return after

    def enact(
        self, proposals: Iterable[TerritoryFact], *, saying_all: bool = False
    ) -> list[TerritoryFact]:
        """Decide a list of changes as one: all of it, or a refusal.

        A proposal has the form of the fact it asks for. The list is judged by where it leads, so
        its order does not matter, and what is so already is left out. Hamlets whose commune ends
        go with it: to the commune that took all of it, or, after a split, to none until they are
        allocated. `saying_all`: what is altered is recorded also where it is so already, for it may
        be so by a document that is cancelled later.
        """
        formed = sorted(dict.fromkeys(map(_with_one_number, proposals)), key=_rank)
        asked = self._not_so(formed)
        if saying_all:
            said = {*asked}.union(each for each in formed if isinstance(each, PlaceAltered))
            asked = [each for each in formed if each in said]
        if not asked:
            return []
        require_possible(self.tree, asked)
        after, changes = self._after(asked)
        require_order(after, dict.fromkeys(fact.place_id for fact in changes))
        return [_whole(after, fact) for fact in changes]

    def withdraw(self, place_id: UUID, ground_code: str | None = None) -> list[PlaceWithdrawn]:
        """It never was. Refuses where another place lay in it, or was said to become it."""
        place = self.tree.place(place_id)
        if place is None or place.original is None:
            if any(
                each.change is Change.WITHDRAWN and each.place_id == place_id
                for each in self.tree.entries
            ):
                return []
            raise PlaceUnknown(place=place_id)
        if self.tree.ever_children(place_id) or place.predecessors or place.successors:
            raise PlaceBuiltOn(place=place_id)
        return [PlaceWithdrawn(place_id, place.valid_from, ground_code)]

    def faults(self, proposals: Iterable[TerritoryFact]) -> Iterator[tuple[object, Refusal]]:
        """Of a list that is refused: of each place what `enact` refuses it for, where it only says
        the first."""
        formed = map(_with_one_number, proposals)
        asked = self._not_so(sorted(dict.fromkeys(formed), key=_rank))
        try:
            require_possible(self.tree, asked)
        except Refusal as refusal:
            yield refusal.fields["place"], refusal
            return
        after, changes = self._after(asked)
        for place_id in dict.fromkeys(fact.place_id for fact in changes):
            try:
                require_order(after, [place_id])
            except Refusal as refusal:
                yield place_id, refusal

    def _after(self, asked: Sequence[TerritoryFact]) -> tuple[Tree, list[TerritoryFact]]:
        """The tree that the changes lead to, and all of them, with the moves of hamlets."""
        after = self.tree.with_(map(entry, asked))
        moves = [move for hamlet in _hamlets(after, asked) for move in following(after, hamlet)]
        return after.with_(map(entry, moves)), [*asked, *moves]

    def _not_so(self, proposals: Sequence[TerritoryFact]) -> list[TerritoryFact]:
        """Those that are not so yet, or would be so no longer after the others."""
        asked = [proposal for proposal in proposals if not _is_so(self.tree, proposal)]
        others = [proposal for proposal in proposals if _is_so(self.tree, proposal)]
        while asked and others:
            after = self.tree.with_(map(entry, asked))
            undone = [proposal for proposal in others if not _is_so(after, proposal)]
            if not undone:
                break
            asked = sorted([*asked, *undone], key=_rank)
            others = [proposal for proposal in others if proposal not in undone]
        return asked

    def unrecorded(self, proposals: Sequence[TerritoryFact]) -> list[TerritoryFact]:
        """Those never recorded: an import told again must not undo what was corrected since."""
        recorded = set(self.tree.entries)
        formed = map(_with_one_number, proposals)
        return [proposal for proposal in formed if entry(proposal) not in recorded]


def _with_one_number(proposal: TerritoryFact) -> TerritoryFact:
    """The document's number in the form that is kept and published; a blank one is none."""
    given = proposal.document_number
    if given is None:
        return proposal
    number = document_number(given) if given.strip() else None
    return proposal if number == given else replace(proposal, document_number=number)


def _rank(proposal: TerritoryFact) -> int:
    """Beginnings first: what is told of a place follows its establishment in the log."""
    return 0 if isinstance(proposal, PlaceEstablished) else 1


def _hamlets(after: Tree, asked: Sequence[TerritoryFact]) -> list[Place]:
    """Those the changes may leave without a commune."""
    hamlets: dict[Place, None] = {}
    for fact in asked:
        ids = after.ever_children(fact.place_id) if isinstance(fact, PlaceEnded) else ()
        for place_id in (fact.place_id, *ids):
            place = after.place(place_id)
            if place is not None and place.level == HAMLET:
                hamlets[place] = None
    return list(hamlets)


def _is_so(tree: Tree, proposal: TerritoryFact) -> bool:
    place = tree.place(proposal.place_id)
    if place is None:
        return False
    match proposal:
        case PlaceEstablished():
            return (place.valid_from, place.original) == (
                proposal.valid_from,
                entry(proposal).attributes,
            )
        case PlaceAltered():
            return _values(place, proposal) == [getattr(proposal, n) for n in proposal.changed]
        case PlaceEnded():
            return place.ended_on == proposal.ended_on
        case PlaceSucceeded():
            return any(
                (link.place_id, link.how, link.effective_on)
                == (proposal.successor_id, proposal.how, proposal.effective_on)
                for link in place.successors
            )


def _values(place: Place, proposal: PlaceAltered) -> list[object] | None:
    found = place.attributes_on(proposal.effective_on)
    return None if found is None else [getattr(found, name) for name in proposal.changed]


def _whole(after: Tree, fact: TerritoryFact) -> TerritoryFact:
    """An alteration tells the attributes it does not change, too."""
    if not isinstance(fact, PlaceAltered):
        return fact
    found = after.attributes(fact.place_id, fact.effective_on)
    if found is None:
        raise PlaceUnknown(place=fact.place_id)
    return replace(
        fact, kind=found.kind, name=found.name, code=found.code, parent_id=found.parent_id
    )
