"""All that belongs to people."""

from uuid import UUID

from services.registry.people.api import routes
from services.registry.people.person import (
    PersonalDataCorrected,
    PersonalDataExported,
    PersonalDataNotShown,
    PersonalDataRead,
    PersonErased,
    PersonNamed,
    TextAttached,
    TextsRead,
)
from services.registry.people.vault.erasure import CorrectedPeople, ErasedPeople
from services.registry.people.vault.placing import PlacedPeople
from shared.contracts.registry.people import PersonErasedV1
from shared.web.card import Card


def _erased(person: UUID, fact: PersonErased) -> PersonErasedV1:
    """Only that somebody is gone, and from whose books."""
    return PersonErasedV1(person_ref=person, erased_on=fact.erased_on, place_id=fact.place_id)


AT_HOME = (
    PersonNamed,
    PersonalDataCorrected,
    PersonalDataExported,
    PersonalDataRead,
    PersonalDataNotShown,
    TextAttached,
    TextsRead,
)

CARD = Card(
    name="people",
    facts=(PersonErased, *AT_HOME),
    told=(_erased,),
    kept=AT_HOME,
    views=(ErasedPeople(), CorrectedPeople(), PlacedPeople()),
    routes=routes.routes,
    actions=(
        "registry.person.read",
        "registry.person.list",
        "registry.person.export",
        "registry.person.name",
        "registry.person.correct",
        "registry.person.erase",
    ),
)
