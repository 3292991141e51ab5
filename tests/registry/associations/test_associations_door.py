"""Associations at the door: founded, named, corrected, merged, dissolved, withdrawn, looked up."""

from typing import Any
from uuid import uuid4

from shared.web.identity import Grant
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_ENDED_COMMUNE, OF_OTHER_COMMUNE, OF_PROVINCE
from tests.support.service_door import ServiceDoor

ALL = "/associations"
NAME = "Hội Khuyến học phường Chợ Quán"
WARD: dict[str, Any] = {
    "place_id": str(land.COMMUNE),
    "name": NAME,
    "founded_on": "2025-11-20",
    "document_number": "12/QĐ-UBND",
}
OLD: dict[str, Any] = {
    "place_id": str(land.ENDED_COMMUNE),
    "name": "Hội Khuyến học Phường 1",
    "founded_on": "2010-05-01",
}

ANNOUNCED = {"announced_on": "2026-03-01", "document_number": "35/QĐ-UBND"}


async def done(
    register: ServiceDoor, path: str, body: dict[str, Any], by: list[Grant] = OF_PROVINCE
) -> str:
    """Twice, which changes nothing, where it is asked of one that is there."""
    for _ in range(2 if path else 1):
        answer = await register.post(f"{ALL}{path}", body, by)
        assert answer.status_code == 201, answer.text
    return str(answer.json()["association_id"])


async def shown(register: ServiceDoor, path: str, by: list[Grant] = OF_PROVINCE) -> Any:
    await register.views_caught_up()
    answer = await register.get(path, by)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_an_association_is_shown_as_all_that_happened_left_it(register: ServiceDoor) -> None:
    id_ = await done(register, "", WARD, OF_COMMUNE)
    row = {name: said for name, said in WARD.items() if name != "name"}
    row |= {"association_id": id_, "level": "commune", "into_association_id": None}
    row |= {"names": [{"name": NAME, "since": "2025-11-20"}], "ended_on": None}
    row |= {"handover": None}
    page = await shown(register, f"{ALL}?place_id={land.COMMUNE}&on=2025-11-20")
    assert page == {"items": [row], "number": 1, "next_cursor": None}
    assert (await shown(register, f"{ALL}?place_id={land.COMMUNE}&on=2025-11-19"))["number"] == 0
    of = {"association_id": id_}
    right = {"place_id": str(land.COMMUNE), "founded_on": "2025-11-01", "document_number": None}
    await done(register, "/corrections", of | right)
    later = {"name": "Hội Khuyến học phường An Đông", "since": "2026-01-05"}
    await done(register, "/names", of | later)
    await done(register, "/dissolutions", of | {"ended_on": "2026-09-01"})
    names = [{"name": NAME, "since": "2025-11-01"}, later]
    row |= right | {"names": names, "ended_on": "2026-09-01"}
    assert await shown(register, f"{ALL}/{id_}") == row
    await done(register, "/withdrawals", of)
    await register.views_caught_up()
    assert (await register.get(f"{ALL}/{id_}", OF_PROVINCE)).status_code == 404


async def test_what_became_of_it_later_is_not_shown_to_whose_grant_ended(
    register: ServiceDoor,
) -> None:
    old, new = await done(register, "", OLD), await done(register, "", WARD)
    of = {"association_id": old}
    await done(register, "/names", of | {"name": "Hội Khuyến học cũ", "since": "2025-12-01"})
    merger = {"into_association_id": new, "ended_on": "2025-12-31", "document_number": "9/QĐ-UBND"}
    await done(register, "/mergers", of | merger)
    seen = await shown(register, f"{ALL}/{old}", OF_PROVINCE)
    assert (seen["into_association_id"], seen["ended_on"]) == (new, "2025-12-31")
    assert (len(seen["names"]), seen["document_number"]) == (2, None)
    seen = await shown(register, f"{ALL}/{old}", OF_ENDED_COMMUNE)
    assert (seen["into_association_id"], seen["ended_on"]) == (None, None)
    assert [each["name"] for each in seen["names"]] == [OLD["name"]]


async def test_a_handover_is_shown_from_its_day_on_until_it_never_ended(
    register: ServiceDoor,
) -> None:
    old, new = await done(register, "", OLD), await done(register, "", WARD)
    of = {"association_id": old}
    asked = of | ANNOUNCED | {"members_to": [new]}
    answer = await register.post(f"{ALL}/handovers", asked, OF_PROVINCE)
    assert answer.json()["code"] == "registry.association-goes-on"
    await done(register, "/dissolutions", of | {"ended_on": "2025-12-31"})
    await done(register, "/handovers", asked)
    assert (await shown(register, f"{ALL}/{old}"))["handover"] == ANNOUNCED | {
        "members_to": [new],
        "funds_to": [],
    }
    assert (await shown(register, f"{ALL}/{old}", OF_ENDED_COMMUNE))["handover"] is None
    answer = await register.post(f"{ALL}/handovers", asked | {"funds_to": [new]}, OF_PROVINCE)
    assert answer.json()["code"] == "registry.handover-otherwise"
    await done(register, "/dissolutions/corrections", of | {"of_day": "2025-12-31"})
    assert (await shown(register, f"{ALL}/{old}"))["handover"] is None


async def test_many_associations_are_each_answered_and_the_same_request_is_one(
    register: ServiceDoor,
) -> None:
    rows = [WARD, WARD | {"place_id": str(land.HAMLET)}, WARD | {"name": "…"}, {"name": 1}]
    sent = [await register.post(f"{ALL}/bulk", {"rows": rows}, OF_COMMUNE, "k") for _ in range(2)]
    assert sent[0].json() == sent[1].json()
    assert [row.get("code") for row in sent[0].json()["rows"]] == [
        None,
        "places.of-wrong-level",
        "registry.association-name-implausible",
        "web.invalid-body",
    ]


async def test_out_of_reach_and_not_there_answer_alike(register: ServiceDoor) -> None:
    theirs = await done(register, "", WARD)
    other = WARD | {"place_id": str(land.OTHER_COMMUNE)}
    ours = await done(register, "", other, OF_OTHER_COMMUNE)
    await register.views_caught_up()
    for each in (theirs, str(uuid4())):
        of, end = {"association_id": each}, {"ended_on": "2026-03-01"}
        for path, body in (
            ("mergers", of | end | {"into_association_id": ours}),
            ("mergers", end | {"association_id": ours, "into_association_id": each}),
            ("corrections", of | {"place_id": other["place_id"], "founded_on": "2026-01-05"}),
            ("withdrawals", of),
            ("names", of | {"name": "Hội", "since": "2026-01-05"}),
            ("dissolutions", of | end),
            ("handovers", of | ANNOUNCED | {"members_to": [ours]}),
            ("handovers", ANNOUNCED | {"association_id": ours, "funds_to": [each]}),
        ):
            answer = await register.post(f"{ALL}/{path}", body, OF_OTHER_COMMUNE)
            assert answer.json()["code"] == "registry.association-unknown"
        looked_up = await register.get(f"{ALL}/{each}", OF_OTHER_COMMUNE)
        assert looked_up.json()["code"] == "registry.association-unknown"


async def test_an_end_that_was_written_wrongly_is_put_right(register: ServiceDoor) -> None:
    id_, other = await done(register, "", WARD), await done(register, "", WARD)
    of, ends = {"association_id": id_}, f"{ALL}/dissolutions/corrections"
    into = {"into_association_id": other, "ended_on": "2026-03-01"}
    await done(register, "/mergers", of | into)
    refused = await register.post(
        ends, of | {"of_day": "2026-03-01", "ended_on": "2026-04-01"}, OF_PROVINCE
    )
    assert (refused.status_code, refused.json()["code"]) == (409, "registry.went-on-in-another")
    await done(register, "/dissolutions/corrections", of | {"of_day": "2026-03-01"})
    row = await shown(register, f"{ALL}/{id_}")
    assert (row["ended_on"], row["into_association_id"]) == (None, None)
    await done(register, "/dissolutions", of | {"ended_on": "2026-05-01"})
    right = {"of_day": "2026-05-01", "ended_on": "2026-06-01"}
    await done(register, "/dissolutions/corrections", of | right)
    row = await shown(register, f"{ALL}/{id_}")
    assert (row["ended_on"], row["into_association_id"]) == ("2026-06-01", None)
    foreign = await register.post(ends, of | right, OF_OTHER_COMMUNE)
    assert (foreign.status_code, foreign.json()["code"]) == (404, "registry.association-unknown")
