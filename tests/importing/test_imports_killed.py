"""A process that gives imports their turn is killed wherever it is: another one goes on, and no row
is lost or stands twice."""

import json
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence

import pytest
from pydantic import SecretStr

from tests.importing.register import finished, opened, registered
from tests.importing.test_imports_door import A02, sent
from tests.support.databases import Databases
from tests.support.land import OF_COMMUNE
from tests.support.service_door import PROJECTOR, ServiceDoor
from tests.support.sources import ROOT
from tests.support.told import told

EDGES: Sequence[tuple[str, int, bool]] = (
    ("parse", 1, True),
    ("recording", 2, True),
    ("page", 2, True),
    ("report", 1, True),
)
"""Each one further than the one before: name, which call, and whether after it."""


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases, working=PROJECTOR) as door:
        yield door


def given_turns(register: ServiceDoor, edges: Sequence[tuple[str, int, bool]]) -> list[int]:
    """How each process ended."""
    settings = told("registry", register.dsn, register.provider)
    done = subprocess.run(
        [sys.executable, "-m", "tests.importing.import_process"],
        input=json.dumps({"settings": settings, "edges": edges}, default=_plain),
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

    ends = given_turns(register, EDGES)
    shown = await finished(register, import_id)

    assert ends == [-9] * len(EDGES) + [0]
    assert len(registered(register)) == 47
    assert len({each.head_ref for each in registered(register)}) == 47
    assert register.rows("select count(*) from people") == [(47,)]
    assert shown["report"] == dry.json()
    counts = {name: shown["progress"][name] for name in ("done", "new", "rejected", "ask")}
    assert counts == {"done": 57, "new": 47, "rejected": 8, "ask": 2}
    assert register.types().count("import-finished") == 1
