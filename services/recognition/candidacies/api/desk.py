"""The desk every counter of recognition works at."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from psycopg import AsyncConnection

from services.recognition.application import Asker, Recognition
from services.recognition.candidacies.candidacy.refusals import BearerNotHeard
from shared.eventstore.commands import Key
from shared.eventstore.facts import Origin
from shared.messaging.places import PlaceCopy
from shared.vocabulary.calendar import Clock, civil_day
from shared.web.actions import Permit
from shared.web.refusals import PlaceNotKnownYet


class Connections(Protocol):
    """A pool of connections to recognition's database."""

    def connection(self) -> AbstractAsyncContextManager[AsyncConnection[Any]]: ...


@dataclass(frozen=True)
class Desk:
    recognition: Recognition
    connections: Connections
    places: PlaceCopy
    clock: Clock

    def today(self) -> date:
        """The civil day in Vietnam."""
        return civil_day(self.clock())

    async def asker(self, permit: Permit, origin: Origin, key: Key) -> Asker:
        """Whoever holds the permit, bound to where it reaches today."""
        tree, today = await self.places.refreshed(), self.today()

        def reaches(place_id: UUID | None) -> bool:
            return permit.reaches(place_id, tree, today)

        def require_reach(place_id: UUID | None) -> None:
            if not reaches(place_id):
                raise BearerNotHeard if place_id is None else PlaceNotKnownYet(place_id=place_id)

        return Asker(origin, today, require_reach, reaches, key)
