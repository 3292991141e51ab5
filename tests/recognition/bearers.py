"""Families for the tests of recognition, and what is asked about them."""

from typing import Any
from uuid import UUID, uuid5

from services.recognition.main import CARDS
from services.recognition.reactions import following
from shared.eventstore.commands import Cause, Command
from shared.eventstore.facts import Origin
from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from tests.support.land import HAMLET, PROVINCE
from tests.support.service_door import ServiceDoor

TELLING = Cause(Origin("system:test", PROVINCE))
YEAR = {"title": "family", "title_year": 2026}
LEAVING = YEAR | {"withdrawn_on": "2026-05-02"}
TAKEN = YEAR | {
    "revoked_on": "2026-11-22",
    "decision_number": "45/QĐ-UBND",
    "ground_code": "false-declaration",
}
DECISION = YEAR | {"decided_on": "2026-11-20", "decision_number": "123/QĐ-UBND"}


def family(name: object) -> UUID:
    return uuid5(PROVINCE, f"family {name}")


def named(family_id: UUID) -> dict[str, str]:
    return {"bearer_kind": "family", "bearer_id": str(family_id)}


def candidacy(bearer_id: UUID, **told: Any) -> dict[str, Any]:
    standard = named(bearer_id) | {"registration": "new", "registered_on": "2026-03-15"}
    return YEAR | standard | told


def said(row: dict[str, Any]) -> str:
    """What one row of many was answered: how it stands, or why it was refused."""
    return str(row["answer"]["status"] if "answer" in row else row["code"])


async def heard(counter: ServiceDoor, *bearers: UUID, place_id: UUID = HAMLET) -> None:
    """As if registry had told of these families."""
    async with open_store(counter.dsn, CARDS.facts, counter.clock) as store:
        commands = [_heard(bearer_id, place_id) for bearer_id in bearers]
        await Transactions(store).execute_many(commands)


def _heard(bearer_id: UUID, place_id: UUID) -> Command:
    told = ("family", bearer_id)
    return following(*told, TELLING, lambda bearer: bearer.hear(*told, place_id))
