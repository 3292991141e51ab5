"""The cards of families and people."""

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from fastapi import APIRouter

from services.registry.api import families, people
from services.registry.api.desk import Desk
from services.registry.domain.family import FamilyHeadReserved, FamilyRegistered
from services.registry.domain.person import PersonalDataNotShown, PersonalDataRead, PersonErased
from services.registry.vault import ErasedPeople
from services.registry.views.families import FamiliesByPlace
from shared.contracts.registry import FamilyRegisteredV1, PersonErasedV1
from shared.web.card import Card
from shared.web.counter import Counter


def _registered(family_id: UUID, fact: FamilyRegistered) -> FamilyRegisteredV1:
    """The head stays at home: nobody else needs to know who heads which family."""
    return FamilyRegisteredV1(
        family_id=family_id, place_id=fact.place_id, registered_on=fact.registered_on
    )


def _erased(person_ref: UUID, fact: PersonErased) -> PersonErasedV1:
    """Only that somebody is gone, and from whose books."""
    return PersonErasedV1(person_ref=person_ref, erased_on=fact.erased_on, place_id=fact.place_id)


def _of_families(counter: Counter) -> Sequence[APIRouter]:
    return [families.routes(cast(Desk, counter))]


def _of_people(counter: Counter) -> Sequence[APIRouter]:
    return [people.routes(cast(Desk, counter))]


FAMILIES = Card(
    name="families",
    facts=(FamilyRegistered, FamilyHeadReserved),
    told=(_registered,),
    kept=(FamilyHeadReserved,),
    views=(FamiliesByPlace(),),
    routes=_of_families,
    actions=("registry.family.read", "registry.family.register"),
)
PEOPLE = Card(
    name="people",
    facts=(PersonErased, PersonalDataRead, PersonalDataNotShown),
    told=(_erased,),
    kept=(PersonalDataRead, PersonalDataNotShown),
    views=(ErasedPeople(),),
    routes=_of_people,
    actions=("registry.person.read", "registry.person.list", "registry.person.erase"),
)
