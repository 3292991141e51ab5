"""A card with one thing left out, or named twice, stops the service before it starts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Annotated, Any, ClassVar, cast
from uuid import UUID, uuid4

import pytest
from fastapi import APIRouter

from shared.contracts.funding import FundAllocatedV1, FundOpenedV1, ScholarshipAwardedV1
from shared.eventstore.facts import Origin, Recorded
from shared.eventstore.mapper import FactMapper
from shared.eventstore.views import View
from shared.web.actions import Permit, action, open_to_all
from shared.web.card import Card, CardIncomplete, Cards
from shared.web.counter import Counter
from shared.web.routing import Router

COUNTER = cast(Counter, None)
DAY = date(2026, 1, 5)


@dataclass(frozen=True)
class PotOpened:
    TYPE: ClassVar[str] = "funding.pot-opened.v1"
    place_id: UUID


@dataclass(frozen=True)
class PotShared:
    TYPE: ClassVar[str] = "funding.pot-shared.v1"
    place_id: UUID
    grants: int


@dataclass(frozen=True)
class PotLent:
    TYPE: ClassVar[str] = "funding.pot-lent.v1"
    place_id: UUID


@dataclass(frozen=True)
class PotPainted:
    TYPE: ClassVar[str] = "funding.pot-painted.v1"


@dataclass(frozen=True)
class PotBroken:
    """Under the name of another."""

    TYPE: ClassVar[str] = "funding.pot-painted.v1"


@dataclass(frozen=True)
class HutBuilt:
    TYPE: ClassVar[str] = "registry.hut-built.v1"


def opened(pot: UUID, fact: PotOpened) -> FundOpenedV1:
    return FundOpenedV1(fund_id=pot, place_id=fact.place_id, opened_on=DAY)


def shared(pot: UUID, fact: PotShared) -> ScholarshipAwardedV1:
    who: dict[str, Any] = {
        "award_id": uuid4(),
        "recipient_ref": uuid4(),
        "amount_dong": 0,
        "awarded_on": DAY,
    }
    return ScholarshipAwardedV1(fund_id=pot, place_id=fact.place_id, grants=fact.grants, **who)


def lent(pot: UUID, fact: PotLent) -> FundAllocatedV1:
    to: dict[str, Any] = {"to_place_id": uuid4(), "effective_on": DAY, "decision_number": "1/QĐ"}
    return FundAllocatedV1(fund_id=pot, place_id=fact.place_id, **to)


def opened_again(pot: UUID, fact: PotPainted) -> FundOpenedV1:
    return FundOpenedV1(fund_id=pot, place_id=pot, opened_on=DAY)


def routes(_counter: Counter) -> Sequence[APIRouter]:
    router = Router()

    @router.get("/pots")
    async def pots(_permit: Annotated[Permit, action("funding.pot.read")]) -> None: ...

    @router.get("/help", dependencies=[open_to_all()])
    async def help_with_pots() -> None: ...

    return [router]


def view(name: str) -> View:
    return cast(View, SimpleNamespace(name=name, version=1))


POTS = Card(
    name="pots",
    facts=(PotOpened, PotShared, PotLent, PotPainted),
    told=(opened, shared, lent),
    kept=(PotPainted,),
    views=(view("pots"),),
    routes=routes,
    actions=("funding.pot.read",),
)
LIDS = Card(name="lids", facts=(), views=(view("lids"),))


def test_what_is_stored_told_shown_and_permitted_follows_from_the_cards() -> None:
    cards = Cards("funding", (POTS, LIDS))
    assert cards.facts == (PotOpened, PotShared, PotLent, PotPainted)
    assert [each.name for each in cards.views] == ["pots", "lids"]
    assert len(cards.routers(COUNTER)) == 1
    place, pot = uuid4(), uuid4()
    (event,) = cards.outbox.translate(recorded(pot, PotOpened(place)))
    assert event == FundOpenedV1(fund_id=pot, place_id=place, opened_on=DAY)
    assert cards.outbox.translate(recorded(pot, PotPainted())) == []


def recorded(stream: UUID, fact: Any) -> Recorded[Any]:
    origin = Origin("system:test", uuid4())
    return Recorded(stream, 1, 1, datetime(2026, 1, 5, tzinfo=UTC), origin, fact)


INCOMPLETE: dict[str, Card] = {
    "PotPainted is told or kept 0 times": replace(POTS, kept=()),
    "PotShared is told or kept 2 times": replace(POTS, kept=(PotPainted, PotShared)),
    "funding.scholarship-awarded.v1 is told by no card": replace(
        POTS, told=(opened, lent), kept=(PotPainted, PotShared)
    ),
    "funding.fund-opened.v1 is told twice": replace(
        POTS, told=(opened, shared, lent, opened_again), kept=()
    ),
    "PotShared is told or kept, but none of its facts": replace(
        POTS, facts=(PotOpened, PotLent, PotPainted)
    ),
    "two facts of one TYPE": replace(
        POTS, facts=(*POTS.facts, PotBroken), kept=(PotPainted, PotBroken)
    ),
    "registry.hut-built.v1 is not of funding": replace(
        POTS, facts=(*POTS.facts, HutBuilt), kept=(PotPainted, HutBuilt)
    ),
    "two cards are called lids": replace(POTS, name="lids"),
    "two views are called lids": replace(POTS, views=(view("lids"),)),
}


@pytest.mark.parametrize("said", INCOMPLETE)
def test_cards_with_one_thing_left_out_or_named_twice_do_not_start(said: str) -> None:
    with pytest.raises(CardIncomplete) as stopped:
        Cards("funding", (INCOMPLETE[said], LIDS))
    assert said in str(stopped.value)


def test_a_fact_of_two_cards_does_not_start() -> None:
    lids = replace(LIDS, facts=(PotPainted,), kept=(PotPainted,))
    with pytest.raises(CardIncomplete, match=r"funding.pot-painted.v1 is of pots as well"):
        Cards("funding", (POTS, lids))


@pytest.mark.parametrize(
    ("actions", "said"),
    [
        ((), "funding.pot.read is not on it"),
        (("funding.pot.read", "funding.pot.mend"), "no route does funding.pot.mend"),
    ],
)
def test_a_card_whose_actions_are_not_those_of_its_routes_does_not_start(
    actions: tuple[str, ...], said: str
) -> None:
    cards = Cards("funding", (replace(POTS, actions=actions), LIDS))
    with pytest.raises(CardIncomplete, match=said):
        cards.routers(COUNTER)


def test_a_fact_that_no_card_names_is_not_written() -> None:
    mapper = FactMapper(Cards("funding", (POTS, LIDS)).facts)
    for fact in (HutBuilt(), PotBroken()):
        with pytest.raises(LookupError, match="no card names"):
            mapper.encode(fact)
