"""All that belongs to families."""

from uuid import UUID

from services.registry.families import api
from services.registry.families.family.facts import FamilyHeadReserved, FamilyRegistered
from services.registry.families.views import FAMILIES
from shared.contracts.registry import FamilyRegisteredV1
from shared.web.card import Card


def _registered(family: UUID, fact: FamilyRegistered) -> FamilyRegisteredV1:
    """The head stays at home: nobody else needs to know who heads which family."""
    return FamilyRegisteredV1(
        family_id=family, place_id=fact.place_id, registered_on=fact.registered_on
    )


CARD = Card(
    name="families",
    facts=(FamilyRegistered, FamilyHeadReserved),
    told=(_registered,),
    kept=(FamilyHeadReserved,),
    views=(FAMILIES,),
    routes=api.routes,
    actions=("registry.family.register", "registry.family.read"),
)
