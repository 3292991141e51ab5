"""What is looked up before a citizen is changed: by which other references the person is known, and
which families and clans they belong to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Self
from uuid import UUID

from pydantic import PrivateAttr

from services.registry.citizens.citizen.citizen import Citizen
from services.registry.citizens.citizen.facts import citizen_ref
from services.registry.citizens.citizen.one_person import Person as OnePerson
from services.registry.clan_members.membership.facts import heads_id, membership_id
from services.registry.clan_members.membership.heads import ClanHeads
from services.registry.clan_members.membership.membership import ClanMembership
from services.registry.families.family.belonging import Belonging, belonging_id
from services.registry.families.family.family import Family
from services.registry.people.person import MergedMeanwhile, Person
from services.registry.people.vault.keeping import Vault
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Around, Asked
from shared.web.counter import Counter
from shared.web.values import Form

States = Mapping[UUID, Any]
NOBODY = frozenset[UUID]()


@dataclass(frozen=True)
class Company:
    """By which references a person is known, and the families and clans of any of them."""

    person_ref: UUID
    others: frozenset[UUID] = NOBODY
    families: frozenset[UUID] = NOBODY
    clans: frozenset[UUID] = NOBODY

    @property
    def refs(self) -> frozenset[UUID]:
        return self.others | {self.person_ref}

    @property
    def streams(self) -> dict[UUID, type[Any]]:
        streams: dict[UUID, type[Any]] = {self.person_ref: Person}
        streams |= dict.fromkeys(map(citizen_ref, self.others), Citizen)
        streams |= dict.fromkeys(map(belonging_id, self.refs), Belonging)
        streams |= dict.fromkeys(self.families, Family)
        return streams | dict.fromkeys(map(heads_id, self.clans), ClanHeads)

    def person(self, states: States) -> OnePerson:
        """As they are known when it is decided."""
        known: Person = states[self.person_ref]
        if not known.same <= self.others:
            raise MergedMeanwhile
        headed = [
            heading.since
            for each in self.families
            for heading in states[each].headings
            if states[each].spells and heading.head_ref in self.refs
        ]
        headed += [
            heading.named_on
            for each in self.clans
            for heading in states[heads_id(each)].named
            if heading.head_ref in self.refs
        ]
        others = [states[citizen_ref(each)] for each in self.others]
        return OnePerson(others, [states[belonging_id(each)] for each in self.refs], headed)


class OfCitizen(Form):
    citizen_ref: UUID
    _company: Company | None = PrivateAttr(None)

    @property
    def company(self) -> Company | None:
        """None: there was no such citizen when that was looked up."""
        return self._company

    def knowing(self, company: Company | None) -> Self:
        found = self.model_copy()
        found._company = company
        return found


@dataclass(frozen=True)
class Knowing(Around[Any]):
    """Around what changes citizens."""

    async def before(
        self, counter: Counter, asked: Sequence[Asked[Any]]
    ) -> Sequence[Any | Refusal]:
        ids = [*dict.fromkeys(row.form.citizen_ref for row in asked)]
        known = await company_of(counter, ids)
        return [row.form.knowing(known.get(row.form.citizen_ref)) for row in asked]


async def company_of(counter: Counter, citizen_refs: Sequence[UUID]) -> Mapping[UUID, Company]:
    """Of those that there are."""
    if not citizen_refs:
        return {}
    reader = counter.transactions.store.reader
    found = await reader.read([(each, Citizen) for each in citizen_refs])
    people = {id_: each.state.person_ref for (id_, _), each in found.items()}
    people = {id_: ref for id_, ref in people.items() if ref is not None}
    if not people:
        return {}
    refs = await _others(counter, [*dict.fromkeys(people.values())])
    every = {*refs}.union(*refs.values())
    belonging = {each: (belonging_id(each), Belonging) for each in every}
    membership = {each: (membership_id(each), ClanMembership) for each in every}
    said = await reader.read([*belonging.values(), *membership.values()])

    def of(ref: UUID) -> Company:
        of_it = {ref, *refs[ref]}
        families = [said[belonging[each]].state.family_ids for each in of_it]
        clans = [said[membership[each]].state.clan_ids for each in of_it]
        return Company(ref, refs[ref], NOBODY.union(*families), NOBODY.union(*clans))

    return {id_: of(ref) for id_, ref in people.items()}


async def _others(counter: Counter, person_refs: Sequence[UUID]) -> Mapping[UUID, frozenset[UUID]]:
    """By which other references those are known: as looked up, and as their own streams say, which
    know of a merge at once."""
    looked_up = await counter.has(Vault).same(person_refs)
    one = {ref: {ref, *looked_up.get(ref, NOBODY)} for ref in person_refs}
    said: dict[UUID, frozenset[UUID]] = {}
    while new := {*chain(*one.values())} - said.keys():
        found = await counter.transactions.store.reader.read([(each, Person) for each in new])
        said |= {ref: each.state.same for (ref, _), each in found.items()}
        one = {
            ref: {*all_of, *chain(*(said[each] for each in all_of))} for ref, all_of in one.items()
        }
    return {ref: frozenset(all_of) - {ref} for ref, all_of in one.items()}
