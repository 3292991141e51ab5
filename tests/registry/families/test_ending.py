"""The rules of an ending that was written wrongly."""

from datetime import date, timedelta
from typing import Any

import pytest

from services.registry.bearers.spells import Spell
from services.registry.families.family.belonging import Belonging, belonging_id
from services.registry.families.family.ending import EndCorrection, Ending, correct_end, end
from services.registry.families.family.facts import (
    FamilyCorrected,
    FamilyEnded,
    FamilyFacts,
    FamilyHeadReserved,
    FamilyMemberJoined,
    FamilyMemberLeft,
    FamilyMemberReserved,
    FamilyRegistered,
    Stay,
)
from services.registry.families.family.family import Family
from services.registry.families.family.refusals import LaterThingsKnown
from shared.eventstore.facts import fold
from tests.support import land

FAMILY, HEAD, CHILD, GONE = (land.named(each) for each in ("family", "head", "child", "gone"))
SINCE, LEFT_ON, DAY, LATER = (
    date(2025, 8, 1),
    date(2025, 12, 1),
    date(2026, 1, 1),
    date(2026, 3, 1),
)
WAS = (Spell(land.HAMLET, SINCE, DAY),)
ENDED = FamilyEnded(land.HAMLET, DAY, "other", (Spell(land.HAMLET, SINCE),), WAS)
JOINED = [FamilyMemberJoined(land.HAMLET, each, SINCE, "child") for each in (CHILD, GONE)]
REGISTERED = FamilyRegistered(land.HAMLET, HEAD, SINCE)


def left(day: date) -> FamilyMemberLeft:
    return FamilyMemberLeft(land.HAMLET, GONE, SINCE, day, "other")


def known(day: date = LEFT_ON) -> Family:
    """One of three left on that day, the others with the family."""
    found: Family = fold(Family(), [REGISTERED, *JOINED, left(day), ENDED])
    return found


def people(family: Family) -> dict[Any, Belonging]:
    return {
        each: Belonging().evolve(FamilyMemberReserved(FAMILY, family.stays(each)))
        for each in (HEAD, CHILD, GONE)
    }


def corrected(family: Family, day: date | None, ground: str | None = None) -> FamilyFacts:
    asked = EndCorrection(FAMILY, DAY, day, ground)
    return correct_end(family, people(family), asked, land.NOW)


@pytest.mark.parametrize("day", [LEFT_ON, DAY])
def test_whoever_left_by_themselves_did_then_though_it_never_ended(day: date) -> None:
    facts = corrected(known(day), None)
    now = (Spell(land.HAMLET, SINCE),)
    (told,) = facts[FAMILY]
    assert isinstance(told, FamilyCorrected)
    assert (told.was, told.now, {*told.people}) == (WAS, now, {HEAD, CHILD})
    stays = FamilyMemberReserved(FAMILY, (Stay(SINCE),))
    assert facts[belonging_id(HEAD)] == [stays, FamilyHeadReserved(FAMILY, SINCE)]
    assert facts[belonging_id(CHILD)] == [stays]
    assert facts[belonging_id(GONE)] == []
    assert fold(known(day), facts[FAMILY]).stays(GONE) == (Stay(SINCE, day),)


def test_it_ends_no_earlier_than_what_is_known_of_it() -> None:
    with pytest.raises(LaterThingsKnown):
        corrected(known(), LEFT_ON - timedelta(days=1))
    facts = corrected(known(), LEFT_ON)
    until = FamilyMemberReserved(FAMILY, (Stay(SINCE, LEFT_ON),))
    assert facts[belonging_id(HEAD)] == facts[belonging_id(CHILD)] == [until]


def test_its_ground_alone_is_corrected_and_asking_again_changes_nothing() -> None:
    facts = corrected(known(), DAY, "died-out")
    (told,) = facts[FAMILY]
    assert isinstance(told, FamilyCorrected)
    assert (told.was, told.now, told.ground_code) == (WAS, WAS, "died-out")
    again = fold(known(), facts[FAMILY])
    assert corrected(again, DAY, "died-out") == corrected(again, DAY) == {}


def test_what_goes_on_is_ended_anew() -> None:
    goes_on = fold(known(), corrected(known(), None)[FAMILY])
    facts = end(goes_on, people(goes_on), Ending(FAMILY, LATER, "other"), land.NOW)
    until = FamilyMemberReserved(FAMILY, (Stay(SINCE, LATER),))
    assert facts[belonging_id(CHILD)] == [until]
    assert facts[belonging_id(GONE)] == []
