"""What an officer must be told of the chapters that wait: of a place whose today they see."""

from collections import Counter
from collections.abc import Mapping

from tests.doors.wire import Answer
from tests.scope.oracle import EVER, Oracle


def _waiting(oracle: Oracle) -> Mapping[str, str]:
    """Chapters that are there today and their association is not: the place of each."""
    today = oracle.world.today
    return {
        each.chapter_id: each.trace.place
        for each in oracle.world.chapters
        if (each.ended_on is None or each.ended_on > today)
        and each.association_ended_on is not None
        and oracle.until(each.trace.place) == EVER
    }


def chapters_of_place(oracle: Oracle, asked: Mapping[str, str], answer: Answer) -> str | None:
    """Of what waits today nothing is told to whose sight has an end."""
    place = oracle.world.places.get(asked["place_id"])
    if place is None or oracle.until(place) != EVER:
        return None if answer.status == 404 else "is not answered 404"
    expected = sorted(each for each, at in _waiting(oracle).items() if at == place)
    said = answer.json()
    listed = [each["chapter_id"] for each in said["items"]], said["number"]
    wanted = expected, len(expected)
    return None if listed == wanted else f"says {listed}, not {wanted}"


def places_of_chapters(oracle: Oracle, asked: Mapping[str, str], answer: Answer) -> str | None:
    found = Counter(_waiting(oracle).values())
    expected = {oracle.world.id_of(place): number for place, number in found.items()}
    said = answer.json()
    listed = {each["place_id"]: each["chapters"] for each in said["items"]}
    told, wanted = (listed, said["number"]), (expected, len(expected))
    return None if told == wanted else f"says {told}, not {wanted}"
