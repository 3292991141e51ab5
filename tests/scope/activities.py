"""What an officer must be told of activities."""

from datetime import date
from typing import Any

from tests.doors.wire import Answer
from tests.scope.judging import Asked, compared, of_place
from tests.scope.oracle import Oracle


def activities(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    on = date.fromisoformat(asked["on"]) if "on" in asked else date.max

    def rows(oracle: Oracle, place: str, said: Any) -> str | None:
        seen = {
            each.activity_id: each.attendances
            for each in oracle.world.activities
            if each.trace.place == place and each.trace.on <= on and oracle.sees(each.trace)
        }
        listed = {each["activity_id"]: each["attendances"] for each in said["items"]}
        return compared((said["number"], listed), (len(seen), seen))

    return of_place(rows)(oracle, asked, answer)


def activity(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    for each in oracle.world.activities:
        if each.activity_id == asked["activity_id"] and answer.status == 200:
            return compared(answer.json()["attendances"], each.attendances)
    return None


def minutes(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    for each in oracle.world.activities:
        if each.activity_id == asked["activity_id"] and answer.status == 200:
            came = [{"attendee_kind": "residents", "number": each.attendances}]
            return compared(answer.json()["attendees"], came)
    return None
