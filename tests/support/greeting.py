"""A command listener's facts, states and orders, small enough for tests: it greets families."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self
from uuid import UUID

import psycopg

from shared.contracts.registry.families import FamilyRegisteredV1
from shared.eventstore.commands import Command, Decision
from shared.eventstore.facts import Origin
from shared.messaging.heard import Heard
from shared.vocabulary.refusals import Kind, Refusal
from tests.support.families import POISON
from tests.support.hearing import Hearing


@dataclass(frozen=True)
class FamilyGreeted:
    TYPE: ClassVar[str] = "rollups.family-greeted.v1"
    sequence: int


class NotWelcome(Refusal):
    code = "rollups.not-welcome"
    kind = Kind.CONFLICT
    sentence = "This hamlet is not welcome."


@dataclass(frozen=True)
class Greetings:
    sequences: tuple[int, ...] = ()

    def evolve(self, fact: FamilyGreeted) -> Self:
        return replace(self, sequences=(*self.sequences, fact.sequence))


class Greeting:
    """Greets each family for each of its registrations, except those of a poisoned hamlet."""

    name = "greeting"
    version = 1
    hears = (FamilyRegisteredV1,)
    refuses = True

    def commands(self, heard: Heard) -> Sequence[Command]:
        event = heard.event
        assert isinstance(event, FamilyRegisteredV1)

        def decide(_states: Mapping[UUID, Any]) -> Decision:
            if event.place_id == POISON and self.refuses:
                raise NotWelcome
            return Decision({event.family_id: [FamilyGreeted(heard.stamp.sequence)]})

        origin = Origin("system:greeting", UUID(heard.stamp.id), UUID(heard.stamp.id))
        return [Command(origin, {event.family_id: Greetings}, decide)]


def greeted(hearing: Hearing) -> list[tuple[UUID, int]]:
    return greetings(hearing.connection)


def greetings(connection: psycopg.Connection[Any]) -> list[tuple[UUID, int]]:
    """As the log holds them."""
    query = """select stream_id, (convert_from(data, 'utf8')::json ->> 'sequence')::int
        from log order by position"""
    return connection.execute(query).fetchall()


def all_greeted(hearing: Hearing, but: Sequence[int] = ()) -> None:
    """Each event once, in order per subject."""
    found = greeted(hearing)
    wanted = [f for f in hearing.publisher.families if f.sequence not in but]
    assert sorted(found) == sorted((f.family_id, f.sequence) for f in wanted)
    for family in {family for family, _ in found}:
        of_one = [sequence for who, sequence in found if who == family]
        assert of_one == sorted(of_one)
