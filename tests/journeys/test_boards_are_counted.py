"""Boards from the door to the figure by kind of host, counted again from the log by hand."""

from tests.journeys.deployment import Deployment, Officer
from tests.journeys.organised import BOARDS
from tests.support import land

PATH = "/registry/v1/boards"


def founded(officer: Officer, *host_kinds: str) -> list[dict[str, str]]:
    at = {"place_id": str(land.OTHER_COMMUNE), "founded_on": "2020-09-05"}
    rows = [at | {"host_kind": each, "name": f"Ban Khuyến học {each}"} for each in host_kinds]
    answer = officer.post(f"{PATH}/bulk", rows=rows)
    return [{"board_id": row["answer"]["board_id"]} for row in answer["rows"]]


def test_boards_are_counted_by_whose_they_are(deployment: Deployment) -> None:
    commune = deployment.officer("commune-officer", land.OTHER_COMMUNE)
    clan, merged, ended, wrong = founded(commune, "clan", "clan", "religious", "school")
    into = {"into_board_id": clan["board_id"], "ended_on": "2026-01-05"}
    commune.post(f"{PATH}/mergers", **merged, **into)
    commune.post(f"{PATH}/dissolutions", **ended, ended_on="2025-07-01")
    right = {"place_id": str(land.OTHER_COMMUNE), "host_kind": "agency", "name": "Ban"}
    commune.post(f"{PATH}/corrections", **ended, **right, founded_on="2020-09-01")
    commune.post(f"{PATH}/withdrawals", **wrong)
    BOARDS.is_counted(deployment)

    days = ("2020-08-31", "2020-09-01", "2020-09-05", "2025-07-01", "2026-01-05")
    for host_kind, expected in (
        ("clan", [0, 0, 2, 2, 1]),
        ("agency", [0, 1, 1, 0, 0]),
        ("religious", [0] * 5),
        ("school", [0] * 5),
    ):
        assert BOARDS.figures(commune, land.OTHER_COMMUNE, host_kind, *days) == expected
