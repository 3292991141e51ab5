"""Chapters at the counter of the register: what is recorded, shown, refused, and what waits."""

from typing import Any
from uuid import uuid4

from shared.web.identity import Grant
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_ENDED_COMMUNE, OF_OTHER_COMMUNE, OF_PROVINCE
from tests.support.service_door import ServiceDoor

ALL, ASSOCIATIONS = "/chapters", "/associations"
NAME, REFORM = "Chi hội trường Tiểu học", "2025-07-01"


async def done(
    register: ServiceDoor, path: str, body: dict[str, Any], by: list[Grant] = OF_PROVINCE
) -> str:
    """Twice, which changes nothing, where it is asked of one that is there."""
    for _ in range(1 if path in (ALL, ASSOCIATIONS) else 2):
        answer = await register.post(path, body, by)
        assert answer.status_code == 201, answer.text
    return str(next(iter(answer.json().values())))


async def association(register: ServiceDoor, since: str, place: object = land.PROVINCE) -> str:
    body = {"place_id": str(place), "name": "Hội Khuyến học", "founded_on": since}
    return await done(register, ASSOCIATIONS, body)


def school(of: str, since: str = "2020-09-05", place: object = land.ENDED_COMMUNE) -> Any:
    at = {"association_id": of, "place_id": str(place), "host_kind": "school"}
    return at | {"name": NAME, "founded_on": since}


async def shown(register: ServiceDoor, path: str, by: list[Grant] = OF_PROVINCE) -> Any:
    await register.views_caught_up()
    answer = await register.get(path, by)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_chapter_is_shown_as_all_that_happened_left_it(register: ServiceDoor) -> None:
    old = await association(register, "2010-05-01")
    new = await association(register, REFORM, land.COMMUNE)
    id_ = await done(register, ALL, school(old))
    of = {"chapter_id": id_}
    right = {"association_id": old, "place_id": str(land.ENDED_COMMUNE), "host_kind": "agency"}
    right |= {"written_on": "2020-09-05", "since": "2020-09-01"}
    await done(register, f"{ALL}/corrections", of | right)
    await done(register, f"{ALL}/names", of | {"name": "Chi hội Phường 1", "since": "2021-01-01"})
    await done(register, f"{ALL}/moves", of | {"to_association_id": new, "moved_on": REFORM})
    await done(register, f"{ALL}/dissolutions", of | {"ended_on": "2026-09-01"})
    row: dict[str, Any] = {
        "chapter_id": id_,
        "place_id": str(land.ENDED_COMMUNE),
        "host_kind": "agency",
        "associations": [
            {"association_id": old, "since": "2020-09-01"},
            {"association_id": new, "since": REFORM},
        ],
        "names": [
            {"name": NAME, "since": "2020-09-01"},
            {"name": "Chi hội Phường 1", "since": "2021-01-01"},
        ],
        "founded_on": "2020-09-01",
        "into_chapter_id": None,
        "ended_on": "2026-09-01",
    }
    assert await shown(register, f"{ALL}/{id_}") == row
    page = await shown(register, f"{ALL}?place_id={land.ENDED_COMMUNE}&on=2020-09-01")
    assert page == {"items": [row], "number": 1, "next_cursor": None}
    nobody = await shown(register, f"{ALL}?place_id={land.ENDED_COMMUNE}&on=2020-08-31")
    assert nobody["number"] == 0
    seen = await shown(register, f"{ALL}/{id_}", OF_ENDED_COMMUNE)
    assert (seen["associations"], seen["ended_on"]) == (row["associations"][:1], None)
    await done(register, f"{ALL}/withdrawals", of)
    await register.views_caught_up()
    assert (await register.get(f"{ALL}/{id_}", OF_PROVINCE)).status_code == 404


async def test_chapters_of_an_association_that_ended_wait_until_they_are_moved_or_ended(
    register: ServiceDoor,
) -> None:
    old = await association(register, "2010-05-01")
    new = await association(register, REFORM, land.OTHER_COMMUNE)
    at = "2020-09-05", land.OTHER_COMMUNE
    first, second = [await done(register, ALL, school(old, *at)) for _ in range(2)]
    third = await done(register, ALL, school(new, REFORM, land.OTHER_COMMUNE))
    merger = {"association_id": old, "into_association_id": new, "ended_on": REFORM}
    await done(register, f"{ASSOCIATIONS}/mergers", merger)

    waiting = f"{ALL}/waiting/{land.OTHER_COMMUNE}"
    page = await shown(register, waiting, OF_OTHER_COMMUNE)
    row = {"place_id": str(land.OTHER_COMMUNE), "host_kind": "school", "association_id": old}
    row |= {"since": REFORM, "into_association_id": new}
    assert page["items"] == [row | {"chapter_id": each} for each in sorted((first, second))]
    places = await shown(register, f"{ALL}/waiting")
    wanted = {"items": [{"place_id": str(land.OTHER_COMMUNE), "chapters": 2}], "number": 1}
    assert places == wanted | {"next_cursor": None}
    assert (await shown(register, f"{ALL}/waiting", OF_COMMUNE))["items"] == []
    answer = await register.get(waiting, OF_COMMUNE)
    assert answer.json()["code"] == "registry.place-unknown"

    refused = await register.post(ALL, school(old, REFORM, land.OTHER_COMMUNE), OF_PROVINCE)
    assert refused.json()["code"] == "registry.association-not-there"
    moved = {"chapter_id": first, "to_association_id": new, "moved_on": REFORM}
    await done(register, f"{ALL}/moves", moved, OF_OTHER_COMMUNE)
    assert (await shown(register, waiting))["number"] == 1
    into = {"chapter_id": second, "into_chapter_id": third, "ended_on": "2025-09-05"}
    await done(register, f"{ALL}/mergers", into)
    assert (await shown(register, f"{ALL}/{second}"))["into_chapter_id"] == third
    assert (await shown(register, waiting))["number"] == 0
    await done(register, f"{ASSOCIATIONS}/withdrawals", {"association_id": new})
    page = await shown(register, waiting)
    left = [(each["chapter_id"], each["since"]) for each in page["items"]]
    assert left == sorted([(first, None), (third, None)])


async def test_many_chapters_are_each_answered_and_the_same_request_is_one(
    register: ServiceDoor,
) -> None:
    of = await association(register, "2025-08-01", land.COMMUNE)
    good = school(of, "2025-09-05", land.COMMUNE)
    rows = [good, good | {"host_kind": "village"}, good | {"founded_on": "2025-07-05"}, {"name": 1}]
    sent = [await register.post(f"{ALL}/bulk", {"rows": rows}, OF_COMMUNE, "k") for _ in range(2)]
    assert sent[0].json() == sent[1].json()
    assert [row.get("code") for row in sent[0].json()["rows"]] == [
        None,
        "registry.chapter-host-kind-unknown",
        "registry.association-not-there",
        "web.invalid-body",
    ]


async def test_out_of_reach_and_not_there_answer_alike(register: ServiceDoor) -> None:
    of = await association(register, "2025-08-01", land.COMMUNE)
    ours_of = await association(register, "2020-01-01", land.OTHER_COMMUNE)
    theirs = await done(register, ALL, school(of, "2025-09-05", land.COMMUNE))
    body = school(ours_of, "2025-09-05", land.OTHER_COMMUNE)
    ours = await done(register, ALL, body, OF_OTHER_COMMUNE)
    await register.views_caught_up()
    for each in (theirs, str(uuid4())):
        it, end = {"chapter_id": each}, {"ended_on": "2026-03-01"}
        right = {name: body[name] for name in ("association_id", "place_id", "host_kind")}
        for path, said in (
            ("mergers", it | end | {"into_chapter_id": ours}),
            ("mergers", end | {"chapter_id": ours, "into_chapter_id": each}),
            ("corrections", it | right | {"written_on": "2025-09-05", "since": "2026-01-05"}),
            ("moves", it | {"to_association_id": ours_of, "moved_on": "2026-01-05"}),
            ("withdrawals", it),
            ("names", it | {"name": "Chi hội", "since": "2026-01-05"}),
            ("dissolutions", it | end),
        ):
            answer = await register.post(f"{ALL}/{path}", said, OF_OTHER_COMMUNE)
            assert answer.json()["code"] == "registry.chapter-unknown", path
        looked_up = await register.get(f"{ALL}/{each}", OF_OTHER_COMMUNE)
        assert looked_up.json()["code"] == "registry.chapter-unknown"
    for foreign in (of, str(uuid4())):
        moved = {"chapter_id": ours, "to_association_id": foreign, "moved_on": "2026-01-05"}
        for path, said in (("/moves", moved), ("", body | {"association_id": foreign})):
            answer = await register.post(f"{ALL}{path}", said, OF_OTHER_COMMUNE)
            assert answer.json()["code"] == "registry.association-unknown"
