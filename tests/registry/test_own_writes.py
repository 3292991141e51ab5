"""Whoever recorded something reads it, if he says after what, however slow the views are."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any
from uuid import uuid4

import httpx2
import psycopg
import pytest

from shared.web.own_writes import OwnWrites
from shared.web.server import listening, server_of
from tests.support import land
from tests.support.land import OF_COMMUNE
from tests.support.service_door import ServiceDoor, another_process
from tests.support.waiting import eventually_async

CLAN: dict[str, Any] = {"place_id": str(land.COMMUNE), "registered_on": "2025-08-01"}
LIST = f"/clans?place_id={land.COMMUNE}"
LONG = 600.0
SHORT = 0.05
MARK = "select position from view_marks where view = 'clans' for update"


def own(register: ServiceDoor) -> OwnWrites:
    writes: OwnWrites = register.app.state.counter.own_writes
    return writes


async def registered(register: ServiceDoor, key: str = "") -> tuple[str, str]:
    """The clan, and what is to be said to read it."""
    answer = await register.post("/clans", CLAN, OF_COMMUNE, key)
    assert answer.status_code == 201, answer.text
    return answer.json()["clan_id"], answer.headers["Hieuhoc-After"]


async def read(register: ServiceDoor, path: str, after: str) -> httpx2.Response:
    return await register.look(f"{path}{'&' if '?' in path else '?'}after={after}", OF_COMMUNE)


@asynccontextmanager
async def held_back(register: ServiceDoor) -> AsyncIterator[psycopg.AsyncConnection[Any]]:
    """The view of the clans stands still."""
    await register.views_caught_up()
    async with await psycopg.AsyncConnection.connect(register.dsn) as holding:
        await holding.execute(MARK)
        yield holding


async def waiters(register: ServiceDoor, number: int) -> None:
    async def there() -> bool:
        return own(register).waiting.number == number

    await eventually_async(there)


async def test_what_was_recorded_is_read_by_whoever_says_after_what(register: ServiceDoor) -> None:
    own(register).waiting.patience = LONG
    for n in range(1, 11):
        clan, after = await registered(register)
        one, page = await read(register, f"/clans/{clan}", after), await read(register, LIST, after)
        assert one.status_code == 200, one.text
        assert {one.headers["Hieuhoc-Applied"], page.headers["Hieuhoc-Applied"]} == {"true"}
        assert page.json()["number"] == n
    assert "Hieuhoc-Applied" not in (await register.get(LIST, OF_COMMUNE)).headers
    hamlet = {"commune_id": str(land.COMMUNE), "kind": "khu-pho", "name": "Khu phố 77"}
    hamlet |= {"valid_from": "2025-08-01"}
    told = await register.post("/places", hamlet, OF_COMMUNE)
    assert told.status_code == 201, told.text
    shown = await read(
        register, f"/places/{told.json()['place_id']}", told.headers["Hieuhoc-After"]
    )
    assert (shown.json()["name"], shown.headers["Hieuhoc-Applied"]) == ("Khu phố 77", "true")


async def test_what_is_not_shown_in_time_is_answered_as_it_is(register: ServiceDoor) -> None:
    own(register).waiting.patience = SHORT
    async with held_back(register) as holding:
        clan, after = await registered(register)
        one, page = await read(register, f"/clans/{clan}", after), await read(register, LIST, after)
        assert (one.status_code, page.status_code, page.json()["number"]) == (404, 200, 0)
        assert {one.headers["Hieuhoc-Applied"], page.headers["Hieuhoc-Applied"]} == {"false"}
        own(register).waiting.patience = LONG
        later = asyncio.create_task(read(register, f"/clans/{clan}", after))
        await waiters(register, 1)
        await holding.rollback()
        shown = await later
    assert (shown.json()["clan_id"], shown.headers["Hieuhoc-Applied"]) == (clan, "true")


async def test_a_repeat_says_what_the_first_one_said_and_many_rows_the_highest(
    register: ServiceDoor,
) -> None:
    _, first = await registered(register, "a")
    _, second = await registered(register, "b")
    assert (await registered(register, "a"))[1] == first != second
    rows = {"rows": [CLAN, {"place_id": "?"}, CLAN]}
    many = await register.post("/clans/bulk", rows, OF_COMMUNE, "c")
    (head,) = register.rows("select position from log_head")
    position = own(register).receipts.position
    assert await position(many.headers["Hieuhoc-After"]) == head[0]
    assert await position(second) == head[0] - 2
    await registered(register)
    again = await register.post("/clans/bulk", rows, OF_COMMUNE, "c")
    assert again.headers["Hieuhoc-After"] == many.headers["Hieuhoc-After"]
    await register.post("/clans/bulk", {"rows": [CLAN]}, OF_COMMUNE, "e")
    grown = await register.post("/clans/bulk", {"rows": [CLAN, CLAN]}, OF_COMMUNE, "e")
    (head,) = register.rows("select position from log_head")
    assert await position(grown.headers["Hieuhoc-After"]) == head[0]
    head_of_it = {"full_name": "Nguyễn Thị Học"}
    family = {"place_id": str(land.HAMLET), "registered_on": "2025-08-01", "head": head_of_it}
    families = {"rows": [family, family]}
    kept = await register.post("/families/bulk", families, OF_COMMUNE, "d")
    await registered(register)
    once_more = await register.post("/families/bulk", families, OF_COMMUNE, "d")
    assert once_more.headers["Hieuhoc-After"] == kept.headers["Hieuhoc-After"]


async def test_what_is_refused_says_nothing_to_wait_for(register: ServiceDoor) -> None:
    wrong = CLAN | {"registered_on": "2099-01-01"}
    for path, body in (("/clans", wrong), ("/clans/bulk", {"rows": [wrong]})):
        answer = await register.post(path, body, OF_COMMUNE)
        assert "Hieuhoc-After" not in answer.headers


async def test_a_forged_receipt_or_one_of_another_log_is_refused(register: ServiceDoor) -> None:
    _, after = await registered(register)
    changed = ("B" if after[0] == "A" else "A") + after[1:]
    for forged in ("", "A", "1", after[:-4], after + "AAAA", after[:-1], changed, "ế", "%2b" * 9):
        answer = await read(register, LIST, forged)
        assert (answer.status_code, answer.json()["code"]) == (400, "web.receipt-invalid"), forged
    register.rows("update log_head set log_id = gen_random_uuid() returning 1")
    async with another_process(register) as of_another_log:
        answer = await read(of_another_log, LIST, after)
    assert (answer.status_code, answer.json()["code"]) == (400, "web.receipt-invalid")


async def test_all_processes_and_later_ones_know_each_others_receipts(
    register: ServiceDoor,
) -> None:
    clan, after = await registered(register)
    async with another_process(register) as other:
        own(other).waiting.patience = LONG
        assert (await read(other, f"/clans/{clan}", after)).headers["Hieuhoc-Applied"] == "true"


async def test_who_waits_holds_no_connection(register: ServiceDoor) -> None:
    connections = register.app.state.counter.connections
    await connections.resize(1, 1)
    own(register).waiting.patience = LONG
    async with held_back(register) as holding:
        _, after = await registered(register)
        opened = await there(holding)
        reading = [asyncio.create_task(read(register, LIST, after)) for _ in range(20)]
        await waiters(register, 20)
        assert (await register.look(LIST, OF_COMMUNE)).json()["number"] == 0
        assert await there(holding) == opened
        await holding.rollback()
        shown = await asyncio.gather(*reading)
    assert {answer.json()["number"] for answer in shown} == {1}


async def there(connection: psycopg.AsyncConnection[Any]) -> list[Any]:
    """Who is connected to this database."""
    asked = "select pid from pg_stat_activity where datname = current_database() order by pid"
    return await (await connection.execute(asked)).fetchall()


async def test_a_fact_that_was_set_aside_is_said_not_to_be_shown(register: ServiceDoor) -> None:
    own(register).waiting.patience = LONG
    clan, after = await registered(register)
    await register.views_caught_up()
    register.rows(
        "insert into view_facts_set_aside"
        " (view, version, position, stream_id, subject, type, reason, detail)"
        " select view, m.version, l.position, stream_id, stream_id, type, 'cannot-be-applied', ''"
        " from log l, view_marks m where stream_id = %s and view = 'clans' returning 1",
        clan,
    )
    assert (await read(register, LIST, after)).headers["Hieuhoc-Applied"] == "false"
    _, later = await registered(register)
    assert (await read(register, LIST, later)).headers["Hieuhoc-Applied"] == "true"


async def test_what_a_restored_log_has_lost_is_not_shown(register: ServiceDoor) -> None:
    own(register).waiting.patience = SHORT
    (head,) = register.rows("select position from log_head")
    lost = await own(register).receipts.of(head[0] + 1)
    answer = await read(register, LIST, lost)
    assert (answer.status_code, answer.headers["Hieuhoc-Applied"]) == (200, "false")


@pytest.mark.parametrize("end", ["gone", "stopped"])
async def test_a_wait_ends_when_the_client_goes_or_the_process_stops(
    register: ServiceDoor, end: str
) -> None:
    waiting = own(register).waiting
    waiting.patience = LONG
    stop = asyncio.Event()
    async with held_back(register), AsyncExitStack() as ending:
        _, after = await registered(register)
        door = ending.enter_context(listening("127.0.0.1", 0))
        server = server_of(register.app)
        serving = asyncio.create_task(server.serve(sockets=[door]))
        stopping = asyncio.create_task(waiting.run(stop))
        port = door.getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        token = register.provider.token(OF_COMMUNE)
        asked = f"GET /registry/v1{LIST}&after={after} HTTP/1.1\r\nHost: x\r\n"
        writer.write(f"{asked}Authorization: Bearer {token}\r\n\r\n".encode())
        await waiters(register, 1)
        if end == "stopped":
            stop.set()
            assert b"hieuhoc-applied: false" in (await reader.readuntil(b"\r\n\r\n")).lower()
        writer.close()
        await waiters(register, 0)
        stop.set()
        server.should_exit = True
        await asyncio.gather(serving, stopping)


async def test_more_than_may_wait_are_answered_with_what_is_there(
    register: ServiceDoor,
) -> None:
    own(register).waiting.most = 0
    own(register).waiting.patience = LONG
    lost = await own(register).receipts.of(2**62)
    assert (await read(register, LIST, lost)).headers["Hieuhoc-Applied"] == "false"
    assert (await read(register, f"/clans/{uuid4()}", lost)).status_code == 404
