"""The issuer's public keys: asked for, kept, asked for again."""

import asyncio
import json
import math
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from shared.telemetry.logs import logger
from shared.vocabulary import text
from shared.web.refusals import KeysUnavailable

log = logger(__name__)

KEYS_LIVE: Final = 3600.0
"""Seconds after which the issuer's keys are asked for again, so that a revoked one ends."""
UNKNOWN_KEY_PAUSE: Final = 10.0
"""Seconds between two askings because of an unknown key: anybody can invent one."""
FAILED_PAUSE: Final = 1.0
"""Seconds between two askings while there are no keys at all."""
FETCH_PATIENCE: Final = 5.0


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
            log.warning("issuer keys cannot be read", **_told(self._source, error))
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


def _told(source: str, error: Exception) -> dict[str, str]:
    """What whoever sets the issuer up wants to read: who was asked and what came of it, without
    anything of an answer or of the rest of the address."""
    told = {"error": type(error).__name__}
    if source.startswith(("https://", "http://")):
        told["host"] = text.shown(urlsplit(source).netloc.rpartition("@")[2])
    if isinstance(error, URLError):
        told["reason"] = text.shown(str(error.reason))
    elif isinstance(error, OSError) and error.strerror:
        told["reason"] = error.strerror
    return told
