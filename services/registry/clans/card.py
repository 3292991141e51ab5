"""All that belongs to clans."""

from uuid import UUID

from services.registry.clans import api
from services.registry.clans.clan import ClanEnded, ClanRegistered
from services.registry.clans.views import CLANS
from shared.contracts.registry import ClanEndedV1, ClanRegisteredV1
from shared.web.card import Card


def _registered(clan: UUID, fact: ClanRegistered) -> ClanRegisteredV1:
    return ClanRegisteredV1(clan_id=clan, place_id=fact.place_id, registered_on=fact.registered_on)


def _ended(clan: UUID, fact: ClanEnded) -> ClanEndedV1:
    return ClanEndedV1(clan_id=clan, place_id=fact.place_id, ended_on=fact.ended_on)


CARD = Card(
    name="clans",
    facts=(ClanRegistered, ClanEnded),
    told=(_registered, _ended),
    views=(CLANS,),
    routes=api.routes,
    actions=("registry.clan.register", "registry.clan.dissolve", "registry.clan.read"),
)
