"""All that belongs to centres."""

from uuid import UUID

from services.registry.centres import api
from services.registry.centres.centre.facts import CentreEstablished
from services.registry.centres.views import CentresByPlace
from shared.contracts.registry.centres import CentreEstablishedV1
from shared.web.card import Card


def _established(_centre: UUID, fact: CentreEstablished) -> CentreEstablishedV1:
    return CentreEstablishedV1(
        centre_id=fact.centre_id, place_id=fact.place_id, established_on=fact.established_on
    )


CARD = Card(
    name="centres",
    facts=(CentreEstablished,),
    told=(_established,),
    views=(CentresByPlace(),),
    routes=api.routes,
    actions=("registry.centre.establish", "registry.centre.read"),
)
