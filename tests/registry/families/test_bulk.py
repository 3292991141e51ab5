"""Registering many families in one request."""

from typing import Any
from uuid import uuid4

from services.registry.families.family.facts import FamilyRegistered
from tests.support import land
from tests.support.land import OF_COMMUNE
from tests.support.service_door import ServiceDoor


def row(n: int, **given: Any) -> dict[str, Any]:
    head = {"full_name": f"Người Thứ {n}", "identity_number": f"{n:012}"}
    whole = {"place_id": str(land.HAMLET), "registered_on": "2025-08-01", "head": head}
    return whole | given


MIXED = [
    row(1),
    row(2, registered_on="2026-12-01"),
    row(1, place_id=str(land.NEIGHBOUR)),
    row(4, place_id=str(uuid4())),
    row(5, place_id=str(land.ELSEWHERE)),
    row(6, registered_on="soon", note="x"),
    {"head": {"full_name": "Không Thôn"}},
    row(8, head={"full_name": "Người Thứ 8", "phone": "12"}),
    row(9),
]


async def test_each_row_is_registered_or_refused_alone(register: ServiceDoor) -> None:
    answer = await register.post("/families/bulk", {"rows": MIXED}, OF_COMMUNE)
    assert answer.status_code == 200
    told = answer.json()
    assert (told["recorded"], told["refused"]) == (2, 7)
    assert [each.get("code") for each in told["rows"]] == [
        None,
        "calendar.day-not-come",
        "registry.family-already-registered",
        "registry.place-unknown",
        "registry.place-unknown",
        "web.invalid-body",
        "web.invalid-body",
        "registry.phone-malformed",
        None,
    ]
    assert [each["row"] for each in told["rows"]] == list(range(1, 10))


async def test_a_row_that_is_wrong_names_its_fields_and_repeats_nothing(
    register: ServiceDoor,
) -> None:
    answer = await register.post("/families/bulk", {"rows": MIXED}, OF_COMMUNE)
    wrong = answer.json()["rows"][5]
    assert {(each["field"], each["code"]) for each in wrong["errors"]} == {
        ("registered_on", "day"),
        ("note", "unknown"),
    }
    assert "Người" not in answer.text


async def test_a_request_sent_again_answers_every_row_as_before(register: ServiceDoor) -> None:
    rows = {"rows": [row(n) for n in range(1, 6)]}
    first = await register.post("/families/bulk", rows, OF_COMMUNE, key="once")
    people = register.rows("select person_ref, kept_at from people order by 1")
    again = await register.post("/families/bulk", rows, OF_COMMUNE, key="once")
    assert again.json() == first.json()
    assert register.rows("select person_ref, kept_at from people order by 1") == people
    assert sum(isinstance(fact, FamilyRegistered) for fact in register.facts()) == 5


async def test_a_row_changed_under_the_same_key_is_refused_and_the_others_stand(
    register: ServiceDoor,
) -> None:
    await register.post("/families/bulk", {"rows": [row(1), row(2)]}, OF_COMMUNE, key="once")
    changed = {"rows": [row(1), row(3)]}
    answer = await register.post("/families/bulk", changed, OF_COMMUNE, key="once")
    assert [each.get("code") for each in answer.json()["rows"]] == [None, "eventstore.key-reused"]


async def test_a_thousand_rows_are_registered_and_one_more_is_too_many(
    register: ServiceDoor,
) -> None:
    rows = [row(n) for n in range(1, 1_002)]
    too_many = await register.post("/families/bulk", {"rows": rows}, OF_COMMUNE)
    assert (too_many.status_code, register.facts()) == (422, [])
    answer = await register.post("/families/bulk", {"rows": rows[:1_000]}, OF_COMMUNE)
    assert (answer.json()["recorded"], answer.json()["refused"]) == (1_000, 0)
    assert len(register.facts()) == 2_000
    assert len(register.rows("select from people join person_keys using (person_ref)")) == 1_000
