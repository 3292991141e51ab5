"""Samples of who came, by name."""

from tests.doors.samples.telling import commanded
from tests.doors.samples.things import Body, Sample, World

ATTENDANCES = "/registry/v1/attendances"


def attendances(world: World) -> dict[str, Sample]:
    def came() -> Body:
        return {"session_id": world.session, "person_refs": [world.head]}

    found = {
        f"GET {ATTENDANCES}": Sample(query={"person_ref": world.head}),
        f"GET {ATTENDANCES}/{{held_id}}": Sample({"held_id": world.session}),
    }
    return found | commanded(ATTENDANCES, {"": came, "/withdrawals": came})
