"""Registering tells nobody who lives out of his reach: neither by an identity number nor by a
reference, one by one or many at once."""

import asyncio
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.personal_data import PersonalData
from services.registry.people.vault.sealing import MasterKey
from shared.eventstore.log.steady import SteadyConnection
from shared.web.identity import Grant
from tests.registry.families.test_registering import HEAD, form
from tests.registry.vaults import opened_vault
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_HAMLET, OF_PROVINCE
from tests.support.service_door import ServiceDoor, another_process
from tests.support.told import VAULT_KEY

OF_NEIGHBOUR = [Grant("hamlet-officer", land.NEIGHBOUR, "own")]
OF_ELSEWHERE = [Grant("hamlet-officer", land.ELSEWHERE, "own")]
PERSON_OF_FAMILY = "select head_ref from families_by_place_v2 where family_id = %s"
ONE_BY_ONE, MANY = "/families", "/families/bulk"


async def asked(
    register: ServiceDoor, path: str, grants: Sequence[Grant], **given: Any
) -> dict[str, Any]:
    """What a registration is answered: its status, its words, and the family's id apart."""
    body = form(**given)
    answer = await register.post(path, {"rows": [body]} if path == MANY else body, grants)
    said: dict[str, Any] = alone(answer.json()["rows"][0]) if path == MANY else answer.json()
    said.pop("correlation_id", None)
    return said | {"status": answer.status_code}


def alone(row: dict[str, Any]) -> dict[str, Any]:
    """A row's answer as it would be alone."""
    answer: dict[str, Any] = row.pop("answer", {})
    return row | answer


def shape(said: dict[str, Any]) -> dict[str, Any]:
    return said | ({"family_id": "one"} if said.get("family_id") else {})


@pytest.mark.parametrize("path", [ONE_BY_ONE, MANY])
async def test_a_number_known_out_of_reach_is_answered_as_one_known_nowhere(
    register: ServiceDoor, path: str
) -> None:
    known = await asked(register, path, OF_ELSEWHERE, place_id=str(land.ELSEWHERE))
    foreign = await asked(register, path, OF_HAMLET)
    nowhere = await asked(
        register, path, OF_HAMLET, head=HEAD | {"identity_number": "079000000000"}
    )
    assert shape(known) == shape(foreign) == shape(nowhere)
    assert len({each["family_id"] for each in (known, foreign, nowhere)}) == 3


@pytest.mark.parametrize("path", [ONE_BY_ONE, MANY])
async def test_whoever_is_known_out_of_reach_is_registered_shown_and_counted_like_any_other(
    register: ServiceDoor, path: str
) -> None:
    """Whoever claims a number first, under whatever name, keeps nobody else from registering."""
    squatting = HEAD | {"full_name": "Kẻ Mạo Danh"}
    await asked(register, path, OF_ELSEWHERE, place_id=str(land.ELSEWHERE), head=squatting)
    family = (await asked(register, path, OF_HAMLET))["family_id"]
    await register.views_caught_up()
    ((person_ref,),) = register.rows(PERSON_OF_FAMILY, family)
    shown = (await register.get(f"/people/{person_ref}", OF_COMMUNE)).json()
    said = {name: value for name, value in shown.items() if value is not None}
    assert said == HEAD | {"person_ref": str(person_ref), "place_id": str(land.HAMLET)}
    listed = await register.get(f"/families?place_id={land.HAMLET}", OF_HAMLET)
    assert listed.json()["number"] == 1
    of_number = "select count(*), count(distinct identity_hash) from people"
    assert register.rows(of_number) == [(2, 1)]


@pytest.mark.parametrize("path", [ONE_BY_ONE, MANY])
async def test_within_reach_a_number_is_one_person_who_heads_one_family(
    register: ServiceDoor, path: str
) -> None:
    family = (await asked(register, path, OF_HAMLET))["family_id"]
    for grants, hamlet in (
        (OF_COMMUNE, land.NEIGHBOUR),
        (OF_PROVINCE, land.ELSEWHERE),
        (OF_HAMLET, land.HAMLET),
    ):
        again = await asked(register, path, grants, place_id=str(hamlet))
        assert again["code"] == "registry.family-already-registered"
        assert family in again["detail"]
    assert len(register.rows("select from people")) == 1


async def test_of_forty_at_once_in_two_processes_one_of_each_reach_registers_a_number(
    register: ServiceDoor,
) -> None:
    sides = [(OF_HAMLET, land.HAMLET), (OF_NEIGHBOUR, land.NEIGHBOUR)]
    async with another_process(register) as other:
        told = await asyncio.gather(
            *(
                (register, other)[n // 2 % 2].post(
                    "/families", form(place_id=str(sides[n % 2][1])), sides[n % 2][0]
                )
                for n in range(80)
            )
        )
    for side in (told[::2], told[1::2]):
        assert sorted(each.status_code for each in side) == [201] + [409] * 39
    assert len(register.rows("select from people")) == 2


@pytest.mark.parametrize("path", [ONE_BY_ONE, MANY])
async def test_a_reference_out_of_reach_is_answered_as_one_of_nobody(
    register: ServiceDoor, path: str
) -> None:
    async with opened_vault(register.dsn) as vault:
        (foreign,) = await vault.keep([(land.ELSEWHERE, PersonalData("Lê Văn Tám"))])
    register.rows("update people set kept_at = now() - interval '2 hours' returning 1")
    kept = register.rows("select * from people")
    told = [
        await asked(register, path, OF_HAMLET, head=None, head_ref=str(ref))
        for ref in (foreign, uuid4())
    ]
    assert told[0] == told[1]
    assert told[0]["code"] == "registry.person-unknown"
    assert register.rows("select * from people") == kept


class Writing(SteadyConnection):
    """Writes down what is asked."""

    def __init__(self, dsn: str) -> None:
        super().__init__(dsn, "test")
        self.asked: list[str] = []

    async def ask(self, statement: str, parameters: Sequence[Any] = ()) -> list[Any]:
        self.asked.append(statement)
        return await super().ask(statement, parameters)


async def test_a_reference_out_of_reach_costs_as_much_as_one_of_nobody(
    register: ServiceDoor,
) -> None:
    line = Writing(register.dsn)
    vault = Vault(line, MasterKey.from_base64(VAULT_KEY))
    (foreign,) = await vault.keep([(land.ELSEWHERE, PersonalData("Lê Văn Tám"))])
    costs = []
    for ref in (foreign, uuid4()):
        line.asked.clear()
        assert await vault.known([ref], {land.HAMLET}.__contains__) == frozenset()
        costs.append(list(line.asked))
    await line.close()
    assert costs[0] == costs[1]


@pytest.mark.parametrize("path", [ONE_BY_ONE, MANY])
async def test_a_family_out_of_reach_is_not_named_though_its_head_is_known_here(
    register: ServiceDoor, path: str
) -> None:
    """Who oversees both places registered somebody of the one as head of a family of the other, and
    nobody has put their data there yet."""
    async with opened_vault(register.dsn) as vault:
        data = PersonalData(HEAD["full_name"], HEAD["identity_number"])
        (head_ref,) = await vault.keep([(land.HAMLET, data)])
    by_reference: dict[str, Any] = {"head": None, "head_ref": str(head_ref)}
    there = by_reference | {"place_id": str(land.ELSEWHERE)}
    family = (await asked(register, path, OF_PROVINCE, **there))["family_id"]
    assert UUID(family)
    await register.views_caught_up()
    with psycopg.connect(register.dsn) as connection:
        connection.execute("update people set place_id = %s", [land.HAMLET])
    for given in ({}, by_reference):
        told = await asked(register, path, OF_HAMLET, **given)
        assert told["code"] == "registry.heads-another-family"
        assert family not in str(told)
        assert family in str(await asked(register, path, OF_PROVINCE, **given))
