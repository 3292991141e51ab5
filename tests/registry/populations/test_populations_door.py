"""Counts of places at the door: stated, corrected, withdrawn, looked up."""

from typing import Any

from tests.support import land
from tests.support.land import OF_COMMUNE, OF_HAMLET, OF_OTHER_COMMUNE, OF_PROVINCE
from tests.support.service_door import ServiceDoor

ALL = "/populations"
NOBODY_KNOWS = str(land.named("nothing"))


def count(day: str, number: int, kind: str = "households", place: Any = land.COMMUNE) -> Any:
    of = {"place_id": str(place), "population_kind": kind, "counted_on": day}
    return of | {"number": number, "source_code": "census"}


async def done(register: ServiceDoor, path: str, body: dict[str, Any]) -> None:
    """Twice, which changes nothing."""
    for _ in range(2):
        answer = await register.post(f"{ALL}{path}", body, OF_PROVINCE)
        assert answer.status_code == 201, answer.text


async def numbers(register: ServiceDoor, **asked: str) -> list[tuple[str, str, int]]:
    """Kind, day and number of what is listed."""
    await register.views_caught_up()
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    answer = await register.get(f"{ALL}?{query}", OF_PROVINCE)
    assert answer.status_code == 200, answer.text
    items = answer.json()["items"]
    assert answer.json()["number"] >= len(items)
    return [(e["population_kind"], e["counted_on"], e["number"]) for e in items]


async def test_a_count_holds_until_the_next_of_its_place_and_kind(register: ServiceDoor) -> None:
    for day, number in (("2025-08-01", 1_204), ("2026-01-05", 1_300)):
        await done(register, "", count(day, number))
    await done(register, "", count("2025-09-01", 3_900, "adults"))
    place = str(land.COMMUNE)
    first, later = ("households", "2025-08-01", 1_204), ("households", "2026-01-05", 1_300)
    adults = ("adults", "2025-09-01", 3_900)
    assert await numbers(register, place_id=place) == [first, adults, later]
    assert await numbers(register, place_id=place, on="2025-07-31") == []
    assert await numbers(register, place_id=place, on="2026-01-04") == [first, adults]
    assert await numbers(register, place_id=place, on="2026-01-05") == [adults, later]
    paper = {"source_code": None, "document_number": "Báo cáo số 12/BC-CTK"}
    await done(register, "/corrections", count("2026-01-05", 1_310) | paper)
    right = ("households", "2026-01-05", 1_310)
    assert await numbers(register, place_id=place, on="2026-01-05") == [adults, right]
    of = {n: v for n, v in count("2026-01-05", 0).items() if n not in ("number", "source_code")}
    await done(register, "/withdrawals", of)
    assert await numbers(register, place_id=place, on="2026-01-05") == [first, adults]


async def test_what_a_place_stated_goes_over_to_nothing_that_came_of_it(
    register: ServiceDoor,
) -> None:
    await done(register, "", count("2025-06-01", 900, place=land.ENDED_COMMUNE))
    ended, heir = str(land.ENDED_COMMUNE), str(land.COMMUNE)
    stated = [("households", "2025-06-01", 900)]
    assert await numbers(register, place_id=ended, on="2025-06-30") == stated
    assert await numbers(register, place_id=ended, on="2025-07-01") == []
    assert await numbers(register, place_id=heir, on="2025-07-01") == []
    assert await numbers(register, place_id=ended) == stated


async def test_the_list_goes_on_where_the_page_ended(register: ServiceDoor) -> None:
    rows = [count("2025-08-01", n, kind) for n, kind in enumerate(("pupils", "adults", "workers"))]
    answer = await register.post(f"{ALL}/bulk", {"rows": rows}, OF_COMMUNE)
    assert answer.json()["recorded"] == 3, answer.text
    await register.views_caught_up()
    path, found = f"{ALL}?place_id={land.COMMUNE}&limit=1", []
    cursor: str | None = ""
    while cursor is not None:
        asked = f"{path}&cursor={cursor}" if cursor else path
        page = (await register.get(asked, OF_COMMUNE)).json()
        found += [each["population_kind"] for each in page["items"]]
        cursor = page["next_cursor"]
    assert found == ["adults", "pupils", "workers"]


async def test_many_counts_are_each_answered_and_the_same_request_is_one(
    register: ServiceDoor,
) -> None:
    right = count("2025-08-01", 1_204)
    rows = [
        right,
        right | {"number": 1_300},
        right | {"population_kind": "dogs"},
        right | {"source_code": None},
        right | {"counted_on": "2025-06-30"},
        right | {"number": -1},
        right | {"number": "many"},
        right | {"source_code": None, "document_number": "ông Tư"},
    ]
    sent = [await register.post(f"{ALL}/bulk", {"rows": rows}, OF_COMMUNE, "k") for _ in range(2)]
    assert sent[0].json() == sent[1].json()
    assert [row.get("code") for row in sent[0].json()["rows"]] == [
        None,
        "registry.population-stated-already",
        "registry.population-kind-unknown",
        "registry.population-source-unknown",
        "places.not-in-force",
        "registry.population-implausible",
        "web.invalid-body",
        "documents.number-malformed",
    ]


async def test_a_place_out_of_reach_and_one_that_is_not_there_answer_alike(
    register: ServiceDoor,
) -> None:
    await done(register, "", count("2025-08-01", 1_204))
    await register.views_caught_up()
    for place in (str(land.COMMUNE), NOBODY_KNOWS):
        body = count("2025-08-01", 1, place=place)
        of = {n: v for n, v in body.items() if n not in ("number", "source_code")}
        for path, said in (("", body), ("/corrections", body), ("/withdrawals", of)):
            answer = await register.post(f"{ALL}{path}", said, OF_OTHER_COMMUNE)
            assert answer.json()["code"] == "registry.place-unknown", answer.text
        listed = await register.get(f"{ALL}?place_id={place}", OF_OTHER_COMMUNE)
        assert listed.json()["code"] == "registry.place-unknown"


async def test_a_hamlets_officer_sees_its_counts_and_states_none(register: ServiceDoor) -> None:
    body = count("2025-08-01", 120, place=land.HAMLET)
    assert (await register.post(ALL, body, OF_HAMLET)).status_code == 403
    await done(register, "", body)
    await register.views_caught_up()
    answer = await register.get(f"{ALL}?place_id={land.HAMLET}", OF_HAMLET)
    assert [each["number"] for each in answer.json()["items"]] == [120]
