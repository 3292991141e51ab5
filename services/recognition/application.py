"""What recognition can be asked to do. One method per command."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from services.recognition.domain.candidacy import (
    CANDIDACY_FACTS,
    Asked,
    Bearer,
    CandidacyFact,
    Verdict,
    bearer_stream,
    candidacy_id,
)
from shared.eventstore.application import Application
from shared.eventstore.commands import Command, Decision, Key
from shared.eventstore.facts import Fact, Origin, fold
from shared.vocabulary.refusals import Refusal

Answer = dict[str, str]
"""`candidacy_id`, and the `status` it has now."""


@dataclass(frozen=True)
class Asker:
    """Who asks, on which day. `reaches` says whether the books of a place (None: of no place) are
    theirs, and so what they may know of a bearer; `require_reach` refuses a place that is not
    theirs, and is given none when it was neither heard nor said where the bearer lives."""

    origin: Origin
    today: date
    require_reach: Callable[[UUID | None], None]
    reaches: Callable[[UUID | None], bool]
    key: Key | None = None


@dataclass(frozen=True)
class Registering:
    """`said_place_id`: where the bearer is said to live, heeded until registry tells."""

    asked: Asked
    said_place_id: UUID | None
    by: Asker


@dataclass(frozen=True)
class Deciding:
    bearer_id: UUID
    verdict: Verdict
    by: Asker


class Recognition(Application):
    facts: ClassVar[tuple[type[Fact], ...]] = CANDIDACY_FACTS

    async def register(self, asked: Registering) -> Answer:
        return dict(await self.execute(registering(asked)))

    async def register_many(self, asked: Sequence[Registering]) -> list[Answer | Refusal]:
        """Each a command of its own, under its own key; outcomes in the same order."""
        return await self.execute_many([registering(each) for each in asked])

    async def decide(self, asked: Deciding) -> Answer:
        return dict(await self.execute(deciding(asked)))

    async def decide_many(self, asked: Sequence[Deciding]) -> list[Answer | Refusal]:
        """As `register_many`."""
        return await self.execute_many([deciding(each) for each in asked])


def hearing(bearer_id: UUID, place_id: UUID, origin: Origin) -> Command:
    """registry told of a bearer; what waited for it is registered with it."""
    stream = bearer_stream(bearer_id)

    def decide(states: Mapping[UUID, Any]) -> Decision:
        bearer: Bearer = states[stream]
        return Decision({stream: bearer.hear(bearer_id, place_id)})

    return Command(origin, {stream: Bearer}, decide)


def registering(wish: Registering) -> Command:
    asked, by = wish.asked, wish.by
    stream = bearer_stream(asked.bearer_id)

    def decide(states: Mapping[UUID, Any]) -> Decision:
        bearer = states[stream].within(by.reaches)
        by.require_reach(bearer.place_id or wish.said_place_id)
        facts = bearer.register(asked, wish.said_place_id, by.today)
        return _decision(bearer, facts, asked.bearer_id, asked)

    return Command(by.origin, {stream: Bearer}, decide, by.key)


def deciding(asked: Deciding) -> Command:
    verdict, by = asked.verdict, asked.by
    stream = bearer_stream(asked.bearer_id)

    def decide(states: Mapping[UUID, Any]) -> Decision:
        bearer = states[stream].within(by.reaches)
        by.require_reach(bearer.place_id)
        facts = bearer.decide(verdict, by.today)
        return _decision(bearer, facts, asked.bearer_id, verdict)

    return Command(by.origin, {stream: Bearer}, decide, by.key)


def _decision(
    bearer: Bearer,
    facts: Sequence[CandidacyFact],
    bearer_id: UUID,
    asked: Asked | Verdict,
) -> Decision:
    name = (asked.title, asked.title_year)
    after: Bearer = fold(bearer, facts)
    status = after.standing(*name).value
    answer = {"candidacy_id": str(candidacy_id(*name, bearer_id)), "status": status}
    return Decision({bearer_stream(bearer_id): facts}, answer)
