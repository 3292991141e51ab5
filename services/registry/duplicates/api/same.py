"""By which references somebody is known, as the streams of people say."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from services.registry.people.person import MergedMeanwhile, Person
from shared.web.counter import Counter

Same = Mapping[UUID, frozenset[UUID]]
"""By reference."""


async def same(counter: Counter, person_refs: Iterable[UUID]) -> Same:
    """Of each all references, this one among them."""
    refs, reader = frozenset(person_refs), counter.transactions.store.reader
    beside: dict[UUID, frozenset[UUID]] = {}
    waiting = refs
    while waiting:
        found = await reader.read([(each, Person) for each in waiting])
        beside |= {ref: each.state.same for (ref, _), each in found.items()}
        waiting = frozenset().union(*beside.values()) - beside.keys()
    return {each: _connected(each, beside) for each in refs}


def others(
    person_refs: Iterable[UUID], states: Mapping[UUID, Any], apart: Iterable[UUID] = ()
) -> Same:
    """By what other references each is known, when none of those next to each other in `apart` are
    one any more. Raises where one was merged since it was asked who they are."""
    refs, two = frozenset(person_refs), frozenset(apart)
    beside = {each: states[each].same for each in refs}
    if not all(each <= refs for each in beside.values()):
        raise MergedMeanwhile
    for each in two:
        beside[each] = beside.get(each, frozenset()) - two
    return {each: _connected(each, beside) - {each} for each in refs}


def _connected(person_ref: UUID, beside: Same) -> frozenset[UUID]:
    found, waiting = frozenset({person_ref}), frozenset({person_ref})
    while waiting:
        waiting = frozenset().union(*(beside[each] for each in waiting)) - found
        found |= waiting
    return found
