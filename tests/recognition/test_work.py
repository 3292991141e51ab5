"""A bearer heard of elsewhere costs what one that nobody heard of costs."""

from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID, uuid4

import httpx2

from tests.recognition.bearers import (
    DECISION,
    LEAVING,
    TAKEN,
    candidacy,
    family,
    heard,
    named,
)
from tests.support.land import ELSEWHERE, HAMLET, OF_HAMLET, OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor
from tests.support.work import statements

AN = family("An")


async def work(recognition: ServiceDoor, bearer_id: UUID) -> list[tuple[object, object, list[str]]]:
    """Of a candidacy without a hamlet, a decision, a withdrawal, a revocation, a status, a
    candidacy at an own hamlet, that again, and the status then: status, code and statements."""
    waits = candidacy(bearer_id, place_id=str(ELSEWHERE))
    path = f"/bearers/family/{bearer_id}/status"
    found: list[tuple[object, object, list[str]]] = []
    asks: Sequence[Callable[[], Awaitable[httpx2.Response]]] = (
        lambda: recognition.post("/candidacies", candidacy(bearer_id), OF_OTHER_COMMUNE),
        lambda: recognition.post("/decisions", DECISION | named(bearer_id), OF_OTHER_COMMUNE),
        lambda: recognition.post("/withdrawals", LEAVING | named(bearer_id), OF_OTHER_COMMUNE),
        lambda: recognition.post("/revocations", TAKEN | named(bearer_id), OF_OTHER_COMMUNE),
        lambda: recognition.get(path, OF_OTHER_COMMUNE, year=2026),
        lambda: recognition.post("/candidacies", waits, OF_OTHER_COMMUNE),
        lambda: recognition.post("/candidacies", waits, OF_OTHER_COMMUNE),
        lambda: recognition.get(path, OF_OTHER_COMMUNE, year=2026),
    )
    for ask in asks:
        with statements() as asked:
            answer = await ask()
        found.append((answer.status_code, answer.json().get("code"), asked))
    return found


async def test_what_is_asked_of_a_bearer_heard_of_elsewhere_is_answered_after_the_same_work(
    recognition: ServiceDoor,
) -> None:
    await heard(recognition, AN, place_id=HAMLET)
    await recognition.post("/candidacies", candidacy(AN), OF_HAMLET)
    await work(recognition, uuid4())  # the connections are made
    assert await work(recognition, AN) == await work(recognition, uuid4())
