"""The counter for families: register one or many, look them up."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from fastapi import APIRouter
from pydantic import model_validator

from services.registry.families.family.refusals import (
    FamilyAlreadyRegistered,
    FamilyUnknown,
    HeadsAnotherFamily,
)
from services.registry.families.family.registering import (
    Family,
    Headship,
    Registration,
    headship_id,
    require_hamlet,
)
from services.registry.families.views import FAMILIES
from services.registry.people.person import Person
from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.naming import (
    Named,
    PersonForm,
    let_go,
    referred,
    said_otherwise,
)
from shared.eventstore.commands import Command, Decision, command
from shared.vocabulary.identifiers import new_id
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Asked, Rows, recording
from shared.web.caller import Caller
from shared.web.counter import Counter
from shared.web.looking_up import looking_up
from shared.web.routing import Router
from shared.web.values import Day, Form


class FamilyForm(Form):
    """A family of a hamlet, with its head (chủ hộ) by reference or by data: one of the two."""

    place_id: UUID
    registered_on: Day
    head_ref: UUID | None = None
    head: PersonForm | None = None

    @model_validator(mode="after")
    def one_head(self) -> Self:
        if (self.head is None) == (self.head_ref is None):
            raise ValueError("either head or head_ref")
        return self


@dataclass(frozen=True)
class Registered:
    family_id: UUID


def register(form: FamilyForm, by: Caller) -> Command:
    """A family comes onto the books of a hamlet; its head by reference, or by data that the vault
    then keeps."""
    assert form.head_ref is not None, "whoever is said by data is kept first"
    asked = Registration(new_id(), form.place_id, form.head_ref, form.registered_on)

    def decide(head: Person, headship: Headship) -> Decision:
        require_hamlet(by, asked.place_id, asked.registered_on)
        head.require_present()
        return Decision(headship.register(asked), Registered(asked.family_id))

    reserved = (headship_id(asked.head_ref), Headship)
    return command(by, decide, (asked.head_ref, Person), reserved)


class Heads:
    """Who is to head each family is kept before it is registered."""

    async def otherwise(
        self, counter: Counter, again: Sequence[Asked[FamilyForm]]
    ) -> Sequence[Refusal | None]:
        return await said_otherwise(counter.has(Vault), [_head(row) for row in again])

    async def before(
        self, counter: Counter, asked: Sequence[Asked[FamilyForm]]
    ) -> Sequence[FamilyForm | Refusal]:
        """A reference instead of each head's data."""
        if not asked:
            return []
        heads = [_allowed(row) or _head(row) for row in asked]
        found = await referred(counter.has(Vault), heads, asked[0].by)
        return [
            ref
            if isinstance(ref, Refusal)
            else row.form.model_copy(update={"head": None, "head_ref": ref})
            for row, ref in zip(asked, found, strict=True)
        ]

    async def after(
        self, counter: Counter, asked: Sequence[Asked[FamilyForm]], outcomes: Sequence[Any]
    ) -> Sequence[Any]:
        told = await _told(counter, asked, outcomes)
        no = [
            (_head(row), said)
            for row, said in zip(asked, told, strict=True)
            if isinstance(said, Refusal)
        ]
        await let_go(counter.has(Vault), [head for head, _ in no], [said for _, said in no])
        return told


def _head(row: Asked[FamilyForm]) -> Named | Refusal:
    form = row.form
    if form.head is None:
        assert form.head_ref is not None, "one of the two"
        return form.head_ref
    try:
        return form.head.newcomer(form.place_id, row)
    except Refusal as refusal:
        return refusal


def _allowed(row: Asked[FamilyForm]) -> Refusal | None:
    """Why nobody's data are to be kept for it. Of a hamlet that has ended, whoever has what became
    of it reads the families, and registers none."""
    try:
        row.by.require(row.form.place_id, itself=True)
        require_hamlet(row.by, row.form.place_id, row.form.registered_on)
    except Refusal as refusal:
        return refusal
    return None


async def _told(
    counter: Counter, asked: Sequence[Asked[FamilyForm]], outcomes: Sequence[Any]
) -> list[Any]:
    """No family that the asker does not reach is named."""
    headed = {
        outcome: (UUID(str(outcome.fields["family_id"])), Family)
        for outcome in outcomes
        if isinstance(outcome, FamilyAlreadyRegistered)
    }
    if not headed:
        return [*outcomes]
    found = await counter.transactions.store.reader.read(list(dict.fromkeys(headed.values())))

    def told(outcome: Any, by: Caller) -> Any:
        if not isinstance(outcome, FamilyAlreadyRegistered):
            return outcome
        family: Family = found[headed[outcome]].state
        return outcome if by.sees(family.place_id).is_something else HeadsAnotherFamily()

    return [told(outcome, row.by) for outcome, row in zip(outcomes, asked, strict=True)]


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/families", tags=["families"])
    rows = Rows("registry.family.register", FamilyForm, register, Registered, around=Heads())
    recording(router, counter, rows)
    looking_up(router, counter, FAMILIES, "registry.family.read", FamilyUnknown)
    return [router]
