"""A real card, that of the clans, with one thing left out, each in turn: the register does not
start. What may be wrong with a card besides is asked of a small one in `tests/web/test_card.py`.

`kept` is asked of the card of people: of clans everything is told.
"""

import base64
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import ClassVar, cast

import pytest
from pydantic import SecretStr

from services.registry.clans.card import CARD as CLANS
from services.registry.clans.clan import ClanEnded, ClanOtherwise, ClanUnknown
from services.registry.families.card import CARD as FAMILIES
from services.registry.main import ASSEMBLY, CARDS
from services.registry.people.card import CARD as PEOPLE
from services.registry.settings import Settings
from shared.eventstore.transactions import Transactions
from shared.vocabulary.calendar import system_clock
from shared.web.card import Card, CardIncomplete, Cards, fact_of, no_routes
from shared.web.counter import Connections, Counter, Places
from shared.web.own_writes import OwnWrites
from shared.web.refusals import place_not_known_yet
from shared.web.sayings import Sayings, Unsaid
from tests.web.tokens import AUDIENCE, ISSUER, Provider

SETTINGS = Settings(
    database="dbname=nowhere",
    kafka="127.0.0.1:1",
    vault_key=SecretStr(base64.b64encode(os.urandom(32)).decode()),
    identity_issuer=ISSUER,
    identity_audience=AUDIENCE,
    identity_keys=Provider().keys(),
)
COUNTER = Counter(  # nobody asks here
    cast(Transactions, None),
    cast(Connections, None),
    cast(Places, None),
    system_clock,
    place_not_known_yet,
    cast(OwnWrites, None),
)


@dataclass(frozen=True)
class ClanMoved:
    """Under the TYPE of another."""

    TYPE: ClassVar[str] = ClanEnded.TYPE


def started(cards: Iterable[Card] = CARDS.cards, sayings: Sayings = ASSEMBLY.sayings) -> None:
    """The register, as far as it comes before anything is connected to."""
    known = Cards("registry", tuple(cards))
    assembly = replace(ASSEMBLY, cards=known, sayings=sayings)
    assembly.application(SETTINGS, known.routers(COUNTER))


def instead(own: Card, changed: Card) -> list[Card]:
    """All cards of the register, one of them changed."""
    return [changed if card is own else card for card in CARDS.cards]


LEFT_OUT: Mapping[str, Mapping[str, Card]] = {
    "name": {"a card has no name": replace(CLANS, name="")},
    "facts": {
        f"clans: {left.__name__} is told or kept, but none of its facts": replace(
            CLANS, facts=tuple(fact for fact in CLANS.facts if fact is not left)
        )
        for left in CLANS.facts
    },
    "told": {
        f"clans: {fact_of(left).__name__} is told or kept 0 times": replace(
            CLANS, told=tuple(say for say in CLANS.told if say is not left)
        )
        for left in CLANS.told
    }
    | {
        "registry.clan-ended.v1 is told by no card": replace(
            CLANS, told=CLANS.told[:1], kept=(ClanEnded,)
        )
    },
    "kept": {
        f"people: {left.__name__} is told or kept 0 times": replace(
            PEOPLE, kept=tuple(fact for fact in PEOPLE.kept if fact is not left)
        )
        for left in PEOPLE.kept
    },
    "views": {"clans: routes look up clans, which is none of its views": replace(CLANS, views=())},
    "routes": {
        f"clans: no route does {action}": replace(CLANS, routes=no_routes)
        for action in CLANS.actions
    },
    "actions": {
        f"clans: {left} is not on it": replace(
            CLANS, actions=tuple(action for action in CLANS.actions if action != left)
        )
        for left in CLANS.actions
    },
}
ASKED_OF = {"kept": PEOPLE}
EACH = [
    (said, instead(ASKED_OF.get(field, CLANS), changed))
    for field, cards in LEFT_OUT.items()
    for said, changed in cards.items()
]


def test_the_register_starts_with_all_that_its_cards_say() -> None:
    started()


def test_everything_that_a_card_says_is_left_out_in_turn() -> None:
    assert [field.name for field in fields(Card)] == [*LEFT_OUT]
    assert all(LEFT_OUT.values())


@pytest.mark.parametrize(("said", "cards"), EACH, ids=[said for said, _ in EACH])
def test_a_card_with_one_thing_left_out_does_not_start(said: str, cards: list[Card]) -> None:
    with pytest.raises(CardIncomplete) as stopped:
        started(cards)
    assert said in str(stopped.value)


def test_a_card_that_no_main_lists_does_not_start() -> None:
    with pytest.raises(CardIncomplete, match=r"registry\.clan-registered\.v1 is told by no card"):
        started(card for card in CARDS.cards if card is not CLANS)


def test_two_facts_of_one_type_do_not_start() -> None:
    twice = replace(CLANS, facts=(*CLANS.facts, ClanMoved), kept=(ClanMoved,))
    with pytest.raises(CardIncomplete, match="clans: two facts of one TYPE"):
        started(instead(CLANS, twice))
    elsewhere = replace(FAMILIES, facts=(*FAMILIES.facts, ClanMoved), kept=(ClanMoved,))
    with pytest.raises(CardIncomplete, match=r"registry\.clan-ended\.v1 is of families as well"):
        started(instead(FAMILIES, elsewhere))


def unsaid() -> Iterator[tuple[str, Sayings]]:
    """Of what stands beside the card, in the service's `grants.py` and `words.py`."""
    own = ASSEMBLY.sayings
    for action in CLANS.actions:
        others = {name: roles for name, roles in own.actions.items() if name != action}
        yield f"{action}: no officer may do it", replace(own, actions=others)
    for refusal in (ClanUnknown, ClanOtherwise):
        rest = {code: said for code, said in own.sentences.items() if code != refusal.code}
        yield f"{refusal.code}: {refusal.__name__} has no Viet", replace(own, sentences=rest)


UNSAID = list(unsaid())


@pytest.mark.parametrize(("said", "sayings"), UNSAID, ids=[said for said, _ in UNSAID])
def test_an_action_without_a_role_and_a_refusal_without_its_sentence_do_not_start(
    said: str, sayings: Sayings
) -> None:
    with pytest.raises(Unsaid) as stopped:
        started(sayings=sayings)
    assert said in str(stopped.value)
