"""Clans."""

from typing import Final

from services.registry.clans import api
from services.registry.clans.clan import Clan, ClanRegistered, ClanWithdrawn
from services.registry.importing.undoing.things.part import Kind, Part, comes, goes, named
from shared.web.bulk import Rows

CLAN: Final = "clan"
CLANS: Final = Part(
    {
        CLAN: Kind(
            Clan,
            Rows("registry.clan.withdraw", api.WithdrawalForm, api.withdraw, api.Done),
            named("clan_id"),
        )
    },
    {ClanRegistered: comes(CLAN), ClanWithdrawn: goes(CLAN)},
)
