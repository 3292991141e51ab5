"""The associations of a province on a day, with their chapters and how many members each has, as
the counter answers it; beside it the bare rows, read by PostgreSQL and written as JSON.

    python -m benchmarks.organisation --members 60358

The province is the one that has 166 communes after 1 July 2025: an association of its own and one
in each commune, 1,500 chapters, members who joined day by day over ten years. What is measured is
the work of an answer, from the question to its JSON, without the server around it. The peer asks
for the same hosts with sums that stand there ready, and puts them under nobody.
"""

import argparse
import asyncio
import json
import random
import time
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

import msgspec
import psycopg
from psycopg import AsyncConnection
from psycopg.rows import class_row

from benchmarks.append import databases
from services.registry.importing.vietnam_2025.proposals import REFORM, place_proposals
from services.registry.importing.vietnam_2025.units import data_folder, read
from services.registry.main import MIGRATIONS
from services.registry.memberships.tree import (
    HOSTS,
    PLACES,
    Books,
    HostRow,
    Organisation,
    lies_in,
    organisation,
)
from services.registry.places.territory.facts import entry
from shared.eventstore.migrations import migrate
from shared.vocabulary.identifiers import new_id
from shared.vocabulary.places import Tree
from shared.web.garbage import look_rarely

COMMUNES, CHAPTERS, MEMBERS = 166, 1_500, 60_358
FIRST_ON, DAYS = date(2016, 1, 1), 3_900
TIMED = 200
PEER: Final = """
select host_id, place_id, names->0->>'name', members from (
    select association_id as host_id, place_id, names from associations
    union all select chapter_id, place_id, names from chapters) host
left join ready using (host_id)
"""
Asking = Callable[[date], Awaitable[object]]


def measure(members: int = MEMBERS) -> list[str]:
    """The lines of the table. Starts a server of its own and ends it."""
    tree = Tree(list(map(entry, place_proposals(read(data_folder())))))
    with databases() as (dsn, _):
        migrate(dsn, *MIGRATIONS)
        province = found(tree)
        fill(dsn, tree, province, members)
        own, peer = asyncio.run(timed(dsn, tree, province))
    what = f"a province's associations, {CHAPTERS:,} chapters and {members:,} members on a day, p95"
    ratio = f"{own / peer:.1f} ×"
    return [f"| {what} | {own:.1f} ms | its bare rows {peer:.1f} ms | {ratio} | ≤ 50 ms |"]


def found(tree: Tree) -> UUID:
    tops = {top for each in tree for _, top in each.parents if top is not None}
    return next(
        top
        for top in sorted(tops)
        if tree.in_force(top, REFORM) and len(list(tree.children(top, REFORM))) == COMMUNES
    )


def fill(dsn: str, tree: Tree, province: UUID, members: int) -> None:
    chance = random.Random(1)  # no secret
    communes = list(tree.children(province, REFORM))
    named = json.dumps([{"since": str(FIRST_ON), "name": "Hội Khuyến học"}])
    places = [(new_id(), province, "province"), *((new_id(), c, "commune") for c in communes)]
    hosts = [each[0] for each in places]
    kinds = "hamlet", "clan", "school", "agency"
    with psycopg.connect(dsn) as connection, connection.cursor() as cursor:
        cursor.executemany(
            "insert into associations_v1 (association_id, place_id, level, names, founded_on)"
            " values (%s, %s, %s, %s, %s)",
            [(*each, named, FIRST_ON) for each in places],
        )
        for _ in range(CHAPTERS):
            of, commune, _ = chance.choice(places[1:])
            belonged = json.dumps([{"since": str(FIRST_ON), "association_id": str(of)}])
            name = json.dumps([{"since": str(FIRST_ON), "name": f"Chi hội {chance.random()}"}])
            hosts.append(new_id())
            row = (hosts[-1], commune, chance.choice(kinds), belonged, name, FIRST_ON)
            cursor.execute(
                "insert into chapters_v1 (chapter_id, place_id, host_kind, associations, names,"
                " founded_on) values (%s, %s, %s, %s, %s, %s)",
                row,
            )
        joined = [
            (chance.choice(hosts), FIRST_ON + timedelta(days=chance.randrange(DAYS)))
            for _ in range(members)
        ]
        cursor.executemany(
            "insert into members_by_day_v1 values (%s, %s, 1) on conflict (host_id, day)"
            " do update set change = members_by_day_v1.change + 1",
            joined,
        )
        cursor.execute(
            "create table ready as select host_id, sum(change)::bigint as members"
            " from members_by_day group by host_id; alter table ready add primary key (host_id)"
        )
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("vacuum analyze")


async def timed(dsn: str, tree: Tree, province: UUID) -> tuple[float, float]:
    """Milliseconds within which 95 of a hundred are answered: ours, and the bare rows. The garbage
    collector goes about as in a service."""
    look_rarely()
    async with await AsyncConnection.connect(dsn) as connection:

        async def rows(row: type[Any], query: str, **asked: object) -> list[Any]:
            async with connection.cursor(row_factory=class_row(row)) as cursor:
                return await (await cursor.execute(query.encode(), asked)).fetchall()

        async def ours(on: date) -> bytes:
            return msgspec.json.encode(await answered(rows, tree, province, on))

        async def bare(_: date) -> str:
            read_rows = await (await connection.execute(PEER)).fetchall()
            return json.dumps([[str(each) for each in row] for row in read_rows])

        return await nearly_all(ours), await nearly_all(bare)


async def answered(rows: Any, tree: Tree, province: UUID, on: date) -> Organisation:
    books = await rows(Books, PLACES, on=on)
    places = [e.place_id for e in books if lies_in(tree, e.place_id, province, on)]
    return organisation(tree, province, on, await rows(HostRow, HOSTS, places=places, on=on))


async def nearly_all(ask: Asking) -> float:
    """Milliseconds, on days of a year and more; what is asked before is not counted."""
    chance, taken = random.Random(2), []  # no secret
    for number in range(TIMED + 10):
        day = REFORM + timedelta(days=chance.randrange(400))
        began = time.perf_counter()
        await ask(day)
        if number >= 10:
            taken.append(1000 * (time.perf_counter() - began))
    return sorted(taken)[int(0.95 * TIMED)]


if __name__ == "__main__":
    asking = argparse.ArgumentParser(description=__doc__)
    asking.add_argument("--members", type=int, default=MEMBERS)
    print("\n".join(measure(asking.parse_args().members)))
