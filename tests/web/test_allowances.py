"""How much one officer may ask in a minute."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from fastapi.testclient import TestClient

from shared.web.allowances import MOST_COUNTED, Allowances
from shared.web.identity import Grant, Officer
from shared.web.refusals import TooManyRequests
from tests.web.sample import COMMUNE, SAYINGS, application
from tests.web.tokens import Provider, commune_officer, signed_in

A_MINUTE = 8
SHARES = SAYINGS.shares
NOON = datetime.fromisoformat("2026-11-26T12:00:00+07:00")
PLACES, FAMILIES = "/sample/v1/places", "/sample/v1/families"


@pytest.fixture
def client(provider: Provider) -> TestClient:
    return TestClient(application(provider.identity(), a_minute=A_MINUTE))


def officer(provider: Provider, subject: str = "officer-7", **claims: Any) -> dict[str, str]:
    token = provider.token(commune_officer(COMMUNE), sub=subject, **claims)
    return signed_in(token, Idempotency_Key="k-1", Accept_Language="en")


def test_who_asks_too_much_is_told_when_to_ask_again(
    client: TestClient, provider: Provider
) -> None:
    mine = officer(provider)
    for _ in range(A_MINUTE):
        assert client.get(PLACES, headers=mine).status_code == 200
    answer = client.get(PLACES, headers=mine)
    assert (answer.status_code, answer.json()["code"]) == (429, "web.too-many-requests")
    seconds = answer.headers["retry-after"]
    assert 1 <= int(seconds) <= 120
    assert f"in {seconds} seconds" in answer.json()["detail"]
    vietnamese = client.get(PLACES, headers={**mine, "Accept-Language": "vi"}).json()
    assert "quá nhiều yêu cầu" in vietnamese["detail"]


def test_it_is_the_officer_who_is_counted_whatever_the_token(
    client: TestClient, provider: Provider
) -> None:
    for number in range(A_MINUTE):
        assert client.get(PLACES, headers=officer(provider, jti=str(number))).is_success
    assert client.get(PLACES, headers=officer(provider, jti="new")).status_code == 429
    assert client.get(PLACES, headers=officer(provider, "officer-8")).is_success


def test_the_minute_ends(client: TestClient, provider: Provider) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        mine = officer(provider, exp=int((NOON + timedelta(hours=1)).timestamp()))
        statuses = [client.get(PLACES, headers=mine).status_code for _ in range(A_MINUTE + 1)]
        assert statuses == [200] * A_MINUTE + [429]
        clock.shift(timedelta(minutes=2))
        assert client.get(PLACES, headers=mine).is_success


def test_who_is_not_believed_counts_for_nobody(client: TestClient, provider: Provider) -> None:
    forged = officer(Provider())
    for _ in range(2 * A_MINUTE):
        assert client.get(PLACES, headers=forged).status_code == 401
    assert client.get(PLACES, headers=officer(provider)).is_success


def test_what_everybody_may_ask_is_not_counted(client: TestClient, provider: Provider) -> None:
    mine = officer(provider)
    for _ in range(2 * A_MINUTE):
        assert client.get("/healthz", headers=mine).is_success
        assert client.get("/openapi.json", headers=mine).is_success
    assert client.get(PLACES, headers=mine).is_success


def test_what_opens_peoples_data_has_a_smaller_part(client: TestClient, provider: Provider) -> None:
    mine, form = officer(provider), {"place_id": str(COMMUNE), "name": "Nguyễn Văn An"}
    part = int(A_MINUTE * SHARES["registry.family.register"])
    for _ in range(part):
        assert client.post(FAMILIES, headers=mine, json=form).is_success
    assert client.post(FAMILIES, headers=mine, json=form).status_code == 429
    assert client.get(PLACES, headers=mine).is_success


def test_the_system_is_not_counted(client: TestClient, provider: Provider) -> None:
    loading = signed_in(provider.token([Grant("system", None, "subtree")], sub="system:laptop"))
    for _ in range(3 * A_MINUTE):
        assert client.get(PLACES, headers=loading).is_success


async def test_however_many_ask_as_many_are_counted_as_there_is_room_for() -> None:
    allowances = Allowances(A_MINUTE, SHARES)
    most = 0
    for number in range(3 * MOST_COUNTED):
        await allowances.take(Officer(f"officer-{number}", ()), "registry.place.read")
        most = max(most, allowances.counted)
    assert most <= MOST_COUNTED + len(SHARES) + 1


async def test_what_is_over_is_forgotten() -> None:
    allowances = Allowances(A_MINUTE, SHARES)
    with time_machine.travel(NOON, tick=False) as clock:
        for number in range(500):
            await allowances.take(Officer(f"officer-{number}", ()), "registry.person.read")
        clock.shift(timedelta(minutes=3))
        for _ in range(3):
            await allowances.take(Officer("another", ()), "registry.place.read")
            await asyncio.sleep(0)  # what is over is forgotten beside the requests
        assert allowances.counted < 10


async def test_many_at_once_get_no_more_than_one_by_one() -> None:
    allowances, me = Allowances(A_MINUTE, SHARES), Officer("officer-7", ())
    asked = (allowances.take(me, "registry.place.read") for _ in range(50))
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert answers.count(None) == A_MINUTE
    assert all(isinstance(each, TooManyRequests) for each in answers if each is not None)
