"""Steering committees at the counter of the register: what is recorded, shown and refused."""

from typing import Any
from uuid import uuid4

from shared.web.identity import Grant
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE, OF_PROVINCE
from tests.support.service_door import ServiceDoor

ALL, PAPER, KIND = "/committees", "15/QĐ-UBND", "culture-and-society-office"


async def done(
    register: ServiceDoor, path: str, body: dict[str, Any], by: list[Grant] = OF_PROVINCE
) -> str:
    """Twice, which changes nothing, where it is asked of one that is there."""
    for _ in range(2 if path.startswith(f"{ALL}/") else 1):
        answer = await register.post(path, body, by)
        assert answer.status_code == 201, answer.text
    return str(next(iter(answer.json().values())))


def committee(place: object = land.COMMUNE, since: str = "2025-09-05") -> dict[str, Any]:
    by = {"agency_kind": KIND, "agency_id": None}
    return by | {"place_id": str(place), "founded_on": since, "document_number": PAPER}


async def shown(register: ServiceDoor, path: str, by: list[Grant] = OF_PROVINCE) -> Any:
    await register.views_caught_up()
    answer = await register.get(path, by)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_committee_is_shown_as_all_that_happened_left_it(register: ServiceDoor) -> None:
    at = {"place_id": str(land.COMMUNE), "registered_on": "2025-08-01"}
    office = await done(register, "/establishments", at | {"kind": "agency", "name": "Phòng"})
    id_ = await done(register, ALL, committee())
    into = await done(register, ALL, committee(land.PROVINCE, "2020-01-01"))
    right = committee(since="2025-09-01") | {"agency_kind": "establishment", "agency_id": office}
    await done(register, f"{ALL}/corrections", right | {"committee_id": id_})
    over = {"committee_id": id_, "into_committee_id": into, "ended_on": "2026-03-01"}
    await done(register, f"{ALL}/mergers", over | {"document_number": "9/QĐ-UBND"})
    row = right | {"committee_id": id_, "level": "commune", "into_committee_id": into}
    row |= {"ended_on": "2026-03-01"}
    assert await shown(register, f"{ALL}/{id_}") == row
    page = await shown(register, f"{ALL}?place_id={land.COMMUNE}&on=2025-09-01")
    assert page == {"items": [row], "number": 1, "next_cursor": None}
    assert (await shown(register, f"{ALL}?place_id={land.COMMUNE}&on=2026-03-01"))["number"] == 0
    await done(register, f"{ALL}/withdrawals", {"committee_id": id_})
    await register.views_caught_up()
    assert (await register.get(f"{ALL}/{id_}", OF_PROVINCE)).status_code == 404


async def test_a_place_has_one_committee_at_a_time(register: ServiceDoor) -> None:
    first = await done(register, ALL, committee())
    assert await done(register, ALL, committee()) == first
    other = committee() | {"agency_kind": "education-office"}
    for said in (other, committee() | {"document_number": None}):
        otherwise = await register.post(ALL, said, OF_COMMUNE)
        assert otherwise.json()["code"] == "registry.place-has-committee-already"
    twice = await register.post(ALL, committee(since="2026-01-05"), OF_COMMUNE)
    assert twice.json()["code"] == "registry.place-has-committee-already"
    await done(register, f"{ALL}/dissolutions", {"committee_id": first, "ended_on": "2026-01-05"})
    second = await done(register, ALL, committee(since="2026-01-05"))
    right = committee(since="2026-01-04") | {"committee_id": second}
    early = await register.post(f"{ALL}/corrections", right, OF_COMMUNE)
    assert early.json()["code"] == "registry.place-has-committee-already"
    there = await done(register, ALL, committee(land.PROVINCE))
    moved = committee(land.COMMUNE, "2026-02-01") | {"committee_id": there}
    taken = await register.post(f"{ALL}/corrections", moved, OF_PROVINCE)
    assert taken.json()["code"] == "registry.place-has-committee-already"
    await done(register, f"{ALL}/withdrawals", {"committee_id": second})
    await done(register, f"{ALL}/corrections", moved)
    await done(register, ALL, committee(land.PROVINCE))


async def test_many_committees_are_each_answered_and_the_same_request_is_one(
    register: ServiceDoor,
) -> None:
    at = {"place_id": str(land.COMMUNE), "registered_on": "2025-10-01"}
    office = await done(register, "/establishments", at | {"kind": "agency", "name": "Phòng"})
    by = {"agency_kind": "establishment", "agency_id": office}
    rows = [
        committee() | by,
        committee() | {"agency_kind": "chair"},
        committee() | {"agency_kind": "establishment"},
        committee() | {"agency_id": office},
        committee() | by | {"agency_id": str(uuid4())},
        committee(),
    ]
    sent = [await register.post(f"{ALL}/bulk", {"rows": rows}, OF_COMMUNE, "k") for _ in range(2)]
    assert sent[0].json() == sent[1].json()
    assert [row.get("code") for row in sent[0].json()["rows"]] == [
        "registry.committee-agency-not-there",
        "registry.committee-agency-kind-unknown",
        "web.invalid-body",
        "web.invalid-body",
        "registry.establishment-unknown",
        None,
    ]


async def test_out_of_reach_and_not_there_answer_alike(register: ServiceDoor) -> None:
    theirs = await done(register, ALL, committee())
    body = committee(land.OTHER_COMMUNE)
    ours = await done(register, ALL, body, OF_OTHER_COMMUNE)
    await register.views_caught_up()
    for each in (theirs, str(uuid4())):
        it, end = {"committee_id": each}, {"ended_on": "2026-03-01"}
        for path, said in (
            ("mergers", it | end | {"into_committee_id": ours}),
            ("mergers", end | {"committee_id": ours, "into_committee_id": each}),
            ("corrections", it | body),
            ("withdrawals", it),
            ("dissolutions", it | end),
        ):
            answer = await register.post(f"{ALL}/{path}", said, OF_OTHER_COMMUNE)
            assert answer.json()["code"] == "registry.committee-unknown", path
        looked_up = await register.get(f"{ALL}/{each}", OF_OTHER_COMMUNE)
        assert looked_up.json()["code"] == "registry.committee-unknown"
