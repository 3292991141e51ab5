"""What is left in the log of questions about people that were answered with nothing.

Whoever is denied a person, asks for one who is not there, or searches and finds nobody leaves a
fact, the same one whichever it was, before the answer is given.
"""

from collections import Counter as Counts
from collections.abc import Callable, Coroutine
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from fastapi import Request, Response

from services.registry.people.person import PersonalDataNotShown
from shared.eventstore.commands import Command, Decision
from shared.eventstore.facts import Origin
from shared.vocabulary.identifiers import new_id
from shared.vocabulary.refusals import Kind, Refusal
from shared.web.conversation import origin
from shared.web.counter import Counter
from shared.web.denials import DENYING
from shared.web.problems import status_of
from shared.web.refusals import DoorRefusal
from shared.web.routing import Route

MOST_IN_A_MINUTE: Final = 1_000
"""Of one officer, in one process: the log is kept for ever, and nobody may fill it with nothing."""


class AskedInVainTooOften(DoorRefusal):
    code, kind, status = (
        "registry.asked-in-vain-too-often",
        Kind.NOT_YET,
        HTTPStatus.TOO_MANY_REQUESTS,
    )
    sentence = (
        "You asked {most} times within a minute for people who are not there or not yours to see;"
        " go on in a minute."
    )


class InVain:
    """How often each officer was shown nothing in this minute."""

    def __init__(self) -> None:
        self._minute: datetime | None = None
        self._asked: Counts[str] = Counts()

    def count(self, actor: str, now: datetime) -> None:
        """Once more. Raises AskedInVainTooOften."""
        minute = now.replace(second=0, microsecond=0)
        if minute != self._minute:
            self._minute, self._asked = minute, Counts()
        self._asked[actor] += 1
        if self._asked[actor] > MOST_IN_A_MINUTE:
            raise AskedInVainTooOften(most=MOST_IN_A_MINUTE)


class Audit:
    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    async def nothing_shown(self, action: str, person_ref: UUID | None, by: Origin) -> None:
        """Nobody is told that there is nothing for them before this has returned."""
        self._counter.has(InVain).count(by.actor, self._counter.clock())
        question, fact = new_id(), PersonalDataNotShown(action, person_ref)
        command = Command(by, {}, lambda _: Decision({question: [fact]}))
        await self._counter.transactions.execute(command)

    def route_class(self) -> type[Route]:
        """Routes whose every denial leaves the fact, those of later routes too."""
        audit = self

        class AuditedRoute(Route):
            def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
                handle = super().get_route_handler()

                async def handle_audited(request: Request) -> Response:
                    try:
                        return await handle(request)
                    except Refusal as refusal:
                        if status_of(refusal) in DENYING:
                            await audit.denied(request)
                        raise

                return handle_audited

        return AuditedRoute

    async def denied(self, request: Request) -> None:
        person_ref = _reference(request.path_params.get("person_ref"))
        await self.nothing_shown(request.state.action, person_ref, await origin(request))


def _reference(said: str | None) -> UUID | None:
    try:
        return None if said is None else UUID(said)
    except ValueError:
        return None
