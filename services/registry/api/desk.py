"""The desk every counter of the register works at."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from psycopg import AsyncConnection

from services.registry.application import Registry
from services.registry.application.asking import Asker
from services.registry.domain.siting import Circumstances
from services.registry.domain.territory import PlaceUnknown, find_place
from services.registry.vault import Search, Vault
from shared.eventstore.commands import Key
from shared.eventstore.facts import Origin
from shared.vocabulary.calendar import Clock, civil_day
from shared.web.actions import Permit


class Connections(Protocol):
    """A pool of connections to the register's database."""

    def connection(self) -> AbstractAsyncContextManager[AsyncConnection[Any]]: ...


@dataclass(frozen=True)
class Desk:
    registry: Registry
    vault: Vault
    search: Search
    connections: Connections
    clock: Clock

    def today(self) -> date:
        """The civil day in Vietnam."""
        return civil_day(self.clock())

    async def circumstances(self) -> Circumstances:
        """The places as recorded, and today."""
        return Circumstances(await self.registry.territory_tree(), self.today())


def asker(permit: Permit, now: Circumstances, origin: Origin, key: Key) -> Asker:
    """Whoever holds the permit, bound to what it reaches today."""

    def reaches(place_id: UUID | None) -> bool:
        return permit.reaches(place_id, now.tree, now.today)

    return Asker(origin, key, reaches)


def require_place(permit: Permit, place_id: UUID, now: Circumstances) -> None:
    """Refuse a place that is not the officer's as one that is not on the books."""
    find_place(now.tree, place_id)
    if not permit.allows(place_id, now.tree, now.today):
        raise PlaceUnknown(place=place_id)
