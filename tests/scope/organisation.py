"""What an officer must be told of who carries the movement in a place on a day."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from tests.doors.wire import Answer
from tests.scope.judging import Asked, compared, status
from tests.scope.oracle import Oracle


def organisation(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    place = oracle.world.places.get(asked["place_id"])
    if place is None or oracle.until(place) is None:
        return status(answer, 404)
    day = date.fromisoformat(asked["on"]) if "on" in asked else oracle.world.today
    if (wrong := status(answer, 200)) is not None:
        return wrong
    told = answer.json()
    chapters = [*told["other_chapters"], *(c for a in told["associations"] for c in a["chapters"])]
    said = (
        sorted(each["association_id"] for each in told["associations"]),
        sorted(each["chapter_id"] for each in chapters),
    )
    expected = (
        sorted(
            each.association_id for each in _there(oracle, oracle.world.associations, place, day)
        ),
        sorted(each.chapter_id for each in _there(oracle, oracle.world.chapters, place, day)),
    )
    return compared(said, expected)


def _there(oracle: Oracle, things: Iterable[Any], top: str, day: date) -> Iterator[Any]:
    """Those that are on a day on the books of what is, or lies in, the place on that day, as far
    as they are seen until then."""
    lies_in = oracle.world.land.where
    for each in things:
        until = oracle.until(each.trace.place)
        is_there = each.trace.on <= day and (each.ended_on is None or each.ended_on > day)
        is_seen = until is not None and until >= day
        if is_there and is_seen and top in lies_in(each.trace.place, day).line:
            yield each
