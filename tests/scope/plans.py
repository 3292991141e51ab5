"""What an officer must be told of plans, and of what is in them."""

from datetime import date
from typing import Any

from tests.doors.wire import Answer
from tests.scope.judging import Asked, compared, of_place
from tests.scope.oracle import Oracle


def plans(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    on = date.fromisoformat(asked["on"]) if "on" in asked else date.max

    def rows(oracle: Oracle, place: str, said: Any) -> str | None:
        seen = {
            each.plan_id: each.trace.on.isoformat()
            for each in oracle.world.plans
            if each.trace.place == place and each.trace.on <= on and oracle.sees(each.trace)
        }
        listed = {each["plan_id"]: each["adopted_on"] for each in said["items"]}
        return compared((said["number"], listed), (len(seen), seen))

    return of_place(rows)(oracle, asked, answer)


def plan(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    for each in oracle.world.plans:
        if each.plan_id == asked["plan_id"] and answer.status == 200:
            return compared(answer.json()["planner_id"], each.centre_id)
    return None


def items_of_plan(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    on = date.fromisoformat(asked["on"]) if "on" in asked else date.max
    for each in oracle.world.plans:
        if each.plan_id == asked["plan_id"] and answer.status == 200:
            found = [item["item_id"] for item in answer.json()["items"]]
            return compared(found, [each.item_id] if each.trace.on <= on else [])
    return None


def due(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    """Of one place those that are due by that day: nothing was closed."""
    by = date.fromisoformat(asked["due_by"]) if "due_by" in asked else date.max

    def rows(oracle: Oracle, place: str, said: Any) -> str | None:
        seen = sorted(
            each.item_id
            for each in oracle.world.plans
            if each.trace.place == place and each.due_on <= by and oracle.sees(each.trace)
        )
        listed = sorted(each["item_id"] for each in said["items"])
        return compared((said["number"], listed), (len(seen), seen))

    return of_place(rows)(oracle, asked, answer)
