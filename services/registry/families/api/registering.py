"""Registering families, one or many, each under its head."""

from dataclasses import dataclass
from typing import Self
from uuid import UUID

from pydantic import model_validator

from services.registry.families.api.people import Named, OfFamilies, PlaceOf, States, commanding
from services.registry.families.family.belonging import Belonging, belonging_id
from services.registry.families.family.facts import Stay
from services.registry.families.family.registering import Registration, require_hamlet
from services.registry.families.family.registering import register as decided
from services.registry.people.person import Person
from services.registry.people.vault.naming import PersonForm, require_one
from shared.eventstore.commands import Command, Decision
from shared.vocabulary.identifiers import new_id
from shared.web.caller import Caller
from shared.web.values import Day


class FamilyForm(OfFamilies):
    """A family of a hamlet, with its head (chủ hộ) by reference or by data: one of the two."""

    place_id: UUID
    registered_on: Day
    head_ref: UUID | None = None
    head: PersonForm | None = None

    @model_validator(mode="after")
    def one_head(self) -> Self:
        require_one(head=self.head, head_ref=self.head_ref)
        return self

    @property
    def head_since(self) -> Day:
        return self.registered_on

    @property
    def named(self) -> Named:
        return self.head or self.head_ref

    def referring(self, person_ref: UUID) -> Self:
        return self.model_copy(update={"head": None, "head_ref": person_ref})

    def place(self, _place_of: PlaceOf) -> UUID:
        return self.place_id

    def allow(self, by: Caller, _place_id: UUID | None) -> None:
        """Of a hamlet that has ended, whoever has what became of it reads the families, and
        registers none."""
        by.require(self.place_id, itself=True)
        require_hamlet(by, self.place_id, self.registered_on)


@dataclass(frozen=True)
class Registered:
    family_id: UUID


def register(form: FamilyForm, by: Caller) -> Command:
    """A family comes onto the books of a hamlet; its head by reference, or by data that the vault
    then keeps."""
    assert form.head_ref is not None, "whoever is said by data is kept first"
    asked = Registration(new_id(), form.place_id, form.head_ref, form.registered_on)
    reserved = belonging_id(asked.head_ref)

    def decide(states: States) -> Decision:
        require_hamlet(by, asked.place_id, asked.registered_on)
        head: Person = states[asked.head_ref]
        head.require_present()
        form.require_alive(states, asked.head_ref, form.registered_on)
        form.require_free(states, asked.head_ref, Stay(asked.registered_on))
        return Decision(decided(asked, states[reserved]), Registered(asked.family_id))

    streams = {asked.head_ref: Person, reserved: Belonging, **form.elsewhere, **form.citizens}
    return commanding(by, streams, decide)
