"""What waits since a split, and allocating it, at the door."""

from typing import Any
from uuid import uuid4

from tests.support import land
from tests.support.land import OF_COMMUNE, OF_PROVINCE, OF_SYSTEM
from tests.support.service_door import ServiceDoor

SPLIT = str(land.SPLIT_COMMUNE)
BEFORE = "2025-06-01"
KINDS = (
    *("families", "clans", "centres", "citizens", "establishments"),
    *("associations", "chapters", "boards", "committees"),
)
NOTHING = dict.fromkeys(("hamlets", *KINDS), 0)
PATH = f"/places/{SPLIT}/unallocated"


async def settled(register: ServiceDoor) -> dict[str, str]:
    """A clan and a centre of the commune that was split, and a family of its hamlet; one clan had
    ended by then."""
    clan = {"place_id": SPLIT, "registered_on": BEFORE}
    head = {"full_name": "Lê Thị Mới", "phone": "0901234567"}
    family = {"place_id": str(land.SPLIT_HAMLET), "registered_on": BEFORE, "head": head}
    made = {
        "clan": await posted(register, "/clans", clan, "clan_id"),
        "gone": await posted(register, "/clans", clan, "clan_id"),
        "centre": await posted(
            register, "/centres", {"place_id": SPLIT, "established_on": BEFORE}, "centre_id"
        ),
        "family": await posted(register, "/families", family, "family_id"),
    }
    ended = {"clan_id": made["gone"], "ended_on": "2025-07-01"}
    await posted(register, "/clans/dissolutions", ended, "clan_id")
    return made


async def posted(register: ServiceDoor, path: str, body: Any, thing: str) -> str:
    answer = await register.post(path, body, OF_SYSTEM)
    assert answer.status_code == 201, answer.text
    return str(answer.json()[thing])


async def waiting(register: ServiceDoor, path: str = PATH) -> Any:
    answer = await register.get(path, OF_PROVINCE)
    assert answer.status_code == 200, answer.text
    return answer.json()


def row(kind: str, subject_id: str, to: object = land.COMMUNE) -> dict[str, str]:
    return {"subject_kind": kind, "subject_id": subject_id, "to_place_id": str(to)}


async def test_what_a_split_left_open_is_listed_until_it_is_allocated(
    register: ServiceDoor,
) -> None:
    """A family of a hamlet goes with that; what had ended does not wait."""
    made = await settled(register)
    found = await waiting(register)
    assert {(each["subject_kind"], each["subject_id"]) for each in found["items"]} == {
        ("hamlet", str(land.SPLIT_HAMLET)),
        ("clan", made["clan"]),
        ("centre", made["centre"]),
    }
    numbers = NOTHING | {"hamlets": 1, "clans": 1, "centres": 1}
    assert (found["number"], found["numbers"]) == (3, numbers)
    places = await waiting(register, "/places/unallocated")
    assert places["items"] == [{"place_id": SPLIT, **numbers}]

    hamlet = {"place_id": str(land.SPLIT_HAMLET), "to_place_id": str(land.COMMUNE)}
    await register.post("/places/allocations", hamlet, OF_PROVINCE)
    rows = [row("clan", made["clan"]), row("centre", made["centre"], land.OTHER_COMMUNE)]
    await register.post("/allocations/bulk", {"rows": rows}, OF_PROVINCE)
    found = await waiting(register)
    assert (found["items"], found["number"], found["numbers"]) == ([], 0, NOTHING)
    assert (await waiting(register, "/places/unallocated"))["items"] == []


async def test_pages_follow_each_other(register: ServiceDoor) -> None:
    await settled(register)
    seen, cursor = [], ""
    while cursor is not None:
        page = await waiting(register, f"{PATH}?limit=1{cursor}")
        assert page["number"] == 3
        seen += [each["subject_id"] for each in page["items"]]
        cursor = page["next_cursor"] and f"&cursor={page['next_cursor']}"
    assert seen == sorted(seen)
    assert len(set(seen)) == 3


async def test_rows_are_each_answered_and_the_same_key_answers_as_before(
    register: ServiceDoor,
) -> None:
    made = await settled(register)
    rows = [
        row("clan", made["clan"]),
        row("centre", made["centre"], land.ENDED_HAMLET),
        row("centre", made["clan"]),
        row("family", made["family"]),
        row("hamlet", made["clan"]),
    ]
    answer = (await register.post("/allocations/bulk", {"rows": rows}, OF_SYSTEM, "k")).json()
    assert [each.get("code") for each in answer["rows"]] == [
        None,
        "places.not-a-part",
        "registry.centre-unknown",
        "registry.subject-not-waiting",
        "web.invalid-body",
    ]
    assert answer["rows"][0]["answer"] == {"subject_id": made["clan"]}
    again = await register.post("/allocations/bulk", {"rows": rows}, OF_SYSTEM, "k")
    assert again.json() == answer
    assert register.types().count("subject-allocated") == 1


async def test_a_correction_is_recorded_and_asking_twice_is_not(register: ServiceDoor) -> None:
    made = await settled(register)
    for to in (land.COMMUNE, land.COMMUNE, land.OTHER_COMMUNE):
        answer = await register.post("/allocations", row("clan", made["clan"], to), OF_PROVINCE)
        assert answer.status_code == 201, answer.text
    assert register.types().count("subject-allocated") == 2


async def test_whoever_has_not_all_of_it_sees_and_allocates_nothing(register: ServiceDoor) -> None:
    made = await settled(register)
    for subject in (made["clan"], str(uuid4())):
        answer = await register.post("/allocations", row("clan", subject), OF_COMMUNE)
        assert answer.json()["code"] == "registry.clan-unknown"
    for place in (SPLIT, str(uuid4())):
        answer = await register.get(f"/places/{place}/unallocated", OF_COMMUNE)
        assert answer.json()["code"] == "registry.place-unknown"
    everywhere = (await register.get("/places/unallocated", OF_COMMUNE)).json()
    assert (everywhere["items"], everywhere["number"]) == ([], 0)
