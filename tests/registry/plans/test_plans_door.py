"""Plans of a year at the door: of an association, a centre or a committee, with what is in them."""

from typing import Any
from uuid import uuid4

import pytest

from services.registry.people.person import TextsRead
from services.registry.plans.plan.facts import PlanItemSet
from tests.registry.organised.held import SORTS, Sort
from tests.registry.sessions.test_sessions_door import organiser
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_HAMLET, OF_OTHER_COMMUNE, OF_PROVINCE
from tests.support.service_door import ServiceDoor

YEAR: dict[str, Any] = {"plan_year": 2026, "adopted_on": "2026-01-05"}
ITEM: dict[str, Any] = {"set_on": "2026-01-05", "due_on": "2026-09-30"}
WORDS = {"words": "Tổ chức hội nghị giao ban quý III"}
FOUND = {"words": "Còn hai việc chậm so với tiến độ"}


async def planner(register: ServiceDoor, kind: str) -> dict[str, str]:
    if kind != "committee":
        return {f"{kind}_id": (await organiser(register, kind))["organiser_id"]}
    said = {"place_id": str(land.COMMUNE), "agency_kind": "peoples-committee"}
    made = await register.post("/committees", said | {"founded_on": "2025-08-01"}, OF_PROVINCE)
    assert made.status_code == 201, made.text
    return {"committee_id": made.json()["committee_id"]}


async def done(register: ServiceDoor, path: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = await register.post(f"/plans{path}", body, OF_COMMUNE)
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def refused(register: ServiceDoor, path: str, body: dict[str, Any]) -> str:
    answer = await register.post(f"/plans{path}", body, OF_COMMUNE)
    assert answer.status_code >= 400, answer.text
    return str(answer.json()["code"])


async def shown(register: ServiceDoor, plan: dict[str, Any], on: str = "") -> dict[str, Any]:
    asked = f"?on={on}" if on else ""
    answer = await register.get(f"/plans/{plan['plan_id']}/items{asked}", OF_COMMUNE)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def adopted(register: ServiceDoor) -> dict[str, Any]:
    return await done(register, "", await planner(register, "association") | YEAR)


@pytest.mark.parametrize("kind", ["association", "centre", "committee"])
async def test_a_planner_has_one_plan_of_a_year_where_it_was_then(
    register: ServiceDoor, kind: str
) -> None:
    whose = await planner(register, kind)
    plan = await done(register, "", whose | YEAR | {"document_number": "Kế hoạch số 12/KH-HKH"})
    assert await done(register, "", whose | YEAR | {"document_number": "12/KH-HKH"}) == plan
    assert await refused(register, "", whose | YEAR) == "registry.plan-adopted-already"
    row = (await register.get(f"/plans/{plan['plan_id']}", OF_COMMUNE)).json()
    assert row == {
        **plan,
        "place_id": str(land.COMMUNE),
        "planner_kind": kind,
        "planner_id": whose[f"{kind}_id"],
        **YEAR,
        "document_number": "12/KH-HKH",
    }
    page = (await register.get(f"/plans?place_id={land.COMMUNE}", OF_COMMUNE)).json()
    assert page["items"] == [row]
    early = await refused(register, "", whose | {"plan_year": 2025, "adopted_on": "2025-07-31"})
    assert early == "registry.plan-before-planner"
    theirs = await register.post("/plans", whose | YEAR, OF_OTHER_COMMUNE)
    none = await register.post("/plans", {f"{kind}_id": str(uuid4())} | YEAR, OF_OTHER_COMMUNE)
    assert {theirs.status_code, none.status_code} == {404}
    assert theirs.json()["code"] == none.json()["code"] == f"registry.{kind}-unknown"


async def test_a_plan_is_corrected_and_with_nothing_in_it_withdrawn(register: ServiceDoor) -> None:
    plan = await adopted(register)
    right = plan | {"adopted_on": "2026-01-12", "document_number": "13/KH-HKH"}
    for _ in range(2):
        await done(register, "/corrections", right)
    row = (await register.get(f"/plans/{plan['plan_id']}", OF_COMMUNE)).json()
    assert (row["adopted_on"], row["document_number"]) == ("2026-01-12", "13/KH-HKH")
    early = await refused(register, "/corrections", plan | {"adopted_on": "2025-07-31"})
    assert early == "registry.plan-before-planner"
    item = await done(register, "/items", plan | ITEM | WORDS)
    assert await refused(register, "/withdrawals", plan) == "registry.plan-has-items"
    await done(register, "/items/withdrawals", item)
    for _ in range(2):
        await done(register, "/withdrawals", plan)
    for end in ("", "/items"):
        gone = await register.get(f"/plans/{plan['plan_id']}{end}", OF_COMMUNE)
        assert gone.status_code == 404


async def test_how_many_items_are_done_of_how_many_on_a_day(register: ServiceDoor) -> None:
    plan = await adopted(register)
    early, late, never = [
        await done(register, "/items", plan | WORDS | {"set_on": "2026-01-05", "due_on": due})
        for due in ("2026-02-10", "2026-03-31", "2026-06-30")
    ]
    await done(register, "/items/closings", early | _closed("done", "2026-02-09"))
    await done(register, "/items/closings", never | _closed("dropped", "2026-03-01"))
    for on, number, done_, dropped, overdue in (
        ("2026-01-04", 0, 0, 0, []),
        ("2026-02-08", 3, 0, 0, []),
        ("2026-02-09", 3, 1, 0, []),
        ("2026-03-31", 3, 1, 1, []),
        ("2026-04-01", 3, 1, 1, [late["item_id"]]),
    ):
        told = await shown(register, plan, on)
        assert (told["number"], told["done"], told["dropped"]) == (number, done_, dropped), on
        assert [each["item_id"] for each in told["items"] if each["is_overdue"]] == overdue
    days = [each["due_on"] for each in (await shown(register, plan))["items"]]
    assert days == ["2026-02-10", "2026-03-31", "2026-06-30"]
    await done(register, "/items/reopenings", early)
    assert (await shown(register, plan))["done"] == 0


@pytest.mark.parametrize("sort", SORTS, ids=lambda sort: sort.path)
async def test_an_item_names_by_what_it_was_done(register: ServiceDoor, sort: Sort) -> None:
    plan = await adopted(register)
    item = await done(register, "/items", plan | ITEM | WORDS)
    closed = item | _closed("done", "2026-03-05")
    held, other = [await sort.made(register, "", sort.body) for _ in "ab"]
    await done(register, "/items/closings", closed)
    for id_ in (held, held, other):
        await done(register, "/items/closings", closed | {sort.named: id_})
    (told,) = (await shown(register, plan))["items"]
    assert told["fulfilment_kind"] == sort.named.removesuffix("_id")
    assert told["fulfilment_id"] == other
    (before,) = (await shown(register, plan, "2026-03-04"))["items"]
    assert (before["fulfilment_kind"], before["fulfilment_id"]) == (None, None)
    gone = await sort.made(register, "", sort.body)
    await sort.made(register, "/withdrawals", {sort.named: gone})
    for id_, code in (
        (gone, "registry.fulfilment-not-there"),
        (plan["plan_id"], "registry.fulfilment-unknown"),
        (str(uuid4()), "registry.fulfilment-unknown"),
    ):
        assert await refused(register, "/items/closings", closed | {sort.named: id_}) == code
    two = closed | {"session_id": held, "document_id": held}
    assert await refused(register, "/items/closings", two) == "web.invalid-body"
    assert (told["fulfilment_withdrawn"], (await shown(register, plan))["unproven"]) == (False, 0)
    await sort.made(register, "/withdrawals", {sort.named: other})
    found = await shown(register, plan)
    (told,) = found["items"]
    assert (told["state_code"], told["fulfilment_id"]) == ("done", other)
    assert (told["fulfilment_withdrawn"], found["unproven"]) == (True, 1)
    await done(register, "/items/closings", closed | {sort.named: held})
    found = await shown(register, plan)
    assert (found["items"][0]["fulfilment_withdrawn"], found["unproven"]) == (False, 0)


async def test_what_is_due_or_overdue_within_reach_is_listed_by_day(register: ServiceDoor) -> None:
    plan = await adopted(register)
    items = [
        (await done(register, "/items", plan | WORDS | ITEM | {"due_on": due}))["item_id"]
        for due in ("2026-06-30", "2026-03-31", "2026-02-10")
    ]
    closed = plan | {"item_id": items[2]} | _closed("done", "2026-02-09")
    await done(register, "/items/closings", closed)

    async def due(asked: str = "", grants: Any = OF_COMMUNE) -> list[str]:
        page = (await register.get(f"/plans/items?limit=50{asked}", grants)).json()
        found = [each["item_id"] for each in page["items"]]
        assert page["number"] == len(found)
        return found

    assert await due() == [items[1], items[0]]
    assert await due("&due_by=2026-03-31") == [items[1]]
    assert await due("&due_by=2026-03-30") == []
    assert await due(f"&place_id={land.COMMUNE}", OF_PROVINCE) == [items[1], items[0]]
    assert await due(grants=OF_OTHER_COMMUNE) == []
    first = (await register.get("/plans/items?limit=1", OF_COMMUNE)).json()
    assert (first["number"], [each["item_id"] for each in first["items"]]) == (2, [items[1]])
    assert first["items"][0]["state_code"] == "open"
    then = await register.get(f"/plans/items?limit=1&cursor={first['next_cursor']}", OF_COMMUNE)
    assert [each["item_id"] for each in then.json()["items"]] == [items[0]]
    foreign = await register.get(f"/plans/items?place_id={land.COMMUNE}", OF_OTHER_COMMUNE)
    assert foreign.status_code == 404
    await done(register, "/items/reopenings", plan | {"item_id": items[2]})
    assert await due("&due_by=2026-03-31") == [items[2], items[1]]


async def test_what_is_to_be_done_and_what_a_review_found_stay_at_home(
    register: ServiceDoor,
) -> None:
    plan = await adopted(register)
    sent = [await register.post("/plans/items", plan | ITEM | WORDS, OF_COMMUNE, "k") for _ in "ab"]
    assert sent[0].json() == sent[1].json()
    item = sent[0].json()
    for said in ({"reviewed_on": "2026-04-01"} | FOUND, {"reviewed_on": "2026-03-01"}):
        await done(register, "/reviews", plan | said)
    told = await shown(register, plan)
    assert [each["words"] for each in told["items"]] == [WORDS["words"]]
    reviews = [(each["reviewed_on"], each["words"]) for each in told["reviews"]]
    assert reviews == [("2026-03-01", None), ("2026-04-01", FOUND["words"])]
    assert len((await shown(register, plan, "2026-03-31"))["reviews"]) == 1
    (put,) = [each for each in register.facts() if isinstance(each, PlanItemSet)]
    read = [each for each in register.facts() if isinstance(each, TextsRead)]
    assert put.words_id in read[0].text_ids
    other = {"words": "Việc khác"}
    await done(register, "/items/corrections", item | ITEM | {"due_on": "2026-10-31"})
    await done(register, "/items/corrections", item | ITEM | other)
    told = await shown(register, plan)
    assert [(each["due_on"], each["words"]) for each in told["items"]] == [
        ("2026-09-30", "Việc khác")
    ]
    review = told["reviews"][0]["review_id"]
    for _ in range(2):
        await done(register, "/reviews/withdrawals", plan | {"review_id": review})
    assert len((await shown(register, plan))["reviews"]) == 1


async def test_of_a_plan_out_of_reach_and_of_none_is_answered_alike(register: ServiceDoor) -> None:
    mine = await adopted(register)
    item = await done(register, "/items", mine | ITEM | WORDS)
    for of in (item, {"plan_id": str(uuid4()), "item_id": str(uuid4())}):
        plan = {"plan_id": of["plan_id"]}
        for path, body in (
            ("/corrections", plan | {"adopted_on": "2026-01-05"}),
            ("/withdrawals", plan),
            ("/reviews", plan | {"reviewed_on": "2026-03-01"} | FOUND),
            ("/reviews/withdrawals", plan | {"review_id": str(uuid4())}),
            ("/items", plan | ITEM | WORDS),
            ("/items/corrections", of | ITEM),
            ("/items/closings", of | _closed("done", "2026-02-01")),
            ("/items/reopenings", of),
            ("/items/withdrawals", of),
        ):
            answer = await register.post(f"/plans{path}", body, OF_OTHER_COMMUNE)
            assert answer.json()["code"] == "registry.plan-unknown", path
        for end in ("", "/items"):
            answer = await register.get(f"/plans/{of['plan_id']}{end}", OF_OTHER_COMMUNE)
            assert answer.status_code == 404
    assert (await register.get(f"/plans?place_id={land.COMMUNE}", OF_HAMLET)).status_code == 404


async def test_many_items_are_each_answered_and_the_same_request_is_one(
    register: ServiceDoor,
) -> None:
    plan = await adopted(register)
    rows = [
        plan | ITEM | WORDS,
        plan | ITEM | WORDS | {"due_on": "2028-01-01"},
        {"plan_id": str(uuid4())} | ITEM | WORDS,
        plan | ITEM | WORDS,
    ]
    sent = [await register.post("/plans/items/bulk", {"rows": rows}, OF_COMMUNE, "k") for _ in "ab"]
    assert sent[0].json() == sent[1].json()
    assert [row.get("code") for row in sent[0].json()["rows"]] == [
        None,
        "registry.plan-item-due-out-of-year",
        "registry.plan-unknown",
        None,
    ]
    assert (await shown(register, plan))["number"] == 2


async def test_a_form_names_one_planner(register: ServiceDoor) -> None:
    both = {"association_id": str(uuid4()), "centre_id": str(uuid4())}
    for said in ({}, both):
        assert await refused(register, "", said | YEAR) == "web.invalid-body"


def _closed(state: str, day: str) -> dict[str, str]:
    return {"state_code": state, "closed_on": day}
