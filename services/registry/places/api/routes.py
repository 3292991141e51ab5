"""The counter for places: which place a code names on a day, what lies in it, what became of it.

The official list of places is public, so whoever is signed in may look up any of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, status
from pydantic import Field

from services.registry.bearers.withdrawing import ground_of
from services.registry.places.api import reorganising
from services.registry.places.api.histories import telling
from services.registry.places.api.naming import naming
from services.registry.places.api.searching import searching
from services.registry.places.api.shown import (
    PlaceName,
    ReadPermit,
    Succession,
    named,
    nearest,
    succession,
)
from services.registry.places.territory.allocating import HamletAllocation, allocation_proposals
from services.registry.places.territory.facts import TERRITORY_ID
from services.registry.places.territory.finding import find_code, find_place
from services.registry.places.territory.hamlets import Hamlet, hamlet_proposals
from services.registry.places.territory.territory import Territory
from shared.eventstore.commands import Command, Decision, command
from shared.places import PlaceCopy
from shared.vocabulary.calendar import civil_day
from shared.vocabulary.identifiers import new_id
from shared.vocabulary.places import Place, Tree
from shared.web.bulk import Rows, recording
from shared.web.caller import Caller, commands
from shared.web.conversation import Page, cursor_of, paged_by
from shared.web.counter import Counter
from shared.web.pages import PageOf
from shared.web.routing import Router
from shared.web.values import Day, DayOfPlaces, Form, NumberOfDocument, Text

Code = Annotated[Text, Query(pattern=r"^[0-9]{2,5}$", examples=["26968"])]
SortKey = tuple[str, str, str]
Paging = Annotated[Page[SortKey], paged_by(SortKey)]


class HamletForm(Form):
    """A hamlet (thôn, ấp, khu phố, tổ dân phố) of a commune; without `valid_from` it is there
    since before anyone recorded it (không rõ)."""

    commune_id: UUID
    kind: Annotated[Text, Field(max_length=64, examples=["khu-pho"])]
    name: Annotated[Text, Field(examples=["Khu phố 1"])]
    valid_from: DayOfPlaces | None = None
    document_number: NumberOfDocument | None = None

    def hamlet(self) -> Hamlet:
        return Hamlet(
            new_id(),
            self.commune_id,
            self.kind,
            self.name,
            self.valid_from,
            self.document_number,
        )


class HamletAllocationForm(Form):
    """A hamlet of a commune that was split, and the part that it belongs to; without
    `effective_on` since the day of the split."""

    place_id: UUID
    to_place_id: UUID
    effective_on: Day | None = None
    document_number: NumberOfDocument | None = None

    def allocation(self) -> HamletAllocation:
        return HamletAllocation(
            self.place_id, self.to_place_id, self.effective_on, self.document_number
        )


class PlaceWithdrawalForm(Form):
    place_id: UUID


@dataclass(frozen=True)
class Withdrawn:
    place_id: UUID


@dataclass(frozen=True)
class Established:
    place_id: UUID


@dataclass(frozen=True)
class Allocated:
    place_id: UUID


class PlaceAnswer(PlaceName):
    """A place on a day. While it is not in force: as it was on its last day, or first was.

    `valid_from` null: not known (không rõ); `ended_on` is the first day it is not in force.
    `parents` are the places it lies in, nearest first.
    """

    on: date
    in_force: bool
    valid_from: date | None
    ended_on: date | None
    established_by: str | None
    ended_by: str | None
    parents: list[PlaceName]
    successors: list[Succession]
    predecessors: list[Succession]


def establishing(hamlet: Hamlet, by: Caller) -> Command:
    """A hamlet comes into the commune."""

    def decide(territory: Territory) -> Decision:
        by.require(hamlet.commune_id, itself=True)
        facts = territory.enact(hamlet_proposals(territory.tree, [hamlet], by.day))
        return Decision({TERRITORY_ID: facts}, Established(hamlet.place_id))

    return command(by, decide, (TERRITORY_ID, Territory))


def withdrawing(form: PlaceWithdrawalForm, by: Caller) -> Command:
    """It never was; whoever has it may say so."""

    def decide(territory: Territory) -> Decision:
        by.require(form.place_id)
        facts = territory.withdraw(form.place_id, ground_of(by))
        return Decision({TERRITORY_ID: facts}, Withdrawn(form.place_id))

    return command(by, decide, (TERRITORY_ID, Territory))


def allocating(form: HamletAllocationForm, by: Caller) -> Command:
    """The hamlet, with all that stands in it, belongs to this part of the commune that was split;
    allocated otherwise before, it is corrected from that day on. The part has to be yours."""

    def decide(territory: Territory) -> Decision:
        by.require(form.place_id)
        by.require(form.to_place_id, itself=True)
        facts = territory.enact(allocation_proposals(territory.tree, form.allocation(), by.day))
        return Decision({TERRITORY_ID: facts}, Allocated(form.place_id))

    return command(by, decide, (TERRITORY_ID, Territory))


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/places", tags=["places"])
    searching(router, counter)
    _reading(router, counter)
    telling(router, counter)
    naming(router, counter)
    allocations = Rows("registry.place.allocate", HamletAllocationForm, allocating, Allocated)
    recording(router, counter, allocations, "/allocations")

    @router.post("", status_code=status.HTTP_201_CREATED)
    async def establish(
        form: HamletForm, caller: Annotated[Caller, commands("registry.place.establish")]
    ) -> Established:
        """Put a hamlet on the books; if its commune ended since, it goes on in what became of
        that."""
        return await counter.transact(Established, establishing(form.hamlet(), caller))

    return [router, *reorganising.routes(counter)]


def _reading(router: APIRouter, counter: Counter) -> None:
    def today() -> date:
        return civil_day(counter.clock())

    @router.get("")
    async def by_code(code: Code, permit: ReadPermit, on: DayOfPlaces | None = None) -> PlaceAnswer:
        """The place that carries the official code on the day (today, without one)."""
        day = on or today()
        tree = await counter.has(PlaceCopy).refreshed()
        return answered(tree, find_code(tree, code, day), day)

    @router.get("/{place_id}")
    async def one(place_id: UUID, permit: ReadPermit, on: DayOfPlaces | None = None) -> PlaceAnswer:
        tree = await counter.has(PlaceCopy).refreshed()
        return answered(tree, find_place(tree, place_id), on or today())

    @router.get("/{place_id}/children")
    async def children(
        place_id: UUID, permit: ReadPermit, page: Paging, on: DayOfPlaces | None = None
    ) -> PageOf[PlaceName]:
        """What lies directly in it on the day, by code and name; `number` counts all of it."""
        day = on or today()
        tree = await counter.has(PlaceCopy).refreshed()
        ids = tree.children(find_place(tree, place_id).place_id, day)
        return _page([named(tree, child, day) for child in ids], page)


def answered(tree: Tree, place: Place, day: date) -> PlaceAnswer:
    """A place on a day."""
    moment = nearest(place, day)
    return PlaceAnswer(
        **named(tree, place.place_id, moment).model_dump(),
        on=day,
        in_force=day in place.span,
        valid_from=place.valid_from,
        ended_on=place.ended_on,
        established_by=place.established_by,
        ended_by=place.ended_by,
        parents=[named(tree, above, moment) for above in tree.ancestors(place.place_id, moment)],
        successors=[succession(tree, link) for link in place.successors],
        predecessors=[succession(tree, link) for link in place.predecessors],
    )


def _page(places: Sequence[PlaceName], page: Page[SortKey]) -> PageOf[PlaceName]:
    after = page.after or ("", "", "")
    following = sorted((place for place in places if _key(place) > after), key=_key)
    shown = following[: page.limit]
    more = len(following) > page.limit
    cursor = cursor_of(_key(shown[-1])) if more else None
    return PageOf(items=shown, number=len(places), next_cursor=cursor)


def _key(place: PlaceName) -> SortKey:
    return (place.code or "", place.name, str(place.place_id))
