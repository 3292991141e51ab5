"""The counter for people: read what the vault holds, erase it. Every question leaves a fact."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field, model_validator

from services.registry.people.api.auditing import Audit
from services.registry.people.api.correcting import correcting
from services.registry.people.api.names import naming
from services.registry.people.api.naming import naming_people
from services.registry.people.person import (
    MergedMeanwhile,
    Person,
    PersonalDataRead,
    PersonUnknown,
)
from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.named_elsewhere import NamedElsewhere
from services.registry.people.vault.pairing import BEFORE_ALL, Pair, Place
from services.registry.people.vault.restricting import AskedRestricting
from services.registry.people.vault.rows import KeptPerson
from services.registry.people.vault.searching import Found, Search
from services.registry.people.vault.seeing import require_seen
from shared.eventstore.commands import Command, Decision
from shared.vocabulary.identifiers import new_id
from shared.web.caller import Caller, commands, reads
from shared.web.conversation import Page, cursor_of, paged_by
from shared.web.counter import Counter
from shared.web.pages import PageOf
from shared.web.routing import Router
from shared.web.values import PERSONAL, Form, Text

Reading = Annotated[Caller, reads("registry.person.read")]
Listing = Annotated[Caller, reads("registry.person.list")]
Erasing = Annotated[Caller, commands("registry.person.erase")]
PageOfPairs = Annotated[Page[Place], paged_by(Place)]


class PersonShown(BaseModel):
    person_ref: UUID
    place_id: UUID
    full_name: str
    identity_number: str | None
    old_identity_number: str | None
    phone: str | None
    birth_year: int | None
    birth_date: date | None
    guardian_ref: UUID | None


class SearchForm(Form):
    """A name or a phone. Both are personal data and sent in a body, for addresses are written
    down anywhere."""

    name: Annotated[
        Text | None, PERSONAL, Field(min_length=1, max_length=200, examples=["Nguyễn Thị Học"])
    ] = None
    phone: Annotated[
        Text | None, PERSONAL, Field(min_length=1, max_length=40, examples=["0900000000"])
    ] = None

    @model_validator(mode="after")
    def one_of_both(self) -> Self:
        if (self.name is None) == (self.phone is None):
            raise ValueError("either name or phone")
        return self


class PeopleShown(PageOf[PersonShown]):
    """At most 100, best first. `more`: there are others; a longer name finds fewer."""

    more: bool


class PersonReferred(BaseModel):
    person_ref: UUID
    place_id: UUID


class PairShown(BaseModel):
    """`ground_code`: by what they were found, the surest if by several."""

    one: PersonReferred
    other: PersonReferred
    ground_code: str


@dataclass(frozen=True)
class Erased:
    person_ref: UUID
    erased_on: date


def erase(person_ref: UUID, places: Mapping[UUID, UUID | None], by: Caller) -> Command:
    """Answers the day of erasure, the first when asked again. `places` has the person and all who
    are the same, and where the vault has each; None: it has not. Of whom it no longer has, the
    erasure says the place."""

    def decide(people: Mapping[UUID, Person]) -> Decision:
        person, place_id = people[person_ref], places[person_ref]
        if person.erased_on is None and place_id is None:
            raise PersonUnknown
        where = place_id if person.erased_on is None else person.place_id or place_id
        if not by.sees(where).is_something:
            raise PersonUnknown
        if not all(person.same <= places.keys() for person in people.values()):
            raise MergedMeanwhile
        erased = Erased(person_ref, person.erased_on or by.day)
        facts = {each: who.erase(by.day, places[each]) for each, who in people.items()}
        return Decision(facts, erased)

    return Command(by.origin, dict.fromkeys(places, Person), decide, by.key)


def reading(person_refs: Sequence[UUID], by: Caller) -> Command:
    """Nothing of a person is shown before this is recorded."""
    question, fact = new_id(), PersonalDataRead(tuple(person_refs))
    return Command(by.origin, {}, lambda _: Decision({question: [fact]}))


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/people", tags=["people"])
    audit = Audit(counter)
    router.route_class = audit.route_class()
    _searching(router, counter, audit)
    naming(router, counter, audit)
    naming_people(router, counter)
    _pairing(router, counter)  # in front of what takes any reference
    correcting(router, counter, audit)
    _reading(router, counter, audit)
    _erasing(router, counter)
    return [router]


def _searching(router: APIRouter, counter: Counter, audit: Audit) -> None:
    @router.post("/search")
    async def search(
        form: SearchForm, caller: Listing, restricting: AskedRestricting
    ) -> PeopleShown:
        """People within reach of this phone, or whose names have all these syllables, with or
        without marks. Whose processing is restricted is found by who answers requests alone."""
        found = await _found(counter.has(Search), form, caller)
        places = {kept.person_ref: kept.place_id for kept in found.people}
        hidden = await restricting.hidden(counter, places, caller)
        people = [kept for kept in found.people if kept.person_ref not in hidden]
        if people:
            asked = reading([kept.person_ref for kept in people], caller)
            await counter.transactions.execute(asked)
        else:
            await audit.nothing_shown(caller.permit.action, None, caller.origin)
        return PeopleShown(items=[_shown(kept) for kept in people], more=found.more)


async def _found(search: Search, form: SearchForm, caller: Caller) -> Found:
    reach = await asyncio.to_thread(caller.permit.reached, caller.tree, caller.day)
    if form.phone is not None:
        return await search.reached_by(form.phone, reach)
    return await search.named(form.name or "", reach)


def _pairing(router: APIRouter, counter: Counter) -> None:
    @router.get("/possible-duplicates")
    async def possible_duplicates(caller: Listing, page: PageOfPairs) -> PageOf[PairShown]:
        """Pairs within reach that have one identity number, one phone, or names written alike in
        one hamlet: the same person perhaps, kept twice, or a number mistaken. Which, tell the two
        as they are read. Once they are merged or said to be two, they stand here no more. A page
        may be short before the last one."""
        reach = await asyncio.to_thread(caller.permit.reached, caller.tree, caller.day)
        pairs = await counter.has(Search).pairs(reach, page.after or BEFORE_ALL, page.limit)
        last = pairs.after and [int(pairs.after[0]), *map(str, pairs.after[1:])]
        cursor = cursor_of(last) if last else None
        return PageOf(items=[_pair(each) for each in pairs.found], next_cursor=cursor)


def _reading(router: APIRouter, counter: Counter, audit: Audit) -> None:
    @router.get("/{person_ref}")
    async def one(person_ref: UUID, caller: Reading, restricting: AskedRestricting) -> PersonShown:
        """What the vault holds on a person; of one whose processing is restricted, only that."""
        vault = counter.has(Vault)
        person_ref = (await vault.survivors([person_ref])).get(person_ref, person_ref)
        await require_seen(vault, person_ref, caller)
        kept = await vault.read(person_ref)
        if kept is None:
            raise PersonUnknown
        if await restricting.hidden(counter, {person_ref: kept.place_id}, caller):
            await audit.nothing_shown(caller.permit.action, person_ref, caller.origin)
            return _withheld(kept, restricting.name)
        await counter.transactions.execute(reading([person_ref], caller))
        return _shown(kept)


def _erasing(router: APIRouter, counter: Counter) -> None:
    @router.post("/{person_ref}/erasure")
    async def forget(person_ref: UUID, caller: Erasing) -> Erased:
        """Forget a person, by all references that were merged, and delete the files of imports that
        name them. What counts them goes on counting."""
        vault = counter.has(Vault)
        places = await _same_people(counter, person_ref)
        known = await vault.all_of(places)
        erased = await counter.transact(Erased, erase(person_ref, places, caller))
        for kept in known:
            await counter.has(NamedElsewhere).forget(kept.data, _near(kept.place_id, caller))
        for each in places:
            await vault.forget(each)
        return erased


def _near(place_id: UUID, caller: Caller) -> set[UUID]:
    """The place, and all that it lies in or ever lay in."""
    tree = caller.tree
    found = {place_id, *tree.ancestors(place_id, caller.day)}
    place = tree.place(place_id)
    return found if place is None else found | {*tree.ancestors(place_id, place.last_day)}


async def _same_people(counter: Counter, person_ref: UUID) -> dict[UUID, UUID | None]:
    """The person by every reference, and where the vault has each of them."""
    vault, reader = counter.has(Vault), counter.transactions.store.reader
    places: dict[UUID, UUID | None] = {}
    waiting = {person_ref}
    while waiting:
        found = await reader.read([(each, Person) for each in waiting])
        for each in waiting:
            standing = await vault.standing(each)
            places[each] = None if standing is None else standing.place_id
        waiting = {same for each in found.values() for same in each.state.same} - places.keys()
    return places


def _pair(pair: Pair) -> PairShown:
    return PairShown(
        one=PersonReferred(person_ref=pair.one_ref, place_id=pair.one_place_id),
        other=PersonReferred(person_ref=pair.other_ref, place_id=pair.other_place_id),
        ground_code=pair.ground.code,
    )


def _withheld(kept: KeptPerson, name: str) -> PersonShown:
    return PersonShown(
        person_ref=kept.person_ref,
        place_id=kept.place_id,
        full_name=name,
        identity_number=None,
        old_identity_number=None,
        phone=None,
        birth_year=None,
        birth_date=None,
        guardian_ref=None,
    )


def _shown(kept: KeptPerson) -> PersonShown:
    data = kept.data
    return PersonShown(
        person_ref=kept.person_ref,
        place_id=kept.place_id,
        full_name=data.full_name,
        identity_number=data.identity_number,
        old_identity_number=data.old_identity_number,
        phone=data.phone,
        birth_year=data.birth_year,
        birth_date=data.birth_date,
        guardian_ref=data.guardian_ref,
    )
