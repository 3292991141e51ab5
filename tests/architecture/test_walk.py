"""The way of one event (docs/architecture.md): every file is visited once, always downward.

A clan is registered at the real door and becomes a cell of the rollups; of every file of the
services it is noted when it is handed both the place and the day of that clan, which stand
together in the form, the fact, the event, the contribution and the cell, and are one thing all the
way. What is handed one of the two alone is a tool. Kafka is not asked: what the relay would send
is what the projection is given. That the card is asked before anything is recorded whether it
could tell it (`relay/admission.py`) is no step: nobody takes what it says then.
"""

import base64
import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from runpy import run_path
from typing import Any

import httpx2
import psycopg
import pytest

from services.registry import main as registry
from services.registry.places.territory.facts import TERRITORY_ID, PlaceEstablished, entry
from services.registry.places.territory.territory import Territory
from services.registry.settings import Settings
from services.rollups import main as rollups
from shared.contracts.registry.clans import ClanRegisteredV1
from shared.eventstore.commands import Decision, command
from shared.eventstore.log.looking import facts_after, head_of
from shared.eventstore.migrations import migrate
from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from shared.messaging.envelope import decode_event, decode_headers
from shared.messaging.heard import Heard
from shared.messaging.relay.outgoing import records
from shared.vocabulary.identifiers import derived_id
from shared.vocabulary.places import Tree
from shared.web.identity import Grant
from tests.rollups.officers import SYSTEM, counter
from tests.support.callers import system
from tests.support.servers import fresh_database
from tests.support.walking import entered_again, walked
from tests.web.tokens import AUDIENCE, ISSUER, Provider, signed_in

COMMUNE = PlaceEstablished(derived_id("walked", "commune"), "commune", "xa", "Xã", "1", None, None)
DAY = date(2026, 3, 17)
NOW = datetime(2026, 11, 24, 5, tzinfo=UTC)
MOST = 5_000, 10_000_000
PLACE = (str(COMMUNE.place_id), COMMUNE.place_id.hex)
"""As JSON has it, and as the rollups write it for PostgreSQL."""
VAULT_KEY = base64.b64encode(os.urandom(32)).decode()


def holds(value: object) -> bool:
    """The place and the day, in any form."""
    said = repr(value)
    return any(place in said for place in PLACE) and (repr(DAY) in said or str(DAY) in said)


async def register(dsn: str) -> None:
    """A clan, at the door of the register, by whoever may do all."""
    provider = Provider()
    told: dict[str, Any] = {"database": dsn, "kafka": "127.0.0.1:1", "vault_key": VAULT_KEY}
    told |= {"identity_issuer": ISSUER, "identity_audience": AUDIENCE}
    settings = Settings(**told, identity_keys=provider.keys())
    token = provider.token([Grant("system", None, "subtree")])
    body = {"place_id": str(COMMUNE.place_id), "registered_on": str(DAY)}
    async with registry.parts(settings, lambda: NOW) as running:
        transport = httpx2.ASGITransport(app=running.app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://register") as client:
            headers = signed_in(token, Idempotency_Key="k")
            answer = await client.post("/registry/v1/clans", json=body, headers=headers)
    assert answer.status_code == 201, answer.text


async def establish(dsn: str) -> None:
    """The commune, straight into the log."""
    migrate(dsn, *registry.MIGRATIONS)
    there = Decision({TERRITORY_ID: [COMMUNE]}, None)
    async with open_store(dsn, registry.CARDS.facts) as store:
        asked = command(system(), lambda _: there, (TERRITORY_ID, Territory))
        await Transactions(store).execute(asked)


def tell(dsn: str) -> list[Heard]:
    """What others hear of clans."""
    with psycopg.connect(dsn) as connection:
        head = head_of(connection)
        page = facts_after(connection, 0, *MOST)
    sent = records(registry.CARDS.outbox, head.log_id, page)
    stamps = [decode_headers(record.headers) for record in sent]
    pairs = [
        (decode_event(stamp.type, each.value), stamp)
        for each, stamp in zip(sent, stamps, strict=True)
    ]
    return [Heard(event, stamp) for event, stamp in pairs if isinstance(event, ClanRegisteredV1)]


def count(dsn: str, told: list[Heard]) -> None:
    (projection,) = (each for each in rollups.HEARERS if ClanRegisteredV1 in each.hears)
    with psycopg.connect(dsn) as connection, connection.cursor() as cursor:
        projection.apply(cursor, told)


async def figure(dsn: str) -> int:
    asked = {"measure": "clans", "place_id": str(COMMUNE.place_id), "on": str(DAY)}
    async with counter(dsn, Tree([entry(COMMUNE)]), SYSTEM) as client:
        answer = await client.get("/figures", params=asked)
    return int(answer.json()["figures"][0]["value"])


async def test_what_is_said_of_a_clan_passes_each_file_once_from_the_door_to_a_cell(
    database: str, postgres_dsn: str
) -> None:
    await establish(database)
    with fresh_database(postgres_dsn) as other:
        migrate(other, *rollups.MIGRATIONS)
        with walked(holds) as walk:
            await register(database)
            count(other, tell(database))
        assert await figure(other) == 1
    assert entered_again(walk.files) == [], walk.files
    first = ("clans/api", "clans/clan", "bearers/spells", "clans/card")
    assert walk.files[:4] == [f"registry/{name}.py" for name in first]
    rooms = dict.fromkeys(file.split("/")[1] for file in walk.files[4:])
    assert [*rooms] == ["inbox", "measures", "views"], walk.files


HIGHER = """
def ask(thing):
    answer = decide(thing)
    return lambda: show(thing) if answer else None

def show(thing):
    return thing
"""
LOWER = """
def decide(thing):
    return bool(thing)
"""


@pytest.mark.parametrize(
    ("back", "again"), [(True, ["higher.py"]), (False, [])], ids=["and back", "and no further"]
)
def test_a_file_that_is_left_for_a_lower_one_and_entered_again_is_found(
    tmp_path: Path, back: bool, again: list[str]
) -> None:
    names: dict[str, Any] = {}
    for file, text in ((tmp_path / "lower.py", LOWER), (tmp_path / "higher.py", HIGHER)):
        file.write_text(text, encoding="utf-8")
        names = run_path(str(file), names)
    with walked(lambda value: value == "both", tmp_path) as walk:
        show: Callable[[], object] = names["ask"]("both")
        names["ask"]("one of them")()
        if back:
            show()
    assert walk.files[:2] == ["higher.py", "lower.py"]
    assert entered_again(walk.files) == again
