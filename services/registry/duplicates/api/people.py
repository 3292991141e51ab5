"""Merging people, by what the vault knows of where they are."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from services.registry.citizens.citizen.citizen import Citizen
from services.registry.citizens.citizen.facts import CitizenFact, citizen_ref
from services.registry.clan_members.membership.facts import heads_id, membership_id
from services.registry.clan_members.membership.heads import ClanHeads
from services.registry.clan_members.membership.membership import ClanMembership
from services.registry.clans.clan import Clan
from services.registry.duplicates.api.families import States, belonging, belonging_of
from services.registry.duplicates.api.forms import Merged, Unmerged
from services.registry.duplicates.api.placing import Company, FoundUnmerge, PlacedMerge, Way
from services.registry.duplicates.api.same import others, same
from services.registry.duplicates.merging import citizens, people
from services.registry.duplicates.merging.clans import Clans
from services.registry.duplicates.merging.facts import PersonMerged
from services.registry.duplicates.merging.hosts_of_members import Members
from services.registry.duplicates.merging.memberships import Hosts
from services.registry.duplicates.merging.pairs import require_two
from services.registry.duplicates.merging.people import Known
from services.registry.duplicates.merging.refusals import (
    MergedPersonHeadsFamily,
    MergeUnknown,
)
from services.registry.families.family.belonging import Belonging, belonging_id
from services.registry.families.family.family import Family
from services.registry.memberships.membership.facts import memberships_id
from services.registry.memberships.membership.membership import Membership
from services.registry.memberships.membership.person import PersonsMemberships
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


async def company(counter: Counter, person_refs: Sequence[UUID]) -> Mapping[UUID, Company]:
    """By which references each is known, the families and clans that they belong or belonged to,
    and their memberships."""
    known = await same(counter, person_refs)
    refs = frozenset().union(*known.values())
    wanted: list[tuple[UUID, type[Any]]] = [(belonging_id(each), Belonging) for each in refs]
    wanted += [(membership_id(each), ClanMembership) for each in refs]
    wanted += [(memberships_id(each), PersonsMemberships) for each in refs]
    found = await counter.transactions.store.reader.read(wanted)

    def beside(each: UUID) -> Company:
        families = found[belonging_id(each), Belonging].state.family_ids
        clans = found[membership_id(each), ClanMembership].state.clan_ids
        memberships = frozenset(found[memberships_id(each), PersonsMemberships].state.known)
        return Company(families, clans=clans, memberships=memberships)

    return {
        each: reduce(or_, map(beside, all_of), Company(same=all_of))
        for each, all_of in known.items()
    }


def merge(form: PlacedMerge, by: Caller) -> Command:
    """Whoever becomes an alias heads no family. Nobody counts twice: of two memberships and of two
    citizens on the same days one stays."""
    asked = PersonMerged(
        form.place_id, form.survivor_id, form.survivor_place_id, form.merged_on, form.ground_code
    )

    def decide(states: States) -> Decision:
        require_two(*form.ids)
        two = [Known(each, states[each]) for each in form.ids]
        hosts = _hosts(form.beside, states)
        if any(each.family_ids - form.beside.others for each in hosts.people.values()):
            raise MergedMeanwhile  # one of them came to a family since it was asked to which
        if any(each.clan_ids - form.beside.clans for each in hosts.clans.memberships.values()):
            raise MergedMeanwhile
        if any(
            each.known.keys() - form.beside.memberships for each in hosts.members.people.values()
        ):
            raise MergedMeanwhile
        facts = people.merge(two[0], two[1], asked, by.day, hosts)
        if facts and hosts.people[form.merged_id].heads is not None:
            raise MergedPersonHeadsFamily
        if not facts:
            return Decision(facts, Merged(*form.ids))
        one = {*form.ids}.union(*map(hosts.others, form.ids))
        once = citizens.merge(_citizens(one, states), form.merged_on)
        return Decision({**facts, **once}, Merged(*form.ids))

    return Command(by.origin, _streams(form.beside), decide, by.key)


def _streams(beside: Company) -> dict[UUID, type[Any]]:
    persons, families = dict.fromkeys(beside.same, Person), dict.fromkeys(beside.others, Family)
    citizens = {citizen_ref(each): Citizen for each in beside.same}
    clans: dict[UUID, type[Any]] = dict.fromkeys(beside.clans, Clan)
    clans |= dict.fromkeys(map(heads_id, beside.clans), ClanHeads)
    clans |= dict.fromkeys(map(membership_id, beside.same), ClanMembership)
    members: dict[UUID, type[Any]] = dict.fromkeys(beside.memberships, Membership)
    members |= dict.fromkeys(map(memberships_id, beside.same), PersonsMemberships)
    return {**persons, **families, **citizens, **clans, **members, **belonging(beside.same)}


def _citizens(person_refs: Iterable[UUID], states: States) -> citizens.Citizens:
    return {each: states[citizen_ref(each)] for each in person_refs}


def _hosts(beside: Company, states: States, apart: Iterable[UUID] = ()) -> Hosts:
    families = {each: states[each] for each in beside.others}
    clans = Clans(
        {each: states[each] for each in beside.clans},
        {each: states[heads_id(each)] for each in beside.clans},
        {each: states[membership_id(each)] for each in beside.same},
    )
    people, known = belonging_of(beside.same, states), others(beside.same, states, apart)
    members = Members(
        {each: states[each] for each in beside.memberships},
        {each: states[memberships_id(each)] for each in beside.same},
    )
    return Hosts(families, people, known, clans, members)


async def survivors(counter: Counter, person_refs: Sequence[UUID]) -> Mapping[UUID, UUID]:
    """Whom those were merged into who are aliases, as their streams say."""
    reader = counter.transactions.store.reader
    found = await reader.read([(each, Person) for each in dict.fromkeys(person_refs)])
    merged = {person_ref: each.state.merged for (person_ref, _), each in found.items()}
    return {person_ref: each.survivor_ref for person_ref, each in merged.items() if each}


def unmerge(form: FoundUnmerge, by: Caller) -> Command:
    """Both are people of their own again. Whoever does not reach both is told of no merge."""

    two = [each for each in (form.merged_id, form.survivor_id) if each is not None]

    def decide(states: States) -> Decision:
        merged: Person = states[form.merged_id]
        told = merged.alias
        for place_id in (told.place_id, told.survivor_place_id) if told else (None,):
            by.require(place_id, MergeUnknown)
        if merged.merged is not None and merged.merged.survivor_ref != form.survivor_id:
            raise MergedMeanwhile
        hosts = _hosts(form.beside, states, two)
        day = form.unmerged_on
        facts = people.unmerge(Known(form.merged_id, merged), day, by.day, hosts)
        back: dict[UUID, list[CitizenFact]] = {}
        for each in two if facts else ():
            themselves = _citizens({each} | hosts.others(each), states)
            back |= citizens.come_back(themselves, day)
        return Decision({**facts, **back}, Unmerged(form.merged_id))

    return Command(by.origin, _streams(form.beside), decide, by.key)


PEOPLE = Way(PersonUnknown, places, company, merge, survivors, unmerge)
