"""What leaves the register: private facts translated into the published language."""

from collections.abc import Sequence
from typing import Any

from services.registry.application import Registry
from services.registry.clans import card
from services.registry.domain.centre import CentreEstablished
from services.registry.domain.centre_class import ClassHeld
from services.registry.domain.family import FamilyHeadReserved, FamilyRegistered
from services.registry.domain.person import PersonalDataNotShown, PersonalDataRead, PersonErased
from services.registry.outbox import centres, families, people, places
from shared.contracts.envelope import Contract
from shared.eventstore.facts import Recorded
from shared.eventstore.mapper import FactMapper
from shared.messaging.relay import Outbox
from shared.web.card import fact_of


def translate(recorded: Recorded[Any]) -> Sequence[Contract]:
    """What the others are told of a fact; who heads a family, and who read what, is not theirs."""
    for say in card.CARD.told:
        if isinstance(recorded.fact, fact_of(say)):
            return [say(recorded.originator_id, recorded.fact)]
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


OUTBOX = Outbox("registry", FactMapper((*Registry.facts, *card.CARD.facts)), translate)
