"""Where an allocated subject stands: on one list on every day, and in whose reach."""

from collections import Counter
from typing import Any

import pytest

from tests.registry.allocations.test_allocations_door import posted, row, waiting
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE, OF_PROVINCE, OF_SYSTEM
from tests.support.service_door import ServiceDoor

BEFORE, SPLIT_ON, LATER, TODAY = "2025-06-01", "2025-07-01", "2026-01-15", "2026-11-24"
CUT_ON = "2025-10-01"
PARTS = (land.COMMUNE, land.OTHER_COMMUNE)
PLACES = (land.SPLIT_COMMUNE, *PARTS, land.HAMLET, land.NEIGHBOUR, land.ELSEWHERE)
DAYS = ("2025-06-30", SPLIT_ON, CUT_ON, "2026-01-14", LATER)
THING = {
    "family": ("families", "family_id"),
    "clan": ("clans", "clan_id"),
    "citizen": ("citizens", "citizen_ref"),
    "establishment": ("establishments", "establishment_id"),
    "association": ("associations", "association_id"),
    "chapter": ("chapters", "chapter_id"),
    "board": ("boards", "board_id"),
    "committee": ("committees", "committee_id"),
}
PERSON = {"full_name": "Lê Thị Mới", "phone": "0901234567"}
CITIZEN = {"group_code": "worker", "registered_on": BEFORE, "person": PERSON}
SCHOOL = {"kind": "school", "name": "Trường THCS", "registered_on": BEFORE}
CUT = {
    "document_number": "7/NQ-HĐND",
    "effective_on": CUT_ON,
    "rows": [
        {"how": "part", "predecessor": str(land.HAMLET), "successor": str(part)}
        for part in (land.NEIGHBOUR, land.ELSEWHERE)
    ],
}
"""A hamlet is divided between two, one of another commune."""


async def settled(register: ServiceDoor) -> dict[str, str]:
    """One of each kind in a place that was split."""
    await posted(register, "/places/reorganisations", CUT, "document_number")
    at = {"place_id": str(land.SPLIT_COMMUNE)}
    head = PERSON | {"full_name": "Trần Văn Chủ"}
    family = {"place_id": str(land.HAMLET), "registered_on": SPLIT_ON, "head": head}
    bodies = {
        "family": family,
        "clan": at | {"registered_on": BEFORE},
        "citizen": at | CITIZEN,
        "establishment": at | SCHOOL,
    }
    return {
        kind: await posted(register, f"/{THING[kind][0]}", body, THING[kind][1])
        for kind, body in bodies.items()
    }


async def organised(register: ServiceDoor) -> dict[str, str]:
    """One of each that carries the movement, in the place that was split."""
    at = {"place_id": str(land.SPLIT_COMMUNE), "founded_on": BEFORE}
    called = at | {"name": "Hội Khuyến học", "document_number": "12/QĐ-UBND"}
    association = await posted(register, "/associations", called, "association_id")
    of = {"association_id": association, "host_kind": "school"}
    chapter = at | {"name": "Chi hội khuyến học"} | of
    agency = {"agency_kind": "education-office", "agency_id": None}
    committee = at | {"document_number": "12/QĐ-UBND"} | agency
    board = called | {"host_kind": "school"}
    return {
        "association": association,
        "chapter": await posted(register, "/chapters", chapter, "chapter_id"),
        "board": await posted(register, "/boards", board, "board_id"),
        "committee": await posted(register, "/committees", committee, "committee_id"),
    }


async def listed(register: ServiceDoor, place: object, grants: Any = OF_SYSTEM, **on: str) -> Any:
    """Everything on the lists of a place, by kind and id."""
    found: Counter[tuple[str, str]] = Counter()
    for kind, (path, thing) in THING.items():
        answer = await register.get(f"/{path}", grants, place_id=place, **on)
        assert answer.status_code == 200, answer.text
        assert answer.json()["number"] == len(answer.json()["items"])
        for each in answer.json()["items"]:
            assert each["place_id"] == str(place)
            found[kind, each[thing]] += 1
    return found


async def where(register: ServiceDoor, day: str) -> list[tuple[tuple[str, str], object]]:
    """What is on the lists of which place on the day."""
    found = [(await listed(register, each, on=day), each) for each in PLACES]
    return [(subject, place) for those, place in found for subject in those.elements()]


async def allocate(register: ServiceDoor, *rows: dict[str, str]) -> None:
    body = {"rows": list(rows)}
    answer = (await register.post("/allocations/bulk", body, OF_PROVINCE)).json()
    assert [each.get("code") for each in answer["rows"]] == [None] * len(rows)


@pytest.fixture
async def made(register: ServiceDoor) -> dict[str, str]:
    return await settled(register)


async def test_every_subject_is_on_one_list_on_every_day(
    register: ServiceDoor, made: dict[str, str]
) -> None:
    """It waits on that of the place that was split until it is said of which part it is."""
    made |= await organised(register)
    parts = dict.fromkeys(made, land.COMMUNE) | {"family": land.NEIGHBOUR}
    other = dict.fromkeys(made, land.OTHER_COMMUNE) | {"family": land.ELSEWHERE}
    split = dict.fromkeys(made, land.SPLIT_COMMUNE) | {"family": land.HAMLET}
    first = dict.fromkeys(made, SPLIT_ON) | {"family": CUT_ON}
    waits = (await waiting(register))["numbers"]
    assert {waits[path] for kind, (path, _) in THING.items() if kind != "family"} == {1}
    of_hamlet = await waiting(register, f"/places/{land.HAMLET}/unallocated")
    assert of_hamlet["numbers"]["families"] == 1

    await allocate(register, *(row(kind, id_, parts[kind]) for kind, id_ in made.items()))
    later = {"effective_on": LATER}
    again = [row(kind, id_, other[kind]) | later for kind, id_ in made.items()]
    await allocate(register, *again)
    for day in DAYS:
        there = []
        for kind, id_ in made.items():
            expected = other if day >= LATER else parts if day >= first[kind] else split
            if kind != "family" or day >= SPLIT_ON:
                there.append(((kind, id_), expected[kind]))
        assert sorted(await where(register, day), key=str) == sorted(there, key=str), day
    waits = (await waiting(register))["numbers"]
    assert {waits[path] for path, _ in THING.values()} == {0}
    assert (await waiting(register, f"/places/{land.HAMLET}/unallocated"))["number"] == 0
    assert ("clan", made["clan"]) not in await listed(register, land.SPLIT_COMMUNE)
    assert ("clan", made["clan"]) in await listed(register, land.OTHER_COMMUNE)


async def test_whoever_has_the_part_sees_it_and_goes_on_with_it(
    register: ServiceDoor, made: dict[str, str]
) -> None:
    """And whoever has another part does not."""
    away = [row(kind, id_) for kind, id_ in made.items() if kind != "family"]
    away += [row("family", made["family"], land.NEIGHBOUR)]
    for grants, status in ((OF_COMMUNE, 404), (OF_OTHER_COMMUNE, 404)):
        for kind, id_ in made.items():
            if kind != "family":
                found = await register.get(f"/{THING[kind][0]}/{id_}", grants)
                assert found.status_code == status, (kind, grants)
    await allocate(register, *away)
    for kind, id_ in made.items():
        path, thing = THING[kind]
        shown = await register.get(f"/{path}/{id_}", OF_COMMUNE)
        part = land.NEIGHBOUR if kind == "family" else land.COMMUNE
        assert shown.json()["place_id"] == str(part), shown.text
        if kind != "family":
            since = shown.json()
            assert (since["since"], since["registered_on"]) == (SPLIT_ON, BEFORE)
        assert (await register.get(f"/{path}/{id_}", OF_OTHER_COMMUNE)).status_code == 404
        ending = {"clan": "dissolutions", "establishment": "dissolutions"}.get(kind, "endings")
        ground = {} if ending == "dissolutions" else {"ground_code": "other"}
        body = {thing: id_, "ended_on": TODAY, **ground}
        refused = await register.post(f"/{path}/{ending}", body, OF_OTHER_COMMUNE)
        assert refused.json()["code"] == f"registry.{kind}-unknown"
        done = await register.post(f"/{path}/{ending}", body, OF_COMMUNE)
        assert done.status_code == 201, done.text


async def test_a_centre_stands_in_its_part(register: ServiceDoor) -> None:
    body = {"place_id": str(land.SPLIT_COMMUNE), "established_on": BEFORE}
    centre = await posted(register, "/centres", body, "centre_id")
    assert (await register.get(f"/centres/{centre}", OF_COMMUNE)).status_code == 404
    await allocate(register, row("centre", centre))
    shown = (await register.get(f"/centres/{centre}", OF_COMMUNE)).json()
    assert shown["place_id"] == str(land.COMMUNE)
    for place, number in ((land.SPLIT_COMMUNE, 0), (land.COMMUNE, 1), (land.OTHER_COMMUNE, 0)):
        page = (await register.get("/centres", OF_SYSTEM, place_id=place)).json()
        assert len(page["items"]) == number


async def test_what_moved_since_is_allocated_by_where_it_is(register: ServiceDoor) -> None:
    """A family that left its hamlet before that was divided waits for nothing, and is counted
    once."""
    head = {"full_name": "Phạm Văn Dời"}
    body = {"place_id": str(land.HAMLET), "registered_on": SPLIT_ON, "head": head}
    family = await posted(register, "/families", body, "family_id")
    move = {"family_id": family, "place_id": str(land.NEIGHBOUR), "moved_on": "2025-09-01"}
    await posted(register, "/families/moves", move, "family_id")
    await posted(register, "/places/reorganisations", CUT, "document_number")
    assert (await waiting(register, f"/places/{land.HAMLET}/unallocated"))["number"] == 0
    clan = {"place_id": str(land.OTHER_COMMUNE), "registered_on": "2025-01-01"}
    moved = await posted(register, "/clans", clan, "clan_id")
    there = {"clan_id": moved, "place_id": str(land.SPLIT_COMMUNE), "moved_on": BEFORE}
    await posted(register, "/clans/moves", there, "clan_id")
    assert (await waiting(register))["numbers"]["clans"] == 1
    await allocate(register, row("clan", moved))
    assert (await waiting(register))["number"] == 1  # the hamlet
