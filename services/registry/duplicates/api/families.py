"""Merging families, by what their streams say of where they are and of who belongs to them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from services.registry.allocations.allocation.reaching import allocated
from services.registry.duplicates.api.forms import Merged, Unmerged
from services.registry.duplicates.api.placing import Company, FoundUnmerge, PlacedMerge, Way
from services.registry.duplicates.api.same import others, same
from services.registry.duplicates.api.standing import require_both, standing
from services.registry.duplicates.merging import families
from services.registry.duplicates.merging.facts import FamilyMerged
from services.registry.duplicates.merging.families import KnownFamily
from services.registry.duplicates.merging.memberships import Hosts
from services.registry.families.family.belonging import Belonging, belonging_id
from services.registry.families.family.family import Family
from services.registry.families.family.refusals import FamilyUnknown
from services.registry.people.person import Person
from shared.eventstore.commands import Command, Decision
from shared.web.caller import Caller
from shared.web.counter import Counter

States = Mapping[UUID, Any]


async def known(counter: Counter, family_ids: Sequence[UUID]) -> Mapping[UUID, Family]:
    reader = counter.transactions.store.reader
    found = await reader.read([(each, Family) for each in dict.fromkeys(family_ids)])
    return {family_id: each.state for (family_id, _), each in found.items()}


async def places(counter: Counter, family_ids: Sequence[UUID]) -> Mapping[UUID, UUID]:
    """Where those stand that are or were on the books."""
    found = await known(counter, family_ids)
    books = {each: family.place_id for each, family in found.items() if family.place_id}
    return await standing(counter, books)


async def survivors(counter: Counter, family_ids: Sequence[UUID]) -> Mapping[UUID, UUID]:
    """What those were merged into that are aliases."""
    merged = {each: family.merged for each, family in (await known(counter, family_ids)).items()}
    return {each: fact.survivor_id for each, fact in merged.items() if fact}


async def company(counter: Counter, family_ids: Sequence[UUID]) -> Mapping[UUID, Company]:
    """Everybody who belongs or belonged to each, and by which references they are known."""
    people = {each: family.people for each, family in (await known(counter, family_ids)).items()}
    named = await same(counter, frozenset().union(*people.values()))
    return {
        each: Company(refs, frozenset().union(*(named[ref] for ref in refs)))
        for each, refs in people.items()
    }


def merge(form: PlacedMerge, by: Caller) -> Command:
    def decide(states: States) -> Decision:
        two = [KnownFamily(each, states[each]) for each in form.ids]
        asked = FamilyMerged(
            two[0].family.place_id or form.place_id,
            form.survivor_id,
            two[1].family.place_id or form.survivor_place_id,
            form.merged_on,
            form.ground_code,
            was=(),
        )
        facts = families.merge(
            two[0], two[1], belonging_of(form.beside.others, states), asked, by.day
        )
        return Decision(facts, Merged(*form.ids))

    streams: dict[UUID, type[Any]] = dict.fromkeys(form.ids, Family)
    streams |= belonging(form.beside.others)
    return Command(by.origin, streams, decide, by.key)


def unmerge(form: FoundUnmerge, by: Caller) -> Command:
    """Whoever does not reach both is told of no merge."""
    both = allocated(form.merged_id), allocated(form.survivor_id or form.merged_id)

    def decide(states: States) -> Decision:
        family: Family = states[form.merged_id]
        told = family.alias
        at, survivors = (states[stream] for stream, _ in both)
        require_both(by, told, at, survivors)
        merged = KnownFamily(form.merged_id, family)
        headed = family.headings[-1:]
        head = states.get(headed[0].head_ref, Person()) if headed else Person()
        refs = form.beside.same
        hosts = Hosts({}, belonging_of(refs, states), others(refs, states))
        facts = families.unmerge(merged, hosts, head, form.unmerged_on, by.day)
        return Decision(facts, Unmerged(form.merged_id))

    streams: dict[UUID, type[Any]] = dict.fromkeys(form.beside.same, Person)
    streams |= {form.merged_id: Family, **belonging(form.beside.same), **dict(both)}
    return Command(by.origin, streams, decide, by.key)


def belonging(person_refs: Iterable[UUID]) -> dict[UUID, type[Any]]:
    """The streams that say to which family each belongs."""
    return dict.fromkeys(map(belonging_id, person_refs), Belonging)


def belonging_of(person_refs: Iterable[UUID], states: States) -> dict[UUID, Belonging]:
    return {each: states[belonging_id(each)] for each in person_refs}


FAMILIES = Way(FamilyUnknown, places, company, merge, survivors, unmerge)
