"""What holds for every aggregate, asked of every card of every service at once.

That a view shows the same live and filled anew is asked of all of them in `tests/eventstore`; that
twice changes nothing stands with each page.
"""

from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from importlib import import_module
from inspect import getmembers, isclass
from pkgutil import walk_packages
from types import ModuleType
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as any_

from shared.eventstore.facts import Fact
from shared.eventstore.mapper import FactMapper
from shared.eventstore.read_models import OfOthersEvents
from shared.eventstore.views.things import Things
from shared.messaging.envelope import decode_event
from shared.vocabulary.documents import document_number
from shared.web.card import Card, Cards, Say, event_of, fact_of
from tests.support.accepted import DOCUMENTS, accepted
from tests.support.kinds import LOGS

CARDS: dict[str, Cards] = {
    service: import_module(f"services.{service}.main").CARDS for service in LOGS
}
EACH = [(cards, card) for cards in CARDS.values() for card in cards.cards]
FACTS = [(cards, fact) for cards, card in EACH for fact in card.facts]
TOLD = [say for _, card in EACH for say in card.told]


def named(value: Any) -> str:
    return str(getattr(value, "TYPE", None) or getattr(value, "name", None) or "")


def test_every_service_with_a_log_lists_its_cards() -> None:
    assert all(isinstance(cards, Cards) and cards.cards for cards in CARDS.values())
    assert TOLD


@pytest.mark.parametrize("card", [card for _, card in EACH], ids=named)
def test_every_fact_of_a_card_is_told_or_kept(card: Card) -> None:
    told = [fact_of(say) for say in card.told]
    assert sorted(map(named, [*told, *card.kept])) == sorted(map(named, card.facts))


@pytest.mark.parametrize("service", CARDS)
def test_every_fact_that_a_service_defines_is_on_a_card_of_it(service: str) -> None:
    assert {*_defined(service)} == {*CARDS[service].facts}


@pytest.mark.parametrize("service", CARDS)
def test_every_view_that_a_service_defines_is_on_a_card_of_it(service: str) -> None:
    """One that is on none would stay empty for ever; what is told of others is a listener's."""
    shown = [
        kind
        for kind in _classes(service)
        if callable(getattr(kind, "apply", None)) and not issubclass(kind, OfOthersEvents)
    ]
    views = [view for module in _modules(service) for view in vars(module).values()]
    things = [view for view in views if isinstance(view, Things)]
    assert {*shown} == {type(view) for view in CARDS[service].views} - {Things}
    assert {*things} == {view for view in CARDS[service].views if isinstance(view, Things)}


def _defined(service: str) -> Iterator[type[object]]:
    for kind in _classes(service):
        if isinstance(getattr(kind, "TYPE", None), str) and not hasattr(kind, "evolve"):
            yield kind


def _classes(service: str) -> Iterator[type[object]]:
    for module in _modules(service):
        for _, kind in getmembers(module, isclass):
            if kind.__module__ == module.__name__:
                yield kind


def _modules(service: str) -> Iterator[ModuleType]:
    room = import_module(f"services.{service}")
    for found in walk_packages(room.__path__, f"{room.__name__}."):
        if not found.name.endswith("__main__"):
            yield import_module(found.name)


@cache
def mapper_of(cards: str) -> FactMapper:
    return FactMapper(CARDS[cards].facts)


@pytest.mark.parametrize(("cards", "fact"), FACTS, ids=named)
@given(data=any_.data())
@settings(max_examples=40)
def test_what_is_stored_reads_back_equal(
    cards: Cards, fact: type[Fact], data: any_.DataObject
) -> None:
    said, mapper = data.draw(any_.builds(fact)), mapper_of(cards.service)
    assert mapper.decode(fact.TYPE, mapper.encode(said)) == said


@pytest.mark.parametrize("say", TOLD, ids=lambda say: named(fact_of(say)))
@given(data=any_.data())
@settings(max_examples=60)
def test_what_a_page_accepts_is_carried_whole(say: Say, data: any_.DataObject) -> None:
    """The event is one that every reader can read, and has all that the fact says and it has a
    field for."""
    fact, event = data.draw(accepted(fact_of(say))), event_of(say)
    told = say(_stream_of(fact, event.SUBJECT), fact)
    assert type(told) is event
    assert decode_event(event.TYPE, msgspec.json.encode(told)) == told
    both = {f.name for f in fields(fact)} & {*event.__struct_fields__}
    assert both
    for name in both:
        heard = _plain(getattr(told, name))
        said = _in_a_list(_plain(getattr(fact, name)), heard)
        assert _as_far_as(heard, said) == said, name


def _stream_of(fact: Any, subject: str) -> UUID:
    """Of what is named by an id of its own, that id."""
    said = getattr(fact, subject, None)
    return said if isinstance(said, UUID) else uuid4()


def _in_a_list(said: Any, told: Any) -> Any:
    """What may be there or not is told as a list."""
    if isinstance(told, tuple) and not isinstance(said, tuple):
        return () if said is None else (said,)
    return said


def _as_far_as(told: Any, said: Any) -> Any:
    """Of what is told in parts, what the fact says of each: a part may say more."""
    if isinstance(said, tuple) and said and isinstance(said[0], dict):
        pairs = zip(told, said, strict=True)
        return tuple({name: each[name] for name in part} for each, part in pairs)
    return told


def _plain(value: object) -> Any:
    """As it is written."""
    return msgspec.to_builtins(value)


def test_the_samples_of_documents_have_the_form_that_is_kept() -> None:
    assert [document_number(each) for each in DOCUMENTS] == list(DOCUMENTS)
