"""Pairs who share an identity number, for officers who reach both."""

from datetime import date
from itertools import combinations
from typing import Any
from uuid import UUID

import psycopg

from services.registry.people.vault.personal_data import PersonalData
from shared.web.identity import Grant
from tests.registry.people.crowd import family_of
from tests.registry.vaults import opened_vault
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_HAMLET, OF_PROVINCE
from tests.support.service_door import ServiceDoor

NUMBER = "079123456789"
DAYS = [date(2020, 1, 1), date(2025, 6, 30), date(2025, 7, 1)]


async def people(register: ServiceDoor, places: list[UUID]) -> list[UUID]:
    async with opened_vault(register.dsn) as vault:
        return sorted(await vault.keep([(place_id, PersonalData("Lê Văn")) for place_id in places]))


def share(register: ServiceDoor, person_refs: list[UUID], number: str = NUMBER) -> None:
    """They have one identity number, and always had."""
    with psycopg.connect(register.dsn) as connection:
        connection.execute("alter table people drop constraint if exists people_identity_hash_key")
        given = [number.encode(), person_refs]
        query = "update people set identity_hash = %s where person_ref = any(%s)"
        connection.execute(query, given)
        connection.execute("update people set changed_on = null")


def shown(answer: Any) -> list[tuple[str, str]]:
    assert answer.status_code == 200, answer.text
    pairs = answer.json()["items"]
    return [(pair["one"]["person_ref"], pair["other"]["person_ref"]) for pair in pairs]


async def asked(register: ServiceDoor, grants: list[Grant], query: str = "") -> Any:
    return await register.get(f"/people/possible-duplicates{query}", grants)


async def test_a_pair_is_shown_to_whoever_reaches_both_and_to_nobody_else(
    register: ServiceDoor,
) -> None:
    far = await people(register, [land.HAMLET, land.ELSEWHERE])
    near = await people(register, [land.HAMLET, land.NEIGHBOUR, land.HAMLET])
    share(register, far)
    share(register, near[:2], "079000000001")
    share(register, near[2:], "079000000002")
    assert len(shown(await asked(register, OF_PROVINCE))) == 2
    answer = await asked(register, OF_COMMUNE)
    assert shown(answer) == [(str(near[0]), str(near[1]))]
    (pair,) = answer.json()["items"]
    places = dict(register.rows("select person_ref::text, place_id::text from people"))
    for side in (pair["one"], pair["other"]):
        assert side == {"person_ref": side["person_ref"], "place_id": places[side["person_ref"]]}
    assert shown(await asked(register, [Grant("commune-officer", land.HAMLET, "own")])) == []
    assert (await asked(register, OF_HAMLET)).status_code == 403


async def test_pairs_are_paged_whole_and_once(register: ServiceDoor) -> None:
    kept = await people(register, [land.HAMLET, land.NEIGHBOUR] * 3)
    share(register, kept)
    wanted = [(str(one), str(other)) for one, other in combinations(kept, 2)]
    for grants in (OF_COMMUNE, [Grant("system", None, "subtree")]):
        found, query = [], "?limit=4"
        while query:
            answer = await asked(register, grants, query)
            page = shown(answer)
            assert len(page) <= 4
            found += page
            cursor = answer.json()["next_cursor"]
            query = f"?limit=4&cursor={cursor}" if cursor else ""
        assert found == wanted


async def test_a_grant_that_ended_shows_pairs_of_its_days_only(register: ServiceDoor) -> None:
    kept = await people(register, [land.ENDED_HAMLET] * 3)
    share(register, kept)
    with psycopg.connect(register.dsn) as connection:
        for person_ref, day in zip(kept, DAYS, strict=True):
            family_of(connection, person_ref, land.ENDED_HAMLET, day)
    old = [Grant("commune-officer", land.ENDED_COMMUNE, "subtree")]
    assert shown(await asked(register, old)) == [(str(kept[0]), str(kept[1]))]
    assert len(shown(await asked(register, OF_COMMUNE))) == 3


async def test_who_shares_an_old_number_is_a_pair_once_whichever_number_it_is_of_theirs(
    register: ServiceDoor,
) -> None:
    one, other, third = await people(register, [land.HAMLET] * 3)
    share(register, [one, other])
    with psycopg.connect(register.dsn) as connection:
        query = "update people set old_identity_hash = %s where person_ref = any(%s)"
        connection.execute(query, [b"old", [one, other]])
        query = "update people set identity_hash = %s where person_ref = %s"
        connection.execute(query, [b"old", third])
    pairs = [(str(a), str(b)) for a, b in combinations([one, other, third], 2)]
    for grants in (OF_COMMUNE, OF_PROVINCE):
        assert shown(await asked(register, grants)) == pairs
    assert shown(await asked(register, OF_COMMUNE, "?limit=1")) == pairs[:1]
