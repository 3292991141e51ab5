"""Samples of activities."""

from collections.abc import Callable

from tests.doors.samples.telling import told
from tests.doors.samples.things import Body, Sample, World
from tests.journeys.deployment import Officer

ACTIVITIES = "/registry/v1/activities"
KIND = {"activity_kind": "training-conference"}
FIRST_ROUND: Body = {
    "round_number": 1,
    "round_kind": "qualifying",
    "held_on": "2026-01-03",
    "parts": [{"part_kind": "introduction"}],
}
TARGET = {"minute_kind": "target", "words": "Phấn đấu 70% gia đình học tập"}


def activity_body(centre: str) -> Body:
    whose = {"organiser_kind": "centre", "organiser_id": centre} | KIND
    came = [{"attendee_kind": "teachers", "number": 30}]
    return whose | {"held_on": "2026-01-05", "first_on": "2026-01-03", "attendees": came}


def made_activities(province: Officer, centre: str) -> dict[str, str]:
    body = activity_body(centre)
    made = {
        name: str(province.post(ACTIVITIES, **body)["activity_id"])
        for name in ("activity", "activity_to_withdraw")
    }
    whose = {name: body[name] for name in ("organiser_kind", "organiser_id", "activity_kind")}
    planned = province.post(f"{ACTIVITIES}/plans", **whose, planned_on="2026-03-05")
    noted = province.post(f"{ACTIVITIES}/minutes", activity_id=made["activity"], **TARGET)
    contest = province.post(ACTIVITIES, **body | {"activity_kind": "contest"})
    made["contest"] = str(contest["activity_id"])
    for number in (1, 2, 3):
        said = FIRST_ROUND | {"round_number": number}
        province.post(f"{ACTIVITIES}/rounds", activity_id=made["contest"], **said)
    wrong = {"activity_id": made["contest"], "round_number": 3}
    province.post(f"{ACTIVITIES}/rounds/withdrawals", **wrong)
    made["minute"] = str(noted["minute_id"])
    return made | {"activity_planned": str(planned["activity_id"])}


def activities(world: World) -> dict[str, Sample]:
    whose = {"organiser_kind": "centre", "organiser_id": world.centre}
    this = {"activity_id": world.activity}
    bodies: dict[str, Callable[[], Body]] = {
        "": lambda: activity_body(world.centre),
        "/plans": lambda: whose | KIND | {"planned_on": "2026-03-05"},
        "/corrections": lambda: activity_body(world.centre) | this | {"first_on": None},
        "/cancellations": lambda: {
            "activity_id": world.activity_planned,
            "cancelled_on": "2026-03-01",
        },
        "/withdrawals": lambda: {"activity_id": world.activity_to_withdraw},
        "/rounds": lambda: {"activity_id": world.contest} | FIRST_ROUND,
        "/rounds/results": lambda: {
            "activity_id": world.contest,
            "round_number": 1,
            "results": [{"entrant_kind": "centre", "entrant_id": world.centre, "rank": 1}],
        },
        "/rounds/withdrawals": lambda: {"activity_id": world.contest, "round_number": 3},
        "/minutes": lambda: this | TARGET,
        "/minutes/withdrawals": lambda: this | {"minute_id": world.minute},
    }
    found = {f"GET {ACTIVITIES}/{{activity_id}}{end}": Sample(this) for end in ("", "/minutes")}
    return found | told(ACTIVITIES, bodies)
