"""The counter for centres: establish one, look them up with what they held."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, status
from pydantic import Field, model_validator

from services.registry.centres import views
from services.registry.centres.centre.centre import Centre
from services.registry.centres.centre.facts import CentreEstablished
from services.registry.centres.centre.refusals import CentreUnknown
from services.registry.centres.views import CentreRow
from services.registry.places.territory.finding import find_code, find_place
from services.registry.places.territory.refusals import PlaceUnknown
from shared.eventstore.commands import Command, Decision, command
from shared.vocabulary.identifiers import new_id
from shared.vocabulary.places import Tree
from shared.web.caller import Caller, commands, reads
from shared.web.counter import Counter
from shared.web.looking_up import Paging
from shared.web.pages import PageOf
from shared.web.routing import Router
from shared.web.values import Day, Form, Text

Reader = Annotated[Caller, reads("registry.centre.read")]


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


@dataclass(frozen=True)
class Established:
    centre_id: UUID


def establishing(centre_id: UUID, form: CentreForm, by: Caller) -> Command:
    """A place out of reach is refused by the name it was asked by: whoever said a code learns no
    id."""

    def decide(centre: Centre) -> Decision:
        place_id = form.place_in(by.tree)
        named = form.place_code or place_id
        by.require(place_id, lambda: PlaceUnknown(place=named), itself=True)
        asked = CentreEstablished(centre_id, place_id, form.established_on)
        return Decision({centre_id: centre.establish(asked, by)}, Established(centre_id))

    return command(by, decide, (centre_id, Centre))


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/centres", tags=["centres"])
    _reading(router, counter)

    @router.post("", status_code=status.HTTP_201_CREATED)
    async def establish(
        form: CentreForm, caller: Annotated[Caller, commands("registry.centre.establish")]
    ) -> Established:
        return await counter.transact(Established, establishing(new_id(), form, caller))

    return [router]


def _reading(router: APIRouter, counter: Counter) -> None:
    @router.get("")
    async def of_place(place_id: UUID, caller: Reader, page: Paging) -> PageOf[CentreRow]:
        """The centres that serve a place, with the classes and attendances so far."""
        caller.require(place_id)
        until = caller.sees(place_id).until
        query = views.PAGE if until == date.max else views.PAGE_UNTIL
        return await counter.page(CentreRow, query, page, place_id=place_id, until=until)

    @router.get("/{centre_id}")
    async def one(centre_id: UUID, caller: Reader) -> CentreRow:
        found = await counter.one(CentreRow, views.ONE, centre_id=centre_id)
        seen = caller.sees(found.place_id if found else None)
        if found is None or not seen.shows(found.established_on):
            raise CentreUnknown
        if seen.until == date.max:
            return found
        asked = {"centre_id": centre_id, "until": seen.until}
        return await counter.one(CentreRow, views.ONE_UNTIL, **asked) or found
