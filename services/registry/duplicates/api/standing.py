"""Where things stand that are on the books of a place: there, or in the part of it that they were
allocated to."""

from collections.abc import Mapping
from typing import Protocol
from uuid import UUID

from services.registry.allocations.allocation.reaching import allocated
from services.registry.allocations.allocation.subjects import Allocation
from services.registry.duplicates.merging.refusals import MergeUnknown
from shared.web.caller import Caller
from shared.web.counter import Counter


class OfTwo(Protocol):
    """What was said of an alias and its survivor, on the books of which places they are."""

    @property
    def place_id(self) -> UUID: ...

    @property
    def survivor_place_id(self) -> UUID: ...


async def standing(counter: Counter, books: Mapping[UUID, UUID]) -> Mapping[UUID, UUID]:
    """By id, where each stands; `books`: on those of which place it is."""
    streams = {each: allocated(each) for each in books}
    found = await counter.transactions.store.reader.read([*streams.values()]) if streams else {}
    return {each: found[streams[each]].state.place_of(at) or at for each, at in books.items()}


def require_both(by: Caller, told: OfTwo | None, alias: Allocation, survivor: Allocation) -> None:
    """Whoever does not reach both is told of no merge."""
    by.require(alias.place_of(told.place_id if told else None), MergeUnknown)
    by.require(survivor.place_of(told.survivor_place_id if told else None), MergeUnknown)
