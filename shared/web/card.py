"""The card of an aggregate: a plain value that names all that belongs to it.

`main` lists the cards of its service; what is stored, told, shown and permitted follows from them.
What a card leaves out, or names twice, stops the service before it starts.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from inspect import signature
from typing import Any, get_type_hints
from uuid import UUID

from fastapi import APIRouter
from fastapi.routing import APIRoute

from shared.contracts.catalogue import topics_of
from shared.contracts.envelope import Contract
from shared.eventstore.facts import Fact, Recorded
from shared.eventstore.mapper import FactMapper
from shared.eventstore.views import View
from shared.messaging.relay import Outbox
from shared.web.actions import OPEN_TO_ALL, actions_of
from shared.web.counter import Counter

Say = Callable[[UUID, Any], Contract]
"""From the id of a stream and a fact on it to the published event, spelled out; its signature says
which fact it is, and which event."""


class CardIncomplete(TypeError):
    """Something was left out, or stands twice: the service must not start like this."""


def fact_of(say: Say) -> type[Fact]:
    """Which fact it tells."""
    _, fact = signature(say).parameters
    said: type[Fact] = get_type_hints(say)[fact]
    return said


def event_of(say: Say) -> type[Contract]:
    """Which published event says it."""
    said: type[Contract] = get_type_hints(say)["return"]
    return said


def no_routes(_counter: Counter) -> Sequence[APIRouter]:
    """Of what nobody asks for over HTTP."""
    return ()


@dataclass(frozen=True)
class Card:
    """`facts`: all that the page knows, each of which is either `told` or `kept` at home on
    purpose. `actions`: what officers may be granted to do here, each declared by a route."""

    name: str
    facts: tuple[type[Fact], ...]
    told: tuple[Say, ...] = ()
    kept: tuple[type[Fact], ...] = ()
    views: tuple[View, ...] = ()
    routes: Callable[[Counter], Sequence[APIRouter]] = no_routes
    actions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cards:
    """All cards of a service."""

    service: str
    cards: tuple[Card, ...]

    def __post_init__(self) -> None:
        if wrong := [*self._wrong_facts(), *self._wrong_events(), *self._wrong_names()]:
            raise CardIncomplete(f"{self.service}: {'; '.join(wrong)}")

    @property
    def facts(self) -> tuple[type[Fact], ...]:
        return tuple(fact for card in self.cards for fact in card.facts)

    @property
    def views(self) -> tuple[View, ...]:
        return tuple(view for card in self.cards for view in card.views)

    @cached_property
    def _told(self) -> dict[type[Fact], Say]:
        return {fact_of(say): say for card in self.cards for say in card.told}

    @property
    def tells(self) -> bool:
        """Whether anything is told to others."""
        return bool(self._told)

    @cached_property
    def outbox(self) -> Outbox:
        """What the relay tells of each fact: one event, or nothing."""

        def translate(recorded: Recorded[Any]) -> Sequence[Contract]:
            say = self._told.get(type(recorded.fact))
            return [] if say is None else [say(recorded.originator_id, recorded.fact)]

        return Outbox(self.service, FactMapper(self.facts), translate)

    def routers(self, counter: Counter) -> list[APIRouter]:
        """Raises CardIncomplete where the actions of a card are not those of its routes, or these
        look up what it does not show."""
        made = [(card, card.routes(counter)) for card in self.cards]
        wrong = [line for card, routers in made for line in _wrong_routes(card, routers)]
        if wrong:
            raise CardIncomplete(f"{self.service}: {'; '.join(wrong)}")
        return [router for _, routers in made for router in routers]

    def _wrong_facts(self) -> Iterator[str]:
        """Each is told or kept, once, under a TYPE of its own and of this service."""
        types: dict[str, str] = {}
        for card in self.cards:
            for fact in card.facts:
                ways = [*map(fact_of, card.told)].count(fact) + card.kept.count(fact)
                if ways != 1:
                    yield f"{card.name}: {fact.__name__} is told or kept {ways} times, not once"
                if not fact.TYPE.startswith(f"{self.service}."):
                    yield f"{card.name}: {fact.TYPE} is not of {self.service}"
                if (other := types.setdefault(fact.TYPE, card.name)) != card.name:
                    yield f"{card.name}: {fact.TYPE} is of {other} as well"
            if len({fact.TYPE for fact in card.facts}) < len(card.facts):
                yield f"{card.name}: two facts of one TYPE"
            for fact in {*map(fact_of, card.told), *card.kept} - {*card.facts}:
                yield f"{card.name}: {fact.__name__} is told or kept, but none of its facts"

    def _wrong_events(self) -> Iterator[str]:
        """What is told is what the catalogue publishes of this service."""
        said = [event_of(say) for card in self.cards for say in card.told]
        published = [event for topic in topics_of(self.service) for event in topic.events]
        yield from (f"{e.TYPE} is told by no card" for e in published if e not in said)
        yield from (f"{e.TYPE} is in no topic of its own" for e in said if e not in published)
        yield from (f"{e.TYPE} is told twice" for e in {*said} if said.count(e) > 1)

    def _wrong_names(self) -> Iterator[str]:
        names = [card.name for card in self.cards]
        yield from ("a card has no name" for name in names if not name)
        yield from (f"two cards are called {name}" for name in {*names} if names.count(name) > 1)
        views = [view.name for view in self.views]
        yield from (f"two views are called {name}" for name in {*views} if views.count(name) > 1)


def _wrong_routes(card: Card, routers: Sequence[APIRouter]) -> Iterator[str]:
    routes = [each for router in routers for each in router.routes if isinstance(each, APIRoute)]
    declared = {name for each in routes for name in actions_of(each.dependant)} - {OPEN_TO_ALL}
    yield from (f"{card.name}: no route does {name}" for name in sorted({*card.actions} - declared))
    yield from (f"{card.name}: {name} is not on it" for name in sorted(declared - {*card.actions}))
    for view in dict.fromkeys(getattr(each.endpoint, "looks_up", None) for each in routes):
        if view is not None and view not in card.views:
            yield f"{card.name}: routes look up {view.name}, which is none of its views"
