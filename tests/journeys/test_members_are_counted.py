"""Members from the door to the figure by kind of host, counted again from the log by hand: of an
association that is founded late, and of one whose members go on in others."""

from typing import Any

from tests.journeys.deployment import Deployment, Officer
from tests.journeys.organised import MEMBERS
from tests.support import land

PATH = "/registry/v1"
REFORM, LATE = "2025-07-01", "2025-11-20"


def founded(officer: Officer, kind: str, place_id: object, since: str, **of: str) -> str:
    body = {"place_id": str(place_id), "name": f"{kind} khuyến học", "founded_on": since} | of
    return str(officer.post(f"{PATH}/{kind}s", **body)[f"{kind}_id"])


def joined(officer: Officer, number: int, since: str, **host: str) -> list[str]:
    """So many of whom the list says no names."""
    answer = officer.post(f"{PATH}/memberships/bulk", rows=[host | {"joined_on": since}] * number)
    return [row["answer"]["membership_id"] for row in answer["rows"]]


def figures(officer: Officer, place_id: Any, *days: str) -> dict[str, list[int]]:
    kinds = ("association", "hamlet", "school")
    return {kind: MEMBERS.figures(officer, place_id, kind, *days) for kind in kinds}


def test_a_communes_association_is_founded_late_and_counts_its_members_by_host_kind(
    deployment: Deployment,
) -> None:
    commune = deployment.officer("commune-officer", land.COMMUNE)
    of = {"association_id": founded(commune, "association", land.COMMUNE, LATE)}
    for host_kind, place_id, number in (("hamlet", land.HAMLET, 30), ("school", land.COMMUNE, 12)):
        chapter = founded(commune, "chapter", place_id, LATE, **of, host_kind=host_kind)
        members = joined(commune, number, LATE, chapter_id=chapter)
        commune.post(f"{PATH}/memberships/withdrawals", membership_id=members[0])
        left = {"left_on": "2026-03-01", "ground_code": "moved-away"}
        commune.post(f"{PATH}/memberships/endings", membership_id=members[1], **left)
        right = {"written_on": LATE, "since": "2025-12-01", "chapter_id": chapter}
        commune.post(f"{PATH}/memberships/corrections", membership_id=members[2], **right)
    joined(commune, 5, LATE, **of)
    MEMBERS.is_counted(deployment)
    counted = figures(commune, land.COMMUNE, "2025-11-19", LATE, "2025-12-01", "2026-03-01")
    assert counted == {
        "association": [0, 5, 5, 5],
        "hamlet": [0, 28, 29, 28],
        "school": [0, 10, 11, 10],
    }


def test_an_association_ends_on_1_july_2025_and_its_members_move(deployment: Deployment) -> None:
    province = deployment.officer("province-officer", land.PROVINCE)
    old = {"association_id": founded(province, "association", land.SPLIT_COMMUNE, "2010-05-01")}
    chapter = founded(
        province, "chapter", land.OTHER_COMMUNE, "2020-09-05", **old, host_kind="school"
    )
    direct = joined(province, 8, "2020-09-05", **old)
    joined(province, 4, "2020-09-05", chapter_id=chapter)
    province.post(f"{PATH}/associations/dissolutions", **old, ended_on=REFORM)

    new = founded(province, "association", land.OTHER_COMMUNE, LATE)
    province.post(
        f"{PATH}/chapters/moves", chapter_id=chapter, to_association_id=new, moved_on=LATE
    )
    moved = {"association_id": new, "moved_on": LATE}
    rows = [moved | {"membership_id": each} for each in direct]
    commune = deployment.officer("commune-officer", land.OTHER_COMMUNE)
    answer = province.post(f"{PATH}/memberships/moves/bulk", rows=rows)
    assert answer["recorded"] == 8
    MEMBERS.is_counted(deployment)
    days = ("2025-06-30", LATE)
    counted = figures(commune, land.OTHER_COMMUNE, *days)
    assert (counted["association"], counted["school"]) == ([0, 8], [4, 4])
    ended = MEMBERS.figures(province, land.SPLIT_COMMUNE, "association", days[0])
    assert ended == [8]
