"""How much that is due was not done, asked while it is scraped."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from math import nan
from typing import Any, Final

import psycopg
from prometheus_client import Metric

from shared.eventstore.due.occurrence import Due
from shared.postgres.connections import Timeouts, connect
from shared.telemetry import metrics
from shared.vocabulary.calendar import Clock, civil_day

TIMEOUTS: Final = Timeouts(connect=2)


class Waiting:
    """Collector of what waits in the database of one service, whoever should do it."""

    def __init__(self, service: str, dsn: str, dues: Sequence[Due], clock: Clock) -> None:
        self._service, self._dsn, self._dues, self._clock = service, dsn, dues, clock

    def collect(self) -> Iterator[Metric]:
        yield metrics.DUE_WAITING.family(
            [((self._service, kind), number) for kind, number in self._numbers()]
        )

    def _numbers(self) -> list[tuple[str, float]]:
        try:
            with closing(connect(self._dsn, f"{self._service} due", TIMEOUTS)) as connection:
                return [(due.kind, self._number(connection, due)) for due in self._dues]
        except psycopg.Error:
            return [(due.kind, nan) for due in self._dues]

    def _number(self, connection: psycopg.Connection[Any], due: Due) -> float:
        asked = {"kind": due.kind, "day": civil_day(self._clock())}
        query = f"select count(*) from ({due.waiting}) as waiting"
        (number,) = connection.execute(query.encode(), asked).fetchone() or (nan,)
        return float(number)

    def close(self) -> None:
        """Each scrape has a connection of its own."""
