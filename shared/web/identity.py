"""Who is asking: OIDC tokens, and the grants they carry."""

import re
import time
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal
from uuid import UUID

from fastapi import Request
from joserfc import jwt
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import extract_compact

from shared.telemetry.logs import logger
from shared.web.keys import Keys
from shared.web.refusals import (
    TokenExpired,
    TokenInvalid,
    TokenMissing,
)
from shared.web.refused_tokens import reason_of, tell
from shared.web.subjects import subject_of

log = logger(__name__)

ALGORITHMS: Final = ["ES256", "RS256"]
LEEWAY: Final = 30
TOKENS_KEPT: Final = 1_000
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
    """`until`: when the token ends that says so, in seconds since 1970."""

    subject: str
    grants: tuple[Grant, ...]
    until: float = LAST_INSTANT


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
        """Whom the token speaks for; raises TokenExpired or TokenInvalid, with the `reason`, or
        KeysUnavailable."""
        before = self._believed.get(token)
        if before is not None and before.keys is self._keys.fresh and time.time() < before.until:
            return before.officer
        keys, claims = await self._verified(token)
        until = _instant(claims["exp"])
        officer = replace(_officer(claims), until=until)
        if len(self._believed) >= TOKENS_KEPT:
            self._believed.clear()
        self._believed[token] = _Believed(keys, until, officer)
        return officer

    async def _verified(self, token: str) -> tuple[KeySet, dict[str, Any]]:
        try:
            keys = await self._keys.holding(_key_id(token))
            claims = jwt.decode(token, keys, algorithms=ALGORITHMS).claims
            self._claims.validate(claims)
        except ExpiredTokenError:
            raise TokenExpired(reason="exp") from None
        except (JoseError, *UNREADABLE) as error:
            raise TokenInvalid(reason=reason_of(error)) from None
        return keys, claims


@dataclass(frozen=True)
class _Believed:
    """A token whose signature was good under these keys: it need not be verified at each
    request, which costs more than a command's own decision."""

    keys: KeySet
    until: float
    officer: Officer


def _officer(claims: Mapping[str, Any]) -> Officer:
    grants = grants_of(claims)
    of_system = any(grant.role == "system" and grant.place_id is None for grant in grants)
    subject = subject_of(claims["sub"], of_system=of_system)
    if subject is None:
        raise TokenInvalid(reason="sub")
    return Officer(subject, grants)


def _instant(said: object) -> float:
    """Seconds since 1970; none is the end of what is believed for ever."""
    if isinstance(said, bool) or not isinstance(said, int | float):
        raise TokenInvalid(reason="exp")
    if not 0 < said <= LAST_INSTANT:
        raise TokenInvalid(reason="exp")
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
    request.state.officer = officer = await _told_of(request, identity.officer(token.strip()))
    return officer


async def _told_of(request: Request, asked: Awaitable[Officer]) -> Officer:
    """The officer; whoever keeps the service is told why there is none, or none who may."""
    service: str = request.app.state.service
    try:
        officer = await asked
    except (TokenExpired, TokenInvalid) as refused:
        tell(service, str(refused.fields["reason"]))
        raise
    if not officer.grants:
        tell(service, "grants")
    return officer
