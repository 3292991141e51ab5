"""A registration sent again is answered as before and keeps nobody twice, whatever broke off; one
that says another person under its key is refused. What is remembered says nothing of people.
"""

import asyncio
from typing import Any

import psycopg
import pytest

from services.registry.families.family.facts import FamilyRegistered
from shared.web.conversation import key_of
from tests.registry.families.test_out_of_reach import alone
from tests.registry.families.test_registering import HEAD, form
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_HAMLET, OF_SYSTEM
from tests.support.service_door import ServiceDoor, another_process
from tests.web.tokens import signed_in

NAMELESS = {"full_name": "Lê Văn Tám"}
OTHERWISE: list[dict[str, Any]] = [
    {"full_name": "Lê Văn Tam"},
    NAMELESS | {"identity_number": "079123456789"},
    NAMELESS | {"phone": "0912345678"},
]
SAME: list[dict[str, Any]] = [
    {"full_name": " Lê  Văn Tám"},
    {"full_name": "Le\u0302 Va\u0306n Ta\u0301m"},
    NAMELESS | {"phone": None},
]
ONE_BY_ONE, MANY = "/families", "/families/bulk"


async def sent(register: ServiceDoor, path: str, key: str = "once", **given: Any) -> dict[str, Any]:
    body = form(**({"head": NAMELESS} | given))
    answer = await register.post(path, {"rows": [body]} if path == MANY else body, OF_HAMLET, key)
    said: dict[str, Any] = alone(answer.json()["rows"][0]) if path == MANY else answer.json()
    said.pop("correlation_id", None)
    return said


def people(register: ServiceDoor) -> int:
    return len(register.rows("select from people"))


def families(register: ServiceDoor) -> int:
    return sum(isinstance(fact, FamilyRegistered) for fact in register.facts())


@pytest.mark.parametrize("path", [ONE_BY_ONE, MANY])
async def test_sixty_four_at_once_in_two_processes_leave_one_person_and_one_family(
    register: ServiceDoor, path: str
) -> None:
    async with another_process(register) as other:
        both = (register, other)
        told = await asyncio.gather(*(sent(both[n % 2], path) for n in range(64)))
    assert len({each["family_id"] for each in told}) == 1
    assert (people(register), families(register)) == (1, 1)


@pytest.mark.parametrize("path", [ONE_BY_ONE, MANY])
async def test_the_same_key_means_the_same_person_however_written(
    register: ServiceDoor, path: str
) -> None:
    first = await sent(register, path)
    for head in SAME:
        assert await sent(register, path, head=head) == first
    for head in OTHERWISE:
        assert (await sent(register, path, head=head))["code"] == "eventstore.key-reused"
    assert (people(register), families(register)) == (1, 1)


@pytest.mark.parametrize("path", [ONE_BY_ONE, MANY])
async def test_a_registration_that_broke_off_goes_on_with_the_person_it_kept(
    register: ServiceDoor, path: str
) -> None:
    """Between the vault and the log: the person is kept, and nothing recorded."""
    halt(register, "'test'")
    assert (await sent(register, path))["code"] == "eventstore.log-halted"
    kept = register.rows("select person_ref from people")
    halt(register, "null")
    assert "family_id" in await sent(register, path)
    assert register.rows("select person_ref from people") == kept
    assert register.facts()[0].head_ref == kept[0][0]


def halt(register: ServiceDoor, reason: str) -> None:
    with psycopg.connect(register.dsn) as connection:
        connection.execute(f"update log_head set halted = {reason}")


@pytest.mark.parametrize("path", [ONE_BY_ONE, MANY])
async def test_a_key_whose_request_was_refused_is_free_for_another_person(
    register: ServiceDoor, path: str
) -> None:
    await sent(register, path, key="first", head=HEAD)
    refused = await sent(register, path, head=HEAD | {"full_name": "Trần Thị Hoa"})
    assert refused["code"] == "registry.family-already-registered"
    assert "family_id" in await sent(register, path, head=NAMELESS)


@pytest.mark.parametrize("path", [ONE_BY_ONE, MANY])
async def test_after_an_erasure_the_key_alone_gives_the_first_answer(
    register: ServiceDoor, path: str
) -> None:
    first = await sent(register, path)
    ((person_ref,),) = register.rows("select person_ref from people")
    await register.post(f"/people/{person_ref}/erasure", {}, OF_COMMUNE)
    for head in (NAMELESS, *OTHERWISE):
        assert await sent(register, path, head=head) == first
    other = await sent(register, path, place_id=str(land.NEIGHBOUR))
    assert other["code"] in ("eventstore.key-reused", "web.not-found")
    assert (people(register), families(register)) == (0, 1)


@pytest.mark.parametrize("path", [ONE_BY_ONE, MANY])
async def test_no_digest_that_is_kept_tells_two_people_apart(
    register: ServiceDoor, path: str
) -> None:
    for n, head in enumerate((NAMELESS, HEAD, *OTHERWISE[:1])):
        assert "family_id" in await sent(register, path, key=f"k-{n}", head=head)
    assert len(register.rows("select distinct body_hash from command_keys")) == 1


async def test_a_load_sent_again_by_the_system_is_answered_by_its_key_alone(
    register: ServiceDoor,
) -> None:
    token = register.provider.token(OF_SYSTEM, sub="system:laptop")
    headers = signed_in(token, Idempotency_Key="demo/families/0")
    told = [
        await register.client.post(
            "/registry/v1/families/bulk", json={"rows": [form(head=head)]}, headers=headers
        )
        for head in (NAMELESS, NAMELESS, HEAD)
    ]
    assert len({answer.text for answer in told}) == 1
    assert (people(register), families(register)) == (1, 1)
    kept = register.rows("select key, body_hash, lasting from command_keys")
    key = "demo/families/0/1"
    assert kept == [(key, key_of("system:laptop", key, None).body_hash, True)]
