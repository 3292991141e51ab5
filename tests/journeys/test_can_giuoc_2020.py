"""Huyện Cần Giuộc, 2020 (seed 003): 570 sessions (cuộc) with more than 24,000 attendances (lượt),
493 classes (lớp) for rural workers by several organisers, and all centres rated "tốt"."""

from typing import Any

from shared.web.identity import Grant
from tests.journeys import organised
from tests.journeys import test_classes_of_many as of_classes
from tests.journeys import test_sessions_of_a_year as of_sessions
from tests.journeys.deployment import Deployment, Officer
from tests.support import land
from tests.web.tokens import signed_in

AT = str(land.OTHER_COMMUNE)
CENTRES = 15
TRADE = "vocational-training-of-rural-workers"


REPORTED = {
    "sessions": 570,
    "session-attendances": 24_001,
    "classes topic_code:livelihood": 493,
    "classes organiser_kind:association": 99,
    "classes organiser_kind:establishment": 99,
    "classes organiser_kind:peoples-committee": 99,
    "classes organiser_kind:centre": 196,
    "centres": CENTRES,
    "centres-rated band_code:good rating_year:2020": CENTRES,
}


def reported(officer: Officer) -> dict[str, int]:
    return {asked: figures(officer, *asked.split()) for asked in REPORTED}


def figures(officer: Officer, measure: str, *only: str) -> int:
    """Of 2020, or at its end."""
    asked: Any = {"place_id": AT, "measure": measure, "on": "2020-12-31", "only": list(only)}
    if not measure.startswith("centres"):
        asked |= {"since": "2020-01-01"}
    found: Any = officer.get("/rollups/v1/figures", **asked)
    return int(found["figures"][0]["value"])


def many(officer: Officer, path: str, rows: list[dict[str, Any]]) -> list[Any]:
    """The answers to all of them, a few hundred at a time."""
    answers: list[Any] = []
    for first in range(0, len(rows), 200):
        told: Any = officer.post(f"/registry/v1/{path}/bulk", rows=rows[first : first + 200])
        assert told["refused"] == 0, told
        answers += [row["answer"] for row in told["rows"]]
    return answers


def rate_all(system: Officer) -> list[dict[str, str]]:
    """All centres of the district, each rated good for the year; each as an organiser."""
    named = {"name": "Trung tâm văn hóa và học tập cộng đồng"}
    rows = [{"place_id": AT, "established_on": "2019-01-01", **named}] * CENTRES
    ids = [each["centre_id"] for each in many(system, "centres", rows)]
    by = {"rating_year": 2020, "band_code": "good", "rater_code": "peoples-committee"}
    many(system, "centres/ratings", [{"centre_id": i, "rated_on": "2020-12-25"} | by for i in ids])
    return [{"organiser_kind": "centre", "organiser_id": each} for each in ids]


def test_what_can_giuoc_reported_of_2020_is_what_the_figures_say(deployment: Deployment) -> None:
    token = deployment.provider.token([Grant("system", None, "subtree")])
    system = Officer(deployment.ports, signed_in(token))
    province = deployment.officer("province-officer", land.PROVINCE)
    before = reported(province)
    centres, others = rate_all(system), of_classes.organisers(system)
    many(system, "sessions", of_sessions.told([*centres, *others]))
    classes = [each | {"topic_code": TRADE} for each in of_classes.told([*others, *centres[:2]])]
    many(system, "classes", classes)
    organised.CLASSES.is_counted(deployment)
    organised.SESSIONS.is_counted(deployment)
    now = reported(province)
    assert {name: now[name] - before[name] for name in now} == REPORTED
