"""Officers with real tokens, and the counter they ask at."""

import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx2
from joserfc import jwt
from joserfc.jwk import ECKey

from services.rollups.main import CARDS, HEARERS, SAYINGS
from services.rollups.views.answers import Answers
from services.rollups.views.known import KnownTrees
from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from shared.postgres.connections import pool
from shared.vocabulary.places import Tree
from shared.web.application import Door, create_application
from shared.web.counter import Counter
from shared.web.identity import Identity
from shared.web.keys import Keys
from shared.web.own_writes import OwnWrites
from shared.web.receipts import Receipts
from shared.web.refusals import place_not_known_yet
from shared.web.waiting import Waiting

ISSUER = "https://issuer.test"
KEY = ECKey.generate_key("P-256", {"kid": "of-these-tests"}, private=True)
PUBLIC_KEYS = json.dumps({"keys": [KEY.as_dict(private=False)]})
NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)

SYSTEM: dict[str, Any] = {"role": "system", "place_id": None}


def province_officer(place_id: UUID) -> dict[str, Any]:
    return {"role": "province-officer", "place_id": str(place_id), "reach": "subtree"}


def hamlet_officer(place_id: UUID) -> dict[str, Any]:
    return {"role": "hamlet-officer", "place_id": str(place_id), "reach": "own"}


def token(*grants: dict[str, Any]) -> str:
    claims = {"iss": ISSUER, "aud": "hieuhoc", "sub": "officer", "exp": int(time.time()) + 600}
    header = {"alg": "ES256", "kid": "of-these-tests"}
    return jwt.encode(header, {**claims, "grants": list(grants)}, KEY, algorithms=["ES256"])


@dataclass(frozen=True)
class Known:
    """This tree, whatever was heard of places."""

    tree: Tree

    async def refreshed(self) -> Tree:
        return self.tree


@asynccontextmanager
async def asked_of(dsn: str, tree: Tree) -> AsyncIterator[Counter]:
    """The counter itself, over the tables of rollups and this tree."""
    async with open_store(dsn, CARDS.facts) as store, pool(dsn, "rollups api") as connections:
        yield Counter(
            Transactions(store),
            connections,
            Known(tree),
            lambda: NOW,
            place_not_known_yet,
            OwnWrites(Receipts(store.line), Waiting(store.line, ())),
            (Answers(connections, HEARERS), KnownTrees()),
        )


@asynccontextmanager
async def counter(
    dsn: str, tree: Tree, *grants: dict[str, Any]
) -> AsyncIterator[httpx2.AsyncClient]:
    """An officer with these grants at the counter of rollups."""
    identity = Identity(ISSUER, "hieuhoc", Keys(PUBLIC_KEYS))
    async with asked_of(dsn, tree) as asked:
        door = Door("rollups", identity, state={"counter": asked}, sayings=SAYINGS)
        transport = httpx2.ASGITransport(app=create_application(door, CARDS.routers(asked)))
        headers = {"Authorization": f"Bearer {token(*grants)}"}
        async with httpx2.AsyncClient(
            transport=transport, base_url="http://rollups/rollups/v1", headers=headers
        ) as client:
            yield client
