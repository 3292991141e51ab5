"""How a relay is doing, as it says itself, and as its silence says."""

import time
from typing import Final

from shared.messaging.relay.faults import RelayFault
from shared.telemetry import logs, metrics

log = logs.logger(__name__)

NO_SIGN: Final = 30.0
"""Seconds without a sign of life; no single wait of a relay may last as long."""


class Condition:
    """Kept by the relay's thread, read by others."""

    def __init__(self, service: str) -> None:
        self._service = service
        self._reason: str | None = "starting"
        self._code = ""
        self._told = ""
        self._seen = time.monotonic()

    def unready(self) -> str | None:
        """Why nothing could be relayed now; None when it could."""
        silent = time.monotonic() - self._seen
        if silent > NO_SIGN:
            return f"no sign of life for {silent:.0f} s"
        return self._reason

    @property
    def is_well(self) -> bool:
        return self._reason is None

    def say(self, reason: str | RelayFault | None) -> None:
        """Why nothing is relayed now, or None. What needs an operator shows in the metrics, until
        it relays again."""
        self.alive()
        self._reason = None if reason is None else str(reason)
        if reason is None:
            self._needs_an_operator("")
        elif isinstance(reason, RelayFault) and reason.code:
            self._needs_an_operator(reason.code)

    def active(self) -> None:
        """It has the lock, and nothing keeps it from relaying: what it meets now is news again."""
        self._told = ""
        log.info("relay active", relays=self._service)

    def is_news(self, fault: str) -> bool:
        """Whether this is not what it met the last time it tried."""
        told, self._told = self._told, fault
        return fault != told

    def alive(self) -> None:
        """It goes on, whatever it said last."""
        self._seen = time.monotonic()

    def _needs_an_operator(self, code: str) -> None:
        if code == self._code:
            return
        if self._code:
            metrics.RELAY_STOPPED.labels(self._service, self._code).set(0)
        if code:
            metrics.RELAY_STOPPED.labels(self._service, code).set(1)
        self._code = code
