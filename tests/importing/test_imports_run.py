"""Imports wait for their turn, go on as long as their officer's grant does, and leave no file."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from services.registry.imports.api.files import open_files
from services.registry.imports.api.naming import is_named, names_in
from services.registry.imports.api.worker import HANDS, ImportWorker
from services.registry.main import LISTS
from services.registry.people.vault.personal_data import PersonalData
from services.registry.people.vault.sealing import MasterKey
from shared.eventstore.due.loop import DueDays
from shared.importing.table import Row, Sheet
from shared.vocabulary.calendar import civil_day
from tests.importing.fixtures import rows
from tests.importing.register import counter_of, finished, opened, registered
from tests.importing.test_imports_door import HEADINGS, sent, submitted
from tests.support.databases import Databases
from tests.support.land import OF_COMMUNE
from tests.support.service_door import MIDDAY, PROJECTOR, ServiceDoor
from tests.support.told import VAULT_KEY
from tests.support.waiting import eventually_async
from tests.web.tokens import signed_in

OTHER = rows(HEADINGS, ["Phạm Thị Tập", 1979, "Khu phố 2"])
LONG = timedelta(days=30)


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    """Nothing gives imports their turn."""
    async with opened(databases, working=PROJECTOR) as door:
        yield door


@pytest.fixture
async def at_work(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases) as door:
        yield door


async def confirmed(register: ServiceDoor, import_id: str) -> None:
    answer = await register.post(f"/imports/{import_id}/confirm", {}, OF_COMMUNE)
    assert answer.status_code == 202, answer.text


async def test_imports_of_a_place_and_kind_wait_visibly_in_the_order_they_were_sent(
    register: ServiceDoor,
) -> None:
    first = await submitted(register)
    second = (await register.post("/imports", sent(OTHER), OF_COMMUNE)).json()["import_id"]
    for each in (second, first):
        await confirmed(register, each)
    place = sent()["place_id"]
    listed = (await register.get("/imports", OF_COMMUNE, place_id=place)).json()
    shown = [(each["import_id"], each["state"], each["ahead"]) for each in listed["items"]]
    assert shown == [(first, "waiting", 0), (second, "waiting", 1)]
    assert registered(register) == []


async def test_a_worker_whose_hands_are_full_is_ready(register: ServiceDoor) -> None:
    families = rows(HEADINGS, *([f"Lê Văn {n}", 1950, "Khu phố 1"] for n in range(60)))
    clans = rows(["Tên dòng họ", "Ấp"], *([f"Họ Lê {n}", "Khu phố 1"] for n in range(60)))
    for kind, data in (("families", families), ("clans", clans)):
        answer = await register.post("/imports", sent(data, kind=kind), OF_COMMUNE)
        await confirmed(register, answer.json()["import_id"])
    await register.views_caught_up()
    key = MasterKey.from_base64(VAULT_KEY)
    worker = ImportWorker(counter_of(register), register.dsn, key, LISTS, page=1)
    running = "select count(*) from imports where state = 'running'"
    stop = asyncio.Event()

    async def both() -> bool:
        return register.rows(running) == [(HANDS,)]

    assert worker.unready() == "not started"
    task = asyncio.create_task(worker.run(stop))
    await eventually_async(both)
    assert worker.unready() is None
    stop.set()
    await task


async def test_an_import_ends_with_its_officers_grant_and_goes_on_with_another(
    at_work: ServiceDoor,
) -> None:
    import_id = await submitted(at_work)
    at_work.clock.now = datetime.now(UTC)
    running_out = int(datetime.now(UTC).timestamp()) - 5
    token = at_work.provider.token(OF_COMMUNE, exp=running_out)
    headers = signed_in(token) | {"Idempotency-Key": "k"}
    path = f"/registry/v1/imports/{import_id}/confirm"
    assert (await at_work.client.post(path, headers=headers)).status_code == 202
    ended = await finished(at_work, import_id, "ended")
    assert (ended["reason_code"], registered(at_work)) == ("grant-ended", [])

    await confirmed(at_work, import_id)
    assert (await finished(at_work, import_id))["reason_code"] is None
    assert len(registered(at_work)) == 1


async def test_a_file_is_kept_30_days_after_its_import_ended_and_no_longer(
    at_work: ServiceDoor,
) -> None:
    import_id = await submitted(at_work)
    await confirmed(at_work, import_id)
    await finished(at_work, import_id)
    key = MasterKey.from_base64(VAULT_KEY)
    async with open_files(at_work.dsn, key) as files:
        for after, kept in ((LONG, True), (LONG + timedelta(days=1), False)):
            now = MIDDAY + after
            await files.sweep(now, civil_day(now))
            found = await files.read(UUID(import_id), "file")
            assert (found is not None) is kept
    told = await finished(at_work, import_id)
    assert (told["report"], told["progress"]["new"]) == (None, 1)


async def test_what_nobody_agreed_to_is_dropped_after_30_days(register: ServiceDoor) -> None:
    register.clock.now = MIDDAY - LONG
    import_id = await submitted(register)
    await register.views_caught_up()
    (due,) = [each for each in register.parts.workers if isinstance(each, DueDays)]
    for before, state in ((timedelta(days=1), "submitted"), (timedelta(0), "dropped")):
        register.clock.now = MIDDAY - before
        await due.round()
        told = (await register.get(f"/imports/{import_id}", OF_COMMUNE)).json()
        assert told["state"] == state
    assert await submitted(register) != import_id


async def test_a_file_that_was_deleted_meanwhile_ends_its_import(at_work: ServiceDoor) -> None:
    import_id = await submitted(at_work)
    at_work.looking.execute("delete from import_files")
    refused = await at_work.post(f"/imports/{import_id}/confirm", {}, OF_COMMUNE)
    assert (refused.status_code, refused.json()["code"]) == (409, "registry.import-file-gone")


async def test_an_erasure_deletes_the_files_that_name_the_person_and_no_others(
    at_work: ServiceDoor,
) -> None:
    number = ["Phạm Thị Tập", 1979, "Khu phố 2", "079179000001"]
    numbered = sent(rows([*HEADINGS, "Số CCCD"], number))
    theirs = [await submitted(at_work)]
    await confirmed(at_work, theirs[0])
    await finished(at_work, theirs[0])
    waiting = rows(HEADINGS, ["LÊ VĂN HỌC ", 1980, "Khu phố 1"])
    theirs.append((await at_work.post("/imports", sent(waiting), OF_COMMUNE)).json()["import_id"])
    other = (await at_work.post("/imports", numbered, OF_COMMUNE)).json()["import_id"]

    ((head,),) = at_work.rows("select person_ref from people")
    erased = await at_work.post(f"/people/{head}/erasure", {}, OF_COMMUNE)
    assert erased.status_code == 200, erased.text

    kept = at_work.rows("select distinct import_id::text from import_files")
    assert kept == [(other,)]
    again = await at_work.post(f"/imports/{theirs[1]}/confirm", {}, OF_COMMUNE)
    assert again.json()["code"] == "registry.import-file-gone"


def test_a_file_names_whoever_it_writes_with_a_number_or_a_name_however_spaced() -> None:
    key = MasterKey.from_base64(VAULT_KEY)
    cells = ("Nguyễn  Thị HỌC", "079 180 000 001", 79179000002.0, 1980.0, None, "Khu phố 1")
    names = names_in([Sheet("a", [Row(1, cells)])], key)
    for person, by_name in (
        (PersonalData("Ai Đó", identity_number="079180000001"), False),
        (PersonalData("Ai Đó", identity_number="079179000002"), False),
        (PersonalData("Nguyễn Thị Học"), True),
    ):
        assert is_named(names, person, key, by_name=by_name)
    for stranger in (PersonalData("Nguyễn Thị Hoa"), PersonalData("Trần Văn An", phone=None)):
        assert not is_named(names, stranger, key, by_name=True)
    assert not is_named(names, PersonalData("Nguyễn Thị Học"), key, by_name=False)
