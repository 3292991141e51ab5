"""What officers look up: the clans of a place (`clans`)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.registry.clans.clan import ClanEnded, ClanRegistered
from shared.eventstore.views.things import Things


@dataclass(frozen=True)
class ClanRow:
    """A clan (dòng họ) on the books of a place."""

    clan_id: UUID
    place_id: UUID
    registered_on: date
    ended_on: date | None = None


CLANS = Things("clans", 1, ClanRow, ClanRegistered, (ClanEnded,), "registered_on", "ended_on")
