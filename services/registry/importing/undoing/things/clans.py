"""Clans."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from services.registry.clans import api
from services.registry.clans.clan import Clan, ClanRegistered, ClanWithdrawn
from services.registry.importing.undoing.things.part import Kind, Part
from shared.importing.trail import Came, Thing, Went
from shared.web.bulk import Rows

CLAN: Final = "clan"


def _registered(clan_id: UUID, _: ClanRegistered) -> Came:
    return Came(Thing(CLAN, clan_id))


def _withdrawn(clan_id: UUID, _: ClanWithdrawn) -> Went:
    return Went(Thing(CLAN, clan_id))


def _clan(thing: Thing) -> Mapping[str, object]:
    return {"clan_id": thing.thing_id}


CLANS: Final = Part(
    {
        CLAN: Kind(
            Clan,
            Rows("registry.clan.withdraw", api.WithdrawalForm, api.withdraw, api.Done),
            _clan,
        )
    },
    {ClanRegistered: _registered, ClanWithdrawn: _withdrawn},
)
