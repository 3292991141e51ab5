"""Two registers of one family are found and merged, and the merge was wrong."""

from functools import partial
from typing import Any
from uuid import UUID

from tests.journeys.conftest import register
from tests.journeys.deployment import Deployment, Officer
from tests.support.waiting import eventually

DUPLICATES = "/registry/v1/duplicates"
BEFORE, FIRST, LAST = "2022-01-03", "2022-01-04", "2026-03-01"
NAME = "Nguyễn Thị Phương Thảo"
TOLD = """
select effective_on::text, value::int from contributions_v2
where measure = 'families' and place_id = %s order by position
"""
"""What each event added, which stands as it was: whoever asks as of before the merge sees both."""


def families(officer: Officer, place_id: UUID, **asked: str) -> int | None:
    asked |= {"place_id": str(place_id), "measure": "families"}
    found: Any = officer.get("/rollups/v1/figures", **asked)
    return int(found["figures"][0]["value"]) if found else None


def shown(officer: Officer, family_id: str) -> Any:
    return eventually(partial(officer.get, f"/registry/v1/families/{family_id}"))


def pair(officer: Officer, kind: str, two: set[str]) -> Any:
    """What a queue says of the two, wherever in it they stand; None: they are not in it."""
    path, name = {
        "family": (f"{DUPLICATES}/families", "family_id"),
        "person": ("/registry/v1/people/possible-duplicates", "person_ref"),
    }[kind]
    asked: dict[str, str] = {"limit": "100"}
    while True:
        page: Any = officer.get(path, **asked)
        for each in page["items"]:
            if {each["one"][name], each["other"][name]} == two:
                return each
        if page["next_cursor"] is None:
            return None
        asked["cursor"] = page["next_cursor"]


def listed(officer: Officer, hamlet: UUID) -> list[str]:
    found = officer.get("/registry/v1/families", place_id=str(hamlet))
    return [each["family_id"] for each in (found or {"items": []})["items"]]


def members(officer: Officer, family_id: str) -> set[str]:
    found = officer.get(f"/registry/v1/families/{family_id}/members")
    return {each["person_ref"] for each in (found or {"items": []})["items"]}


def test_two_registers_of_one_family_are_found_and_merged_and_the_merge_was_wrong(
    deployment: Deployment, province: Officer, hamlet: UUID
) -> None:
    both = [register(province, hamlet, name) for name in (NAME, NAME.upper())]
    found = eventually(lambda: pair(province, "family", set(both)), 15, "the pair")
    assert found["ground_code"] == "same-name-and-birth"
    merged, survivor = (found[each]["family_id"] for each in ("one", "other"))
    heads = [found[each]["head_ref"] for each in ("one", "other")]
    joining = {"joined_on": "2023-01-01", "relation_code": "child"}
    people = "/registry/v1/families/members"
    child = province.post(
        people, **joining, family_id=merged, person={"full_name": "Nguyễn Văn Con"}
    )["person_ref"]

    def figures() -> list[int | None]:
        return [families(province, hamlet, on=day) for day in (BEFORE, FIRST, LAST)]

    eventually(lambda: figures() == [0, 2, 2], 30, "both are counted")
    said = {"merged_on": LAST, "ground_code": "same-name-and-birth"}
    body = {"kind": "family", "merged_id": merged, "survivor_id": survivor}
    province.post(f"{DUPLICATES}/merges", **body, **said)
    two = {"kind": "person", "merged_id": heads[0], "survivor_id": heads[1]}
    province.post(f"{DUPLICATES}/merges", **two, **said)
    province.post(people, **joining, family_id=survivor, person_ref=child)

    eventually(lambda: figures() == [0, 1, 1], 30, "one is counted, on all its days")
    eventually(lambda: listed(province, hamlet) == [survivor], 15, "one is listed")
    assert pair(province, "family", set(both)) is pair(province, "person", set(heads)) is None
    assert shown(province, merged)["family_id"] == survivor
    eventually(lambda: members(province, merged) == {heads[1], child}, 15, "the survivor's")

    back = {"kind": "family", "merged_id": merged, "unmerged_on": LAST}

    def refused() -> str:
        answer = province.post(f"{DUPLICATES}/unmerges/bulk", rows=[back])
        return str(answer["rows"][0]["code"])

    assert refused() == "registry.head-is-merged"
    province.post(f"{DUPLICATES}/unmerges", **back | {"kind": "person", "merged_id": heads[0]})
    assert refused() == "registry.joined-another-meanwhile"
    never = {"family_id": survivor, "person_ref": child, "joined_on": "2023-01-01"}
    province.post(f"{people}/withdrawals", **never)
    province.post(f"{DUPLICATES}/unmerges", **back)
    eventually(lambda: figures() == [0, 2, 2], 30, "both are counted again")
    eventually(lambda: sorted(listed(province, hamlet)) == sorted(both), 15, "both are listed")
    eventually(lambda: members(province, merged) == {heads[0], child}, 15, "its own again")
    assert pair(province, "family", set(both)) is not None
    told = [(FIRST, 1), (FIRST, 1), (FIRST, -1), (FIRST, 1)]
    assert deployment.rows("rollups", TOLD, hamlet) == told
