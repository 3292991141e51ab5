"""Two registers of one family are merged, and the family moves: its run goes with it."""

from uuid import UUID

from tests.journeys.conftest import register
from tests.journeys.deployment import Officer
from tests.journeys.test_family_is_recognised import CANDIDACY
from tests.journeys.test_two_registers_of_one_family import DUPLICATES
from tests.support import land
from tests.support.waiting import eventually


def runs(officer: Officer, place_id: UUID) -> list[str]:
    found = officer.get("/recognition/v1/candidacies", place_id=str(place_id))
    return [each["bearer_id"] for each in (found or {"items": []})["items"]]


def test_what_runs_by_the_other_register_goes_with_the_family_and_comes_back(
    province: Officer, hamlet: UUID, family: str
) -> None:
    same = register(province, hamlet, "Nguyễn Thị Học")
    body = {"commune_id": str(land.OTHER_COMMUNE), "kind": "khu-pho", "name": f"Khu {family[:6]}"}
    new = UUID(province.post("/registry/v1/places", **body)["place_id"])
    asked = CANDIDACY | {"bearer_id": family, "place_id": str(hamlet)}
    province.post("/recognition/v1/candidacies", **asked)
    province.sees(hamlet, families=2, registered=1)
    merge = {"kind": "family", "merged_id": family, "survivor_id": same}
    said = {"merged_on": "2026-03-01", "ground_code": "same-name-and-birth"}
    province.post(f"{DUPLICATES}/merges", **merge, **said)
    province.sees(hamlet, families=1, registered=1)
    moved = {"family_id": same, "place_id": str(new), "moved_on": "2022-06-01"}
    province.post("/registry/v1/families/moves", **moved)
    province.sees(new, families=1, registered=1)
    province.sees(hamlet, families=0, registered=0)
    eventually(lambda: runs(province, new) == [family], 15, "it is listed there")
    assert runs(province, hamlet) == []
    back = {"kind": "family", "merged_id": family, "unmerged_on": "2026-03-01"}
    province.post(f"{DUPLICATES}/unmerges", **back)
    province.sees(hamlet, families=1, registered=1)
    province.sees(new, families=1, registered=0)
    eventually(lambda: runs(province, hamlet) == [family], 15, "it is listed at home again")
