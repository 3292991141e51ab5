"""An association of a commune is founded late, and elects who leads it."""

from typing import Any

from tests.journeys.deployment import Deployment
from tests.journeys.test_members_are_counted import LATE, PATH, founded
from tests.support import land
from tests.support.waiting import eventually


def test_a_communes_association_is_founded_late_and_elects_its_board(
    deployment: Deployment,
) -> None:
    commune = deployment.officer("commune-officer", land.COMMUNE)
    of = {"association_id": founded(commune, "association", land.COMMUNE, LATE)}
    for name in ("Lê Thị Chủ Tịch", "Lê Văn Phó"):
        at = {"place_id": str(land.HAMLET), "registered_on": "2025-08-05"}
        commune.post(f"{PATH}/families", **at, head={"full_name": name})
    refs: list[str] = []
    for name in ("Lê Thị Chủ Tịch", "Lê Văn Phó"):
        page: Any = commune.post(f"{PATH}/people/search", name=name)
        refs.append(page["items"][0]["person_ref"])
    chair, deputy = refs
    term = {"since": LATE, "until": "2030-11-20", "document_number": "21/QĐ-UBND"}
    commune.post(f"{PATH}/terms", **of, person_ref=chair, **term)
    whose = {"post_code": "deputy", "person_ref": deputy, "since": LATE}
    commune.post(f"{PATH}/terms/posts", **of, **whose)

    def leads(day: str) -> dict[str, str]:
        found: Any = commune.get(f"{PATH}/terms/{of['association_id']}", on=day)
        return {post["post_code"]: post["person_ref"] for each in found for post in each["posts"]}

    eventually(lambda: leads(LATE) == {"chair": chair, "deputy": deputy}, 30, "who leads")
    assert leads("2025-11-19") == {}
    new = {"post_code": "chair", "person_ref": deputy, "since": "2026-03-01"}
    commune.post(f"{PATH}/terms/posts", **of, **new)
    both = {"chair": deputy, "deputy": deputy}
    eventually(lambda: leads("2026-03-01") == both, 30, "who leads then")
    assert leads("2026-02-28") == {"chair": chair, "deputy": deputy}
