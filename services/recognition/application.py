"""What recognition can be asked to do. One method per command."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from services.recognition.candidacies.candidacy import (
    CANDIDACY_FACTS,
    Asked,
    Bearer,
    BearerKey,
    CandidacyFact,
    Revocation,
    Verdict,
    Withdrawal,
    bearer_stream,
    candidacy_id,
)
from services.recognition.candidacies.candidacy.rules import require_fit
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
    bearer: BearerKey
    verdict: Verdict
    by: Asker


@dataclass(frozen=True)
class Withdrawing:
    bearer: BearerKey
    withdrawal: Withdrawal
    by: Asker


@dataclass(frozen=True)
class Revoking:
    bearer: BearerKey
    revocation: Revocation
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

    async def withdraw(self, asked: Withdrawing) -> Answer:
        return dict(await self.execute(withdrawing(asked)))

    async def withdraw_many(self, asked: Sequence[Withdrawing]) -> list[Answer | Refusal]:
        """As `register_many`."""
        return await self.execute_many([withdrawing(each) for each in asked])

    async def revoke(self, asked: Revoking) -> Answer:
        return dict(await self.execute(revoking(asked)))

    async def revoke_many(self, asked: Sequence[Revoking]) -> list[Answer | Refusal]:
        """As `register_many`."""
        return await self.execute_many([revoking(each) for each in asked])


def hearing(bearer_kind: str, bearer_id: UUID, place_id: UUID, origin: Origin) -> Command:
    """Another service told of a bearer; what waited for it is registered with it."""
    stream = bearer_stream(bearer_kind, bearer_id)

    def decide(states: Mapping[UUID, Any]) -> Decision:
        bearer: Bearer = states[stream]
        return Decision({stream: bearer.hear(bearer_kind, bearer_id, place_id)})

    return Command(origin, {stream: Bearer}, decide)


def registering(wish: Registering) -> Command:
    asked, said, by = wish.asked, wish.said_place_id, wish.by
    bearer = BearerKey(asked.bearer_kind, asked.bearer_id)
    return _asking(bearer, asked, by, lambda known: known.register(asked, said, by.today), said)


def deciding(wish: Deciding) -> Command:
    verdict, by = wish.verdict, wish.by
    return _asking(wish.bearer, verdict, by, lambda known: known.decide(verdict, by.today))


def withdrawing(wish: Withdrawing) -> Command:
    withdrawal, by = wish.withdrawal, wish.by
    return _asking(wish.bearer, withdrawal, by, lambda known: known.withdraw(withdrawal, by.today))


def revoking(wish: Revoking) -> Command:
    revocation, by = wish.revocation, wish.by
    return _asking(wish.bearer, revocation, by, lambda known: known.revoke(revocation, by.today))


def _asking(
    bearer: BearerKey,
    about: Asked | Verdict | Withdrawal | Revocation,
    by: Asker,
    ask: Callable[[Bearer], list[CandidacyFact]],
    said_place_id: UUID | None = None,
) -> Command:
    """What is asked of the bearer as whoever asks may know it. A title and a kind of bearer that
    do not go together are refused before anything else: no waiting would help."""
    stream, named = bearer_stream(*bearer), (about.title, about.title_year)

    def decide(states: Mapping[UUID, Any]) -> Decision:
        known: Bearer = states[stream].within(by.reaches)
        require_fit(about.title, bearer.kind)
        by.require_reach(known.place_id or said_place_id)
        facts = ask(known)
        status = fold(known, facts).standing(*named).value
        answer = {"candidacy_id": str(candidacy_id(*named, *bearer)), "status": status}
        return Decision({stream: facts}, answer)

    return Command(by.origin, {stream: Bearer}, decide, by.key)
