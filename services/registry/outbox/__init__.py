"""What leaves the register: private facts translated into the published language."""

from collections.abc import Sequence
from typing import Any

from services.registry.application import Registry
from services.registry.domain.centre import CentreEstablished
from services.registry.domain.centre_class import ClassHeld
from services.registry.domain.family import FamilyHeadReserved, FamilyRegistered
from services.registry.domain.person import PersonalDataNotShown, PersonalDataRead, PersonErased
from services.registry.outbox import centres, families, people, places
from shared.contracts.envelope import Contract
from shared.eventstore.facts import Recorded
from shared.eventstore.mapper import FactMapper
from shared.messaging.relay import Outbox
from shared.web.card import Card, fact_of


def translate(recorded: Recorded[Any]) -> Sequence[Contract]:
    """What the others are told of a fact; who heads a family, and who read what, is not theirs."""
    match recorded.fact:
        case FamilyRegistered():
            return [families.translate(recorded)]
        case CentreEstablished() | ClassHeld():
            return [centres.translate(recorded)]
        case PersonErased():
            return [people.translate(recorded)]
        case FamilyHeadReserved() | PersonalDataRead() | PersonalDataNotShown():
            return []
        case _:
            return [places.translate(recorded)]


def telling(cards: Sequence[Card]) -> Outbox:
    """What the relay tells, of the facts of cards too."""
    facts = tuple(fact for card in cards for fact in card.facts)
    told = {fact_of(say): say for card in cards for say in card.told}

    def translated(recorded: Recorded[Any]) -> Sequence[Contract]:
        fact = recorded.fact
        if isinstance(fact, facts):
            say = told.get(type(fact))
            return [] if say is None else [say(recorded.originator_id, fact)]
        return translate(recorded)

    return Outbox("registry", FactMapper((*Registry.facts, *facts)), translated)


OUTBOX = telling(())
"""Of places, families, centres and people alone: for what brings in only those."""
