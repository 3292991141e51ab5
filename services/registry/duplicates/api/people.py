"""Merging people, by what the vault knows of where they are."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from services.registry.citizens.citizen.citizen import Citizen
from services.registry.citizens.citizen.facts import citizen_ref
from services.registry.duplicates.api.forms import Merged, Unmerged
from services.registry.duplicates.api.placing import FoundUnmerge, PlacedMerge, Way
from services.registry.duplicates.merging import people
from services.registry.duplicates.merging.facts import PersonMerged
from services.registry.duplicates.merging.people import Known
from services.registry.duplicates.merging.refusals import (
    MergedPersonHeadsFamily,
    MergedPersonIsCitizen,
    MergeUnknown,
)
from services.registry.families.family.belonging import Belonging, belonging_id
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


def merge(form: PlacedMerge, by: Caller) -> Command:
    """Whoever becomes an alias heads no family and is no citizen, so that nobody counts twice."""
    asked = PersonMerged(
        form.place_id, form.survivor_id, form.survivor_place_id, form.merged_on, form.ground_code
    )

    belongs, citizen = belonging_id(form.merged_id), citizen_ref(form.merged_id)

    def decide(states: Mapping[UUID, Any]) -> Decision:
        merged = Known(form.merged_id, states[form.merged_id])
        survivor = Known(form.survivor_id, states[form.survivor_id])
        facts = people.merge(merged, survivor, asked, by.day)
        if facts and states[belongs].heads is not None:
            raise MergedPersonHeadsFamily
        if facts and states[citizen].is_registered:
            raise MergedPersonIsCitizen
        return Decision(facts, Merged(form.merged_id, form.survivor_id))

    two = dict.fromkeys((form.merged_id, form.survivor_id), Person)
    return Command(by.origin, {**two, belongs: Belonging, citizen: Citizen}, decide, by.key)


async def survivors(counter: Counter, person_refs: Sequence[UUID]) -> Mapping[UUID, UUID]:
    """Whom those were merged into who are aliases, as their streams say."""
    reader = counter.transactions.store.reader
    found = await reader.read([(each, Person) for each in dict.fromkeys(person_refs)])
    merged = {person_ref: each.state.merged for (person_ref, _), each in found.items()}
    return {person_ref: each.survivor_ref for person_ref, each in merged.items() if each}


def unmerge(form: FoundUnmerge, by: Caller) -> Command:
    """Both are people of their own again. Whoever does not reach both is told of no merge."""

    def decide(people_: Mapping[UUID, Person]) -> Decision:
        merged = people_[form.merged_id]
        told = merged.merged or merged.unmerged
        for place_id in (told.place_id, told.survivor_place_id) if told else (None,):
            by.require(place_id, MergeUnknown)
        if merged.merged is not None and merged.merged.survivor_ref != form.survivor_id:
            raise MergedMeanwhile
        facts = people.unmerge(Known(form.merged_id, merged), form.unmerged_on, by.day)
        return Decision(facts, Unmerged(form.merged_id))

    refs = [each for each in (form.merged_id, form.survivor_id) if each is not None]
    return Command(by.origin, dict.fromkeys(refs, Person), decide, by.key)


PEOPLE = Way(PersonUnknown, places, merge, survivors, unmerge)
