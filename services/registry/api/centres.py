"""The counter for centres: establish one, report the classes it held, look them up."""

from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, status
from pydantic import BaseModel, Field, model_validator

from services.registry.api.desk import Desk, asker
from services.registry.api.paging import PageOfIds, follower, next_cursor
from services.registry.domain.centre import CentreEstablished, CentreUnknown
from services.registry.domain.centre_class import ClassReport
from services.registry.domain.territory import PlaceUnknown, find_code, find_place
from services.registry.views import centres as view
from services.registry.views.centres import CentreRow
from shared.vocabulary.identifiers import new_id
from shared.vocabulary.places import Tree
from shared.web.actions import Permit, action
from shared.web.conversation import FactOrigin, IdempotencyKey
from shared.web.routing import Router
from shared.web.values import Day, Form, Text, WholeNumber

EstablishPermit = Annotated[Permit, action("registry.centre.establish")]
ReadPermit = Annotated[Permit, action("registry.centre.read")]
HoldPermit = Annotated[Permit, action("registry.class.hold")]


class CentreForm(Form):
    """The place by its id, or by the code it carries on the day of establishment."""

    place_id: UUID | None = None
    place_code: Annotated[Text | None, Field(pattern=r"^[0-9]{2,5}$", examples=["26968"])] = None
    established_on: Day

    @model_validator(mode="after")
    def one_place(self) -> Self:
        if (self.place_id is None) == (self.place_code is None):
            raise ValueError("either place_id or place_code")
        return self

    def place_in(self, tree: Tree) -> UUID:
        if self.place_code is not None:
            return find_code(tree, self.place_code, self.established_on).place_id
        assert self.place_id is not None
        return find_place(tree, self.place_id).place_id


class ClassForm(Form):
    """`class_id` makes telling twice harmless; without one the class is a new one.
    `attendances` are lượt người."""

    class_id: UUID = Field(default_factory=new_id)
    held_on: Day
    topic_code: Annotated[Text, Field(max_length=40, examples=["law"])]
    attendances: WholeNumber

    def report(self) -> ClassReport:
        return ClassReport(self.class_id, self.held_on, self.topic_code, self.attendances)


class Established(BaseModel):
    centre_id: UUID


class Held(BaseModel):
    class_id: UUID


class CentrePage(BaseModel):
    centres: list[CentreRow]
    next_cursor: str | None


def routes(desk: Desk) -> APIRouter:
    router = Router(prefix="/registry/v1/centres", tags=["centres"])
    _recording(router, desk)
    _reading(router, desk)
    return router


def _recording(router: APIRouter, desk: Desk) -> None:
    @router.post("", status_code=status.HTTP_201_CREATED)
    async def establish(
        form: CentreForm, permit: EstablishPermit, origin: FactOrigin, key: IdempotencyKey
    ) -> Established:
        now = await desk.circumstances()
        place_id = form.place_in(now.tree)
        if not permit.allows(place_id, now.tree, now.today):
            raise PlaceUnknown(place=form.place_code or place_id)
        asked = CentreEstablished(new_id(), place_id, form.established_on)
        by = asker(permit, now, origin, key)
        answer = await desk.registry.establish_centre(asked, now, by)
        return Established(centre_id=UUID(answer))

    @router.post("/{centre_id}/classes", status_code=status.HTTP_201_CREATED)
    async def hold(
        centre_id: UUID,
        form: ClassForm,
        permit: HoldPermit,
        origin: FactOrigin,
        key: IdempotencyKey,
    ) -> Held:
        now = await desk.circumstances()
        by = asker(permit, now, origin, key)
        answer = await desk.registry.hold_class(centre_id, form.report(), now, by)
        return Held(class_id=UUID(answer))


def _reading(router: APIRouter, desk: Desk) -> None:
    @router.get("")
    async def of_place(place_id: UUID, permit: ReadPermit, page: PageOfIds) -> CentrePage:
        """The centres that serve a place, with the classes and attendances so far."""
        now = await desk.circumstances()
        seen = permit.sight(find_place(now.tree, place_id).place_id, now.tree, now.today)
        if seen is None:
            raise PlaceUnknown(place=place_id)
        asked = view.Asked(place_id, seen.until, follower(page), page.limit + 1)
        async with desk.connections.connection() as connection:
            found = await view.centres_of(connection, asked)
        centres, more = found[: page.limit], len(found) > page.limit
        cursor = next_cursor(centres[-1].centre_id) if more else None
        return CentrePage(centres=centres, next_cursor=cursor)

    @router.get("/{centre_id}")
    async def one(centre_id: UUID, permit: ReadPermit) -> CentreRow:
        now = await desk.circumstances()
        async with desk.connections.connection() as connection:
            found = await view.centre(connection, centre_id)
            seen = None if found is None else permit.sight(found.place_id, now.tree, now.today)
            if found is None or seen is None or not seen.shows(found.established_on):
                raise CentreUnknown
            return await view.until(connection, found, seen.until)
