"""The counter for people: read what the vault holds, erase it. Every question leaves a fact."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field, model_validator

from services.registry.people.api.auditing import Audit
from services.registry.people.person import Person, PersonalDataRead, PersonUnknown
from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.rows import KeptPerson
from services.registry.people.vault.searching import Found, Pair, Search
from shared.eventstore.commands import Command, Decision, command
from shared.vocabulary.identifiers import new_id
from shared.web.caller import Caller, commands, reads
from shared.web.conversation import Page, cursor_of, paged_by
from shared.web.counter import BEGINNING, Counter
from shared.web.pages import PageOf
from shared.web.routing import Router
from shared.web.values import PERSONAL, Form, Text

Reading = Annotated[Caller, reads("registry.person.read")]
Listing = Annotated[Caller, reads("registry.person.list")]
Erasing = Annotated[Caller, commands("registry.person.erase")]
PageOfPairs = Annotated[Page[tuple[UUID, UUID]], paged_by(tuple[UUID, UUID])]


class PersonShown(BaseModel):
    person_ref: UUID
    place_id: UUID
    full_name: str
    identity_number: str | None
    phone: str | None


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
    one: PersonReferred
    other: PersonReferred


@dataclass(frozen=True)
class Erased:
    person_ref: UUID
    erased_on: date


def erase(person_ref: UUID, place_id: UUID | None, by: Caller) -> Command:
    """Answers the day of erasure, the first when asked again. `place_id` is where the vault has the
    person; None: it has not. Of whom it no longer has, the erasure says the place."""

    def decide(person: Person) -> Decision:
        if person.erased_on is None and place_id is None:
            raise PersonUnknown
        where = place_id if person.erased_on is None else person.place_id or place_id
        if not by.sees(where).is_something:
            raise PersonUnknown
        erased = Erased(person_ref, person.erased_on or by.day)
        return Decision({person_ref: person.erase(by.day, where)}, erased)

    return command(by, decide, (person_ref, Person))


def reading(person_refs: Sequence[UUID], by: Caller) -> Command:
    """Nothing of a person is shown before this is recorded."""
    question, fact = new_id(), PersonalDataRead(tuple(person_refs))
    return Command(by.origin, {}, lambda _: Decision({question: [fact]}))


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/people", tags=["people"])
    audit = Audit(counter)
    router.route_class = audit.route_class()
    _searching(router, counter, audit)
    _pairing(router, counter)  # in front of what takes any reference
    _reading(router, counter)
    _erasing(router, counter)
    return [router]


def _searching(router: APIRouter, counter: Counter, audit: Audit) -> None:
    @router.post("/search")
    async def search(form: SearchForm, caller: Listing) -> PeopleShown:
        """People within reach of this phone, or whose names have all these syllables, with or
        without marks."""
        found = await _found(counter.has(Search), form, caller)
        if found.people:
            asked = reading([kept.person_ref for kept in found.people], caller)
            await counter.transactions.execute(asked)
        else:
            await audit.nothing_shown(caller.permit.action, None, caller.origin)
        return PeopleShown(items=[_shown(kept) for kept in found.people], more=found.more)


async def _found(search: Search, form: SearchForm, caller: Caller) -> Found:
    reach = await asyncio.to_thread(caller.permit.reached, caller.tree, caller.day)
    if form.phone is not None:
        return await search.reached_by(form.phone, reach)
    return await search.named(form.name or "", reach)


def _pairing(router: APIRouter, counter: Counter) -> None:
    @router.get("/possible-duplicates")
    async def possible_duplicates(caller: Listing, page: PageOfPairs) -> PageOf[PairShown]:
        """Pairs within reach that have one identity number: the same person perhaps, kept twice,
        or a number mistaken. Which, tell the two as they are read."""
        reach = await asyncio.to_thread(caller.permit.reached, caller.tree, caller.day)
        after = page.after or (BEGINNING, BEGINNING)
        found = await counter.has(Search).pairs(reach, after, page.limit + 1)
        pairs, more = found[: page.limit], len(found) > page.limit
        last = [str(pairs[-1].one_ref), str(pairs[-1].other_ref)] if more else None
        cursor = cursor_of(last) if last else None
        return PageOf(items=[_pair(each) for each in pairs], next_cursor=cursor)


def _reading(router: APIRouter, counter: Counter) -> None:
    @router.get("/{person_ref}")
    async def one(person_ref: UUID, caller: Reading) -> PersonShown:
        vault = counter.has(Vault)
        if not await _is_seen(vault, person_ref, caller):
            raise PersonUnknown
        kept = await vault.read(person_ref)
        if kept is None:
            raise PersonUnknown
        await counter.transactions.execute(reading([person_ref], caller))
        return _shown(kept)


def _erasing(router: APIRouter, counter: Counter) -> None:
    @router.post("/{person_ref}/erasure")
    async def forget(person_ref: UUID, caller: Erasing) -> Erased:
        """Forget a person. What counts them goes on counting."""
        vault = counter.has(Vault)
        standing = await vault.standing(person_ref)
        place_id = None if standing is None else standing.place_id
        erased = await counter.transact(Erased, erase(person_ref, place_id, caller))
        await vault.forget(person_ref)
        return erased


async def _is_seen(vault: Vault, person_ref: UUID, caller: Caller) -> bool:
    """The same is done for somebody out of reach and for nobody, down to what is asked of the
    database."""
    standing = await vault.standing(person_ref)
    if standing is None:
        return False
    seen = caller.sees(standing.place_id)
    return seen.is_something and standing.is_shown(seen.until)


def _pair(pair: Pair) -> PairShown:
    return PairShown(
        one=PersonReferred(person_ref=pair.one_ref, place_id=pair.one_place_id),
        other=PersonReferred(person_ref=pair.other_ref, place_id=pair.other_place_id),
    )


def _shown(kept: KeptPerson) -> PersonShown:
    data = kept.data
    return PersonShown(
        person_ref=kept.person_ref,
        place_id=kept.place_id,
        full_name=data.full_name,
        identity_number=data.identity_number,
        phone=data.phone,
    )
