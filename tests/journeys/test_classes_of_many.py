"""Cần Giuộc 2020: 493 classes (lớp) for rural workers, by the association, a school and the
people's committee; counted again from the log by hand."""

from datetime import date, timedelta
from typing import Any

from shared.web.identity import Grant
from tests.journeys import organised
from tests.journeys.deployment import Deployment, Officer
from tests.support import land
from tests.support.waiting import eventually
from tests.web.tokens import signed_in

CLASSES = "/registry/v1/classes"
AT = land.OTHER_COMMUNE
RURAL = "vocational-training-of-rural-workers"
COUNTED = {
    f"classes programme_code:{RURAL}": 493,
    "classes": 493 + 1,
    "classes organiser_kind:centre": 1,
    "classes topic_code:livelihood organiser_kind:association": 165,
    "attendances topic_code:livelihood": 493 * 35 + 1,
}


def figure(officer: Officer, measure: str, *only: str) -> int:
    period: Any = {"since": "2020-01-01", "on": "2020-12-31", "only": list(only)}
    found: Any = officer.get("/rollups/v1/figures", place_id=str(AT), measure=measure, **period)
    return int(found["figures"][0]["value"])


def organisers(system: Officer) -> list[dict[str, str]]:
    at, since = {"place_id": str(AT)}, "2019-01-01"
    named = {"name": "Hội Khuyến học", "founded_on": since}
    association = system.post("/registry/v1/associations", **at, **named)["association_id"]
    school = {"name": "Trường Trung cấp nghề", "kind": "school", "registered_on": since}
    trade = system.post("/registry/v1/establishments", **at, **school)["establishment_id"]
    return [
        {"organiser_kind": "association", "organiser_id": association},
        {"organiser_kind": "establishment", "organiser_id": trade},
        {"organiser_kind": "peoples-committee", **at},
    ]


def told(by: list[dict[str, str]]) -> list[dict[str, Any]]:
    """493 of them, 35 attendances each."""
    days = [date(2020, 1, 1) + timedelta(days=number % 366) for number in range(493)]
    said = {"topic_code": "livelihood", "attendances": 35, "programme_code": RURAL}
    return [
        by[number % len(by)] | said | {"held_on": day.isoformat()}
        for number, day in enumerate(days)
    ]


def test_all_classes_of_a_district_in_a_year_are_counted_whoever_held_them(
    deployment: Deployment,
) -> None:
    token = deployment.provider.token([Grant("system", None, "subtree")])
    system = Officer(deployment.ports, signed_in(token))
    province = deployment.officer("province-officer", land.PROVINCE)
    before = {asked: figure(province, *asked.split()) for asked in COUNTED}
    rows = told(organisers(system))
    answer = system.post(f"{CLASSES}/bulk", rows=rows)
    assert answer["refused"] == 0
    last = {"class_id": answer["rows"][-1]["answer"]["class_id"]}
    system.post(f"{CLASSES}/corrections", **last, **rows[-1] | {"attendances": 36})
    system.post(f"{CLASSES}/withdrawals", **system.post(CLASSES, **rows[0]))
    report_at_a_centre(system)
    organised.CLASSES.is_counted(deployment)
    now = {asked: figure(province, *asked.split()) for asked in COUNTED}
    assert {asked: now[asked] - before[asked] for asked in COUNTED} == COUNTED


def report_at_a_centre(system: Officer) -> None:
    """One class at its own counter, which was corrected; another was withdrawn."""
    body = {"place_id": str(AT), "established_on": "2019-01-01"}
    centre: Any = system.post("/registry/v1/centres", **body)["centre_id"]
    path = f"/registry/v1/centres/{centre}"
    report = {"held_on": "2020-01-01", "topic_code": "law", "attendances": 4}
    whose = {"organiser_kind": "centre", "organiser_id": centre}
    system.post(f"{path}/classes", **report)

    def listed() -> list[str]:
        page: Any = system.get(CLASSES, place_id=str(AT), on="2020-01-01", limit="100")
        return [each["class_id"] for each in page["items"] if each["organiser_id"] == centre]

    def shown() -> tuple[int, int]:
        found: Any = system.get(path)
        return found["classes"], found["attendances"]

    eventually(lambda: len(listed()) == 1, 30, "the class among those of the place")
    right = whose | report | {"attendances": 40}
    system.post(f"{CLASSES}/corrections", class_id=listed()[0], **right)
    system.post(f"{CLASSES}/withdrawals", **system.post(CLASSES, **right))
    eventually(lambda: shown() == (1, 40), 30, "the classes of the centre")
