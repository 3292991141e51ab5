"""Merging people, by what the vault knows of where they are."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from services.registry.citizens.citizen.citizen import Citizen
from services.registry.citizens.citizen.facts import citizen_ref
from services.registry.duplicates.api.families import States, belonging, belonging_of
from services.registry.duplicates.api.forms import Merged, Unmerged
from services.registry.duplicates.api.placing import FoundUnmerge, PlacedMerge, Way
from services.registry.duplicates.merging import people
from services.registry.duplicates.merging.facts import PersonMerged
from services.registry.duplicates.merging.memberships import Hosts
from services.registry.duplicates.merging.people import Known
from services.registry.duplicates.merging.refusals import (
    MergedPersonHeadsFamily,
    MergedPersonIsCitizen,
    MergeUnknown,
)
from services.registry.families.family.belonging import Belonging, belonging_id
from services.registry.families.family.family import Family
from services.registry.people.person import MergedMeanwhile, Person, PersonUnknown
from services.registry.people.vault.keeping import Vault
from shared.eventstore.commands import Command, Decision
from shared.web.caller import Caller
from shared.web.counter import Counter


async def places(counter: Counter, person_refs: Sequence[UUID]) -> Mapping[UUID, UUID]:
    """Of those whom the vault holds."""
    vault, refs = counter.has(Vault), list(dict.fromkeys(person_refs))
    found = await asyncio.gather(*map(vault.standing, refs))
    return {ref: each.place_id for ref, each in zip(refs, found, strict=True) if each}


async def families(counter: Counter, person_refs: Sequence[UUID]) -> Mapping[UUID, frozenset[UUID]]:
    """Those that each belongs or belonged to."""
    reader, refs = counter.transactions.store.reader, dict.fromkeys(person_refs)
    found = await reader.read([(belonging_id(each), Belonging) for each in refs])

    def of(person_ref: UUID) -> frozenset[UUID]:
        belongs: Belonging = found[belonging_id(person_ref), Belonging].state
        return belongs.family_ids

    return {each: of(each) for each in refs}


def merge(form: PlacedMerge, by: Caller) -> Command:
    """Whoever becomes an alias heads no family and is no citizen, so that nobody counts twice."""
    asked = PersonMerged(
        form.place_id, form.survivor_id, form.survivor_place_id, form.merged_on, form.ground_code
    )

    citizen = citizen_ref(form.merged_id)

    def decide(states: States) -> Decision:
        two = [Known(each, states[each]) for each in form.ids]
        hosts = _hosts(form.beside, form.ids, states)
        if any(each.family_ids - form.beside for each in hosts.people.values()):
            raise MergedMeanwhile  # one of them came to a family since it was asked to which
        facts = people.merge(two[0], two[1], asked, by.day, hosts)
        if facts and hosts.people[form.merged_id].heads is not None:
            raise MergedPersonHeadsFamily
        if facts and states[citizen].is_registered:
            raise MergedPersonIsCitizen
        return Decision(facts, Merged(*form.ids))

    streams = {**_streams(form.beside, form.ids), citizen: Citizen}
    return Command(by.origin, streams, decide, by.key)


def _streams(family_ids: frozenset[UUID], person_refs: Sequence[UUID]) -> dict[UUID, type[Any]]:
    persons, families = dict.fromkeys(person_refs, Person), dict.fromkeys(family_ids, Family)
    return {**persons, **families, **belonging(person_refs)}


def _hosts(family_ids: frozenset[UUID], person_refs: Sequence[UUID], states: States) -> Hosts:
    return Hosts({each: states[each] for each in family_ids}, belonging_of(person_refs, states))


async def survivors(counter: Counter, person_refs: Sequence[UUID]) -> Mapping[UUID, UUID]:
    """Whom those were merged into who are aliases, as their streams say."""
    reader = counter.transactions.store.reader
    found = await reader.read([(each, Person) for each in dict.fromkeys(person_refs)])
    merged = {person_ref: each.state.merged for (person_ref, _), each in found.items()}
    return {person_ref: each.survivor_ref for person_ref, each in merged.items() if each}


def unmerge(form: FoundUnmerge, by: Caller) -> Command:
    """Both are people of their own again. Whoever does not reach both is told of no merge."""

    refs = [each for each in (form.merged_id, form.survivor_id) if each is not None]

    def decide(states: States) -> Decision:
        merged: Person = states[form.merged_id]
        told = merged.merged or merged.unmerged
        for place_id in (told.place_id, told.survivor_place_id) if told else (None,):
            by.require(place_id, MergeUnknown)
        if merged.merged is not None and merged.merged.survivor_ref != form.survivor_id:
            raise MergedMeanwhile
        hosts = _hosts(form.beside, refs, states)
        facts = people.unmerge(Known(form.merged_id, merged), form.unmerged_on, by.day, hosts)
        return Decision(facts, Unmerged(form.merged_id))

    return Command(by.origin, _streams(form.beside, refs), decide, by.key)


PEOPLE = Way(PersonUnknown, places, families, merge, survivors, unmerge)
