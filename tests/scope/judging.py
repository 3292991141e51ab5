"""How an answer is judged: None if it is as the oracle says, or what is wrong with it."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.doors.wire import Answer
from tests.scope.oracle import Oracle

Asked = Mapping[str, str]
Judge = Callable[[Oracle, Asked, Answer], str | None]


def compared(said: object, expected: object) -> str | None:
    return None if said == expected else f"says {said}, not {expected}"


def status(answer: Answer, expected: int) -> str | None:
    return None if answer.status == expected else f"is not answered {expected}"


def of_place(rows: Callable[[Oracle, str, Any], str | None]) -> Judge:
    """A list of what is on the books of one place."""

    def judge(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
        place = oracle.world.places.get(asked["place_id"])
        if place is None or oracle.until(place) is None:
            return status(answer, 404)
        return status(answer, 200) or rows(oracle, place, answer.json())

    return judge
