"""A process that gives imports their turn is killed wherever it is: another one goes on, and no row
is lost or stands twice."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from typing import Any

import psutil
import pytest
from pydantic import SecretStr

from services.registry.imports.api.files import LOST, open_files
from services.registry.people.vault.sealing import MasterKey
from shared.importing.sources.reading_apart import READER
from shared.vocabulary.calendar import civil_day
from shared.web.identity import Grant
from tests.importing.fixtures import rows
from tests.importing.persons import HEADINGS as OF_PERSONS
from tests.importing.register import finished, opened, registered
from tests.importing.test_imports_door import A02, HEADINGS, sent
from tests.support.databases import Databases
from tests.support.land import OF_COMMUNE
from tests.support.service_door import PROJECTOR, ServiceDoor
from tests.support.sources import ROOT
from tests.support.told import VAULT_KEY, told
from tests.web.tokens import signed_in

Edge = tuple[str, int, bool]
EDGES: Sequence[Edge] = (
    ("parse", 1, True),
    ("recording", 2, True),
    ("page", 2, True),
    ("report", 1, True),
)
"""Each one further than the one before: name, which call, and whether after it."""
PERSONS = "families-with-members"
PEOPLE = (
    [*OF_PERSONS],
    [1.0, "Lê Văn Học", "Chủ hộ", 1970.0, "079070000001", "KP1"],
    [1.0, "Trần Thị Tập", "Vợ", 1972.0, "079172000002", "KP1"],
    [1.0, "Lê Thị Hiếu", "Con", 2010.0, None, "KP1"],
    [2.0, "Phan Văn Đọc", "Chủ hộ", 1980.0, None, "KP2"],
    [2.0, "Phan Thị Viết", "Con", "01/02/2012", None, "KP2"],
)
TAKEN_BACK = ("family-withdrawn", "import-undone")


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases, working=PROJECTOR) as door:
        yield door


def done_apart(register: ServiceDoor, *edges: Edge | None, **said: Any) -> list[int]:
    """How each process ended. `said`: what they do, other than giving imports their turn."""
    settings = told("registry", register.dsn, register.provider)
    done = subprocess.run(
        [sys.executable, "-m", "tests.importing.import_process"],
        input=json.dumps({"settings": settings, "edges": edges, **said}, default=_plain),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    ends: list[int] = json.loads(done.stdout.splitlines()[-1])
    return ends


def _plain(secret: SecretStr) -> str:
    return secret.get_secret_value()


async def test_an_import_killed_at_every_edge_has_every_row_once(register: ServiceDoor) -> None:
    dry = await register.post("/imports", sent(A02.read_bytes()), OF_COMMUNE)
    import_id = dry.json()["import_id"]
    await register.post(f"/imports/{import_id}/confirm", {}, OF_COMMUNE)
    await register.views_caught_up()

    ends = done_apart(register, *EDGES, None)
    shown = await finished(register, import_id)

    assert ends == [-9] * len(EDGES) + [0]
    assert len(registered(register)) == 47
    assert len({each.head_ref for each in registered(register)}) == 47
    assert register.rows("select count(*) from people") == [(47,)]
    assert shown["report"] == dry.json()
    counts = {name: shown["progress"][name] for name in ("done", "new", "rejected", "ask")}
    assert counts == {"done": 57, "new": 47, "rejected": 8, "ask": 2}
    assert register.types().count("import-finished") == 1


DRY: Sequence[Edge] = (
    ("rehearsing", 1, True),
    ("keeping", 1, False),
    ("keeping", 1, True),
    ("said", 1, False),
    ("said", 1, True),
)
"""Of a request that sends a list. What is kept of it before anything is said may stay for a day."""


async def test_a_list_that_is_sent_while_its_process_is_killed_is_one_import_or_none(
    register: ServiceDoor,
) -> None:
    request = said(register, "/imports", sent())
    ends = done_apart(register, *DRY, request=request)

    assert ends == [-9] * len(DRY)
    assert register.types() == ["import-file-reserved", "import-submitted"]
    await register.views_caught_up()
    ((import_id,),) = register.rows("select import_id::text from imports")
    answers = [await again(register, request) for _ in range(2)]
    assert [each.status_code for each in answers] == [201, 201]
    assert {each.json()["import_id"] for each in answers} == {import_id}
    assert answers[0].json()["rows"]["new"] == 1
    left = "select count(distinct import_id) from import_files"
    assert register.rows(left) == [(3,)], "of each that was killed once its file was kept"
    async with open_files(register.dsn, MasterKey.from_base64(VAULT_KEY)) as files:
        later = datetime.now(UTC) + 2 * LOST
        await files.sweep(later, civil_day(later))
    assert register.rows("select distinct import_id::text from import_files") == [(import_id,)]


UNDO: Sequence[Edge] = (
    ("recording", 1, False),
    ("recording", 1, True),
    ("said", 1, False),
    ("said", 1, True),
    ("forgetting", 1, True),
)


async def test_an_undo_killed_at_every_edge_takes_everything_back_once(
    register: ServiceDoor,
) -> None:
    dry = await register.post("/imports", sent(rows(*PEOPLE), kind=PERSONS), OF_COMMUNE)
    import_id = dry.json()["import_id"]
    await register.post(f"/imports/{import_id}/confirm", {}, OF_COMMUNE)
    await register.views_caught_up()
    assert done_apart(register, None) == [0]
    assert (len(registered(register)), register.types().count("family-member-joined")) == (2, 3)

    request = said(register, f"/imports/{import_id}/undo", {})
    assert done_apart(register, *UNDO, request=request) == [-9] * len(UNDO)
    answer = await again(register, request)

    assert (answer.status_code, answer.json()["state"]) == (200, "undone"), answer.text
    assert answer.json()["withdrawn"] == {"family": 2}
    counts = {name: register.types().count(name) for name in TAKEN_BACK}
    assert counts == {"family-withdrawn": 2, "import-undone": 1}
    assert register.rows("select 1 from import_files") == []


async def test_a_worker_killed_with_both_hands_full_leaves_both_lists_to_the_next(
    register: ServiceDoor,
) -> None:
    families = rows(HEADINGS, *([f"Lê Văn {n}", 1950, "Khu phố 1"] for n in range(90)))
    clans = rows(["Tên dòng họ", "Ấp"], *([f"Họ Lê {n}", "Khu phố 1"] for n in range(90)))
    for kind, data in (("families", families), ("clans", clans)):
        dry = await register.post("/imports", sent(data, kind=kind), OF_COMMUNE)
        await register.post(f"/imports/{dry.json()['import_id']}/confirm", {}, OF_COMMUNE)
    await register.views_caught_up()

    assert done_apart(register, None, by_all_hands=True, killed=True) == [-9]
    halves = register.rows("select new from import_progress")
    assert len(halves) == 2, "each hand had one"
    assert all(0 < new < 90 for (new,) in halves)
    assert done_apart(register, None, by_all_hands=True, killed=False) == [0]

    assert register.rows("select new, of_rows from import_progress") == [(90, 90)] * 2
    assert len({each.head_ref for each in registered(register)}) == 90
    assert register.types().count("clan-registered") == 90
    assert register.types().count("import-finished") == 2


async def test_a_reader_that_is_killed_refuses_its_file_and_nothing_else(
    register: ServiceDoor,
) -> None:
    families = rows(HEADINGS, *([f"Lê Văn {n}", 1950, "Khu phố 1"] for n in range(5_000)))
    asking = asyncio.create_task(register.post("/imports", sent(families), OF_COMMUNE))
    while not (readers := reading()):
        assert not asking.done(), "it is read already"
        await asyncio.sleep(0.005)
    readers[0].kill()
    answer = await asking
    assert answer.status_code == 422, answer.text
    assert answer.json()["code"] == "importing.file-unreadable"
    assert (register.types(), register.rows("select 1 from import_files")) == ([], [])
    assert (await register.post("/imports", sent(), OF_COMMUNE)).status_code == 201


def reading() -> list[psutil.Process]:
    """The processes of this one that read a file."""
    found = psutil.Process().children()
    return [each for each in found if each.is_running() and READER in each.cmdline()]


def said(
    register: ServiceDoor, path: str, body: dict[str, Any], grants: Sequence[Grant] = OF_COMMUNE
) -> dict[str, Any]:
    """A request that may be made again."""
    headers = signed_in(register.provider.token(grants)) | {"Idempotency-Key": "once"}
    return {"url": f"/registry/v1{path}", "json": body, "headers": headers}


async def again(register: ServiceDoor, request: dict[str, Any]) -> Any:
    return await register.client.post(**request)
