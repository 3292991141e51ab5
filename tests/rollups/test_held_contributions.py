"""What each published event adds to what its subject holds."""

from datetime import date
from uuid import uuid4

import pytest

from services.rollups.measures.counting import contributions, held
from shared.contracts.envelope import Contract
from tests.rollups import events, households

PLACE = uuid4()
DAY = events.DAY
LEFT = DAY + households.LEFT_AFTER
MEMBERS: list[tuple[Contract, list[tuple[str, date, int]]]] = [
    *zip(
        households.members(PLACE),
        [
            [("family-members", DAY, 1)],
            [("family-members", LEFT, -1)],
            [
                ("family-members", DAY, -1),
                ("family-members", LEFT, 1),
                ("family-members", date(2022, 9, 11), 1),
            ],
            [("family-members", DAY, -1), ("family-members", LEFT, 1)],
        ],
        strict=True,
    ),
    *zip(
        households.members(PLACE, of=households.CLAN),
        [
            [("clan-members", DAY, 1)],
            [("clan-members", LEFT, -1)],
            [
                ("clan-members", DAY, -1),
                ("clan-members", LEFT, 1),
                ("clan-members", date(2022, 9, 11), 1),
            ],
            [("clan-members", DAY, -1), ("clan-members", LEFT, 1)],
        ],
        strict=True,
    ),
]


@pytest.mark.parametrize(("event", "added"), MEMBERS)
def test_a_member_adds_to_what_their_bearer_holds_and_nothing_of_its_own(
    event: Contract, added: list[tuple[str, date, int]]
) -> None:
    assert [(name, day, value) for name, _, _, day, value in held(event)] == added
    assert contributions(event) == ()
