"""At the doors: whoever died as a citizen heads nothing from that day on, in whatever order it is
written down, and whoever heads something did not die before."""

from typing import Any

from tests.registry.clan_members.test_clan_members_door import done as of_clans
from tests.registry.clan_members.test_clan_members_door import member
from tests.registry.clan_members.test_clan_members_door import refused as no_of_clans
from tests.registry.clans.test_clans_door import registered as clan_of
from tests.registry.families import households
from tests.support import land
from tests.support.land import OF_COMMUNE
from tests.support.service_door import ServiceDoor

DAY, DIED = "2025-08-01", "2026-03-01"
DEAD = "registry.person-died"


async def citizen(register: ServiceDoor, ref: str, died_on: str | None = None) -> str:
    body = {"place_id": str(land.HAMLET), "group_code": "resident", "registered_on": DAY}
    answer = await register.post("/citizens", body | {"person_ref": ref}, OF_COMMUNE)
    assert answer.status_code == 201, answer.text
    id_ = str(answer.json()["citizen_ref"])
    if died_on is not None:
        assert await died(register, id_, died_on) is None
    return id_


async def died(register: ServiceDoor, id_: str, day: str) -> Any:
    body = {"citizen_ref": id_, "ended_on": day, "ground_code": "died"}
    return (await register.post("/citizens/endings", body, OF_COMMUNE)).json().get("code")


async def test_whoever_died_as_a_citizen_is_named_head_of_no_family(register: ServiceDoor) -> None:
    family = await households.registered(register, 9)
    dead = await households.joined(register, family, "Lê Văn Mất")
    await citizen(register, dead, DIED)
    of = {"family_id": family, "head_ref": dead}
    assert await households.refused(register, "/heads", **of, named_on=DIED) == DEAD
    split = {"family_id": family, "head_ref": dead, "place_id": str(land.HAMLET), "members": []}
    assert await households.refused(register, "/splits", **split, split_on=DIED) == DEAD
    await households.done(register, "/heads", **of, named_on="2026-02-28")


async def test_nor_is_a_family_registered_or_put_right_to_a_day_after(
    register: ServiceDoor,
) -> None:
    first = await households.registered(register, 9)
    dead = await households.joined(register, first, "Lê Văn Mất", joined_on="2025-09-01")
    leaving = {"family_id": first, "person_ref": dead, "left_on": "2025-10-01"}
    await households.done(register, "/members/departures", **leaving, ground_code="moved-away")
    await citizen(register, dead, DIED)
    body = {"place_id": str(land.HAMLET), "head_ref": dead}
    assert await households.refused(register, "", **body, registered_on=DIED) == DEAD
    family = (await households.done(register, "", **body, registered_on="2026-01-05"))["family_id"]
    right = {"family_id": family, "written_on": "2026-01-05", "place_id": str(land.HAMLET)}
    assert await households.refused(register, "/corrections", **right, day=DIED) == DEAD
    await households.done(register, "/corrections", **right, day="2026-02-01")


async def test_the_day_of_a_clans_head_is_not_put_right_to_one_after_their_death(
    register: ServiceDoor,
) -> None:
    clan = await clan_of(register)
    head = await member(register, clan)
    of = {"clan_id": clan, "person_ref": head}
    await of_clans(register, "/heads", **of, named_on="2026-01-01")
    await citizen(register, head, DIED)
    right = of | {"written_on": "2026-01-01"}
    assert await no_of_clans(register, "/heads/corrections", **right, named_on=DIED) == DEAD
    await of_clans(register, "/heads/corrections", **right, named_on="2026-02-01")


async def test_whoever_heads_a_family_or_a_clan_did_not_die_before(register: ServiceDoor) -> None:
    family, clan = await households.registered(register, 9), await clan_of(register)
    one = await households.joined(register, family, "Lê Văn Cả")
    other = await member(register, clan)
    of = {"family_id": family, "head_ref": one}
    await households.done(register, "/heads", **of, named_on="2026-04-01")
    await of_clans(register, "/heads", clan_id=clan, person_ref=other, named_on="2026-04-01")
    for ref in (one, other):
        id_ = await citizen(register, ref)
        assert await died(register, id_, DIED) == "registry.died-before-heading"
        assert await died(register, id_, "2026-05-01") is None
        right = {"citizen_ref": id_, "of_day": "2026-05-01", "ended_on": DIED}
        answer = await register.post("/citizens/endings/corrections", right, OF_COMMUNE)
        assert answer.json()["code"] == "registry.died-before-heading"
