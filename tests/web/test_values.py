"""Days and numbers are what they say: in a body, in a query, in a row of many."""

from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient

from shared.vocabulary.calendar import FIRST_DAY, LAST_DAY
from shared.vocabulary.kinds import LARGEST_INTEGER as LARGEST
from shared.vocabulary.vietnamese.web import FIELDS
from tests.web.sample import COMMUNE

ODD_DAYS = [
    0, 1, -86400, 1751328000, 1751328000000, 1e9, True, [], {}, ["2022-09-01"],
    "0", "1751328000", "20220901", "2022-W35-4", "2022-9-1", "2022-09-01T00:00:00", "2022-09-01Z",
    " 2022-09-01", "2022-09-01 ", "2022-09-01\n", "+2022-09-01", "-2022-09-01", "2022/09/01",
    "01/09/2022", "01-09-2022", "2022-02-29", "2022-13-01", "2022-00-10", "0000-01-01", "today", "",
    "２０２２-09-01", "٢٠٢٢-09-01", "2022‐09‐01", "12022-09-01", "2022-09-01\u0000",
]  # fmt: skip
EARLY_OR_LATE = ["0001-01-01", "0202-09-05", "1945-09-01", "2200-01-01", "9999-12-31"]
ODD_NUMBERS = [
    "500.000", "500,000", "500_000", "500000", "1", "", " 1", "+1", "1e3", "１", "١",
    1.0, 1.5, 1e3, -0.0, True, False, [], [1], {}, {"value": 1},
]  # fmt: skip
HUGE = [LARGEST + 1, -LARGEST - 1, 2**63, 10**18, 10**30, 10**400]
ODD_ASKED = [
    "2022.0", "2_022", " 2022", "2022 ", "+2022", "02022", "-0", "２０２２", "٢٠٢٢", "2e3", "0x7e6",
    "true", "null", "", "2022\n", "²", "--1", "1-",
]  # fmt: skip


def complaints(client: TestClient, headers: dict[str, str], **sent: Any) -> dict[str, str]:
    form = {"place_id": str(COMMUNE), "name": "A"} | sent
    answer = client.post("/sample/v1/families", json=form, headers=headers)
    assert answer.status_code == 422, answer.text
    return {error["field"]: error["code"] for error in answer.json()["errors"]}


@pytest.mark.parametrize("odd", ODD_DAYS, ids=ascii)
def test_a_day_is_four_digits_two_and_two(
    client: TestClient, officer: dict[str, str], odd: Any
) -> None:
    (code,) = complaints(client, officer, on=odd).values()
    assert code in ("day", "text-unfit")
    asked = client.get("/sample/v1/days", params={"on": odd}, headers=officer)
    assert asked.status_code == 422 or odd in ([], {}, ["2022-09-01"])


@pytest.mark.parametrize("odd", EARLY_OR_LATE)
def test_a_day_outside_its_bounds_is_told_the_bounds(
    client: TestClient, officer: dict[str, str], odd: str
) -> None:
    assert complaints(client, officer, on=odd) == {"on": "day-outside"}
    answer = client.get("/sample/v1/days", params={"on": odd}, headers=officer)
    (error,) = answer.json()["errors"]
    assert error["code"] == "day-outside"
    assert FIRST_DAY.isoformat() in error["detail"]
    assert LAST_DAY.isoformat() in error["detail"]


@pytest.mark.parametrize("day", ["1945-09-02", "2000-02-29", "2026-11-24", "2199-12-31"])
def test_a_day_is_taken_as_it_is_written(
    client: TestClient, officer: dict[str, str], day: str
) -> None:
    answer = client.get("/sample/v1/days", params={"on": day}, headers=officer)
    assert date.fromisoformat(answer.json()["on"]) == date.fromisoformat(day)


@pytest.mark.parametrize("odd", ODD_NUMBERS, ids=repr)
def test_a_count_is_a_whole_number_of_json(
    client: TestClient, officer: dict[str, str], odd: Any
) -> None:
    form = {"place_id": str(COMMUNE), "name": "A", "members": odd}
    answer = client.post("/sample/v1/families", json=form, headers=officer)
    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"field": "members", "code": "whole-number", "detail": FIELDS["whole-number"]}
    ]


@pytest.mark.parametrize("huge", HUGE, ids=lambda number: f"{number}"[:9])
def test_a_count_fits_every_table(client: TestClient, officer: dict[str, str], huge: int) -> None:
    code = complaints(client, officer, members=huge)["members"]
    assert code == ("too-small" if huge < 0 else "too-large")


@pytest.mark.parametrize("odd", ODD_ASKED, ids=ascii)
def test_a_number_that_is_asked_about_is_digits(
    client: TestClient, officer: dict[str, str], odd: str
) -> None:
    answer = client.get("/sample/v1/days", params={"year": odd}, headers=officer)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["field"], error["code"]) in [("year", "whole-number"), ("year", "text-unfit")]


@pytest.mark.parametrize("number", [0, 7, -7, 2022, LARGEST])
def test_a_whole_number_is_taken(client: TestClient, officer: dict[str, str], number: int) -> None:
    answer = client.get("/sample/v1/days", params={"year": number}, headers=officer)
    assert answer.json()["year"] == number


@pytest.mark.parametrize("limit", ["1.0", "+1", "01", "1_0", " 1", "１", "", "true", "9" * 30])
def test_a_page_is_asked_for_in_digits(
    client: TestClient, officer: dict[str, str], limit: str
) -> None:
    answer = client.get("/sample/v1/places", params={"limit": limit}, headers=officer)
    assert (answer.status_code, answer.json()["code"]) == (422, "web.invalid-request")
