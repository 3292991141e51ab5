"""Receipts: up to where a log stood, in a form nobody needs to understand and nobody can make."""

import base64
import hmac
from typing import Final
from uuid import UUID

from shared.eventstore.log.looking import RECEIPTS
from shared.eventstore.log.steady import SteadyConnection
from shared.web.refusals import ReceiptInvalid

POSITION: Final = 8
SIGNATURE: Final = 16


class Receipts:
    """Of one log: another service's, or another log's, are as forged ones. All processes on the log
    sign alike, for the key stands beside it."""

    def __init__(self, line: SteadyConnection) -> None:
        self._line = line
        self._key: tuple[bytes, bytes] | None = None

    async def of(self, position: int) -> str:
        said = position.to_bytes(POSITION)
        return base64.urlsafe_b64encode(said + await self._signature(said)).decode()

    async def position(self, receipt: str) -> int:
        """Raises ReceiptInvalid."""
        try:
            sent = base64.b64decode(receipt, altchars=b"-_", validate=True)
        except ValueError:
            raise ReceiptInvalid from None
        said, signature = sent[:POSITION], sent[POSITION:]
        if not hmac.compare_digest(signature, await self._signature(said)):
            raise ReceiptInvalid
        return int.from_bytes(said)

    async def _signature(self, said: bytes) -> bytes:
        key, log = self._key or await self._read()
        return hmac.digest(key, log + said, "sha256")[:SIGNATURE]

    async def _read(self) -> tuple[bytes, bytes]:
        ((key, log_id),) = await self._line.ask(RECEIPTS)
        self._key = key, UUID(str(log_id)).bytes
        return self._key
