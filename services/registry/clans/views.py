"""What officers look up: the clans of a place (`clans`)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.registry.clans.clan import (
    ClanCorrected,
    ClanEnded,
    ClanMoved,
    ClanNameCorrected,
    ClanRegistered,
    ClanWithdrawn,
)
from shared.eventstore.views.things import Things


@dataclass(frozen=True)
class ClanRow:
    """A clan (dòng họ) on the books of a place, where it is `since` a day, or was last."""

    clan_id: UUID
    place_id: UUID
    name: str | None
    since: date
    registered_on: date
    ended_on: date | None = None


CLANS = Things(
    "clans",
    3,
    ClanRow,
    ClanRegistered,
    (ClanNameCorrected, ClanCorrected, ClanMoved, ClanEnded),
    "since",
    "ended_on",
    ClanWithdrawn,
    "aliases",
    allocated=True,
)
