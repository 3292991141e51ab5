"""Recipient (người nhận): a person, as far as registry said that nothing is sent to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from shared.vocabulary.identifiers import derived_id

PERSON = "person"
"""The kind of recipient that the registry speaks of."""
REASON = "recipient-restricted"
"""Why a delivery to one is rejected."""

# Facts. Stored for ever: fields are added with a default, never renamed, retyped or removed.


@dataclass(frozen=True)
class RecipientRestricted:
    TYPE: ClassVar[str] = "notifications.recipient-restricted.v1"
    person_ref: UUID


@dataclass(frozen=True)
class RecipientResumed:
    TYPE: ClassVar[str] = "notifications.recipient-resumed.v1"
    person_ref: UUID


RecipientFact = RecipientRestricted | RecipientResumed

# The recipient.


@dataclass(frozen=True)
class Recipient:
    is_restricted: bool = False

    def evolve(self, fact: RecipientFact) -> Recipient:
        return Recipient(isinstance(fact, RecipientRestricted))

    def restrict(self, person_ref: UUID) -> list[RecipientFact]:
        return [] if self.is_restricted else [RecipientRestricted(person_ref)]

    def resume(self, person_ref: UUID) -> list[RecipientFact]:
        return [RecipientResumed(person_ref)] if self.is_restricted else []


def recipient_id(person_ref: UUID) -> UUID:
    return derived_id("recipient", person_ref)
