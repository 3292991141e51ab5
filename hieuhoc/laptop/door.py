"""The services' HTTP doors, as the laptop edition's own loader and commands use them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import httpx2
import stamina

PATIENCE = httpx2.Timeout(60.0, connect=5.0)
AGAIN_FOR = 600.0
"""Seconds for which an answer that did not come is asked for again: on a slow machine it comes."""


class DoorRefused(Exception):
    """A service said no; the sentence is the one of its problem document."""

    def __init__(self, code: str, sentence: str) -> None:
        self.code, self.sentence = code, sentence
        super().__init__(f"{code}: {sentence}")


class DoorClosed(DoorRefused):
    """Not now: the service cannot for a moment, or has too much to do."""


LATER: Final = frozenset({429, 502, 503, 504})
_again = stamina.retry(
    on=(httpx2.TransportError, DoorClosed), attempts=None, timeout=AGAIN_FOR, wait_max=2.0
)


@dataclass(frozen=True)
class Doors:
    """`urls`: the services' addresses by name. Raises DoorRefused; DoorClosed or
    httpx2.TransportError when no other answer comes for long. A command asked again is the same
    one, by its key."""

    client: httpx2.AsyncClient
    urls: Mapping[str, str]
    token: str
    language: str = "vi"

    @_again
    async def get(self, path: str, **parameters: str) -> dict[str, Any]:
        """`path` begins with the service's name: `/rollups/v1/…`."""
        answer = await self.client.get(
            self._url(path), params=parameters, headers=self._headers, timeout=PATIENCE
        )
        return _answered(answer)

    @_again
    async def post(self, path: str, key: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """A command under its idempotency key: sent again, it is answered, not repeated."""
        answer = await self.client.post(
            self._url(path),
            json=body,
            headers={**self._headers, "Idempotency-Key": key},
            timeout=PATIENCE,
        )
        return _answered(answer)

    def _url(self, path: str) -> str:
        return f"{self.urls[path.split('/')[1]]}{path}"

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", "Accept-Language": self.language}


def _answered(answer: httpx2.Response) -> dict[str, Any]:
    body: dict[str, Any] = answer.json()
    if answer.is_error:
        no = DoorClosed if answer.status_code in LATER else DoorRefused
        raise no(body["code"], body["detail"])
    return body
