"""What the routes of funds must answer."""

from collections.abc import Iterable

from shared.vocabulary.places import How
from tests.doors.wire import Answer
from tests.scope.judging import Asked, compared, status
from tests.scope.oracle import EVER, Oracle
from tests.scope.things import Fund, Trace


def split_books(oracle: Oracle, place: str) -> set[str]:
    """Whose books wait in it: its own, if it was split, and of what had gone over into it whole."""
    story, stories = oracle.world.land[place], oracle.world.land.stories.values()
    if all(how is How.WHOLE for _, how in story.heirs) and len(story.heirs) < 2:
        return set()
    return {place, *(each.name for each in stories if each.heirs == ((place, How.WHOLE),))}


def _waiting(oracle: Oracle, place: str) -> list[str]:
    """Nobody has allocated a fund."""
    books = split_books(oracle, place)
    return sorted(each.fund_id for each in oracle.world.funds if each.trace.place in books)


def unallocated(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    place = oracle.world.places.get(asked["place_id"])
    if place is None or oracle.until(place) != EVER:
        return status(answer, 404)
    said, waiting = answer.json(), _waiting(oracle, place)
    listed = [each["fund_id"] for each in said["items"]]
    return compared((listed, said["number"]), (waiting, len(waiting)))


def unallocated_places(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    names = oracle.world.land.names()
    seen = {each: len(_waiting(oracle, each)) for each in names if oracle.until(each) == EVER}
    expected = {oracle.world.id_of(each): number for each, number in seen.items() if number}
    said = answer.json()
    listed = {each["place_id"]: each["funds"] for each in said["items"]}
    return compared((listed, said["number"]), (expected, len(expected)))


def _awards(oracle: Oracle, asked: Asked) -> list[tuple[str, int, int]]:
    funds: Iterable[Fund] = oracle.world.funds
    return sorted(
        (each.award_id, each.grants, each.amount_dong)
        for fund in funds
        if fund.fund_id == asked["fund_id"]
        for each in fund.awards
        if oracle.sees(Trace(fund.trace.place, each.awarded_on))
    )


def fund(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    if answer.status != 200:
        return None
    said, awards = answer.json(), _awards(oracle, asked)
    expected = (len(awards), sum(each[1] for each in awards), sum(each[2] for each in awards))
    return compared((said["awards"], said["grants"], said["amount_dong"]), expected)


def scholarships(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    if answer.status != 200:
        return None
    names = ("award_id", "grants", "amount_dong")
    said = sorted(tuple(each[name] for name in names) for each in answer.json()["items"])
    return compared(said, _awards(oracle, asked))
