"""What is put right of a member says on which days they were known to belong to the family."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from services.registry.bearers.spells import Spell
from services.registry.families.family import members
from services.registry.families.family.belonging import Belonging
from services.registry.families.family.facts import (
    FamilyEnded,
    FamilyMemberJoined,
    FamilyMemberLeft,
    FamilyRegistered,
)
from services.registry.families.family.family import Family
from shared.eventstore.facts import fold
from tests.support import land

FAMILY, HEAD, CHILD = (uuid4() for _ in range(3))
BEGUN, JOINED, LEFT, ENDED = (date(2025, month, 1) for month in (7, 8, 9, 10))
WAS = (Spell(land.HAMLET, BEGUN),)
NOW = (Spell(land.HAMLET, BEGUN, ENDED),)
HOME = [
    FamilyRegistered(land.HAMLET, HEAD, BEGUN),
    FamilyMemberJoined(land.HAMLET, CHILD, JOINED, "child"),
]
GONE = FamilyMemberLeft(land.HAMLET, CHILD, JOINED, LEFT, "married")
OVER = FamilyEnded(land.HAMLET, ENDED, "dissolved", WAS, NOW)


@pytest.mark.parametrize(
    ("more", "until"), [([], None), ([GONE], LEFT), ([OVER], None), ([GONE, OVER], LEFT)]
)
def test_they_were_known_until_they_left_and_not_until_the_family_ended(
    more: list[Any], until: date | None
) -> None:
    family = fold(Family(), [*HOME, *more])
    asked = members.Correction(FAMILY, CHILD, JOINED, BEGUN, date(2025, 8, 15), "child")
    (corrected,) = members.correct(family, Belonging(), asked, land.TODAY)[FAMILY]
    assert vars(corrected)["was_left_on"] == until
    (withdrawn,) = members.withdraw(family, Belonging(), (FAMILY, CHILD, JOINED))[FAMILY]
    assert vars(withdrawn)["was_left_on"] == until
