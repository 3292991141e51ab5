"""All that belongs to clans."""

from uuid import UUID

from services.registry.clans import api
from services.registry.clans.clan import ClanDissolved, ClanRegistered
from services.registry.clans.views import CLANS
from shared.contracts.registry import ClanDissolvedV1, ClanRegisteredV1
from shared.web.card import Card


def _registered(clan: UUID, fact: ClanRegistered) -> ClanRegisteredV1:
    return ClanRegisteredV1(clan_id=clan, place_id=fact.place_id, registered_on=fact.registered_on)


def _dissolved(clan: UUID, fact: ClanDissolved) -> ClanDissolvedV1:
    return ClanDissolvedV1(clan_id=clan, place_id=fact.place_id, dissolved_on=fact.dissolved_on)


CARD = Card(
    name="clans",
    facts=(ClanRegistered, ClanDissolved),
    told=(_registered, _dissolved),
    views=(CLANS,),
    routes=api.routes,
    actions=("registry.clan.register", "registry.clan.dissolve", "registry.clan.read"),
)
