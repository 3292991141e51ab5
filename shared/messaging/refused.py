"""What is said when Kafka answers and says no: to the login, to the certificate, to a right.

Told by the code of an error, never by its text, which may change and may quote what it was given.
"""

import time
from collections.abc import Callable
from typing import Final

from confluent_kafka import KafkaError

LOGIN: Final = "Kafka refuses the login"
TRUST: Final = "Kafka and this process do not trust each other's certificates"
RIGHT: Final = "Kafka does not allow this user {what}: see `hieuhoc topics check --rights`"

SENTENCES: Final = {
    KafkaError._AUTHENTICATION: LOGIN,
    KafkaError.SASL_AUTHENTICATION_FAILED: LOGIN,
    KafkaError.UNSUPPORTED_SASL_MECHANISM: LOGIN,
    KafkaError._SSL: TRUST,
    KafkaError.SECURITY_DISABLED: "Kafka has no authorizer: everybody may do everything",
    KafkaError.TOPIC_AUTHORIZATION_FAILED: RIGHT.format(what="this topic"),
    KafkaError.GROUP_AUTHORIZATION_FAILED: RIGHT.format(what="this group"),
    KafkaError.CLUSTER_AUTHORIZATION_FAILED: RIGHT.format(what="this on the cluster"),
}

TOLD_ONCE: Final = frozenset(
    {KafkaError.TOPIC_AUTHORIZATION_FAILED, KafkaError.GROUP_AUTHORIZATION_FAILED}
)
"""A consumer tells these no more than once, however long they last."""
REMEMBERED: Final = 15.0
"""Seconds for which another no stands: the client tries again, and is refused again, within ten."""


def sentence_of(code: int | None) -> str | None:
    """None: the error is no refusal."""
    return None if code is None else SENTENCES.get(code)


class Refusals:
    """Hears a client's errors, as its `error_cb` or beside it, and remembers the last no."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._last: tuple[float, int] | None = None

    def __call__(self, error: KafkaError) -> None:
        if error.code() in SENTENCES:
            self._last = (self._monotonic(), error.code())

    def let_in(self) -> None:
        """We are in the group. One of its topics may still be closed to us: see `forget`."""
        if not self.of_a_topic:
            self._last = None

    def forget(self) -> None:
        """What was asked for was given."""
        self._last = None

    @property
    def of_a_topic(self) -> bool:
        return self._last is not None and self._last[1] == KafkaError.TOPIC_AUTHORIZATION_FAILED

    @property
    def code(self) -> int | None:
        """Of a no that still stands."""
        if self._last is None:
            return None
        heard, code = self._last
        if code not in TOLD_ONCE and self._monotonic() - heard > REMEMBERED:
            return None
        return code

    @property
    def sentence(self) -> str | None:
        return sentence_of(self.code)
