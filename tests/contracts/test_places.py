"""Whoever hears an event knows where it was, by one word."""

from datetime import date
from uuid import UUID

import msgspec
import pytest

from shared.contracts.catalogue import EVENT_BY_TYPE
from shared.contracts.envelope import Contract
from shared.contracts.registry.people import PersonErasedV1

EVENTS = sorted(EVENT_BY_TYPE.values(), key=lambda event: event.TYPE)
PLACE_MAY_BE_FORGOTTEN = {PersonErasedV1}
"""The vault is all that knew where the person was."""


class FamilyMoved(Contract, frozen=True, kw_only=True):
    hamlet_id: UUID
    moved_on: date


class FamilySettled(Contract, frozen=True, kw_only=True):
    place_id: str


class FamilyLost(Contract, frozen=True, kw_only=True):
    place_id: UUID | None


def names_its_place(event: type[Contract]) -> bool:
    kinds = {field.name: field.type for field in msgspec.structs.fields(event)}
    return kinds.get("place_id") == (UUID | None if event in PLACE_MAY_BE_FORGOTTEN else UUID)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_an_event_names_its_place(event: type[Contract]) -> None:
    assert names_its_place(event), "`place_id: UUID`, whatever the place is to the event"


@pytest.mark.parametrize("event", [FamilyMoved, FamilySettled, FamilyLost])
def test_an_event_that_names_it_otherwise_or_not_for_sure_is_found(event: type[Contract]) -> None:
    assert not names_its_place(event)
