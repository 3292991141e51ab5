"""All that belongs to clans. Their names are kept at home."""

from uuid import UUID

from services.registry.clans import api
from services.registry.clans.clan import (
    ClanCorrected,
    ClanEnded,
    ClanMoved,
    ClanNameCorrected,
    ClanRegistered,
    ClanWithdrawn,
)
from services.registry.clans.views import CLANS
from shared.contracts.fields import spells
from shared.contracts.registry.clans import (
    ClanCorrectedV1,
    ClanEndedV1,
    ClanMovedV1,
    ClanRegisteredV1,
    ClanWithdrawnV1,
)
from shared.web.card import Card


def _registered(clan: UUID, fact: ClanRegistered) -> ClanRegisteredV1:
    return ClanRegisteredV1(clan_id=clan, place_id=fact.place_id, registered_on=fact.registered_on)


def _corrected(clan: UUID, fact: ClanCorrected) -> ClanCorrectedV1:
    return ClanCorrectedV1(
        clan_id=clan,
        place_id=fact.place_id,
        registered_on=fact.registered_on,
        was=spells(fact.was),
        now=spells(fact.now),
    )


def _moved(clan: UUID, fact: ClanMoved) -> ClanMovedV1:
    return ClanMovedV1(
        clan_id=clan,
        place_id=fact.place_id,
        moved_on=fact.moved_on,
        was=spells(fact.was),
        now=spells(fact.now),
    )


def _ended(clan: UUID, fact: ClanEnded) -> ClanEndedV1:
    return ClanEndedV1(clan_id=clan, place_id=fact.place_id, ended_on=fact.ended_on)


def _withdrawn(clan: UUID, fact: ClanWithdrawn) -> ClanWithdrawnV1:
    return ClanWithdrawnV1(
        clan_id=clan,
        place_id=fact.place_id,
        was=spells(fact.was),
        now=(),
        ground_code=fact.ground_code,
    )


CARD = Card(
    name="clans",
    facts=(ClanRegistered, ClanNameCorrected, ClanCorrected, ClanMoved, ClanEnded, ClanWithdrawn),
    told=(_registered, _corrected, _moved, _ended, _withdrawn),
    kept=(ClanNameCorrected,),
    views=(CLANS,),
    routes=api.routes,
    actions=(
        "registry.clan.register",
        "registry.clan.call",
        "registry.clan.correct",
        "registry.clan.move",
        "registry.clan.dissolve",
        "registry.clan.withdraw",
        "registry.clan.read",
    ),
)
