"""Registering one family at the door."""

import asyncio
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.registry.families.family.facts import FamilyHeadReserved, FamilyRegistered
from services.registry.people.vault.personal_data import PersonalData
from tests.registry.vaults import opened_vault
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_HAMLET, OF_OTHER_COMMUNE, OF_SYSTEM
from tests.support.service_door import ServiceDoor

HEAD = {"full_name": "Trần Thị Hoà", "identity_number": "079123456789", "phone": "0912345678"}


def form(**given: Any) -> dict[str, Any]:
    whole = {"place_id": str(land.HAMLET), "registered_on": "2025-08-01", "head": HEAD} | given
    return {name: value for name, value in whole.items() if value is not None}


async def test_a_family_registered_at_the_door_stands_in_the_log(register: ServiceDoor) -> None:
    answer = await register.post("/families", form(), OF_HAMLET)
    assert answer.status_code == 201
    registered, reserved = register.facts()
    assert isinstance(registered, FamilyRegistered)
    assert (registered.place_id, str(registered.registered_on)) == (land.HAMLET, "2025-08-01")
    family = UUID(answer.json()["family_id"])
    assert reserved == FamilyHeadReserved(family, registered.registered_on)


@pytest.mark.parametrize(
    ("given", "code", "status"),
    [
        ({"place_id": str(uuid4())}, "registry.place-unknown", 404),
        ({"place_id": "27301"}, "web.invalid-body", 422),
        ({"place_id": str(land.COMMUNE)}, "places.of-wrong-level", 422),
        ({"registered_on": "2025-06-30"}, "places.not-in-force", 422),
        ({"registered_on": "2026-11-25"}, "calendar.day-not-come", 422),
        ({"registered_on": "30/6/2025"}, "web.invalid-body", 422),
        ({"head": None}, "web.invalid-body", 422),
        ({"head": None, "head_ref": str(uuid4())}, "registry.person-unknown", 404),
        ({"head": HEAD | {"phone": "12"}}, "registry.phone-malformed", 422),
        ({"head": HEAD | {"identity_number": "12"}}, "registry.identity-number-malformed", 422),
        ({"head": HEAD | {"full_name": "?"}}, "registry.full-name-malformed", 422),
        ({"note": "x"}, "web.invalid-body", 422),
    ],
)
async def test_what_cannot_be_is_refused_and_nothing_is_stored(
    register: ServiceDoor, given: dict[str, Any], code: str, status: int
) -> None:
    answer = await register.post("/families", form(**given), OF_COMMUNE)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert "Hoà" not in answer.text
    assert register.facts() == []
    assert register.rows("select from people") == []


async def test_an_ended_hamlet_takes_late_families_only_by_the_system_and_before_its_end(
    register: ServiceDoor,
) -> None:
    ended = {"place_id": str(land.ENDED_HAMLET)}
    late = await register.post("/families", form(**ended), OF_SYSTEM)
    assert late.json()["code"] == "places.not-in-force"
    before = await register.post("/families", form(**ended, registered_on="2025-06-30"), OF_SYSTEM)
    assert before.status_code == 201


@pytest.mark.parametrize(
    ("now", "status"),
    [
        (datetime(2026, 11, 23, 16, 59, 59, tzinfo=UTC), 422),
        (datetime(2026, 11, 23, 17, 0, 0, tzinfo=UTC), 201),
    ],
)
async def test_a_day_begins_at_midnight_in_vietnam(
    register: ServiceDoor, now: datetime, status: int
) -> None:
    register.clock.now = now
    answer = await register.post("/families", form(registered_on="2026-11-24"), OF_HAMLET)
    assert answer.status_code == status


async def test_the_same_person_heads_one_family_however_often_registered(
    register: ServiceDoor,
) -> None:
    first = await register.post("/families", form(), OF_COMMUNE)
    again = {"place_id": str(land.NEIGHBOUR), "head": HEAD | {"full_name": "Tran Thi Hoa"}}
    second = await register.post("/families", form(**again), OF_COMMUNE)
    assert (second.status_code, second.json()["code"]) == (
        409,
        "registry.family-already-registered",
    )
    assert first.json()["family_id"] in second.json()["detail"]
    assert len(register.facts()) == 2


async def test_of_many_who_register_a_person_at_once_one_succeeds(register: ServiceDoor) -> None:
    asked = [register.post("/families", form(), OF_HAMLET) for _ in range(8)]
    answers = await asyncio.gather(*asked)
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 7
    assert len(register.facts()) == 2
    assert len(register.rows("select from people")) == 1


async def test_a_key_sent_again_is_answered_as_before_and_keeps_nobody_twice(
    register: ServiceDoor,
) -> None:
    nameless = form(head={"full_name": "Trần Thị Hoà"})
    first = await register.post("/families", nameless, OF_HAMLET, key="once")
    again = await register.post("/families", nameless, OF_HAMLET, key="once")
    assert (again.status_code, again.json()) == (201, first.json())
    assert len(register.facts()) == 2
    assert len(register.rows("select from people")) == 1


async def test_a_key_used_with_another_body_is_refused(register: ServiceDoor) -> None:
    await register.post("/families", form(), OF_HAMLET, key="once")
    other = form(head={"full_name": "Lê Văn Tám"})
    answer = await register.post("/families", other, OF_HAMLET, key="once")
    assert (answer.status_code, answer.json()["code"]) == (409, "eventstore.key-reused")
    assert len(register.rows("select from people")) == 1


async def test_a_hamlet_beyond_the_officers_reach_is_not_found(register: ServiceDoor) -> None:
    answer = await register.post("/families", form(), OF_OTHER_COMMUNE)
    assert (answer.status_code, answer.json()["code"]) == (404, "registry.place-unknown")
    assert register.facts() == []


async def test_a_body_over_the_limit_is_refused(register: ServiceDoor) -> None:
    answer = await register.post("/families", form(head={"full_name": "a" * 1_000_000}), OF_HAMLET)
    assert (answer.status_code, answer.json()["code"]) == (413, "web.body-too-large")
    assert register.facts() == []


async def test_a_family_is_registered_by_the_reference_of_a_head_already_kept(
    register: ServiceDoor,
) -> None:
    async with opened_vault(register.dsn) as vault:
        (head_ref,) = await vault.keep([(land.HAMLET, PersonalData("Trần Thị Hoà"))])
    answer = await register.post("/families", form(head=None, head_ref=str(head_ref)), OF_HAMLET)
    assert answer.status_code == 201
    assert register.facts()[0].head_ref == head_ref
