"""Whatever kind of list is taken back, in however many pages: a process that does so is killed
wherever it is, and whoever asks again finishes it, and nothing is withdrawn twice."""

from collections.abc import AsyncIterator, Sequence

import pytest

from services.registry.importing.names import ListKind as Name
from tests.importing.drawn.books import Books, books, differences
from tests.importing.drawn.kinds import ALL, Drawn
from tests.importing.fixtures import rows
from tests.importing.register import opened
from tests.importing.test_imports_door import sent
from tests.importing.test_imports_killed import Edge, again, done_apart, said
from tests.support.databases import Databases
from tests.support.service_door import PROJECTOR, ServiceDoor

EDGES: Sequence[Edge] = (
    ("recording", 1, False),
    ("recording", 1, True),
    ("recording", 2, False),
    ("recording", 1, True),
    ("said", 1, False),
    ("said", 1, True),
    ("forgetting", 1, True),
)
"""Before the first page, after each, and when all is withdrawn: before and after that is said."""
WITHDRAWN = """
select count(*), count(distinct (stream_id, data)) from log where type like '%-withdrawn.v1'
"""


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases, working=PROJECTOR) as door:
        yield door


@pytest.mark.parametrize("name", [Name.MEMBERS, Name.CENTRE_SESSIONS, Name.HAMLETS])
async def test_an_undo_killed_at_every_edge_of_its_pages_takes_everything_back_once(
    register: ServiceDoor, name: Name
) -> None:
    drawn = ALL[name]
    await drawn.before(register)
    before = await books(register)
    import_id = await brought(register, drawn)
    assert await books(register) != before

    request = said(register, f"/imports/{import_id}/undo", {}, drawn.grants)
    assert done_apart(register, *EDGES, request=request) == [-9] * len(EDGES)
    answer = await again(register, request)
    assert (answer.status_code, answer.json()["state"]) == (200, "undone"), answer.text
    number = sum(answer.json()["withdrawn"].values())
    assert number > len(drawn.things) - 1
    assert register.rows(WITHDRAWN) == [(number, number)]
    assert register.types().count("import-undone") == 1
    await back_as(register, before)


async def brought(register: ServiceDoor, drawn: Drawn) -> str:
    """By the first way to say each thing."""
    lines = [line for ways in drawn.things for line in ways[0]]
    data = rows([*drawn.headings], *([*line] for line in lines))
    body = sent(data, kind=drawn.name, place_id=str(drawn.place_id))
    dry = await register.post("/imports", body, drawn.grants)
    import_id = str(dry.json()["import_id"])
    await register.post(f"/imports/{import_id}/confirm", {}, drawn.grants)
    await register.views_caught_up()
    assert done_apart(register, None) == [0]
    return import_id


async def back_as(register: ServiceDoor, before: Books) -> None:
    assert differences(await books(register), before) == []
