"""What an officer must be told of centres, their ratings, classes and sessions."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tests.doors.wire import Answer
from tests.scope.judging import Asked, Judge, compared, of_place
from tests.scope.oracle import Oracle
from tests.scope.things import Centre, Trace

HAS = "seal", "club"
"""What each of them has."""


def _held(oracle: Oracle, centre: Centre) -> tuple[int, int]:
    place = centre.trace.place
    held = [each for each in centre.classes if oracle.sees(Trace(place, each.held_on))]
    return len(held), sum(each.attendances for each in held)


def centres(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    on = date.fromisoformat(asked["on"]) if "on" in asked else date.max

    def rows(oracle: Oracle, place: str, said: Any) -> str | None:
        expected = {
            each.centre_id: _held(oracle, each)
            for each in oracle.world.centres
            if each.trace.place == place and each.trace.on <= on and oracle.sees(each.trace)
        }
        listed = {c["centre_id"]: (c["classes"], c["attendances"]) for c in said["items"]}
        return compared(listed, expected)

    return of_place(rows)(oracle, asked, answer)


def centre(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    for centre in oracle.world.centres:
        if centre.centre_id == asked["centre_id"] and answer.status == 200:
            said = answer.json()
            return compared((said["classes"], said["attendances"]), _held(oracle, centre))
    return None


def ratings(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    for centre in oracle.world.centres:
        if centre.centre_id == asked["centre_id"] and answer.status == 200:
            rated = Trace(centre.trace.place, centre.rated_on)
            seen = [centre.rated_on.isoformat()] if oracle.sees(rated) else []
            return compared([each["rated_on"] for each in answer.json()], seen)
    return None


def without_director(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    """Nobody directs any."""
    on = date.fromisoformat(asked["on"])

    def rows(oracle: Oracle, place: str, said: Any) -> str | None:
        expected = {
            each.centre_id
            for each in oracle.world.centres
            if each.trace.place == place and each.trace.on <= on and oracle.sees(each.trace)
        }
        return compared({each["centre_id"] for each in said["items"]}, expected)

    return of_place(rows)(oracle, asked, answer)


def in_year(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    """Of what an officer may not see yet nobody said anything; with `lacking`, who has not said is
    not among those that lack it."""
    year, lacking = int(asked["year"]), asked.get("lacking")

    def rows(oracle: Oracle, place: str, said: Any) -> str | None:
        expected = {}
        for each in oracle.world.centres:
            if each.trace.place != place or each.trace.on.year > year:
                continue
            told = each.rated_on.year == year and oracle.sees(Trace(place, each.rated_on))
            if oracle.sees(each.trace) and (lacking is None or (told and lacking not in HAS)):
                expected[each.centre_id] = each.rated_on.isoformat() if told else None
        return compared({c["centre_id"]: c["said_on"] for c in said["items"]}, expected)

    return of_place(rows)(oracle, asked, answer)


def equipped(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    """Said on the day on which it was rated."""
    for centre in oracle.world.centres:
        if centre.centre_id == asked["centre_id"] and answer.status == 200:
            said = Trace(centre.trace.place, centre.rated_on)
            seen = [centre.rated_on.isoformat()] if oracle.sees(said) else []
            return compared([each["said_on"] for each in answer.json()], seen)
    return None


def sessions(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    traced = ((e.session_id, e.trace, e.attendances) for e in oracle.world.sessions)
    return _listed("session_id", traced)(oracle, asked, answer)


def session(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    for each in oracle.world.sessions:
        if each.session_id == asked["session_id"] and answer.status == 200:
            return compared(answer.json()["attendances"], each.attendances)
    return None


def classes(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    traced = (
        (held.class_id, Trace(centre.trace.place, held.held_on), held.attendances)
        for centre in oracle.world.centres
        for held in centre.classes
    )
    return _listed("class_id", traced)(oracle, asked, answer)


def class_(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    for held in (held for centre in oracle.world.centres for held in centre.classes):
        if held.class_id == asked["class_id"] and answer.status == 200:
            return compared(answer.json()["attendances"], held.attendances)
    return None


def _listed(id_: str, traced: Iterable[tuple[str, Trace, int]]) -> Judge:
    """Those of a place that came to be by the day that is asked for, with their attendances."""

    def expected(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
        on = date.fromisoformat(asked["on"]) if "on" in asked else date.max

        def rows(oracle: Oracle, place: str, said: Any) -> str | None:
            seen = {
                thing: attendances
                for thing, trace, attendances in traced
                if trace.place == place and trace.on <= on and oracle.sees(trace)
            }
            listed = {each[id_]: each["attendances"] for each in said["items"]}
            return compared((said["number"], listed), (len(seen), seen))

        return of_place(rows)(oracle, asked, answer)

    return expected
