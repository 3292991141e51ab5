"""The counter for people: read what the vault holds, erase it. Every reading leaves a fact."""

from datetime import date
from functools import partial
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field, model_validator

from services.registry.api.desk import Desk, asker
from services.registry.domain.person import PersonUnknown
from services.registry.vault import KeptPerson
from shared.web.actions import Permit, action
from shared.web.conversation import FactOrigin, IdempotencyKey
from shared.web.routing import Router
from shared.web.values import PERSONAL, Form, Text

ReadPermit = Annotated[Permit, action("registry.person.read")]
ListPermit = Annotated[Permit, action("registry.person.list")]
ErasePermit = Annotated[Permit, action("registry.person.erase")]


class PersonShown(BaseModel):
    person_ref: UUID
    place_id: UUID
    full_name: str
    identity_number: str | None
    phone: str | None


class SearchForm(Form):
    """A name or a phone. Both are personal data and sent in a body, for addresses are written
    down anywhere."""

    name: Annotated[Text | None, PERSONAL, Field(min_length=1, max_length=200)] = None
    phone: Annotated[Text | None, PERSONAL, Field(min_length=1, max_length=40)] = None

    @model_validator(mode="after")
    def one_of_both(self) -> Self:
        if (self.name is None) == (self.phone is None):
            raise ValueError("either name or phone")
        return self


class PeopleShown(BaseModel):
    """At most 100; a longer name finds fewer."""

    people: list[PersonShown]


class Erased(BaseModel):
    person_ref: UUID
    erased_on: date


def routes(desk: Desk) -> APIRouter:
    router = Router(prefix="/registry/v1/people", tags=["people"])
    _reading(router, desk)
    _erasing(router, desk)
    return router


def _reading(router: APIRouter, desk: Desk) -> None:
    @router.post("/search")
    async def search(form: SearchForm, permit: ListPermit, origin: FactOrigin) -> PeopleShown:
        """People within reach of this phone, or whose names have all these syllables, with or
        without marks."""
        now = await desk.circumstances()
        within = partial(permit.reaches, tree=now.tree, day=now.today)
        if form.phone is None:
            found = await desk.vault.named(form.name or "", within)
        else:
            found = await desk.vault.reached_by(form.phone, within)
        if found:
            await desk.registry.record_reading([kept.person_ref for kept in found], origin)
        return PeopleShown(people=[_shown(kept) for kept in found])

    @router.get("/{person_ref}")
    async def one(person_ref: UUID, permit: ReadPermit, origin: FactOrigin) -> PersonShown:
        now = await desk.circumstances()
        kept = await desk.vault.read(person_ref)
        if kept is None or not permit.reaches(kept.place_id, now.tree, now.today):
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
        place_id = await desk.vault.place_of(person_ref)
        by = asker(permit, now, origin, key)
        erased_on = await desk.registry.erase_person(person_ref, place_id, now.today, by)
        await desk.vault.forget(person_ref)
        return Erased(person_ref=person_ref, erased_on=date.fromisoformat(erased_on))


def _shown(kept: KeptPerson) -> PersonShown:
    data = kept.data
    return PersonShown(
        person_ref=kept.person_ref,
        place_id=kept.place_id,
        full_name=data.full_name,
        identity_number=data.identity_number,
        phone=data.phone,
    )
