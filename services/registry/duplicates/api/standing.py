"""Where things stand that are on the books of a place: there, or in the part of it that they were
allocated to."""

from collections.abc import Mapping
from uuid import UUID

from services.registry.allocations.allocation.subjects import Allocation, allocation_stream
from shared.eventstore.commands import Stream
from shared.web.counter import Counter


async def standing(counter: Counter, books: Mapping[UUID, UUID]) -> Mapping[UUID, UUID]:
    """By id, where each stands; `books`: on those of which place it is."""
    streams = {each: allocated(each) for each in books}
    found = await counter.transactions.store.reader.read([*streams.values()]) if streams else {}
    return {each: found[streams[each]].state.place_of(at) or at for each, at in books.items()}


def allocated(thing_id: UUID) -> Stream[Allocation]:
    """The stream that says to which part the thing belongs, if it says anything."""
    return allocation_stream(thing_id), Allocation
