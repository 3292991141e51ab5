"""The counter for allocations: say to which part a subject belongs; what nobody has said it of."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from services.registry.allocations import views
from services.registry.allocations.allocation.subjects import (
    SUBJECTS,
    Allocation,
    Asked,
    SubjectKind,
    allocation_stream,
)
from services.registry.allocations.views import UnallocatedAt, UnallocatedRow
from shared.eventstore.commands import Command, Decision, command
from shared.vocabulary.places.waiting import Left, left_by
from shared.web.bulk import Rows, recording
from shared.web.caller import Caller, reads
from shared.web.conversation import Page, paged_by
from shared.web.counter import Counter
from shared.web.pages import PageOf
from shared.web.routing import Router
from shared.web.values import Day, Form

Reader = Annotated[Caller, reads("registry.subject.read")]
Paging = Annotated[Page[UUID], paged_by(UUID)]


class AllocationForm(Form):
    """A subject on the books of a place that was split, and the part that it belongs to; without
    `effective_on` since the day of the split."""

    subject_kind: SubjectKind
    subject_id: UUID
    to_place_id: UUID
    effective_on: Day | None = None


@dataclass(frozen=True)
class Done:
    subject_id: UUID


class Numbers(BaseModel):
    """How many wait, by kind."""

    hamlets: int
    families: int
    clans: int
    centres: int
    citizens: int
    establishments: int
    associations: int
    chapters: int
    boards: int
    committees: int


class UnallocatedPage(PageOf[UnallocatedRow]):
    numbers: Numbers


def allocating(form: AllocationForm, by: Caller) -> Command:
    """The subject, with all that was counted of it, belongs to this part of the place that was
    split; allocated otherwise before, it is corrected from that day on. The part has to be
    yours."""
    kind, stream = SUBJECTS[form.subject_kind], allocation_stream(form.subject_id)

    def decide(subject: Any, allocation: Allocation) -> Decision:
        place_id = kind.place_id(subject)
        by.require(place_id, kind.unknown)
        by.require(form.to_place_id, itself=True)
        if place_id is None:
            raise kind.unknown
        kind.require_itself(subject, by.reaches)
        whose = (form.subject_id, form.subject_kind, place_id)
        facts = allocation.allocate(Asked(*whose, form.to_place_id, form.effective_on), by)
        people = kind.people(subject)
        told = [replace(each, people=people) for each in facts]
        return Decision({stream: told}, Done(form.subject_id))

    return command(by, decide, (form.subject_id, kind.state), (stream, Allocation))


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1", tags=["allocations"])
    rows = Rows("registry.subject.allocate", AllocationForm, allocating, Done)
    recording(router, counter, rows, "/allocations")

    @router.get("/places/unallocated")
    async def everywhere(caller: Reader, page: Paging) -> PageOf[UnallocatedAt]:
        """The places that were split and that something still waits in, with how many of each."""
        found = left_by(caller.tree, [*caller.tree], caller.day)
        seen = Left.all_of(each for each in found if caller.sees_today(each.place_id))
        return await counter.page(UnallocatedAt, views.PLACES, page, views.NUMBER, **seen.asked)

    @router.get("/places/{place_id}/unallocated")
    async def of_place(place_id: UUID, caller: Reader, page: Paging) -> UnallocatedPage:
        """The hamlets and subjects of a place that was split which nobody has allocated yet."""
        place = caller.tree.place(place_id)
        if place is None or not caller.sees_today(place_id):
            raise caller.unknown(place_id)
        asked = Left.all_of(left_by(caller.tree, [place], caller.day)).asked
        found = await counter.page(UnallocatedRow, views.WAITING, page, **asked)
        first = {"after": UUID(int=0), "most": 1}
        at = await counter.one(UnallocatedAt, views.PLACES, **asked, **first)
        numbers = Numbers(**dict(_numbers(at)))
        number = sum(numbers.model_dump().values())
        return UnallocatedPage(**vars(found) | {"number": number}, numbers=numbers)

    return [router]


def _numbers(at: UnallocatedAt | None) -> Iterator[tuple[str, int]]:
    for field in fields(UnallocatedAt):
        if field.name != "place_id":
            yield field.name, 0 if at is None else getattr(at, field.name)
