"""The counter for people: read what the vault holds, erase it. Every question leaves a fact."""

import asyncio
from datetime import date
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field, model_validator

from services.registry.api.auditing import Audit
from services.registry.api.desk import Desk, asker
from services.registry.api.paging import BEGINNING
from services.registry.domain.person import PersonUnknown
from services.registry.vault import Found, KeptPerson, Pair
from shared.vocabulary.places.siting import Circumstances
from shared.web.actions import Permit, action
from shared.web.conversation import FactOrigin, IdempotencyKey, Page, cursor_of, paged_by
from shared.web.routing import Router
from shared.web.values import PERSONAL, Form, Text

ReadPermit = Annotated[Permit, action("registry.person.read")]
ListPermit = Annotated[Permit, action("registry.person.list")]
ErasePermit = Annotated[Permit, action("registry.person.erase")]
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


class PeopleShown(BaseModel):
    """At most 100, best first. `more`: there are others; a longer name finds fewer."""

    people: list[PersonShown]
    more: bool


class PersonReferred(BaseModel):
    person_ref: UUID
    place_id: UUID


class PairShown(BaseModel):
    one: PersonReferred
    other: PersonReferred


class PairsPage(BaseModel):
    pairs: list[PairShown]
    next_cursor: str | None


class Erased(BaseModel):
    person_ref: UUID
    erased_on: date


def routes(desk: Desk) -> APIRouter:
    router = Router(prefix="/registry/v1/people", tags=["people"])
    audit = Audit(desk)
    router.route_class = audit.route_class()
    _searching(router, desk, audit)
    _pairing(router, desk)  # in front of what takes any reference
    _reading(router, desk)
    _erasing(router, desk)
    return router


def _searching(router: APIRouter, desk: Desk, audit: Audit) -> None:
    @router.post("/search")
    async def search(form: SearchForm, permit: ListPermit, origin: FactOrigin) -> PeopleShown:
        """People within reach of this phone, or whose names have all these syllables, with or
        without marks."""
        found = await _found(desk, form, permit)
        if found.people:
            await desk.registry.record_reading([kept.person_ref for kept in found.people], origin)
        else:
            await audit.nothing_shown(permit.action, None, origin)
        return PeopleShown(people=[_shown(kept) for kept in found.people], more=found.more)


async def _found(desk: Desk, form: SearchForm, permit: Permit) -> Found:
    now = await desk.circumstances()
    reach = await asyncio.to_thread(permit.reached, now.tree, now.day)
    if form.phone is not None:
        return await desk.search.reached_by(form.phone, reach)
    return await desk.search.named(form.name or "", reach)


def _pairing(router: APIRouter, desk: Desk) -> None:
    @router.get("/possible-duplicates")
    async def possible_duplicates(permit: ListPermit, page: PageOfPairs) -> PairsPage:
        """Pairs within reach that have one identity number: the same person perhaps, kept twice,
        or a number mistaken. Which, tell the two as they are read."""
        now = await desk.circumstances()
        reach = await asyncio.to_thread(permit.reached, now.tree, now.day)
        after = page.after or (BEGINNING, BEGINNING)
        found = await desk.search.pairs(reach, after, page.limit + 1)
        pairs, more = found[: page.limit], len(found) > page.limit
        last = [str(pairs[-1].one_ref), str(pairs[-1].other_ref)] if more else None
        return PairsPage(
            pairs=[_pair(each) for each in pairs], next_cursor=cursor_of(last) if last else None
        )


def _reading(router: APIRouter, desk: Desk) -> None:
    @router.get("/{person_ref}")
    async def one(person_ref: UUID, permit: ReadPermit, origin: FactOrigin) -> PersonShown:
        now = await desk.circumstances()
        if not await _is_seen(desk, person_ref, permit, now):
            raise PersonUnknown
        kept = await desk.vault.read(person_ref)
        if kept is None:
            raise PersonUnknown
        await desk.registry.record_reading([person_ref], origin)
        return _shown(kept)


def _erasing(router: APIRouter, desk: Desk) -> None:
    @router.post("/{person_ref}/erasure")
    async def erase(
        person_ref: UUID, permit: ErasePermit, origin: FactOrigin, key: IdempotencyKey
    ) -> Erased:
        """Forget a person. What counts them goes on counting."""
        now = await desk.circumstances()
        standing = await desk.vault.standing(person_ref)
        place_id = None if standing is None else standing.place_id
        by = asker(permit, now, origin, key)
        erased_on = await desk.registry.erase_person(person_ref, place_id, now.day, by)
        await desk.vault.forget(person_ref)
        return Erased(person_ref=person_ref, erased_on=date.fromisoformat(erased_on))


async def _is_seen(desk: Desk, person_ref: UUID, permit: Permit, now: Circumstances) -> bool:
    """The same is done for somebody out of reach and for nobody, down to what is asked of the
    database."""
    standing = await desk.vault.standing(person_ref)
    if standing is None:
        return False
    sight = permit.sight(standing.place_id, now.tree, now.day)
    return sight is not None and standing.is_shown(sight.until)


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
