"""Sessions, classes and activities at the door, as one thing."""

from dataclasses import dataclass
from typing import Any, Final

from tests.registry.sessions.test_sessions_door import COMMITTEE
from tests.support.land import OF_COMMUNE
from tests.support.service_door import ServiceDoor

LEARNT: Final = {"topic_code": "law", "held_on": "2026-03-05"}


@dataclass(frozen=True)
class Sort:
    """By its path, the name of its id, and what is said of one that was held; `fewer`: that none
    came, or less than none."""

    path: str
    named: str
    held: dict[str, Any]

    @property
    def body(self) -> dict[str, Any]:
        return COMMITTEE | self.held

    def came(self, number: int) -> dict[str, Any]:
        """What says how many came."""
        if self.path != "/activities":
            return {"attendances": number}
        return {"attendees": [{"attendee_kind": "residents", "number": number}]}

    async def made(self, register: ServiceDoor, path: str, body: dict[str, Any]) -> str:
        answer = await register.post(f"{self.path}{path}", body, OF_COMMUNE)
        assert answer.status_code == 201, answer.text
        return str(answer.json()[self.named])


SORTS: Final = (
    Sort("/sessions", "session_id", LEARNT | {"attendances": 42}),
    Sort("/classes", "class_id", LEARNT | {"attendances": 42}),
    Sort(
        "/activities",
        "activity_id",
        {"activity_kind": "dissemination", "held_on": "2026-03-05"}
        | {"attendees": [{"attendee_kind": "residents", "number": 42}]},
    ),
)
