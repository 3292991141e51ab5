"""Who joins a family, leaves it, heads it; each said of one or of many."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, model_validator

from services.registry.allocations.allocation.reaching import allocated
from services.registry.families.api.people import Named, OfFamilies, States, commanding, itself
from services.registry.families.family import heads, members
from services.registry.families.family.belonging import Belonging, belonging_id
from services.registry.families.family.facts import FamilyFacts, Stay
from services.registry.families.family.family import Family
from services.registry.people.person import Person
from services.registry.people.vault.naming import PersonForm, require_one
from shared.eventstore.commands import Command, Decision
from shared.web.caller import Caller
from shared.web.values import Day, Text

Relation = Annotated[Text, Field(max_length=40, examples=["child"])]
LeavingGround = Annotated[Text, Field(max_length=40, examples=["married"])]


class JoiningForm(OfFamilies):
    """Somebody by reference or by data, one of the two, and how they belong to the head."""

    family_id: UUID
    joined_on: Day
    relation_code: Relation
    person_ref: UUID | None = None
    person: PersonForm | None = None

    @model_validator(mode="after")
    def one_person(self) -> Self:
        require_one(person=self.person, person_ref=self.person_ref)
        return self

    @property
    def families(self) -> tuple[UUID, ...]:
        return (self.family_id,)

    @property
    def named(self) -> Named:
        return self.person or self.person_ref

    def referring(self, person_ref: UUID) -> Self:
        return self.model_copy(update={"person": None, "person_ref": person_ref})


class LeavingForm(OfFamilies):
    family_id: UUID
    person_ref: UUID
    left_on: Day
    ground_code: LeavingGround


class MemberCorrectionForm(OfFamilies):
    """Of whoever is written down as joined on `written_on`; `left_on` none: has not left."""

    family_id: UUID
    person_ref: UUID
    written_on: Day
    joined_on: Day
    left_on: Day | None = None
    relation_code: Relation

    @property
    def member(self) -> UUID:
        return self.person_ref


class MemberWithdrawalForm(OfFamilies):
    """Of whoever is written down as joined on that day."""

    family_id: UUID
    person_ref: UUID
    joined_on: Day


class HeadForm(OfFamilies):
    """The head from that day on, by reference or by data, one of the two. Somebody who is no member
    yet becomes one: `relation_code` says how they belong to whoever headed it before."""

    family_id: UUID
    named_on: Day
    head_ref: UUID | None = None
    head: PersonForm | None = None
    relation_code: Relation | None = None

    @model_validator(mode="after")
    def one_head(self) -> Self:
        require_one(head=self.head, head_ref=self.head_ref)
        return self

    @property
    def families(self) -> tuple[UUID, ...]:
        return (self.family_id,)

    @property
    def head_since(self) -> Day:
        return self.named_on

    @property
    def named(self) -> Named:
        return self.head or self.head_ref

    def referring(self, person_ref: UUID) -> Self:
        return self.model_copy(update={"head": None, "head_ref": person_ref})


@dataclass(frozen=True)
class OfMember:
    family_id: UUID
    person_ref: UUID


def join(form: JoiningForm, by: Caller) -> Command:
    """From that day on somebody belongs to a family, and to no other."""
    person_ref = form.person_ref
    assert person_ref is not None, "whoever is said by data is kept first"
    asked = members.Joining(form.family_id, person_ref, form.joined_on, form.relation_code)

    def decide(family: Family, belonging: Belonging, states: States) -> FamilyFacts:
        states[person_ref].require_present()
        if not belonging.is_of(form.family_id, form.joined_on):
            form.require_free(states, person_ref, Stay(form.joined_on))
        return members.join(family, belonging, asked, by.day)

    more: dict[UUID, type[Any]] = {person_ref: Person, **form.elsewhere}
    return _of_member(form.family_id, person_ref, by, decide, more)


def leave(form: LeavingForm, by: Caller) -> Command:
    """From that day on somebody belongs to a family no more: counted in it until then."""
    asked = members.Leaving(form.family_id, form.person_ref, form.left_on, form.ground_code)

    def decide(family: Family, belonging: Belonging, _: States) -> FamilyFacts:
        return members.leave(family, belonging, asked, by.day)

    return _of_member(form.family_id, form.person_ref, by, decide)


def correct(form: MemberCorrectionForm, by: Caller) -> Command:
    """Days or relation of a member were written wrongly, and have been these all the time."""
    asked = members.Correction(**form.model_dump())
    days = Stay(form.joined_on, form.left_on)

    def decide(family: Family, belonging: Belonging, states: States) -> FamilyFacts:
        facts = members.correct(family, belonging, asked, by.day)
        if facts:
            form.require_free(states, form.person_ref, days)
        return facts

    more: dict[UUID, type[Any]] = {form.person_ref: Person, **form.elsewhere}
    return _of_member(form.family_id, form.person_ref, by, decide, more)


def withdraw(form: MemberWithdrawalForm, by: Caller) -> Command:
    """Somebody never was a member: as if it had not been written down."""
    asked = (form.family_id, form.person_ref, form.joined_on)

    def decide(family: Family, belonging: Belonging, _: States) -> FamilyFacts:
        return members.withdraw(family, belonging, asked)

    return _of_member(form.family_id, form.person_ref, by, decide)


def name_head(form: HeadForm, by: Caller) -> Command:
    """From that day on another member heads the family; whoever did is free to leave it."""
    head_ref = form.head_ref
    assert head_ref is not None, "whoever is said by data is kept first"
    asked = heads.Naming(form.family_id, head_ref, form.named_on, form.relation_code)
    new = belonging_id(head_ref)

    def decide(states: States) -> Decision:
        family = itself(states, form.family_id, by)
        states[head_ref].require_present()
        form.require_alive(states, head_ref, form.named_on)
        if not states[new].is_of(form.family_id, form.named_on):
            form.require_free(states, head_ref, Stay(form.named_on))
        people = form.people(states) | {head_ref: states[new]}
        facts = heads.name_head(family, people, asked, by.day)
        return Decision(facts, OfMember(form.family_id, head_ref))

    more = {head_ref: Person, new: Belonging, **form.elsewhere, **form.citizens}
    return commanding(by, {**form.streams, **more}, decide)


def _of_member(
    family_id: UUID,
    person_ref: UUID,
    by: Caller,
    decided: Callable[[Family, Belonging, States], FamilyFacts],
    more: dict[UUID, type[Any]] | None = None,
) -> Command:
    stream = belonging_id(person_ref)

    def decide(states: States) -> Decision:
        family = itself(states, family_id, by)
        facts = decided(family, states[stream], states)
        return Decision(facts, OfMember(family_id, person_ref))

    reads = dict([allocated(family_id)]) | {family_id: Family, stream: Belonging, **(more or {})}
    return commanding(by, reads, decide)
