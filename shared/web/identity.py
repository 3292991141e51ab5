"""Who is asking: OIDC tokens, and the grants they carry."""

import asyncio
import json
import math
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal
from urllib.error import URLError
from urllib.request import urlopen
from uuid import UUID

from fastapi import Request
from joserfc import jwt
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import extract_compact

from shared.telemetry.logs import logger
from shared.vocabulary import text
from shared.web.refusals import KeysUnavailable, TokenExpired, TokenInvalid, TokenMissing

log = logger(__name__)

ALGORITHMS: Final = ["ES256", "RS256"]
LEEWAY: Final = 30
KEYS_LIVE: Final = 3600.0
"""Seconds after which the issuer's keys are asked for again, so that a revoked one ends."""
UNKNOWN_KEY_PAUSE: Final = 10.0
"""Seconds between two askings because of an unknown key: anybody can invent one."""
FAILED_PAUSE: Final = 1.0
"""Seconds between two askings while there are no keys at all."""
FETCH_PATIENCE: Final = 5.0
TOKENS_KEPT: Final = 1_000
LONGEST_SUBJECT: Final = 255  # OpenID Connect Core 1.0, section 2
LAST_INSTANT: Final = 253_402_300_799  # the end of the year 9999
UNREADABLE: Final = (
    ValueError,  # no JSON, no text, a number without end
    TypeError,
    KeyError,
    AttributeError,  # a header that is no object
    OverflowError,
    RecursionError,
)
"""What the library meets in tokens that nobody would write."""

PLACE_ID: Final = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")

Reach = Literal["own", "subtree"]


@dataclass(frozen=True)
class Grant:
    """A role at a place: for that place alone, or for all below it too.

    Without a place it is for the whole deployment, which only the role `system` can have.
    """

    role: str
    place_id: UUID | None
    reach: Reach


@dataclass(frozen=True)
class Officer:
    subject: str
    grants: tuple[Grant, ...]


class Keys:
    """The issuer's public keys, from a URL, a file, or given as they are (JWKS).

    Cached; asked for again after an hour, or when a token names a key not among them.
    """

    def __init__(self, source: str, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._source = source
        self._monotonic = monotonic
        self._keys: KeySet | None = None
        self._asked_at = self._tried_at = -math.inf
        self._asking = asyncio.Lock()

    @property
    def fresh(self) -> KeySet | None:
        """The keys, while they need not be asked for again."""
        return self._keys if self._monotonic() - self._asked_at <= KEYS_LIVE else None

    async def holding(self, key_id: str | None) -> KeySet:
        """The keys; fresh ones when `key_id` is not among those known. Whose key is known does
        not wait for an issuer that somebody else is asking."""
        if not self._holds(key_id) or self._must_ask(key_id):
            async with self._asking:
                if self._must_ask(key_id):
                    await self._ask()
        if self._keys is None:
            raise KeysUnavailable()
        return self._keys

    def _must_ask(self, key_id: str | None) -> bool:
        now = self._monotonic()
        if self._keys is None:
            return now - self._tried_at > FAILED_PAUSE
        if now - self._tried_at <= UNKNOWN_KEY_PAUSE:
            return False
        return now - self._asked_at > KEYS_LIVE or not self._holds(key_id)

    def _holds(self, key_id: str | None) -> bool:
        return self._keys is not None and any(key.kid == key_id for key in self._keys.keys)

    async def _ask(self) -> None:
        """Keeps the old keys when the issuer does not answer: they may well be still good."""
        self._tried_at = self._monotonic()
        try:
            written = await asyncio.to_thread(_read, self._source)
            self._keys = KeySet.import_key_set(json.loads(written))
        except (URLError, OSError, ValueError, JoseError) as error:
            log.warning("issuer keys cannot be read", error=type(error).__name__)
            return
        self._asked_at = self._monotonic()


def _read(source: str) -> str:
    if source.lstrip().startswith("{"):
        return source
    if source.startswith(("https://", "http://")):
        with urlopen(source, timeout=FETCH_PATIENCE) as answer:
            body: bytes = answer.read()
            return body.decode()
    return Path(source).read_text(encoding="utf-8")


class Identity:
    """Believes tokens of one issuer for one audience."""

    def __init__(self, issuer: str, audience: str, keys: Keys) -> None:
        self._keys = keys
        self._believed: dict[str, _Believed] = {}
        self._claims = jwt.JWTClaimsRegistry(
            leeway=LEEWAY,
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": audience},
            exp={"essential": True},
            sub={"essential": True},
        )

    async def officer(self, token: str) -> Officer:
        """Whom the token speaks for; raises TokenExpired, TokenInvalid or KeysUnavailable."""
        before = self._believed.get(token)
        if before is not None and before.keys is self._keys.fresh and time.time() < before.until:
            return before.officer
        keys, claims = await self._verified(token)
        officer = Officer(_subject(claims["sub"]), grants_of(claims))
        if len(self._believed) >= TOKENS_KEPT:
            self._believed.clear()
        self._believed[token] = _Believed(keys, _instant(claims["exp"]), officer)
        return officer

    async def _verified(self, token: str) -> tuple[KeySet, dict[str, Any]]:
        try:
            keys = await self._keys.holding(_key_id(token))
            claims = jwt.decode(token, keys, algorithms=ALGORITHMS).claims
            self._claims.validate(claims)
        except ExpiredTokenError:
            raise TokenExpired() from None
        except (JoseError, *UNREADABLE):
            raise TokenInvalid() from None
        return keys, claims


@dataclass(frozen=True)
class _Believed:
    """A token whose signature was good under these keys: it need not be verified at each
    request, which costs more than a command's own decision."""

    keys: KeySet
    until: float
    officer: Officer


def _subject(said: object) -> str:
    """In its one form: the same subject is the same officer."""
    if not isinstance(said, str) or not 0 < len(said) <= LONGEST_SUBJECT or not text.is_fit(said):
        raise TokenInvalid()
    return text.fit(said)


def _instant(said: object) -> float:
    """Seconds since 1970; none is the end of what is believed for ever."""
    if isinstance(said, bool) or not isinstance(said, int | float):
        raise TokenInvalid()
    if not 0 < said <= LAST_INSTANT:
        raise TokenInvalid()
    return float(said)


def _key_id(token: str) -> str | None:
    key_id = extract_compact(token.encode()).headers().get("kid")
    return key_id if isinstance(key_id, str) else None


def grants_of(claims: Mapping[str, Any]) -> tuple[Grant, ...]:
    """What the claim `grants` says. An entry that cannot be read grants nothing."""
    entries = claims.get("grants")
    if not isinstance(entries, list):
        return ()
    return tuple(grant for entry in entries if (grant := _grant(entry)) is not None)


def _grant(entry: object) -> Grant | None:
    match entry:
        case {"role": "system", "place_id": None}:
            return Grant("system", None, "subtree")
        case {"role": str(role), "place_id": str(place), "reach": "own" | "subtree" as reach}:
            return Grant(role, UUID(place), reach) if PLACE_ID.fullmatch(place) else None
        case _:
            return None


async def principal(request: Request) -> Officer:
    """The officer who asks, of every route that is not open to all; verified once a request.

    Called, not depended on: FastAPI takes longer over a dependency of dependencies than this does
    over a token it has seen before.
    """
    known: Officer | None = getattr(request.state, "officer", None)
    if known is not None:
        return known
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise TokenMissing()
    identity: Identity = request.app.state.identity
    request.state.officer = officer = await identity.officer(token.strip())
    return officer
