"""Who stands at the counter: `caller: Annotated[Caller, commands("funding.fund.open")]`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from fastapi import Depends, Request

from shared.eventstore.commands import Key
from shared.eventstore.facts import Origin
from shared.vocabulary.places import Tree
from shared.vocabulary.refusals import Refusal
from shared.web import conversation
from shared.web.actions import Permit, action
from shared.web.conversation import IdempotencyKey
from shared.web.own_writes import AFTER, APPLIED, After
from shared.web.routing import says
from shared.web.sight import Sight

NOTHING: Final = Sight(date.min, None)
"""Of what is out of reach, as of what is not there."""


@dataclass(frozen=True)
class Caller:
    """An officer who asks to do one action, on this day, with the places as they are known now.

    `key` None: whoever only looks. `unknown` is how the service refuses a place that it does not
    know; one out of reach is refused alike."""

    permit: Permit
    origin: Origin
    key: Key | None
    day: date
    tree: Tree
    unknown: Callable[[UUID | None], Refusal]

    def require(
        self,
        place_id: UUID | None,
        otherwise: Callable[[], Refusal] | None = None,
        *,
        itself: bool = False,
    ) -> None:
        """Inside a decision, before anything is said of what stands there. What is on the books
        of a place that has ended is theirs who have what became of it; with `itself` it is
        required that they have the place itself: on what has ended nobody but the system founds
        anything. `otherwise` is how a thing that is not there is refused: one at a place out of
        reach is refused alike, as is one that is nowhere (None)."""
        place = None if place_id is None else self.tree.place(place_id)
        if place is None or not place.is_established or not self._has(place.place_id, itself):
            raise otherwise() if otherwise else self.unknown(place_id)

    def _has(self, place_id: UUID, itself: bool) -> bool:
        if itself:
            return self.permit.allows(place_id, self.tree, self.day)
        return self.sees(place_id).is_something

    def sees(self, place_id: UUID | None) -> Sight:
        """Until when what is on the books of a place may be shown."""
        return self.permit.sight(place_id, self.tree, self.day) or NOTHING

    def sees_today(self, place_id: UUID) -> bool:
        """What waits, waits today: whoever sees of a place only what was before sees none of it."""
        return self.sees(place_id).until >= self.day

    def reaches(self, place_id: UUID) -> bool:
        """Whether anything on the books of a place may be shown."""
        return self.sees(place_id).is_something


def commands(name: str) -> Any:
    """The caller of a route that records: its action, and a key with each request."""
    permitted = action(name)

    async def caller(request: Request, key: IdempotencyKey, permit: Permit = permitted) -> Caller:
        return await _told(request, permit, key)

    return Depends(says(caller, AFTER))


def looks(name: str) -> Any:
    """The permit of a route that shows; it waits for what whoever asks has written, if he says
    after what."""
    permitted = action(name)

    async def permit(request: Request, permit: Permit = permitted, after: After = None) -> Permit:
        if after is not None:
            await request.app.state.counter.own_writes.wait(after, request)
        return permit

    return Depends(says(permit, APPLIED))


def reads(name: str) -> Any:
    """The caller of a route that shows, as `looks`."""
    permitted = looks(name)

    async def caller(request: Request, permit: Permit = permitted) -> Caller:
        return await _told(request, permit, None)

    return Depends(caller)


async def _told(request: Request, permit: Permit, key: Key | None) -> Caller:
    said: Caller = await request.app.state.counter.caller(
        permit, await conversation.origin(request), key
    )
    return said
