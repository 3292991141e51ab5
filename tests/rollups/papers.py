"""What each event of documents and of plans adds: measure, dimensions, place, day and value."""

from datetime import date
from typing import Final
from uuid import UUID, uuid4

from shared.contracts.envelope import Contract
from tests.rollups import events, organisation

PLACE, OTHER = uuid4(), uuid4()
DAY, LATER = events.DAY, date(2022, 9, 11)
DISPATCH, PLAN = "dispatch/peoples-committee", "plan/peoples-committee"
OF_PLAN = "2022/centre"
Adds = list[tuple[str, str, UUID, date, int]]
PAPERS: Final[list[tuple[Contract, Adds]]] = [
    (organisation.document(PLACE), [("documents-issued", DISPATCH, PLACE, DAY, 1)]),
    *zip(
        organisation.document_restated(PLACE, to=OTHER),
        [
            [
                ("documents-issued", DISPATCH, PLACE, DAY, -1),
                ("documents-issued", PLAN, OTHER, LATER, 1),
            ],
            [("documents-issued", DISPATCH, PLACE, DAY, -1)],
        ],
        strict=True,
    ),
    (organisation.plan_item(PLACE), [("plan-items", OF_PLAN, PLACE, DAY, 1)]),
    *zip(
        organisation.plan_item_restated(PLACE, to=OTHER),
        [
            [
                ("plan-items", OF_PLAN, PLACE, DAY, -1),
                ("plan-items", OF_PLAN, OTHER, LATER, 1),
            ],
            [("plan-items-done", OF_PLAN, OTHER, LATER, 1)],
            [],
            [("plan-items-done", OF_PLAN, PLACE, DAY, -1)],
            [],
            [("plan-items", OF_PLAN, PLACE, DAY, -1)],
        ],
        strict=True,
    ),
]
