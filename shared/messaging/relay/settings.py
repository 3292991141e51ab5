"""What a relay may be told; durations are seconds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RelaySettings:
    """The defaults are for production; tests shorten them.

    `silence` is how long PostgreSQL waits for a sign of life (one each `beat`) before it gives
    the lock to the next: with `standby` it bounds a takeover. `poll` bounds what a lost
    notification costs. `answer` is for one question to Kafka, `database` for one to PostgreSQL,
    `patience` for an acknowledgement before the relay says that it is not ready, `last_flush` for
    the page on its way when asked to stop.
    """

    page_facts: int = 5_000
    page_bytes: int = 16 * 1024 * 1024
    beat: float = 1.0
    silence: float = 4.0
    standby: float = 0.25
    poll: float = 1.0
    answer: float = 5.0
    database: float = 20.0
    socket_timeout: float = 10.0
    patience: float = 5.0
    last_flush: float = 4.0
    first_pause: float = 0.1
    longest_pause: float = 2.0
