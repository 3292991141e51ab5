"""The counter for families: register one or many, look them up."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, status
from pydantic import BaseModel

from services.registry.api.bulk import BulkAnswer, BulkForm, answer_of, register_rows
from services.registry.api.desk import Desk, asker, require_place
from services.registry.api.forms import FamilyForm
from services.registry.api.heads import Head, head_of, let_go, reach, referred
from services.registry.api.paging import PageOfIds, follower, next_cursor
from services.registry.domain.family import FamilyUnknown, Registration, require_hamlet
from services.registry.places.territory.finding import find_place
from services.registry.places.territory.refusals import PlaceUnknown
from services.registry.vault import KeptFor, Newcomer
from services.registry.vault.meeting import Within
from services.registry.views import families as view
from services.registry.views.families import FamilyRow
from shared.eventstore.refusals import KeyReused
from shared.vocabulary.identifiers import new_id
from shared.vocabulary.refusals import Refusal
from shared.web.actions import Permit, action
from shared.web.conversation import FactOrigin, IdempotencyKey
from shared.web.languages import preferred
from shared.web.routing import Router
from shared.web.values import Text

PREFIX = "/registry/v1/families"

RegisterPermit = Annotated[Permit, action("registry.family.register")]
ReadPermit = Annotated[Permit, action("registry.family.read")]


class Registered(BaseModel):
    family_id: UUID


class FamilyPage(BaseModel):
    """`number` counts all families registered to the hamlet that whoever asks may see, on every
    page."""

    number: int
    families: list[FamilyRow]
    next_cursor: str | None


def routes(desk: Desk) -> APIRouter:
    router = Router(prefix=PREFIX, tags=["families"])
    _registering(router, desk)
    _registering_many(router, desk)
    _reading(router, desk)
    return router


def _registering(router: APIRouter, desk: Desk) -> None:
    @router.post("", status_code=status.HTTP_201_CREATED)
    async def register(
        form: FamilyForm, permit: RegisterPermit, origin: FactOrigin, key: IdempotencyKey
    ) -> Registered:
        """Register one family; its head by reference, or by data that the vault then keeps."""
        kept_for = KeptFor(key.actor, key.key)
        if answered := await desk.registry.store.first_answer(key):
            await _require_same_head(desk, head_of(form, kept_for))
            return Registered(family_id=answered)
        now = await desk.circumstances()
        require_place(permit, form.place_id, now)
        require_hamlet(form.place_id, form.registered_on, now)
        head = head_of(form, kept_for)
        asked = await _registration(desk, form, head, reach(permit, now))
        by = asker(permit, now, origin, key)
        (outcome,) = await desk.registry.register_families([(asked, by)], now)
        await let_go(desk.vault, [head], [outcome])
        if isinstance(outcome, Refusal):
            raise outcome
        return Registered(family_id=UUID(outcome))


def _registering_many(router: APIRouter, desk: Desk) -> None:
    @router.post("/bulk", response_model_exclude_none=True)
    async def register_many(
        form: BulkForm,
        permit: RegisterPermit,
        origin: FactOrigin,
        key: IdempotencyKey,
        accept_language: Annotated[Text, Header()] = "",
    ) -> BulkAnswer:
        """Register up to 1,000 families, each row a command of its own: one refused, or sent
        again, does not touch the others. Every row is answered, in the same order."""
        now = await desk.circumstances()
        by = asker(permit, now, origin, key)
        rows = await register_rows(desk, form.rows, now, by, permit)
        return answer_of(rows, preferred(accept_language))


def _reading(router: APIRouter, desk: Desk) -> None:
    @router.get("")
    async def of_place(place_id: UUID, permit: ReadPermit, page: PageOfIds) -> FamilyPage:
        """How many families are registered to a hamlet, and which."""
        now = await desk.circumstances()
        seen = permit.sight(find_place(now.tree, place_id).place_id, now.tree, now.day)
        if seen is None:
            raise PlaceUnknown(place=place_id)
        asked = view.Asked(place_id, seen.until, follower(page), page.limit + 1)
        async with desk.connections.connection() as connection:
            number = await view.number_of_families(connection, asked)
            found = await view.families_of(connection, asked)
        families, more = found[: page.limit], len(found) > page.limit
        cursor = next_cursor(families[-1].family_id) if more else None
        return FamilyPage(number=number, families=families, next_cursor=cursor)

    @router.get("/{family_id}")
    async def one(family_id: UUID, permit: ReadPermit) -> FamilyRow:
        now = await desk.circumstances()
        async with desk.connections.connection() as connection:
            found = await view.family(connection, family_id)
        seen = None if found is None else permit.sight(found.place_id, now.tree, now.day)
        if found is None or seen is None or not seen.shows(found.registered_on):
            raise FamilyUnknown
        return found


async def _require_same_head(desk: Desk, head: Head) -> None:
    """The key's digest says nothing of people: the vault does, while it holds them."""
    if isinstance(head, Newcomer) and await desk.vault.kept_otherwise([head]):
        raise KeyReused


async def _registration(desk: Desk, form: FamilyForm, head: Head, within: Within) -> Registration:
    (head_ref,) = await referred(desk.vault, [head], within)
    if isinstance(head_ref, Refusal):
        raise head_ref
    return Registration(new_id(), form.place_id, head_ref, form.registered_on)
