"""Families registered a thousand at a time: how many a second are durable, and in the rollups, with
relay, projections and listeners on the same cores.

    python -m benchmarks.bulk --families 20000
"""

import argparse
import asyncio
import json
import tempfile
import time
from collections.abc import Iterator
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


async def sent(setting: Setting, port: int, families: int) -> float:
    """Seconds until all are answered."""
    waiting = list(bodies(setting.hamlet, families))
    allowed = asyncio.Semaphore(AT_ONCE)
    url = f"http://127.0.0.1:{port}/registry/v1/families/bulk"

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


def until_counted(setting: Setting, families: int) -> None:
    until = time.monotonic() + PATIENCE
    with psycopg.connect(setting.servers.database("rollups"), autocommit=True) as connection:
        query = "select coalesce(sum(value), 0) from cells where measure = 'families'"
        while time.monotonic() < until:
            (counted,) = connection.execute(query).fetchone() or (0,)
            if counted == families:
                return
            time.sleep(0.1)
    raise SystemExit("not all were counted")


def measure(families: int) -> list[str]:
    """The lines of the table."""
    with (
        tempfile.TemporaryDirectory(prefix="hieuhoc-bench-") as name,
        land(Path(name)) as setting,
        served(setting.environment, "-m", "services.registry", "all") as port,
        served(setting.environment, "-m", "services.rollups", "all"),
    ):
        began = time.monotonic()
        answered = asyncio.run(sent(setting, port, families))
        until_counted(setting, families)
        counted = time.monotonic() - began
    return [
        f"| {families:,} families in bulk | {families / answered:,.0f}/s | – | – | ≥ 2,500/s |",
        f"| the same, counted in the rollups | {families / counted:,.0f}/s | – | – | – |",
    ]


if __name__ == "__main__":
    asking = argparse.ArgumentParser()
    asking.add_argument("--families", type=int, default=20_000)
    print("\n".join(measure(asking.parse_args().families)))
