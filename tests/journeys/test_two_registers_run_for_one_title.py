"""Two registers of one family run for the same title: one counts; un-merged, both count again."""

from typing import Any
from uuid import UUID

from tests.journeys.conftest import register
from tests.journeys.deployment import Officer
from tests.journeys.test_family_is_recognised import CANDIDACY
from tests.journeys.test_two_registers_of_one_family import DUPLICATES
from tests.support.waiting import eventually

DECISION = {
    "title": CANDIDACY["title"],
    "title_year": CANDIDACY["title_year"],
    "decided_on": "2022-11-20",
    "decision_number": "123/QĐ-UBND",
}


def set_back(officer: Officer, place_id: UUID) -> dict[str, bool]:
    found = officer.get("/recognition/v1/candidacies", place_id=str(place_id))
    return {each["bearer_id"]: each["set_back"] for each in (found or {"items": []})["items"]}


def test_two_registers_two_candidacies_one_title_one_counts_and_un_merged_both_count_again(
    province: Officer, hamlet: UUID, family: str
) -> None:
    same = register(province, hamlet, "Nguyễn Thị Học")
    for bearer_id in (family, same):
        asked: dict[str, Any] = CANDIDACY | {"bearer_id": bearer_id, "place_id": str(hamlet)}
        province.post("/recognition/v1/candidacies", **asked)
        decided = DECISION | {"bearer_kind": "family", "bearer_id": bearer_id}
        province.post("/recognition/v1/decisions", **decided)
    province.sees(hamlet, families=2, registered=2, recognised=2)
    merge = {"kind": "family", "merged_id": family, "survivor_id": same}
    said = {"merged_on": "2026-03-01", "ground_code": "same-name-and-birth"}
    province.post(f"{DUPLICATES}/merges", **merge, **said)
    province.sees(hamlet, families=1, registered=1, recognised=1)
    now = {family: True, same: False}
    eventually(lambda: set_back(province, hamlet) == now, 15, "one is set back")
    back = {"kind": "family", "merged_id": family, "unmerged_on": "2026-03-01"}
    province.post(f"{DUPLICATES}/unmerges", **back)
    province.sees(hamlet, families=2, registered=2, recognised=2)
    both = {family: False, same: False}
    eventually(lambda: set_back(province, hamlet) == both, 15, "both count again")
