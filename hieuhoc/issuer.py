"""The laptop edition's own issuer of tokens: demo officers, no password, never anywhere else.

Whoever can reach it can be any demo officer. So it works for the databases of this laptop only:
`claim` marks an empty database as this laptop's, and refuses every other.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from html import escape
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

import psycopg
from fastapi import FastAPI, Response
from fastapi.responses import HTMLResponse, PlainTextResponse
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet
from starlette.middleware.trustedhost import TrustedHostMiddleware

from hieuhoc.embedded.folder import keep
from shared.vocabulary.calendar import Clock, system_clock

LAPTOP_ID: Final = "laptop_id"
NOTICE: Final = "demo issuer - laptop edition only"
AUDIENCE: Final = "hieuhoc"
HOSTS: Final = ["127.0.0.1", "localhost"]
LIFE: Final = timedelta(hours=8)
CLAIM_LOCK: Final = 4_817_201_226


class RefusesForeignDatabase(RuntimeError):
    """The database is not this laptop's: demo officers must never rule over it."""


@dataclass(frozen=True)
class DemoOfficer:
    """`name` is also the subject of the officer's tokens, after `demo:`."""

    name: str
    role: str
    place_ids: tuple[UUID, ...]

    @property
    def grants(self) -> list[dict[str, Any]]:
        return [
            {"role": self.role, "place_id": str(place_id), "reach": "subtree"}
            for place_id in self.place_ids
        ]


def laptop_id(folder: Path) -> UUID:
    """The random identity of the laptop edition in this folder, made at its first start."""
    file = folder / LAPTOP_ID
    if not file.exists():
        keep(file, f"{uuid4()}\n")
    return UUID(file.read_text().strip())


def claim(folder: Path, dsn: str) -> None:
    """Marks an empty database as this laptop's own, before it is migrated; finds the mark again
    later. Raises RefusesForeignDatabase for one with another mark, or with tables and none."""
    mine = laptop_id(folder)
    with psycopg.connect(dsn) as connection, connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [CLAIM_LOCK])
        owner = _owner(cursor)
        if owner is None and _is_empty(cursor):
            cursor.execute("create table laptop_edition (id uuid primary key)")
            cursor.execute("insert into laptop_edition values (%s)", [mine])
        elif owner != mine:
            name = connection.info.dbname
            raise RefusesForeignDatabase(
                f"The database {name} does not belong to the laptop edition in {folder}: "
                "its demo issuer refuses to start against it."
            )


def _owner(cursor: psycopg.Cursor[Any]) -> UUID | None:
    cursor.execute("select to_regclass('laptop_edition') is not null")
    if cursor.fetchone() != (True,):
        return None
    row = cursor.execute("select id from laptop_edition").fetchone()
    return None if row is None else UUID(str(row[0]))


def _is_empty(cursor: psycopg.Cursor[Any]) -> bool:
    cursor.execute(
        "select count(*) from information_schema.tables"
        " where table_schema not in ('information_schema', 'pg_catalog')"
    )
    return cursor.fetchone() == (0,)


class Issuer:
    """Issues tokens for the demo officers; its key stays in the laptop's folder.

    `databases` are all that will believe its tokens. Raises RefusesForeignDatabase.
    """

    def __init__(self, folder: Path, databases: Sequence[str], clock: Clock = system_clock) -> None:
        for dsn in databases:
            claim(folder, dsn)
        self.name = f"urn:hieuhoc:laptop:{laptop_id(folder)}"
        self.officers: dict[str, DemoOfficer] = {}
        self._key = _kept_key(folder / "issuer.json")
        self._clock = clock

    def appoint(self, officers: Sequence[DemoOfficer]) -> None:
        """From now on these, and no others, are offered."""
        self.officers = {officer.name: officer for officer in officers}

    def keys(self) -> str:
        """The public keys as JWKS, for the services' `identity_keys`."""
        return json.dumps(KeySet([self._key]).as_dict(private=False))

    def token(self, officer_name: str) -> str:
        """A token of a demo officer; raises KeyError for anybody else."""
        officer = self.officers[officer_name]
        return self._signed(f"demo:{officer.name}", officer.grants)

    def system_token(self) -> str:
        """For the laptop edition itself, which loads the demo data; offered to nobody."""
        everything = {"role": "system", "place_id": None, "reach": "subtree"}
        return self._signed("system:laptop", [everything])

    def _signed(self, subject: str, grants: list[dict[str, Any]]) -> str:
        now = self._clock()
        claims = {
            "iss": self.name,
            "aud": AUDIENCE,
            "sub": subject,
            "iat": int(now.timestamp()),
            "exp": int((now + LIFE).timestamp()),
            "grants": grants,
        }
        return jwt.encode({"alg": "ES256", "kid": self._key.kid}, claims, self._key)

    def application(self) -> FastAPI:
        """`/token` shows the officers, `/token?officer=…` answers a token as plain text. Only for
        who asks this machine by its own name: a page that lets its own name lead here (DNS
        rebinding) would read the token."""
        app = FastAPI(title=NOTICE, openapi_url=None, docs_url=None, redoc_url=None)
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False)

        @app.get("/token")
        async def token(officer: str = "") -> Response:
            if not officer:
                return HTMLResponse(self._page())
            if officer not in self.officers:
                return PlainTextResponse(f"{NOTICE}: no such officer\n", 404)
            headers = {"X-Issuer": NOTICE, "Cache-Control": "no-store"}
            return PlainTextResponse(f"{self.token(officer)}\n", headers=headers)

        return app

    def _page(self) -> str:
        officers = "".join(
            f'<li><a href="/token?officer={escape(officer.name)}">{escape(officer.name)}</a>'
            f" ({escape(officer.role)})</li>"
            for officer in self.officers.values()
        )
        return (
            f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{NOTICE}</title>'
            f"<h1>{NOTICE}</h1><p>Anybody who reaches this page can be any of these officers: "
            f"nothing here is protected.</p><ul>{officers}</ul></html>"
        )


def _kept_key(file: Path) -> ECKey:
    if not file.exists():
        made = ECKey.generate_key("P-256", auto_kid=True)
        keep(file, json.dumps(made.as_dict(private=True)))
    return ECKey.import_key(json.loads(file.read_text()))
