"""Tokens as an identity provider would write them, and as it never should."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from shared.web.identity import Grant, Identity
from shared.web.keys import Keys

ISSUER, AUDIENCE = "https://identity.example", "hieuhoc"

LIFE = 3_000
"""Seconds: longer than whoever asks every operation for everything takes on a busy machine."""


class Provider:
    """An identity provider with one key."""

    def __init__(self) -> None:
        self.key = ECKey.generate_key("P-256", auto_kid=True)

    def keys(self) -> str:
        return json.dumps(KeySet([self.key]).as_dict(private=False))

    def identity(self) -> Identity:
        return Identity(ISSUER, AUDIENCE, Keys(self.keys()))

    def token(self, grants: Sequence[Grant] = (), /, **claims: Any) -> str:
        """A good token, but for the claims given otherwise; None leaves one out."""
        now = int(datetime.now(UTC).timestamp())
        good: dict[str, Any] = {"iss": ISSUER, "aud": AUDIENCE, "sub": "officer-7"}
        good |= {"exp": now + LIFE, "grants": [written(grant) for grant in grants]} | claims
        kept = {name: value for name, value in good.items() if value is not None}
        return jwt.encode({"alg": "ES256", "kid": self.key.kid}, kept, self.key)


def written(grant: Grant) -> dict[str, Any]:
    place_id = None if grant.place_id is None else str(grant.place_id)
    return {"role": grant.role, "place_id": place_id, "reach": grant.reach}


def signed_in(token: str, **headers: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }


def commune_officer(place_id: UUID) -> list[Grant]:
    return [Grant("commune-officer", place_id, "subtree")]
