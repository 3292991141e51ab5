"""The counter of families and people, who also have the vault."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.registry.application import Registry
from services.registry.application.asking import Asker
from services.registry.places.territory.finding import find_place
from services.registry.places.territory.refusals import PlaceUnknown
from services.registry.vault import Search, Vault
from shared.eventstore.commands import Key
from shared.eventstore.facts import Origin
from shared.vocabulary.calendar import civil_day
from shared.vocabulary.places import Tree
from shared.vocabulary.places.siting import Circumstances
from shared.web.actions import Permit
from shared.web.counter import Counter


@dataclass(frozen=True)
class Now:
    """The places as recorded, and today."""

    tree: Tree
    day: date


@dataclass(frozen=True)
class Desk(Counter):
    registry: Registry
    vault: Vault
    search: Search

    async def circumstances(self) -> Circumstances:
        return Now(await self.places.refreshed(), civil_day(self.clock()))


def asker(permit: Permit, now: Circumstances, origin: Origin, key: Key) -> Asker:
    """Whoever holds the permit, bound to what it reaches today."""

    def reaches(place_id: UUID | None) -> bool:
        return permit.reaches(place_id, now.tree, now.day)

    return Asker(origin, key, reaches)


def require_place(permit: Permit, place_id: UUID, now: Circumstances) -> None:
    """Refuse a place that is not the officer's as one that is not on the books."""
    find_place(now.tree, place_id)
    if not permit.allows(place_id, now.tree, now.day):
        raise PlaceUnknown(place=place_id)
