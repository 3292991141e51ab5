"""Families registered, and memberships started, a thousand at a time: how many a second are
durable, and in the rollups, with relay, projections and listeners on the same cores.

    python -m benchmarks.bulk --families 20000
"""

import argparse
import asyncio
import json
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import httpx2
import psycopg

from benchmarks.http import Setting, land, served
from shared.vocabulary.identifiers import new_id

ROWS = 1_000
AT_ONCE = 4
"""Requests under way, as the laptop edition loads its demo data."""
FAMILY_NAMES = ("Nguyễn Văn", "Trần Thị", "Lê Hoàng", "Phạm Minh", "Huỳnh Ngọc")
PATIENCE = 300.0
TAN_BINH = 60_358
"""Members of the district in the third quarter of 2022."""


def bodies(hamlet: str, families: int) -> Iterator[bytes]:
    """One request each, heads with name, identity number and phone as officers' lists have them."""
    for first in range(0, families, ROWS):
        rows = [
            {
                "place_id": hamlet,
                "registered_on": "2026-01-05",
                "head": {
                    "full_name": f"{FAMILY_NAMES[n % len(FAMILY_NAMES)]} Số {n}",
                    "identity_number": f"0790{n:08}",
                    "phone": f"09{n:08}",
                },
            }
            for n in range(first, min(first + ROWS, families))
        ]
        yield json.dumps({"rows": rows}).encode()


def memberships(chapter: str, members: int) -> Iterator[bytes]:
    """One request each, of nobody who is named, as the reports of districts have them."""
    row = {"chapter_id": chapter, "joined_on": "2026-01-05"}
    for first in range(0, members, ROWS):
        yield json.dumps({"rows": [row] * min(ROWS, members - first)}).encode()


def chapter(setting: Setting, port: int) -> str:
    """One of an association of the commune, in its hamlet."""
    with httpx2.Client(base_url=f"http://127.0.0.1:{port}/registry/v1", timeout=60) as client:

        def said(path: str, **body: str) -> dict[str, str]:
            head = {"Authorization": f"Bearer {setting.token}", "Idempotency-Key": str(new_id())}
            answer = client.post(path, json=body | {"founded_on": "2026-01-04"}, headers=head)
            answer.raise_for_status()
            told: dict[str, str] = answer.json()
            return told

        known = {"Authorization": f"Bearer {setting.token}"}
        hamlet = client.get(f"/places/{setting.hamlet}", headers=known).json()
        commune = hamlet["parents"][0]["place_id"]
        of = said("/associations", place_id=commune, name="Hội Khuyến học")
        host = {"place_id": setting.hamlet, "name": "Chi hội", "host_kind": "hamlet"}
        return said("/chapters", **of, **host)["chapter_id"]


async def sent(setting: Setting, url: str, waiting: Iterable[bytes]) -> float:
    """Seconds until all are answered."""
    waiting = list(waiting)
    allowed = asyncio.Semaphore(AT_ONCE)

    async def send(client: httpx2.AsyncClient, body: bytes) -> None:
        head = {
            "Authorization": f"Bearer {setting.token}",
            "Idempotency-Key": str(new_id()),
            "Content-Type": "application/json",
        }
        async with allowed:
            answer = await client.post(url, content=body, headers=head)
        if answer.status_code != 200 or answer.json()["refused"]:
            raise SystemExit(f"not registered: {answer.text[:500]}")

    async with httpx2.AsyncClient(timeout=PATIENCE) as client:
        began = time.monotonic()
        await asyncio.gather(*(send(client, body) for body in waiting))
        return time.monotonic() - began


def until_counted(setting: Setting, measure: str, number: int) -> None:
    until = time.monotonic() + PATIENCE
    with psycopg.connect(setting.servers.database("rollups"), autocommit=True) as connection:
        query = "select coalesce(sum(value), 0) from cells where measure = %s"
        while time.monotonic() < until:
            (counted,) = connection.execute(query, (measure,)).fetchone() or (0,)
            if counted == number:
                return
            time.sleep(0.1)
    raise SystemExit("not all were counted")


def measure(families: int, members: int = TAN_BINH) -> list[str]:
    """The lines of the table."""
    with (
        tempfile.TemporaryDirectory(prefix="hieuhoc-bench-") as name,
        land(Path(name)) as setting,
        served(setting.environment, "-m", "services.registry", "all") as port,
        served(setting.environment, "-m", "services.rollups", "all"),
    ):
        door = f"http://127.0.0.1:{port}/registry/v1"
        named = bodies(setting.hamlet, families)
        lines = _measured(setting, f"{door}/families/bulk", "families", families, named)
        unnamed = memberships(chapter(setting, port), members)
        lines += _measured(setting, f"{door}/memberships/bulk", "members", members, unnamed)
    return lines


def _measured(
    setting: Setting, url: str, what: str, number: int, waiting: Iterable[bytes]
) -> list[str]:
    began = time.monotonic()
    answered = asyncio.run(sent(setting, url, waiting))
    until_counted(setting, what, number)
    counted = time.monotonic() - began
    return [
        f"| {number:,} {what} in bulk | {number / answered:,.0f}/s | – | – | ≥ 2,500/s |",
        f"| the same, counted in the rollups | {number / counted:,.0f}/s | – | – | – |",
    ]


if __name__ == "__main__":
    asking = argparse.ArgumentParser()
    asking.add_argument("--families", type=int, default=20_000)
    asking.add_argument("--members", type=int, default=TAN_BINH)
    asked = asking.parse_args()
    print("\n".join(measure(asked.families, asked.members)))
