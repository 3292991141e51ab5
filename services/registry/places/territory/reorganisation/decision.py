"""What the document asks of the territory, and what is answered."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeGuard
from uuid import UUID

from services.registry.places.territory.facts import (
    PlaceAltered,
    PlaceEnded,
    PlaceEstablished,
    PlaceSucceeded,
    TerritoryFact,
)
from services.registry.places.territory.reorganisation.document import Document
from services.registry.places.territory.reorganisation.reading import (
    Passage,
    Reaches,
    Reading,
    places_of,
)
from services.registry.places.territory.reorganisation.refusals import ReorganisationWrong, Wrong
from services.registry.places.territory.reorganisation.rules import Ground
from services.registry.places.territory.territory import Territory
from shared.vocabulary.places import Attribute, How
from shared.vocabulary.places.levels import HAMLET
from shared.vocabulary.refusals import Refusal


@dataclass(frozen=True)
class Reorganised:
    """The facts that follow; among them so many hamlets that lie elsewhere then, or nowhere yet."""

    facts: Sequence[TerritoryFact] = ()
    hamlets_moved: int = 0
    hamlets_unallocated: int = 0


def reorganise(territory: Territory, document: Document, reaches: Reaches) -> Reorganised:
    """All of it, or a refusal that names every wrong row."""
    number = document.document_number
    reading = Reading(territory.tree, document, reaches)
    ground = Ground(territory.tree, document.effective_on, reading.passages)
    wrong = reading.wrong or [*ground.wrong()]
    if wrong:
        raise ReorganisationWrong.because(number, wrong)
    proposals = [*_Proposals(document, ground)]
    try:
        facts = territory.enact(proposals, saying_all=True)
    except Refusal as refusal:
        found = [*_named(territory, proposals, reading.passages)]
        raise (ReorganisationWrong.because(number, found) if found else refusal) from None
    parents = [each.parent_id for each in facts if _moves_hamlet(each, territory)]
    return Reorganised(facts, len(parents) - parents.count(None), parents.count(None))


def _moves_hamlet(fact: TerritoryFact, territory: Territory) -> TypeGuard[PlaceAltered]:
    place = territory.tree.place(fact.place_id)
    moves = isinstance(fact, PlaceAltered) and "parent_id" in fact.changed
    return moves and place is not None and place.level == HAMLET


class _Proposals:
    """The rows as proposals to the territory."""

    def __init__(self, document: Document, ground: Ground) -> None:
        self._day, self._number = document.effective_on, document.document_number
        self._ground = ground

    def __iter__(self) -> Iterator[TerritoryFact]:
        for passage in self._ground.passages:
            yield from self._of(passage)
        for place_id in self._ground.leaving:
            yield PlaceEnded(place_id, self._day, self._number)
            yield from self._carried(place_id)

    def _of(self, passage: Passage) -> Iterator[TerritoryFact]:
        row, day, number = passage.row, self._day, self._number
        if passage.made is not None:
            yield PlaceEstablished(
                passage.made, row.level or "", row.kind or "", row.name or "", row.code,
                passage.parent, day, number,
            )  # fmt: skip
        elif passage.before is not None and passage.after not in (None, passage.before):
            assert passage.after is not None
            yield PlaceSucceeded(passage.before, passage.after, How(row.how), day, number)
        elif passage.before is not None and not row.gives:
            yield self._altered(passage, passage.before)

    def _altered(self, passage: Passage, place_id: UUID) -> PlaceAltered:
        row, changed = passage.row, list[Attribute]()
        if row.kind is not None:
            changed.append("kind")
        if row.name is not None:
            changed.append("name")
        if row.code is not None:
            changed.append("code")
        if passage.parent is not None:
            changed.append("parent_id")
        return PlaceAltered(
            place_id, tuple(changed), row.kind or "", row.name or "", row.code, passage.parent,
            self._day, self._number,
        )  # fmt: skip

    def _carried(self, place_id: UUID) -> Iterator[TerritoryFact]:
        """What lies in a place that goes over whole goes on within its successor; of hamlets the
        territory itself says so."""
        passage = self._ground.goes_whole(place_id)
        for child in self._ground.inside(place_id) if passage is not None else ():
            if passage is not None and not self._ground.is_hamlet(child):
                yield PlaceAltered(
                    child, ("parent_id",), "", "", None, passage.after, self._day, self._number
                )


def _named(
    territory: Territory, proposals: Sequence[TerritoryFact], passages: Sequence[Passage]
) -> Iterator[Wrong]:
    """What the territory refuses, by the rows that speak of the places it refuses for."""
    rows: dict[object, list[Passage]] = defaultdict(list)
    for place_id, passage in places_of(passages):
        rows[place_id].append(passage)
    for about, refusal in territory.faults(proposals):
        ids = (about, *refusal.fields.values())
        speaking = next((rows[each] for each in ids if each in rows), [])
        yield from ((passage.number, refusal) for passage in speaking)
